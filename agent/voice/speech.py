"""Is this sound somebody speaking, or a cough, a key, a door? Decided while it is heard.

Silero hears the first sound within two windows, but it takes coughs, creaks and slams for speech
too. What tells them apart is the vowel. In speech it is the loudest thing, smooth and sustained;
in a cough the loudest thing is the burst of air before it, and a slam is gone at once.

Owns: the evidence of one microphone, window by window. Pure: no clock, no audio device; time is
counted in windows. Must not know: LiveKit, turns, or what anybody does with the verdict.

Every threshold below was fitted on the test sounds and checked on others made or recorded like
them by `python -m bench.speech`, which prints the confusion and the delays.
"""

from __future__ import annotations

from collections import deque
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE_HZ = 16_000
WINDOW_SAMPLES = 512
"""What `push` takes: one window of Silero, 32 ms."""

HOP_SAMPLES = 256
HOP_S = HOP_SAMPLES / SAMPLE_RATE_HZ
FRAME_SAMPLES = 640  # 40 ms: three periods of the lowest voice, less than a syllable

# Silero's own bounds of a sound, as its stream applies them (activation, activation - 0.15).
ACTIVE_PROBABILITY = 0.5
QUIET_PROBABILITY = 0.35
# A sound is over after this much quiet. The closure in "stop" or "okay" lasts about 0.1 s.
QUIET_S = 0.2

# Flatness is the geometric over the arithmetic mean of the power from 0.1 to 6 kHz: 0.001-0.02 in
# vowels, 0.03-0.5 in the burst and the air of coughs.
NOISY_FLATNESS = 0.08
NOISE_MEMORY_HOPS = round(0.5 / HOP_S)
# First way to be speech: a clear vowel, 64 ms long, louder than any noise of the last 0.5 s.
# No clean noise held it longer than 48 ms.
VOWEL_PROBABILITY = 0.95
VOWEL_FLATNESS = 0.03
VOWEL_BELOW_PEAK_DB = 12.0
VOWEL_ABOVE_NOISE_DB = 3.0
VOWEL_S = 0.064
# Second way: a voice of steady period, longer than a cough's voiced end or a creak (160 ms).
VOICE_PROBABILITY = 0.8
VOICE_FLATNESS = 0.1
VOICE_BELOW_PEAK_DB = 18.0
VOICE_ABOVE_NOISE_DB = -6.0
VOICE_PERIODICITY = 0.6
VOICE_S = 0.176
# Third way: Silero is sure (coughs: 224 ms at most), or active (doors: 512 ms), for that long.
SURE_PROBABILITY = 0.95
SURE_S = 0.256
LASTING_S = 0.64

_SILENCE_DB = -100.0
_GAP_HOPS = 1  # one bad hop does not end a run: a glottal irregularity is as short
_FFT = 1024
_PITCH_FFT = 2048
_HZ = np.fft.rfftfreq(_FFT, 1 / SAMPLE_RATE_HZ)
_SPEECH_BAND = (_HZ > 100) & (_HZ < 6000)
_WINDOW = np.hanning(FRAME_SAMPLES)
_PITCH_HZ = np.fft.rfftfreq(_PITCH_FFT, 1 / SAMPLE_RATE_HZ)
_PITCH_BAND = (_PITCH_HZ > 60) & (_PITCH_HZ < 1500)
_LAGS = np.arange(SAMPLE_RATE_HZ // 400, SAMPLE_RATE_HZ // 70 + 1)  # 70-400 Hz

Samples = NDArray[np.int16]
Frame = NDArray[np.float64]


class Verdict(StrEnum):
    """What is known of the latest sound."""

    UNDECIDED = "undecided"  # nothing heard yet, or it may still become either
    SPEECH = "speech"  # stays so until `conclude`
    NOISE = "noise"  # it is over and was no speech; stays so until the next sound


class _Run:
    """Length of an unbroken row of hops, where a single bad one is forgiven."""

    def __init__(self) -> None:
        self._hops = 0
        self._missed = 0

    def add(self, good: bool) -> float:
        """Count a hop. Returns the row's length in seconds."""
        if good:
            self._hops, self._missed = self._hops + 1, 0
        else:
            self._missed += 1
            if self._missed > _GAP_HOPS:
                self._hops = 0
        return self._hops * HOP_S


class SpeechEvidence:
    """Push every window of the microphone, silence too: what came before a sound counts."""

    def __init__(self) -> None:
        self._tail: Frame = np.zeros(FRAME_SAMPLES - HOP_SAMPLES)
        # Most of a day is silence: what came before a sound is weighed only when there is one.
        self._noise_db = deque([_SILENCE_DB], maxlen=NOISE_MEMORY_HOPS)
        self._unweighed: deque[Frame] = deque(maxlen=NOISE_MEMORY_HOPS)
        self._verdict = Verdict.UNDECIDED
        self._start_over()

    def push(self, samples: Samples, vad_probability: float) -> Verdict:
        """Take one window and Silero's raw (unsmoothed) probability for it.

        Raises:
            ValueError: not 512 samples.
        """
        if len(samples) != WINDOW_SAMPLES:
            raise ValueError(f"a window has {WINDOW_SAMPLES} samples, not {len(samples)}")
        heard = np.concatenate([self._tail, samples])
        self._tail = heard[WINDOW_SAMPLES:]
        self._follow(vad_probability)
        for first in range(0, WINDOW_SAMPLES, HOP_SAMPLES):
            frame = heard[first : first + FRAME_SAMPLES]
            if self._sounding and self._verdict is not Verdict.SPEECH:
                self._weigh(frame, vad_probability)
            else:
                self._unweighed.append(frame)
        return self._verdict

    def conclude(self) -> Verdict:
        """The caller holds the sound for over: speech or not, and ready for the next one."""
        verdict = Verdict.SPEECH if self._verdict is Verdict.SPEECH else Verdict.NOISE
        self._verdict = Verdict.NOISE
        self._start_over()
        return verdict

    def _start_over(self) -> None:
        self._sounding = False
        self._quiet_s = 0.0
        self._sure_s = 0.0
        self._lasting_s = 0.0
        self._peak_db = _SILENCE_DB
        self._vowel = _Run()
        self._voice = _Run()

    def _follow(self, probability: float) -> None:
        """Where Silero's sound begins and ends."""
        window_s = WINDOW_SAMPLES / SAMPLE_RATE_HZ
        if probability >= ACTIVE_PROBABILITY and not self._sounding:
            self._sounding = True
            if self._verdict is Verdict.NOISE:
                self._verdict = Verdict.UNDECIDED
        if not self._sounding:
            return
        self._quiet_s = 0.0 if probability >= QUIET_PROBABILITY else self._quiet_s + window_s
        sure, active = probability >= SURE_PROBABILITY, probability >= ACTIVE_PROBABILITY
        self._sure_s = self._sure_s + window_s if sure else 0.0
        self._lasting_s = self._lasting_s + window_s if active else 0.0
        if self._quiet_s >= QUIET_S and self._verdict is not Verdict.SPEECH:
            self.conclude()

    def _note_noise(self, frame: Frame) -> tuple[float, float]:
        level_db, flatness = _level_and_flatness(frame)
        self._noise_db.append(level_db if flatness > NOISY_FLATNESS else _SILENCE_DB)
        return level_db, flatness

    def _weigh(self, frame: Frame, probability: float) -> None:
        while self._unweighed:
            self._note_noise(self._unweighed.popleft())
        level_db, flatness = self._note_noise(frame)
        self._peak_db = max(self._peak_db, level_db)
        above_noise_db = level_db - max(self._noise_db)
        vowel = (
            probability >= VOWEL_PROBABILITY
            and flatness < VOWEL_FLATNESS
            and level_db > self._peak_db - VOWEL_BELOW_PEAK_DB
            and above_noise_db > VOWEL_ABOVE_NOISE_DB
        )
        voice = (
            probability >= VOICE_PROBABILITY
            and flatness < VOICE_FLATNESS
            and level_db > self._peak_db - VOICE_BELOW_PEAK_DB
            and above_noise_db > VOICE_ABOVE_NOISE_DB
            and _periodicity(frame) >= VOICE_PERIODICITY
        )
        enough = (
            self._vowel.add(vowel) >= VOWEL_S,
            self._voice.add(voice) >= VOICE_S,
            self._sure_s >= SURE_S,
            self._lasting_s >= LASTING_S,
        )
        if any(enough):
            self._verdict = Verdict.SPEECH


def _level_and_flatness(frame: Frame) -> tuple[float, float]:
    """Level in dBFS, and 1 for white noise falling towards 0 for a pure tone."""
    centred = frame - frame.mean()
    power = np.abs(np.fft.rfft(centred * _WINDOW, _FFT)[_SPEECH_BAND]) ** 2 + 1e-6
    flatness = np.exp(np.log(power).mean()) / power.mean()
    level_db = 10 * np.log10((centred @ centred) / FRAME_SAMPLES / 32768.0**2 + 1e-10)
    return float(level_db), float(flatness)


def _periodicity(frame: Frame) -> float:
    """How alike the frame is to itself one period of a 70-400 Hz voice later, at best (0 to 1)."""
    spectrum = np.fft.rfft(frame - frame.mean(), _PITCH_FFT) * _PITCH_BAND
    low = np.fft.irfft(spectrum, _PITCH_FFT)[:FRAME_SAMPLES]
    alike = np.fft.irfft(np.abs(np.fft.rfft(low, _PITCH_FFT)) ** 2, _PITCH_FFT)[_LAGS]
    energy = np.concatenate([[0.0], np.cumsum(low**2)])
    earlier, later = energy[FRAME_SAMPLES - _LAGS], energy[-1] - energy[_LAGS]
    return float((alike / np.sqrt(earlier * later + 1e-3)).max())
