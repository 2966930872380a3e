"""The guide's voice: text in, sound out, the first of it while the rest is being made.

Owns: the voices in memory, their common loudness and the seams between pieces. Must not know
LiveKit, turns or who listens; what text a voice can read is in `speech_text`.

English is a neural voice (hibari, 24 kHz), French and Spanish are SVOX Pico (16 kHz), small and
statistical: understood, not beautiful. All of it is made far faster than it is
heard, so one utterance at a time is spoken and others wait for a piece, not for a whole answer.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from livekit import rtc

from agent.engines.speech_text import chunks, speakable
from agent.engines.weights import PartMissingError

SAMPLE_RATE_HZ = 24_000
PICO_RATE_HZ = 16_000
# RMS of the speech without its pauses.
LEVEL_DBFS = -20.0
LIMIT = 0.9
# What is left of the silence around a piece; a sentence's end may be longer.
LEAD_S = 0.02
CLAUSE_PAUSE_S = 0.16
SENTENCE_PAUSE_S = 0.3
FADE_S = 0.01

Wave = npt.NDArray[np.float32]
"""Mono, full scale 1.0."""


@dataclass(frozen=True)
class Voice:
    """One line of the table.

    Attributes:
        name: what it is asked for by.
        engine: "hibari" or "pico".
        model: what the engine calls it.
    """

    name: str
    language: str
    engine: str
    model: str


# Of one language the first that is installed is the default.
VOICES = (
    Voice("Heart", "en", "hibari", "heart"),
    Voice("Pico British", "en", "pico", "en-GB"),
    Voice("Pico American", "en", "pico", "en-US"),
    Voice("Pico", "fr", "pico", "fr-FR"),
    Voice("Pico", "es", "pico", "es-ES"),
)
PACKAGES = {"hibari": ("hibari", "hibari-tts"), "pico": ("py_nanotts", "py-nanotts")}


class Speaker:
    """Speaks with every voice that is on this machine; safe to call from several threads."""

    sample_rate_hz = SAMPLE_RATE_HZ

    def __init__(self) -> None:
        self._voices = tuple(voice for voice in VOICES if is_installed(voice))
        self._loaded: dict[Voice, Callable[[str], Wave]] = {}
        self._lock = threading.Lock()

    def voices(self, language: str) -> tuple[str, ...]:
        """Names of the voices of "en", "fr" or "es", the default first."""
        return tuple(voice.name for voice in self._voices if voice.language == language)

    def warm_up(self) -> None:
        """Load the default voices and make a sound with each."""
        for language in ("en", "fr", "es"):
            if self.voices(language):
                for _ in self.speak("OK.", language, None):
                    pass

    def speak(self, text: str, language: str, voice: str | None = None) -> Iterator[bytes]:
        """Sound of the text, a clause or sentence at a time; nothing if it has no words.

        Args:
            voice: a name of `voices(language)`; None for the first.

        Returns:
            Pieces of 16-bit PCM, mono, at `sample_rate_hz`, to be played one after the other.

        Raises:
            PartMissingError: no voice of this language is installed, or not this one.
        """
        chosen = self._choose(language, voice)
        return self._pieces(chunks(speakable(text, language)), chosen)

    def _choose(self, language: str, name: str | None) -> Voice:
        offered = [voice for voice in self._voices if voice.language == language]
        if not offered:
            raise PartMissingError(what_is_missing(language))
        found = next((voice for voice in offered if name in (None, voice.name)), None)
        if found is None:
            names = ", ".join(voice.name for voice in offered)
            raise PartMissingError(
                f"There is no voice {name!r} for {language!r} here, only {names}."
            )
        return found

    def _pieces(self, texts: list[str], voice: Voice) -> Iterator[bytes]:
        for text in texts:
            # Held for one piece (some 30 ms): answers take turns, and models load once.
            with self._lock:
                if voice not in self._loaded:
                    self._loaded[voice] = load(voice)
                wave = self._loaded[voice](text)
            if len(wave):
                pause_s = SENTENCE_PAUSE_S if text[-1] in ".!?…" else CLAUSE_PAUSE_S
                yield to_pcm(levelled(trimmed(wave, pause_s)))


def is_installed(voice: Voice) -> bool:
    """Whether it can speak without fetching anything."""
    if find_spec(PACKAGES[voice.engine][0]) is None:
        return False
    if voice.engine == "pico":
        return True
    from hibari.voices import voice_path  # noqa: PLC0415 - optional

    try:
        return Path(voice_path(voice.model, download_missing=False)).is_file()
    except FileNotFoundError:
        return False


def what_is_missing(language: str) -> str:
    """What to do, in one sentence, when a language has no voice."""
    engines = dict.fromkeys(voice.engine for voice in VOICES if voice.language == language)
    if not engines:
        languages = ", ".join(dict.fromkeys(voice.language for voice in VOICES))
        return (
            f"There is no local voice for {language!r}, only for {languages}: "
            "choose one of these, or the online voice."
        )
    packages = " or ".join(PACKAGES[engine][1] for engine in engines)
    return f"No voice for {language!r} is installed: install the package {packages}."


def load(voice: Voice) -> Callable[[str], Wave]:
    """The function that makes a piece of text a wave at `SAMPLE_RATE_HZ`."""
    return _hibari(voice.model) if voice.engine == "hibari" else _pico(voice.model)


def _hibari(model: str) -> Callable[[str], Wave]:
    from hibari import Hibari  # noqa: PLC0415 - half a second, and optional

    engine: Any = Hibari(voice=model)

    def make(text: str) -> Wave:
        wave: Wave = engine(text)
        return wave

    return make


def _pico(model: str) -> Callable[[str], Wave]:
    from py_nanotts import NanoTTS  # noqa: PLC0415 - optional

    engine: Any = NanoTTS()
    # Its own level clips some voices: half of it leaves the peaks whole.
    quieter = 0.5

    def make(text: str) -> Wave:
        samples = np.frombuffer(engine.speak(text, voice=model, volume=quieter), np.int16)
        return resampled(samples).astype(np.float32) / np.float32(32_768)

    return make


def resampled(samples: npt.NDArray[np.int16]) -> npt.NDArray[np.int16]:
    """16 kHz to `SAMPLE_RATE_HZ`."""
    if not len(samples):
        return samples
    # A resampler keeps its last input: one a piece, flushed, so that pieces do not mix.
    resampler = rtc.AudioResampler(PICO_RATE_HZ, SAMPLE_RATE_HZ)
    frames = [*resampler.push(bytearray(samples.tobytes())), *resampler.flush()]
    return np.concatenate([np.frombuffer(frame.data, np.int16) for frame in frames])


def trimmed(wave: Wave, pause_s: float) -> Wave:
    """Without the engine's silences, with our pause after it, faded to zero at both ends."""
    loud = np.flatnonzero(np.abs(wave) > 0.02 * np.abs(wave).max())
    if not len(loud):
        return wave[:0]
    lead = round(LEAD_S * SAMPLE_RATE_HZ)
    # Last consonants are weaker than the threshold: twice the lead is kept of them.
    kept = wave[max(0, loud[0] - lead) : loud[-1] + 2 * lead].copy()
    ramp = np.linspace(0, 1, min(round(FADE_S * SAMPLE_RATE_HZ), len(kept)), dtype=np.float32)
    kept[: len(ramp)] *= ramp
    kept[-len(ramp) :] *= ramp[::-1]
    return np.concatenate([kept, np.zeros(round(pause_s * SAMPLE_RATE_HZ), np.float32)])


def levelled(wave: Wave) -> Wave:
    """At `LEVEL_DBFS`, measured over the tenths of a second that are speech; peaks bent, not cut.

    The gain is one for the whole piece, so nothing pumps.
    """
    width = SAMPLE_RATE_HZ // 10
    count = len(wave) // width
    if not count or not wave.any():
        return wave
    power = (wave[: count * width].reshape(count, width) ** 2).mean(axis=1)
    speech = power[power > power.max() / 100].mean()
    louder = wave * np.float32(10 ** (LEVEL_DBFS / 20) / np.sqrt(speech))
    over = np.abs(louder) > LIMIT / 2
    bent = LIMIT / 2 * (1 + np.tanh((np.abs(louder[over]) - LIMIT / 2) / (LIMIT / 2)))
    louder[over] = np.sign(louder[over]) * bent
    return louder


def to_pcm(wave: Wave) -> bytes:
    """16-bit little-endian."""
    return np.round(np.clip(wave, -1, 1) * 32_767).astype("<i2").tobytes()
