"""The conversation's state machine."""

from __future__ import annotations

import pytest

from agent.supervision.health import Event, Health
from protocol.messages import GuideState, Reason

pytestmark = pytest.mark.unit


def after(*events: Event) -> GuideState:
    health = Health()
    for event in events:
        health.apply(event)
    return health.state


def test_a_question_goes_through_looking_and_thinking_to_speaking_and_back() -> None:
    health = Health()
    seen = []
    for event in (
        Event.USER_STARTED,
        Event.USER_FINISHED,
        Event.LOOKED,
        Event.VOICE_STARTED,
        Event.REPLY_DONE,
    ):
        health.apply(event)
        seen.append(health.state)
    assert seen == [
        GuideState.LISTENING,
        GuideState.LOOKING,
        GuideState.THINKING,
        GuideState.SPEAKING,
        GuideState.LISTENING,
    ]


def test_a_held_voice_listens_and_a_released_one_speaks_again() -> None:
    assert after(Event.VOICE_STARTED, Event.VOICE_HELD) is GuideState.LISTENING
    held_then_released = after(Event.VOICE_STARTED, Event.VOICE_HELD, Event.VOICE_STARTED)
    assert held_then_released is GuideState.SPEAKING


def test_a_picture_taken_while_listening_changes_nothing() -> None:
    assert after(Event.LOOKED) is GuideState.LISTENING


def test_speaking_into_thinking_listens_again() -> None:
    thinking = (Event.USER_FINISHED, Event.LOOKED)
    assert after(*thinking, Event.USER_STARTED) is GuideState.LISTENING


def test_tools_show_as_working_until_they_are_done() -> None:
    assert after(Event.USER_FINISHED, Event.LOOKED, Event.TOOL_STARTED) is GuideState.WORKING
    assert (
        after(Event.USER_FINISHED, Event.LOOKED, Event.TOOL_STARTED, Event.TOOL_DONE)
        is GuideState.THINKING
    )


@pytest.mark.parametrize("state_events", [(), (Event.USER_FINISHED,), (Event.VOICE_STARTED,)])
def test_losing_the_model_reconnects_from_anywhere(state_events: tuple[Event, ...]) -> None:
    assert after(*state_events, Event.MODEL_LOST) is GuideState.RECONNECTING
    assert after(*state_events, Event.MODEL_LOST, Event.MODEL_BACK) is GuideState.LISTENING


def test_a_reason_is_kept_while_it_is_true_and_no_longer() -> None:
    health = Health()
    health.apply(Event.GAVE_UP, Reason.MODEL_UNREACHABLE)
    assert health.reason is Reason.MODEL_UNREACHABLE
    assert health.apply(Event.MODEL_BACK)
    assert health.reason is None


def test_the_same_trouble_twice_is_reported_once() -> None:
    health = Health()
    assert health.apply(Event.GAVE_UP, Reason.NO_KEY)
    assert not health.apply(Event.GAVE_UP, Reason.NO_KEY)


@pytest.mark.parametrize("event", list(Event))
def test_nothing_follows_the_end(event: Event) -> None:
    health = Health()
    health.apply(Event.ENDED, Reason.USER_LEFT)
    assert not health.apply(event)
    assert health.state is GuideState.ENDED
