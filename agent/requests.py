"""What the page may ask of the guide, and what the guide tells the page, by LiveKit RPC.

Owns: the RPC methods and the reading of their payloads. Must not know what is done about them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from livekit import rtc
from pydantic import BaseModel, ValidationError

from protocol.messages import (
    Notice,
    PointRequest,
    Reply,
    RpcMethod,
    SetVoiceRequest,
    TalkMode,
    TalkRequest,
)

logger = logging.getLogger("cicerone.requests")

# The page may be gone by the time it is told something.
NOTICE_TIMEOUT_S = 3.0
POINT_TIMEOUT_S = 3.0
BAD_REQUEST = 1400

_Request = TypeVar("_Request", bound=BaseModel)


class Requests:
    """Serves the RPC methods of one room.

    Args:
        on_talk: takes how the user talks, and whether the key is held.
        on_voice: takes a voice; False when there is none of that name.
    """

    def __init__(
        self,
        participant: rtc.LocalParticipant,
        *,
        on_talk: Callable[[TalkMode, bool], None],
        on_voice: Callable[[str], bool],
    ) -> None:
        self._participant = participant
        self._on_talk = on_talk
        self._on_voice = on_voice
        participant.register_rpc_method(RpcMethod.TALK, self._talk)
        participant.register_rpc_method(RpcMethod.SET_VOICE, self._set_voice)

    async def tell(self, identity: str, notice: Notice) -> None:
        """Show the user a notice."""
        try:
            await self._participant.perform_rpc(
                destination_identity=identity,
                method=RpcMethod.NOTICE,
                payload=notice.model_dump_json(),
                response_timeout=NOTICE_TIMEOUT_S,
            )
        except rtc.RpcError:
            # A LiveKit client that is not our page has no such method.
            logger.info("the notice %s could not be shown", notice.code)

    async def point(self, identity: str, request: PointRequest) -> Reply:
        """Show the user a place; not ok when they do not see it."""
        try:
            answer = await self._participant.perform_rpc(
                destination_identity=identity,
                method=RpcMethod.POINT,
                payload=request.model_dump_json(),
                response_timeout=POINT_TIMEOUT_S,
            )
            return Reply.model_validate_json(answer)
        except (rtc.RpcError, ValidationError) as error:
            logger.info("a place could not be shown: %s", type(error).__name__)
            return Reply(ok=False, reason="unreachable")

    async def _talk(self, data: rtc.RpcInvocationData) -> str:
        request = _parse(TalkRequest, data)
        self._on_talk(request.mode, request.held)
        return Reply(ok=True).model_dump_json()

    async def _set_voice(self, data: rtc.RpcInvocationData) -> str:
        known = self._on_voice(_parse(SetVoiceRequest, data).voice)
        return Reply(ok=known, reason=None if known else "unknown_voice").model_dump_json()


def _parse(model: type[_Request], data: rtc.RpcInvocationData) -> _Request:
    try:
        return model.model_validate_json(data.payload)
    except ValidationError as error:
        raise rtc.RpcError(BAD_REQUEST, "the request could not be read") from error
