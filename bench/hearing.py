"""What came out of the loudspeaker, with its times. Pure.

Owns: telling sound from silence, 10 ms at a time. Must not know what the sound means.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

HOP_S = 0.010
# The fake model's voice is at -11 dBFS, what a codec makes of silence below -70.
SOUND_DBFS = -40.0
# A shorter gap is a lost packet, not silence.
GAP_S = 0.05

Samples = npt.NDArray[np.int16]


@dataclass(frozen=True)
class Run:
    """Sound without a gap: indices of its first hop and of the hop after its last."""

    first: int
    end: int
    from_s: float
    to_s: float


class Hearing:
    """A growing record of sound. Add hops of 10 ms in order."""

    def __init__(self, rate_hz: int = 24_000) -> None:
        self.rate_hz = rate_hz
        self._times: list[float] = []
        self._loud: list[bool] = []
        self._hops: list[Samples] = []

    def add(self, at_s: float, samples: Samples) -> None:
        """One hop; `at_s` is the time at which it began to be heard."""
        self._times.append(at_s)
        self._loud.append(level_dbfs(samples) >= SOUND_DBFS)
        self._hops.append(samples)

    @property
    def sounding(self) -> bool:
        """Whether there was sound within the last GAP_S."""
        return any(self._loud[-round(GAP_S / HOP_S) :])

    def runs(self, from_s: float = 0.0, to_s: float = float("inf")) -> list[Run]:
        """Stretches of sound that overlap [from_s, to_s], clipped to it."""
        first = int(np.searchsorted(self._times, from_s))
        end = int(np.searchsorted(self._times, to_s))
        found: list[Run] = []
        loud = [at for at in range(first, end) if self._loud[at]]
        allowed = round(GAP_S / HOP_S)
        start = 0
        for at in range(1, len(loud) + 1):
            if at == len(loud) or loud[at] - loud[at - 1] > allowed:
                a, b = loud[start], loud[at - 1] + 1
                found.append(Run(a, b, self._times[a], self._times[b - 1] + HOP_S))
                start = at
        return found

    def first_sound_s(self, after_s: float) -> float | None:
        """When sound was first heard at or after a time."""
        runs = self.runs(after_s)
        return runs[0].from_s if runs else None

    def samples_of(self, run: Run) -> Samples:
        return np.concatenate(self._hops[run.first : run.end])


def level_dbfs(samples: Samples) -> float:
    """RMS in dB below full scale."""
    power = float(np.mean((samples.astype(np.float64) / 32768) ** 2)) if len(samples) else 0.0
    return 10 * float(np.log10(power + 1e-12))
