"""Is this what was said, is this what was shown, which tone is this? Pure.

Compares sounds and pictures without understanding them.
"""

from __future__ import annotations

import io
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from PIL import Image

from tests.support.visitor import HEARD_HZ, MICROPHONE_HZ, Samples, is_audible

HOP_S = 0.02
PIECE_S = 0.7
SLACK_S = 0.5
# Octave-like bands from the lowest voice to the sibilants, in Hz.
BAND_EDGES_HZ = (100, 250, 450, 700, 1000, 1400, 2000, 2800, 3800, 5200, 7500)
TONE_WINDOW_S = 0.1
TONE_ERROR_HZ = 15.0
THUMBNAIL_PX = (160, 100)

Floats = npt.NDArray[np.float64]


def speech_likeness(spoken: Samples, received: Samples) -> float:
    """How much of `spoken` is in `received` (both at 16 kHz): 1 is all of it, 0 nothing.

    The correlation of their loudness over time and pitch, at the delay that fits best. Receivers
    stretch and shorten speech when packets come late, so each piece may be off by SLACK_S.
    """
    pattern, field = _bands(spoken), _bands(received)
    field = np.pad(field, ((len(pattern), len(pattern)), (0, 0)), mode="minimum")
    whole = _fits(pattern, field)
    delay = int(np.argmax(whole))
    size, slack = round(PIECE_S / HOP_S), round(SLACK_S / HOP_S)
    total = 0.0
    for start in range(0, len(pattern), size):
        piece = pattern[start : start + size]
        low = max(0, delay + start - slack)
        total += len(piece) * max(_fits(piece, field[low : delay + start + slack + len(piece)]))
    return total / len(pattern)


def picture_likeness(one: bytes, other: bytes) -> float:
    """Correlation of two encoded pictures, of any size and format: 1 is the same picture."""
    return _correlation(_thumbnail(one), _thumbnail(other))


def tone_s(heard: Samples, tone_hz: float) -> float:
    """Seconds of `heard` (at HEARD_HZ) whose strongest frequency is `tone_hz`."""
    size = round(TONE_WINDOW_S * HEARD_HZ)
    windows = heard[: len(heard) // size * size].reshape(-1, size)
    return TONE_WINDOW_S * sum(
        is_audible(window) and abs(_strongest_hz(window) - tone_hz) < TONE_ERROR_HZ
        for window in windows
    )


def _strongest_hz(window: Samples) -> float:
    # Zeros after it: a finer scale of frequencies than its length gives.
    spectrum = np.abs(np.fft.rfft(window * np.hanning(len(window)), 4 * len(window)))
    return float(np.argmax(spectrum)) * HEARD_HZ / (4 * len(window))


def _bands(samples: Samples) -> Floats:
    """Loudness in each band, a row for each HOP_S; quiet differences count little."""
    hop = round(HOP_S * MICROPHONE_HZ)
    size = 2 * hop
    count = max(1, (len(samples) - size) // hop + 1)
    padded = np.pad(samples.astype(np.float64), (0, max(0, size - len(samples))))
    frames = np.stack([padded[n * hop : n * hop + size] for n in range(count)])
    power = np.abs(np.fft.rfft(frames * np.hanning(size), axis=1)) ** 2
    frequencies = np.fft.rfftfreq(size, 1 / MICROPHONE_HZ)
    edges = np.searchsorted(frequencies, BAND_EDGES_HZ)
    bands = np.stack(
        [power[:, low:high].sum(axis=1) for low, high in pairwise(edges)],
        axis=1,
    )
    floor = max(1.0, float(bands.max())) * 1e-4
    loudness: Floats = np.log10(bands + floor)
    return loudness


def _fits(pattern: Floats, field: Floats) -> list[float]:
    """Correlation of the pattern with the field at each delay; each band from its own mean."""
    pattern = pattern - pattern.mean(axis=0)
    fits = []
    for start in range(len(field) - len(pattern) + 1):
        window = field[start : start + len(pattern)]
        fits.append(_correlation(pattern, window - window.mean(axis=0)))
    return fits


def _thumbnail(picture: bytes) -> Floats:
    with Image.open(io.BytesIO(picture)) as image:
        small = image.convert("L").resize(THUMBNAIL_PX, Image.Resampling.BOX)
    return np.asarray(small, dtype=np.float64)


def _correlation(one: Floats, other: Floats) -> float:
    one, other = one - one.mean(), other - other.mean()
    norm = float(np.sqrt((one**2).sum() * (other**2).sum()))
    return float((one * other).sum()) / norm if norm else 0.0
