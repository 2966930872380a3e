"""A voice whose pitch tells where in the reply one is. Pure.

Each reply of the fake model is a tone that rises steadily. From the sound a listener received, the
position in the reply can be read at any moment to within some milliseconds, and with it what was
skipped, repeated or never heard, whatever network, codec and jitter buffer did to the timing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bench.hearing import HOP_S, Hearing, Run

START_HZ = 300.0
RISE_HZ_PER_S = 100.0
AMPLITUDE = 0.4
RAMP_S = 0.005
# Long enough for a steady reading, short enough that the pitch hardly moves.
WINDOW_S = 0.04

Samples = npt.NDArray[np.int16]


def pcm(duration_s: float, rate_hz: int) -> bytes:
    """The reply of this length, 16 bit mono."""
    count = round(duration_s * rate_hz)
    at_s = np.arange(count) / rate_hz
    phase = 2 * np.pi * (START_HZ * at_s + RISE_HZ_PER_S * at_s**2 / 2)
    ramp = np.minimum(1.0, np.minimum(at_s, at_s[::-1]) / RAMP_S)
    return np.round(np.sin(phase) * ramp * AMPLITUDE * 32767).astype("<i2").tobytes()


def position_s(samples: Samples, rate_hz: int) -> float:
    """Where in the reply the middle of this stretch of sound is, in seconds."""
    count = len(samples)
    window = np.hanning(count)
    size = 8 * 2 ** int(np.ceil(np.log2(count)))
    spectrum = np.abs(np.fft.rfft(samples * window, size))
    peak = int(np.argmax(spectrum[1:-1])) + 1
    low, mid, high = np.log(spectrum[peak - 1 : peak + 2] + 1e-9)
    bend = low - 2 * mid + high
    offset = 0.0 if bend == 0 else 0.5 * (low - high) / bend
    return float((peak + offset) * rate_hz / size - START_HZ) / RISE_HZ_PER_S


@dataclass(frozen=True)
class Stretch:
    """Sound without a gap. Times on the listener's clock, positions in the reply; seconds."""

    from_s: float
    to_s: float
    starts_at_s: float
    ends_at_s: float


def stretch_of(hearing: Hearing, run: Run) -> Stretch | None:
    """The positions heard in a run, or None when it is too short to tell.

    The reply moves on one second a second, so all windows of the run vote for its start.
    """
    samples = hearing.samples_of(run)
    size = round(WINDOW_S * hearing.rate_hz)
    if len(samples) < 2 * size:
        return None
    hop = size // 2
    starts = range(0, len(samples) - size + 1, hop)
    votes = [
        position_s(samples[at : at + size], hearing.rate_hz) - (at + size / 2) / hearing.rate_hz
        for at in starts
    ]
    length_s = len(samples) / hearing.rate_hz
    # The ends vote for themselves: time stretching by the jitter buffer may lie between.
    near = max(1, round(0.3 / (hop / hearing.rate_hz)))
    first, last = float(np.median(votes[:near])), float(np.median(votes[-near:]))
    return Stretch(run.from_s, run.to_s, first, last + length_s)


def stretches(hearing: Hearing, from_s: float, to_s: float = float("inf")) -> list[Stretch]:
    """Everything heard between two times, run by run."""
    found = (stretch_of(hearing, run) for run in hearing.runs(from_s, to_s))
    return [stretch for stretch in found if stretch is not None]


def jump_s(before: Stretch, after: Stretch) -> float:
    """What was skipped between two stretches of one reply; negative when it was repeated."""
    return after.starts_at_s - before.ends_at_s


def is_new_reply(stretch: Stretch, before: Stretch | None) -> bool:
    """Whether a stretch is the start of another reply than the one before it."""
    if before is None:
        return True
    return stretch.starts_at_s < 0.5 and stretch.starts_at_s < before.ends_at_s - 0.3


__all__ = ["HOP_S", "Stretch", "is_new_reply", "jump_s", "pcm", "position_s", "stretches"]
