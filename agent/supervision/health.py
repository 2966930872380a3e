"""What the conversation is doing, as one state and a table of moves. Pure."""

from __future__ import annotations

from enum import StrEnum, auto

from protocol.messages import GuideState, Reason


class Event(StrEnum):
    """What can happen to a conversation."""

    USER_STARTED = auto()
    USER_FINISHED = auto()
    LOOKED = auto()
    VOICE_STARTED = auto()
    VOICE_HELD = auto()
    REPLY_DONE = auto()
    TOOL_STARTED = auto()
    TOOL_DONE = auto()
    MODEL_LOST = auto()
    MODEL_BACK = auto()
    GAVE_UP = auto()
    ENDED = auto()


S, E = GuideState, Event

# A pair that is not here changes nothing. The faults below apply to every state but ENDED.
_MOVES: dict[tuple[GuideState, Event], GuideState] = {
    (S.LISTENING, E.USER_FINISHED): S.LOOKING,
    (S.LISTENING, E.VOICE_STARTED): S.SPEAKING,
    (S.LISTENING, E.TOOL_STARTED): S.WORKING,
    (S.LOOKING, E.LOOKED): S.THINKING,
    (S.LOOKING, E.USER_STARTED): S.LISTENING,
    (S.LOOKING, E.VOICE_STARTED): S.SPEAKING,
    (S.LOOKING, E.TOOL_STARTED): S.WORKING,
    (S.THINKING, E.USER_STARTED): S.LISTENING,
    (S.THINKING, E.USER_FINISHED): S.LOOKING,
    (S.THINKING, E.VOICE_STARTED): S.SPEAKING,
    (S.THINKING, E.REPLY_DONE): S.LISTENING,
    (S.THINKING, E.TOOL_STARTED): S.WORKING,
    (S.SPEAKING, E.USER_STARTED): S.LISTENING,
    (S.SPEAKING, E.USER_FINISHED): S.LOOKING,
    (S.SPEAKING, E.VOICE_HELD): S.LISTENING,
    (S.SPEAKING, E.REPLY_DONE): S.LISTENING,
    (S.SPEAKING, E.TOOL_STARTED): S.WORKING,
    (S.WORKING, E.TOOL_DONE): S.THINKING,
    (S.WORKING, E.USER_STARTED): S.LISTENING,
    (S.WORKING, E.USER_FINISHED): S.LOOKING,
    (S.WORKING, E.VOICE_STARTED): S.SPEAKING,
    (S.RECONNECTING, E.MODEL_BACK): S.LISTENING,
    (S.DEGRADED, E.MODEL_BACK): S.LISTENING,
}
_FAULTS = {E.MODEL_LOST: S.RECONNECTING, E.GAVE_UP: S.DEGRADED, E.ENDED: S.ENDED}


class Health:
    """The conversation's state. A reason is kept only in the states that have one."""

    def __init__(self) -> None:
        self._state = GuideState.LISTENING
        self._reason: Reason | None = None

    @property
    def state(self) -> GuideState:
        return self._state

    @property
    def reason(self) -> Reason | None:
        return self._reason

    def apply(self, event: Event, reason: Reason | None = None) -> bool:
        """Take one event. True when state or reason changed."""
        before = (self._state, self._reason)
        if self._state is not GuideState.ENDED:
            if event in _FAULTS:
                self._state, self._reason = _FAULTS[event], reason
            elif (move := _MOVES.get((self._state, event))) is not None:
                self._state, self._reason = move, None
        return before != (self._state, self._reason)
