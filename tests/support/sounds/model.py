"""What a test sound is: samples with a label and where its speech starts and ends.

Owns: the `Sound` shape, levels in dBFS. Must not know: where sounds come from or who hears them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE_HZ = 16_000
FULL_SCALE = 32_768.0

Pcm = NDArray[np.int16]
Wave = NDArray[np.float64]


class Kind(StrEnum):
    """What made the sound."""

    SENTENCE = "sentence"
    WORD = "word"
    COUGH = "cough"
    TYPING = "typing"
    DOOR = "door"
    OTHER = "other"  # mouse, chair, breath, throat

    @property
    def is_speech(self) -> bool:
        return self in (Kind.SENTENCE, Kind.WORD)


@dataclass(frozen=True)
class Sound:
    """16 kHz mono samples and what is known of them."""

    name: str
    kind: Kind
    samples: Pcm
    source: str
    language: str = ""
    text: str = ""
    start_s: float = 0.0
    """Where the event (speech or noise) begins."""
    end_s: float = 0.0
    """Where it ends."""

    @property
    def duration_s(self) -> float:
        return len(self.samples) / SAMPLE_RATE_HZ

    def with_samples(self, samples: Pcm, suffix: str = "") -> Sound:
        """The same event heard otherwise (noisier, through a codec): timings are kept."""
        return replace(self, samples=samples, name=self.name + suffix)


def seconds(count: float) -> int:
    """Samples in `count` seconds."""
    return round(count * SAMPLE_RATE_HZ)


def to_pcm(wave: Wave) -> Pcm:
    """Round a wave of full scale 1.0 to int16, clipping as a sound card would."""
    return np.clip(np.round(wave * FULL_SCALE), -FULL_SCALE, FULL_SCALE - 1).astype(np.int16)


def to_wave(pcm: Pcm) -> Wave:
    """The inverse of `to_pcm`."""
    return pcm.astype(np.float64) / FULL_SCALE


def loudest_dbfs(wave: Wave, window_s: float = 0.1) -> float:
    """RMS of the loudest `window_s`, in dB below full scale (RMS 1.0)."""
    count = min(len(wave), seconds(window_s))
    power = np.convolve(wave**2, np.full(count, 1.0 / count), mode="valid")
    return float(10 * np.log10(power.max() + 1e-12))


def at_level(wave: Wave, level_dbfs: float) -> Wave:
    """Scale so that the loudest 100 ms has this RMS."""
    return wave * 10 ** ((level_dbfs - loudest_dbfs(wave)) / 20)


def active_span_s(wave: Wave, drop_db: float = 26.0, hop_s: float = 0.01) -> tuple[float, float]:
    """First and last moment less than `drop_db` below the loudest hop, in seconds."""
    hop = seconds(hop_s)
    count = max(1, len(wave) // hop)
    power = (wave[: count * hop].reshape(count, -1) ** 2).mean(axis=1)
    active = np.flatnonzero(power > power.max() * 10 ** (-drop_db / 10))
    return float(active[0] * hop_s), float((active[-1] + 1) * hop_s)
