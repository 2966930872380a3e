"""What an error of the model's server means to the user."""

from __future__ import annotations

import pytest
from livekit.agents import APIConnectionError, APIStatusError

from agent.voice.gemini import reason_of
from protocol.messages import Reason

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (APIStatusError("API key not valid. Please pass a valid API key.", status_code=1007),
         Reason.KEY_REFUSED),
        (APIStatusError("forbidden", status_code=403), Reason.KEY_REFUSED),
        (APIStatusError("1008 model is not found for API version v1beta", status_code=1008),
         Reason.MODEL_REFUSED),
        (APIConnectionError("received 1007 (invalid frame payload data): too many tokens"),
         Reason.CONTEXT_FULL),
        (APIConnectionError("Failed to connect to Gemini Live (caused by InvalidStatus: server "
                            "rejected WebSocket connection: HTTP 403)"), Reason.KEY_REFUSED),
        (APIConnectionError("received 1011 (internal error)"), Reason.MODEL_UNREACHABLE),
        (OSError("Connect call failed"), Reason.MODEL_UNREACHABLE),
        (None, Reason.MODEL_UNREACHABLE),
    ],
)  # fmt: skip
def test_an_error_is_told_in_the_users_terms(error: Exception | None, reason: Reason) -> None:
    assert reason_of(error) is reason
