"""Which pictures are worth sending: a pure policy, time and change as arguments.

The framework's default sends by the clock alone, a picture a second while the user speaks and one
every three otherwise, on a frozen screen too. Here a picture is sent when somebody is about to need
it (the user begins to speak, stops, or types), or when the screen has changed; hardly ever on a
still screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SendReason(StrEnum):
    FIRST = "first"
    ASKED = "asked"
    CHANGED = "changed"
    HEARTBEAT = "heartbeat"


@dataclass(frozen=True)
class SamplerOptions:
    """Seconds between pictures.

    talking_s, silent_s: least time between two pictures of a changing screen, while the user talks
        and while not. The Live API itself takes one picture a second (Google's model guide).
    heartbeat_s: a still screen is shown again after this long, so that context compression never
        forgets what it looks like.
    compare_s: how often a screen that may be sent is compared with what was sent.
    """

    talking_s: float = 1.0
    silent_s: float = 2.0
    heartbeat_s: float = 60.0
    compare_s: float = 0.25


class Sampler:
    """Ask `due` for each candidate picture; tell `sent` what was sent."""

    def __init__(self, options: SamplerOptions | None = None) -> None:
        self._options = options or SamplerOptions()
        self._sent_s: float | None = None
        self._compared_s = float("-inf")
        self._asked = False

    def ask(self) -> None:
        """Somebody needs to see now: the next changed picture goes out whatever the interval."""
        self._asked = True

    def reset(self) -> None:
        """The source changed: its first picture is due at once."""
        self._sent_s = None

    def worth_comparing(self, now_s: float, *, talking: bool) -> bool:
        """Whether the time has come to look for change at all: comparing costs a little."""
        if self._asked or self._sent_s is None:
            return True
        rested = now_s - self._compared_s >= self._options.compare_s
        return rested and now_s - self._sent_s >= self._gap_s(talking)

    def due(self, now_s: float, *, changed: bool, talking: bool) -> SendReason | None:
        """The reason to send this picture, or None."""
        self._compared_s = now_s
        if self._sent_s is None:
            return SendReason.FIRST
        if changed and self._asked:
            return SendReason.ASKED
        self._asked = False
        elapsed_s = now_s - self._sent_s
        if changed and elapsed_s >= self._gap_s(talking):
            return SendReason.CHANGED
        return SendReason.HEARTBEAT if elapsed_s >= self._options.heartbeat_s else None

    def sent(self, now_s: float) -> None:
        self._sent_s = now_s
        self._asked = False

    def _gap_s(self, talking: bool) -> float:
        return self._options.talking_s if talking else self._options.silent_s
