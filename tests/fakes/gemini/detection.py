"""Automatic voice activity: where speech starts and ends in a stream of PCM. Pure.

Time is counted in samples received, so the answer never depends on when a chunk arrived.
The real server uses a neural detector whose defaults Google does not publish; this one
compares the level of 10 ms windows with a threshold.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

WINDOW_S = 0.01
# Unpublished. Users of the real server report 0.8 s to over 1 s of silence before it answers.
DEFAULT_SILENCE_MS = 800
# Long enough that a click does not interrupt, short enough for "yes".
DEFAULT_PREFIX_MS = 100
LOW_SENSITIVITY_PREFIX_MS = 300
# -42 dBFS and -36 dBFS: above a quiet room, below quiet speech.
HIGH_SENSITIVITY_LEVEL = 0.008
LOW_SENSITIVITY_LEVEL = 0.016


class SpeechEdge(StrEnum):
    START = "start"
    END = "end"


@dataclass(frozen=True)
class Detected:
    """An edge, at a sample of the stream (counted from its first sample)."""

    edge: SpeechEdge
    sample: int


class SpeechDetector:
    """Feed PCM (16 bit, mono); get the edges committed by it."""

    def __init__(
        self,
        sample_rate_hz: int = 16000,
        prefix_ms: int = DEFAULT_PREFIX_MS,
        silence_ms: int = DEFAULT_SILENCE_MS,
        level: float = HIGH_SENSITIVITY_LEVEL,
    ) -> None:
        self._window = max(1, round(sample_rate_hz * WINDOW_S))
        self._prefix = max(1, round(sample_rate_hz * prefix_ms / 1000))
        self._silence = max(1, round(sample_rate_hz * silence_ms / 1000))
        self._level = level
        self._pending = b""
        self._position = 0
        self._loud = 0
        self._quiet = 0
        self.speaking = False

    def push(self, pcm: bytes) -> list[Detected]:
        """Edges this audio commits. A start is dated to the first loud window."""
        self._pending += pcm
        size = self._window * 2
        usable = len(self._pending) // size * size
        block = np.frombuffer(self._pending[:usable], dtype="<i2").astype(np.float32) / 32768
        self._pending = self._pending[usable:]
        edges: list[Detected] = []
        for level in np.sqrt(np.mean(block.reshape(-1, self._window) ** 2, axis=1)):
            self._position += self._window
            edge = self._step(bool(level >= self._level))
            if edge is not None:
                edges.append(edge)
        return edges

    def finish(self) -> list[Detected]:
        """The stream ended (`audioStreamEnd`): speech under way ends here."""
        if not self.speaking:
            return []
        return [self._end()]

    def _step(self, loud: bool) -> Detected | None:
        if self.speaking:
            self._quiet = 0 if loud else self._quiet + self._window
            return self._end() if self._quiet >= self._silence else None
        # A dip of one window inside a syllable must not start the count again.
        self._loud = self._loud + self._window if loud else max(0, self._loud - 2 * self._window)
        if self._loud < self._prefix:
            return None
        self.speaking = True
        start = self._position - self._loud
        self._loud = self._quiet = 0
        return Detected(SpeechEdge.START, start)

    def _end(self) -> Detected:
        self.speaking = False
        self._loud = self._quiet = 0
        return Detected(SpeechEdge.END, self._position)
