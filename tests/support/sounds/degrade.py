"""What a room, a codec and a deep voice do to a sound.

Owns: noise at a signal-to-noise ratio, Opus at a bit rate, a slower and lower voice.
"""

from __future__ import annotations

import hashlib
import subprocess
from dataclasses import replace

import numpy as np

from tests.support.sounds.cache import cached
from tests.support.sounds.model import SAMPLE_RATE_HZ, Pcm, Sound, loudest_dbfs, to_pcm, to_wave
from tests.support.sounds.speech import resampled
from tests.support.sounds.synthesis import room_noise


def noisy(sound: Sound, snr_db: float, seed: int = 0) -> Sound:
    """With a fan's noise this far below the sound's loudest 100 ms."""
    clean = to_wave(sound.samples)
    rng = np.random.default_rng([seed, len(clean)])
    mixed = clean + room_noise(len(clean), rng, loudest_dbfs(clean) - snr_db)
    return sound.with_samples(to_pcm(mixed), f"@{snr_db:g}dB")


def through_opus(sound: Sound, kbit_s: int = 24) -> Sound:
    """Coded and decoded as a browser's microphone track would be (needs ffmpeg)."""

    def code() -> Pcm:
        raw = ["-f", "s16le", "-ar", str(SAMPLE_RATE_HZ), "-ac", "1"]
        encode = ["ffmpeg", "-v", "error", *raw, "-i", "-", "-c:a", "libopus"]
        encode += ["-b:a", f"{kbit_s}k", "-application", "voip", "-f", "ogg", "-"]
        coded = subprocess.run(
            encode, input=sound.samples.tobytes(), check=True, capture_output=True
        ).stdout
        decode = ["ffmpeg", "-v", "error", "-f", "ogg", "-i", "-", *raw, "-"]
        decoded = subprocess.run(decode, input=coded, check=True, capture_output=True).stdout
        samples = np.frombuffer(decoded, np.int16)
        return samples[: len(sound.samples)]

    digest = hashlib.sha256(sound.samples.tobytes()).hexdigest()
    return sound.with_samples(cached(f"opus {kbit_s} {digest}", code), f"@opus{kbit_s}")


def deeper(sound: Sound, factor: float = 0.75) -> Sound:
    """Played slower: pitch and formants fall by `factor`, as those of a larger person would."""
    slow = to_pcm(resampled(to_wave(sound.samples), SAMPLE_RATE_HZ * factor))
    return replace(
        sound.with_samples(slow, f"@x{factor:g}"),
        start_s=sound.start_s / factor,
        end_s=sound.end_s / factor,
    )
