"""The automatic detector: edges come from the audio alone."""

from __future__ import annotations

import numpy as np
import pytest

from tests.fakes.gemini.detection import Detected, SpeechDetector, SpeechEdge

pytestmark = pytest.mark.unit
RATE_HZ = 16000


def noise(seconds: float, level: float = 0.1) -> bytes:
    samples = np.random.default_rng(1).standard_normal(round(seconds * RATE_HZ)) * level
    return (np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes()


def silence(seconds: float) -> bytes:
    return bytes(round(seconds * RATE_HZ) * 2)


def at_s(found: Detected) -> float:
    return found.sample / RATE_HZ


def test_speech_starts_where_it_became_loud_and_ends_after_the_silence() -> None:
    detector = SpeechDetector(RATE_HZ, prefix_ms=100, silence_ms=500)
    start, end = detector.push(silence(1) + noise(1) + silence(1))
    assert (start.edge, end.edge) == (SpeechEdge.START, SpeechEdge.END)
    assert at_s(start) == pytest.approx(1.0, abs=0.02)
    assert at_s(end) == pytest.approx(2.5, abs=0.02)


def test_the_answer_does_not_depend_on_how_the_audio_was_cut() -> None:
    audio = silence(0.3) + noise(0.7) + silence(1.2)
    whole = SpeechDetector(RATE_HZ).push(audio)
    pieces = SpeechDetector(RATE_HZ)
    found = [edge for n in range(0, len(audio), 777) for edge in pieces.push(audio[n : n + 777])]
    assert found == whole
    assert len(found) == 2


def test_a_sound_shorter_than_the_prefix_is_not_speech() -> None:
    detector = SpeechDetector(RATE_HZ, prefix_ms=100)
    assert detector.push(silence(0.5) + noise(0.08) + silence(2)) == []


def test_a_pause_shorter_than_the_silence_does_not_end_speech() -> None:
    detector = SpeechDetector(RATE_HZ, silence_ms=800)
    edges = detector.push(noise(0.5) + silence(0.7) + noise(0.5))
    assert [found.edge for found in edges] == [SpeechEdge.START]
    assert detector.speaking


def test_the_end_of_the_stream_ends_speech_once() -> None:
    detector = SpeechDetector(RATE_HZ)
    detector.push(noise(0.5))
    assert [found.edge for found in detector.finish()] == [SpeechEdge.END]
    assert detector.finish() == []
