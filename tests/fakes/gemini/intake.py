"""Realtime input gathered into turns: what belongs to a turn, and where it starts and ends. Pure.

Owns: manual activity, automatic detection, turn coverage, stray audio. Time is an argument.
Must not know: generations, sockets, the record's files.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.fakes.gemini.detection import (
    DEFAULT_PREFIX_MS,
    DEFAULT_SILENCE_MS,
    HIGH_SENSITIVITY_LEVEL,
    LOW_SENSITIVITY_LEVEL,
    LOW_SENSITIVITY_PREFIX_MS,
    SpeechDetector,
    SpeechEdge,
)
from tests.fakes.gemini.messages import INVALID_ARGUMENT, ProtocolError
from tests.fakes.gemini.profile import Coverage
from tests.fakes.gemini.record import INPUT_RATE_HZ, Cause, Frame
from tests.fakes.gemini.setup import DetectionSetup, SessionSetup

_BYTES_PER_S = INPUT_RATE_HZ * 2
# Heard before the committed start, so that the first syllable is in the turn.
RUN_UP_S = 0.3
MAX_TURN_AUDIO_S = 120


@dataclass(frozen=True)
class Started:
    """The user's activity began."""

    at: float


@dataclass(frozen=True)
class TurnInput:
    """A finished turn of the user."""

    cause: Cause
    started_at: float
    ended_at: float
    pcm: bytes = b""
    frames: list[Frame] = field(default_factory=list)
    text: str = ""


Happening = Started | TurnInput


class Intake:
    """One session's realtime input."""

    def __init__(self, setup: SessionSetup) -> None:
        self._coverage = setup.coverage
        self._detector = None if setup.detection.disabled else _detector(setup.detection)
        self._audio = bytearray()
        # Sample of the stream at which `_audio` begins; the detector counts in the same samples.
        self._audio_from = 0
        self._frames: list[Frame] = []
        self._text: list[str] = []
        self._started_at: float | None = None
        self.stray_audio_s = 0.0

    @property
    def active(self) -> bool:
        """The user is speaking, as far as this session knows."""
        return self._started_at is not None

    def audio(self, pcm: bytes, at: float) -> list[Happening]:
        """16 kHz PCM, received at `at`."""
        room = MAX_TURN_AUDIO_S * _BYTES_PER_S - len(self._audio)
        if self._detector is None:
            if not self.active:
                self.stray_audio_s += len(pcm) / _BYTES_PER_S
            if self.active or self._coverage is Coverage.ALL_INPUT:
                self._audio += pcm[: max(0, room)]
            return []
        self._audio += pcm[: max(0, room)]
        happenings: list[Happening] = []
        for found in self._detector.push(pcm):
            if found.edge is SpeechEdge.START:
                self._trim_to(found.sample - round(RUN_UP_S * INPUT_RATE_HZ))
                happenings.append(self._start(at))
            else:
                happenings.append(self._finish(Cause.AUTOMATIC, at))
        if not self.active and self._coverage is not Coverage.ALL_INPUT:
            end = self._audio_from + len(self._audio) // 2
            self._trim_to(end - INPUT_RATE_HZ, always=True)
        return happenings

    def video(self, frame: Frame) -> None:
        if self.active or self._coverage is not Coverage.ONLY_ACTIVITY:
            self._frames.append(frame)

    def text(self, text: str, at: float) -> list[Happening]:
        """Realtime text counts as activity of its own under automatic detection."""
        self._text.append(text)
        if self._detector is not None and not self.active:
            return [self._start(at), self._finish(Cause.TEXT, at)]
        return []

    def activity_start(self, at: float) -> list[Happening]:
        self._require_manual()
        if self.active:
            return []
        return [self._start(at)]

    def activity_end(self, at: float) -> list[Happening]:
        self._require_manual()
        if not self.active:
            return []
        return [self._finish(Cause.MANUAL, at)]

    def stream_end(self, at: float) -> list[Happening]:
        """`audioStreamEnd`: the microphone was closed."""
        if self._detector is None or not self._detector.finish():
            return []
        return [self._finish(Cause.AUTOMATIC, at)]

    def content_turn(self, at: float) -> TurnInput:
        """A turn made by client content; it takes the input waiting, if coverage allows."""
        return self._finish(Cause.CLIENT_CONTENT, at)

    def _start(self, at: float) -> Started:
        self._started_at = at
        return Started(at)

    def _finish(self, cause: Cause, at: float) -> TurnInput:
        started_at = self._started_at if self._started_at is not None else at
        spoken = self.active or self._coverage is Coverage.ALL_INPUT
        keeps_audio = cause in (Cause.MANUAL, Cause.AUTOMATIC) and spoken
        turn = TurnInput(
            cause,
            started_at,
            at,
            bytes(self._audio) if keeps_audio else b"",
            self._frames,
            " ".join(self._text),
        )
        self._frames, self._text = [], []
        # Client content does not end what the user is saying.
        if cause is not Cause.CLIENT_CONTENT:
            self._audio_from += len(self._audio) // 2
            self._audio.clear()
            self._started_at = None
        return turn

    def _trim_to(self, sample: int, *, always: bool = False) -> None:
        """Forget audio before a sample, unless coverage keeps everything."""
        drop = min(max(0, sample - self._audio_from), len(self._audio) // 2)
        if drop and (always or self._coverage is not Coverage.ALL_INPUT):
            del self._audio[: drop * 2]
            self._audio_from += drop

    def _require_manual(self) -> None:
        if self._detector is not None:
            raise ProtocolError(
                INVALID_ARGUMENT,
                "Explicit activity control is not supported when automatic activity detection "
                "is enabled.",
            )


def _detector(setup: DetectionSetup) -> SpeechDetector:
    low = setup.low_start_sensitivity
    prefix_ms = LOW_SENSITIVITY_PREFIX_MS if low else DEFAULT_PREFIX_MS
    return SpeechDetector(
        INPUT_RATE_HZ,
        prefix_ms if setup.prefix_padding_ms is None else setup.prefix_padding_ms,
        DEFAULT_SILENCE_MS if setup.silence_duration_ms is None else setup.silence_duration_ms,
        LOW_SENSITIVITY_LEVEL if low else HIGH_SENSITIVITY_LEVEL,
    )
