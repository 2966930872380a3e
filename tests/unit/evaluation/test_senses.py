"""Questions are spoken as asked, and neither voice, recogniser nor reader works twice."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from agent.reading import Box, Line, Word
from evaluation.cache import Cache
from evaluation.questions import Question
from evaluation.senses import HEARD_HZ, SILENCE_S, Ear, Reader, Samples, resampled

pytestmark = pytest.mark.unit

QUESTION = Question(
    page="a", language="fr", wording="named", words="Où est-ce ?", targets=("#b",), voice=3
)


@dataclass(frozen=True)
class Heard:
    text: str


@dataclass
class FakeSpeaker:
    sample_rate_hz: int = 24_000
    asked: list[tuple[str, str, str | None]] = field(default_factory=list)
    known: tuple[str, ...] = ("anne", "luc")

    def voices(self, language: str) -> tuple[str, ...]:
        return self.known

    def speak(self, text: str, language: str, voice: str | None) -> Iterator[bytes]:
        self.asked.append((text, language, voice))
        half = np.full(self.sample_rate_hz // 2, 1000, dtype="<i2").tobytes()
        yield half
        yield half


@dataclass
class FakeRecogniser:
    heard: list[tuple[Samples, str]] = field(default_factory=list)

    def transcribe(self, samples: Samples, language: str, hints: str = "") -> Heard:
        self.heard.append((samples, language))
        return Heard("où est-ce")


LOWER = Line((Word("Print", Box(0, 20, 30, 30)),))


class FakeReader:
    def __init__(self) -> None:
        self.pictures: list[npt.NDArray[np.uint8]] = []

    def read(self, image: npt.NDArray[np.uint8]) -> list[Line]:
        self.pictures.append(image)
        return [
            LOWER,
            Line((Word("Save", Box(1, 2, 30, 14)), Word("as…", Box(34, 2, 60, 14))), 0.75),
        ]


class AnyEar(Ear):
    _fingerprint = "as it is"


def _never() -> FakeReader:
    raise AssertionError("no engine is needed")


def _png(shade: int) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (64, 32), (shade, shade, shade)).save(written, format="PNG")
    return written.getvalue()


def test_the_recogniser_hears_the_words_at_its_rate_with_silence_around(tmp_path: Path) -> None:
    speaker, recogniser = FakeSpeaker(), FakeRecogniser()
    heard = AnyEar(Cache(tmp_path), lambda: speaker, lambda: recogniser).hear(QUESTION)
    assert heard == "où est-ce"
    # The fourth voice of two is the second.
    assert speaker.asked == [("Où est-ce ?", "fr", "luc")]
    [(samples, language)] = recogniser.heard
    assert language == "fr"
    assert len(samples) == pytest.approx((1 + 2 * SILENCE_S) * HEARD_HZ, abs=64)
    assert samples[: int(SILENCE_S * HEARD_HZ)].max() == 0
    assert np.median(samples) == pytest.approx(1000, abs=5)


def test_a_language_without_named_voices_is_spoken_by_its_own(tmp_path: Path) -> None:
    speaker = FakeSpeaker(known=())
    AnyEar(Cache(tmp_path), lambda: speaker, FakeRecogniser).hear(QUESTION)
    assert speaker.asked == [("Où est-ce ?", "fr", None)]


def test_a_question_is_heard_once(tmp_path: Path) -> None:
    speaker = FakeSpeaker()
    for _ in range(2):
        AnyEar(Cache(tmp_path), lambda: speaker, FakeRecogniser).hear(QUESTION)
    assert len(speaker.asked) == 1
    other = QUESTION.model_copy(update={"voice": 0})
    AnyEar(Cache(tmp_path), lambda: speaker, FakeRecogniser).hear(other)
    assert len(speaker.asked) == 2


def test_a_picture_is_read_once_and_remembered_whole(tmp_path: Path) -> None:
    engine = FakeReader()
    first = Reader(Cache(tmp_path), lambda: engine).read(_png(200))
    assert engine.pictures[0].shape == (32, 64, 3)
    assert (first.width_px, first.height_px) == (64, 32)
    assert Reader(Cache(tmp_path), _never).read(_png(200)) == first
    assert first.lines[0].text == "Save as…"
    assert first.lines[0].confidence == 0.75


def test_a_reading_goes_down_the_page(tmp_path: Path) -> None:
    reading = Reader(Cache(tmp_path), FakeReader).read(_png(200))
    assert [line.text for line in reading.lines] == ["Save as…", "Print"]


def test_another_picture_is_read_anew(tmp_path: Path) -> None:
    engine = FakeReader()
    reader = Reader(Cache(tmp_path), lambda: engine)
    reader.read(_png(200))
    reader.read(_png(201))
    assert len(engine.pictures) == 2


def test_resampling_keeps_length_and_tone() -> None:
    tone = (8000 * np.sin(2 * np.pi * 440 * np.arange(24_000) / 24_000)).astype(np.int16)
    heard = resampled(tone, 24_000, 16_000)
    assert len(heard) == pytest.approx(16_000, abs=64)
    loudest_hz = np.argmax(np.abs(np.fft.rfft(heard))) * 16_000 / len(heard)
    assert loudest_hz == pytest.approx(440, abs=2)
