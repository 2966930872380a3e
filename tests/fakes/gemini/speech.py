"""Audio for replies: espeak-ng when it is installed, else a deterministic speech-like sound.

Owns: 24 kHz, 16 bit, mono PCM. Must not know: scripts, sessions.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import wave
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np
import numpy.typing as npt

SAMPLE_RATE_HZ = 24000
_WORD_S = 0.35
_CACHED_REPLIES = 64
_Samples = npt.NDArray[np.float64]


class Voice(StrEnum):
    AUTO = "auto"  # espeak-ng if installed
    ESPEAK = "espeak"
    SYNTHETIC = "synthetic"  # no outside program, the same bytes everywhere


@dataclass(frozen=True)
class Tone:
    """A pure tone with 5 ms ramps, so it starts and ends without a click."""

    hz: float
    seconds: float

    def pcm(self) -> bytes:
        count = round(self.seconds * SAMPLE_RATE_HZ)
        wave_ = np.sin(2 * np.pi * self.hz * np.arange(count) / SAMPLE_RATE_HZ)
        ramp = np.minimum(1.0, np.arange(count) / (0.005 * SAMPLE_RATE_HZ))
        return _to_pcm(0.4 * wave_ * ramp * ramp[::-1])


@lru_cache(maxsize=_CACHED_REPLIES)
def speak(text: str, language: str = "en", voice: Voice = Voice.AUTO) -> bytes:
    """PCM of the words; empty for no words. Blocks for about 50 ms with espeak-ng."""
    if not text.strip():
        return b""
    program = shutil.which("espeak-ng")
    if voice is Voice.ESPEAK or (voice is Voice.AUTO and program is not None):
        return _espeak(program or "espeak-ng", text, language)
    return _babble(text)


def fit(pcm: bytes, duration_s: float | None) -> bytes:
    """Cut, or padded with silence, to a length."""
    if duration_s is None:
        return pcm
    size = round(duration_s * SAMPLE_RATE_HZ) * 2
    return pcm[:size].ljust(size, b"\0")


def seconds(pcm: bytes) -> float:
    return len(pcm) / 2 / SAMPLE_RATE_HZ


def _espeak(program: str, text: str, language: str) -> bytes:
    done = subprocess.run(
        [program, "--stdout", "-v", language, "--", text],
        capture_output=True,
        check=True,
        timeout=30,
    )
    # A pipe leaves the size fields of the WAV header unset, so the data chunk is found by hand.
    start = done.stdout.index(b"data") + 8
    with wave.open(io.BytesIO(done.stdout)) as header:
        rate_hz = header.getframerate()
    samples = np.frombuffer(done.stdout[start : len(done.stdout) // 2 * 2], dtype="<i2")
    return _to_pcm(_resample(samples.astype(np.float64) / 32768, rate_hz))


def _resample(samples: _Samples, rate_hz: int) -> _Samples:
    count = round(len(samples) * SAMPLE_RATE_HZ / rate_hz)
    wanted = np.arange(count) * rate_hz / SAMPLE_RATE_HZ
    return np.interp(wanted, np.arange(len(samples)), samples)


def _babble(text: str) -> bytes:
    """One syllable-like burst a word, its pitch from the word's letters."""
    bursts: list[_Samples] = []
    for word in text.split():
        count = round(_WORD_S * SAMPLE_RATE_HZ)
        at = np.arange(count) / SAMPLE_RATE_HZ
        pitch_hz = 110 + sum(word.encode()) % 60
        voice = sum(np.sin(2 * np.pi * pitch_hz * n * at) / n for n in range(1, 6))
        bursts.append(0.2 * np.asarray(voice) * np.sin(np.pi * np.arange(count) / count) ** 2)
    return _to_pcm(np.concatenate(bursts))


def _to_pcm(samples: _Samples) -> bytes:
    return (np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes()
