"""Recorded sentences as questions, and whether the model received what was spoken."""

from __future__ import annotations

from functools import cache

import numpy as np

from tests.support.sounds.model import SAMPLE_RATE_HZ, Pcm, Sound, Wave
from tests.support.sounds.speech import bundled, sphinx_sentences

HOP_S = 0.02


@cache
def question(number: int = 0) -> Pcm:
    """A recorded sentence without the room around it, 16 kHz mono.

    Raises:
        LookupError: Debian's pocketsphinx-testdata is not installed.
    """
    sentences = sphinx_sentences()
    if not sentences:
        raise LookupError("install pocketsphinx-testdata: the recorded sentences are in it")
    return _event(sentences[number % len(sentences)])


@cache
def word(name: str) -> Pcm:
    """A short recorded word that comes with the project, such as en-neural_yes."""
    return _event(next(sound for sound in bundled() if sound.name.endswith(name)))


def likeness(spoken: Pcm, received: Pcm) -> float:
    """How well the loudness over time of `spoken` is found in `received`: 1 is the same."""
    a, b = _loudness(spoken), _loudness(received)
    if b.size < a.size:
        b = np.pad(b, (0, a.size - b.size))
    best = 0.0
    for start in range(b.size - a.size + 1):
        part = b[start : start + a.size]
        if part.std() > 0:
            best = max(best, float(np.corrcoef(a, part)[0, 1]))
    return best


def _event(sound: Sound) -> Pcm:
    start, end = (round(at * SAMPLE_RATE_HZ) for at in (sound.start_s, sound.end_s))
    return sound.samples[start:end]


def _loudness(samples: Pcm) -> Wave:
    hop = round(HOP_S * SAMPLE_RATE_HZ)
    count = samples.size // hop
    power = (samples[: count * hop].astype(np.float64).reshape(count, hop) ** 2).mean(axis=1)
    loudness: Wave = 10 * np.log10(power + 100.0)
    return loudness
