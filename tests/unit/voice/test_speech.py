"""Speech is told from coughs, keys and doors, with Silero itself and with made-up probabilities."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pytest
from livekit.local_inference import VAD

from agent.voice.speech import LASTING_S, WINDOW_SAMPLES, SpeechEvidence, Verdict
from tests.support.sounds import synthesis
from tests.support.sounds.model import SAMPLE_RATE_HZ, Pcm, Sound, seconds, to_pcm, to_wave
from tests.support.sounds.speech import bundled

pytestmark = pytest.mark.unit

WINDOW_S = WINDOW_SAMPLES / SAMPLE_RATE_HZ
WORDS = bundled()


def windows(samples: Pcm) -> Iterator[Pcm]:
    for first in range(0, len(samples) - WINDOW_SAMPLES + 1, WINDOW_SAMPLES):
        yield samples[first : first + WINDOW_SAMPLES]


def played(
    samples: Pcm, evidence: SpeechEvidence | None = None
) -> tuple[list[Verdict], list[float]]:
    """Verdict and Silero's probability after each window."""
    evidence, vad = evidence or SpeechEvidence(), VAD()
    probabilities = [vad.predict(window) for window in windows(samples)]
    heard = zip(windows(samples), probabilities, strict=True)
    return [evidence.push(window, probability) for window, probability in heard], probabilities


def until_after(sound: Sound, tail_s: float = 0.6) -> Pcm:
    return sound.samples[: seconds(sound.end_s + tail_s)]


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.name)
def test_a_short_word_is_speech_before_it_ends(word: Sound) -> None:
    verdicts, _ = played(until_after(word))
    decided_s = (verdicts.index(Verdict.SPEECH) + 1) * WINDOW_S
    assert decided_s <= word.end_s + WINDOW_S


@pytest.mark.parametrize("gain", [0.1, 1.5])
def test_a_word_is_speech_however_loud(gain: float) -> None:
    for word in WORDS:
        verdicts, _ = played(to_pcm(to_wave(until_after(word)) * gain))
        assert Verdict.SPEECH in verdicts, word.name


def test_half_the_words_are_decided_within_300_ms_of_their_start() -> None:
    delays_s = [
        (played(until_after(word))[0].index(Verdict.SPEECH) + 1) * WINDOW_S - word.start_s
        for word in WORDS
    ]
    assert np.median(delays_s) <= 0.3


@pytest.mark.parametrize(
    ("make", "seeds"),
    [
        (synthesis.coughs, synthesis.HARD_COUGHS),
        (synthesis.coughs, synthesis.FRESH_COUGHS),
        (synthesis.typing, synthesis.HARD_TYPING),
        (synthesis.typing, synthesis.FRESH_TYPING),
        (synthesis.doors, synthesis.HARD_DOORS),
        (synthesis.doors, synthesis.FRESH_DOORS),
    ],
)
@pytest.mark.timeout(90)  # a minute of sound, on a machine that may be busy
def test_no_noise_is_speech_though_silero_takes_them_all_for_it(
    make: Callable[[Sequence[int]], list[Sound]], seeds: Sequence[int]
) -> None:
    sounds = make(seeds)
    assert len(sounds) == 20
    for sound in sounds:
        verdicts, probabilities = played(until_after(sound))
        assert max(probabilities) >= 0.5, f"{sound.name} proves nothing"
        assert Verdict.SPEECH not in verdicts, sound.name
        assert Verdict.NOISE in verdicts, sound.name


def test_a_cough_is_noise_soon_after_it_ends() -> None:
    for cough in synthesis.coughs():
        verdicts, _ = played(until_after(cough))
        last_doubt = max(i for i, verdict in enumerate(verdicts) if verdict is Verdict.UNDECIDED)
        assert (last_doubt + 1) * WINDOW_S <= cough.end_s + 0.5, cough.name


def test_a_word_after_a_cough_is_speech() -> None:
    cough = until_after(synthesis.coughs([0])[0])
    for word in WORDS:
        verdicts, _ = played(np.concatenate([cough, until_after(word)]))
        assert verdicts[-1] is Verdict.SPEECH, word.name
        assert Verdict.SPEECH not in verdicts[: len(cough) // WINDOW_SAMPLES]


def test_speech_stays_speech_until_it_is_concluded() -> None:
    evidence = SpeechEvidence()
    verdicts, _ = played(until_after(WORDS[0], tail_s=1.0), evidence)
    assert verdicts[-1] is Verdict.SPEECH
    assert evidence.conclude() is Verdict.SPEECH
    verdicts, _ = played(until_after(synthesis.coughs([0])[0]), evidence)
    assert Verdict.SPEECH not in verdicts
    assert evidence.conclude() is Verdict.NOISE


def test_silence_is_undecided() -> None:
    evidence = SpeechEvidence()
    room = to_pcm(synthesis.room_noise(SAMPLE_RATE_HZ, np.random.default_rng(0)))
    assert {evidence.push(window, 0.02) for window in windows(room)} == {Verdict.UNDECIDED}


def test_a_whisper_is_speech_once_it_lasts() -> None:
    air = to_pcm(np.random.default_rng(0).normal(0, 0.02, SAMPLE_RATE_HZ))
    evidence = SpeechEvidence()
    verdicts = [evidence.push(window, 0.7) for window in windows(air)]
    decided_s = (verdicts.index(Verdict.SPEECH) + 1) * WINDOW_S
    assert decided_s == pytest.approx(LASTING_S, abs=WINDOW_S)


def test_air_that_stops_sooner_is_noise() -> None:
    air = to_pcm(np.random.default_rng(0).normal(0, 0.02, SAMPLE_RATE_HZ))
    evidence, verdict = SpeechEvidence(), Verdict.UNDECIDED
    for index, window in enumerate(windows(air)):
        verdict = evidence.push(window, 0.7 if index < 15 else 0.01)
    assert verdict is Verdict.NOISE


def test_a_wrong_window_is_refused() -> None:
    with pytest.raises(ValueError, match="512"):
        SpeechEvidence().push(np.zeros(160, np.int16), 0.5)
