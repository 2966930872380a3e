"""How long to wait after a loss."""

from __future__ import annotations

import pytest

from agent.supervision.recovery import DELAYS_S, FINAL, SLOW_DELAY_S, next_step
from protocol.messages import Reason

pytestmark = pytest.mark.unit


def test_the_first_attempts_are_quick_and_silent() -> None:
    steps = [next_step(n, Reason.MODEL_UNREACHABLE) for n in range(1, len(DELAYS_S) + 1)]
    assert [step.delay_s for step in steps] == list(DELAYS_S)
    assert not any(step.tell for step in steps)


def test_after_the_quick_attempts_the_user_is_told_and_it_is_still_tried() -> None:
    step = next_step(len(DELAYS_S) + 1, Reason.MODEL_UNREACHABLE)
    assert step.tell
    assert step.delay_s == SLOW_DELAY_S


@pytest.mark.parametrize("reason", sorted(FINAL))
def test_a_refusal_is_told_at_once_and_not_tried_again(reason: Reason) -> None:
    step = next_step(1, reason)
    assert step.tell
    assert step.delay_s is None
