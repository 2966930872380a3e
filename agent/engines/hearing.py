"""What was said: Whisper over one turn's sound, and the judgement whether it was speech at all.

Owns: the recogniser's weights in memory, the window it is shown and the gate on its own figures.
Must not know LiveKit, turns or screens; hints are only words that may be said.

How it is quick: Whisper was made for windows of 30 s, and its encoder's cost grows with the window.
Shown 8 s, one encoding and one decoding take 0.2 s instead of 0.7 s on two cores and give the same
words; a question, decoded twice, takes 0.3 s of CPU. Two conditions
were measured: without timestamps, or with less than 2 s of silence after the speech, the decoder
does not find the end and repeats itself.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from faster_whisper import WhisperModel
from faster_whisper.tokenizer import Tokenizer
from faster_whisper.transcribe import get_compression_ratio, get_suppressed_tokens

from agent.engines.weights import joined

SAMPLE_RATE_HZ = 16_000
LANGUAGES = ("en", "fr", "es")
FRAMES_PER_S = 100

SHORTEST_WINDOW_S = 8.0
SILENCE_AFTER_S = 2.0
LONGEST_PIECE_S = 26.0
SHORTEST_SOUND_S = 0.1
# A quiet room is at -60 dBFS; digital silence and a muted microphone's dither are below this.
SILENCE_PEAK = 32

# Fast speech is seven syllables a second, and a syllable at most two tokens.
TOKENS_PER_S = 14
TOKENS_AT_LEAST = 20
HINT_TOKENS = 96
BEAMS = 5

Samples = npt.NDArray[np.int16]


@dataclass(frozen=True)
class Figures:
    """What Whisper says of its own answer for one piece of sound.

    Attributes:
        duration_s: of the sound.
        no_speech_probability: 0 to 1, of the sound being no speech.
        mean_log_probability: of a token of the text, natural logarithm; 0 is certainty.
        compression_ratio: of the text; speech stays under 1.3, a decoder in a loop is over 2.4.
        ran_on: the text had no end, and was cut.
    """

    duration_s: float
    no_speech_probability: float
    mean_log_probability: float
    compression_ratio: float
    ran_on: bool

    @property
    def doubt(self) -> float:
        """0 is certain speech; noise is mostly over 1.4."""
        return self.no_speech_probability - self.mean_log_probability


@dataclass(frozen=True)
class Heard:
    """What was said, and what that was judged by.

    Attributes:
        text: empty when nothing was said.
        figures: of each piece the sound was heard in, mostly one; none when it was silent.
    """

    text: str
    figures: tuple[Figures, ...] = ()


@dataclass(frozen=True)
class Gate:
    """Where speech ends and noise begins.

    most_doubt: of 134 noises (coughs, typing, doors, music, tones, hiss, silence), each heard in
        three languages, 4 of 402 pass; of 93 sentences (recorded and synthetic) all do, and of 45
        single recorded words of 0.15 to 0.75 s 41. The figure was fitted on these same sounds.
    most_repetitive: OpenAI's own figure for a text that repeats itself.
    """

    most_doubt: float = 1.4
    most_repetitive: float = 2.4

    def lets_through(self, text: str, figures: Figures) -> bool:
        return (
            any(char.isalnum() for char in text)
            and not figures.ran_on
            and figures.compression_ratio <= self.most_repetitive
            and figures.doubt <= self.most_doubt
        )


class Recogniser:
    """Hears one turn at a time; callers on other threads wait for theirs."""

    def __init__(self, model: str | None = None, threads: int = 2) -> None:
        """
        Args:
            model: a folder with a CTranslate2 Whisper model or a name faster-whisper knows; None
                for the multilingual base of the installed packages.
            threads: of the processor, for one turn.

        Raises:
            PartMissingError: the packages with the weights are not installed.
        """
        self._model = WhisperModel(
            model or str(joined()), device="cpu", compute_type="int8", cpu_threads=threads
        )
        self._tokenizers = {code: self._tokenizer(code) for code in LANGUAGES}
        self._gate = Gate()
        self._lock = threading.Lock()

    def warm_up(self) -> None:
        """Allocate what the first turn would otherwise wait for."""
        rng = np.random.default_rng(0)
        noise = rng.normal(0, 300, SAMPLE_RATE_HZ).astype(np.int16)
        self.transcribe(noise, LANGUAGES[0])

    def transcribe(self, samples: Samples, language: str, hints: str = "") -> Heard:
        """The words of one turn, or none when it was silence or noise.

        Args:
            samples: one turn at 16 kHz, mono.
            language: "en", "fr" or "es". Speech in another comes out as words of this one that
                sound or mean the same, or not at all.
            hints: words that may be said, as names on the screen; about 60 are used. They decide
                between spellings, never whether something was said.

        Raises:
            ValueError: the language is none of the three.
        """
        if language not in self._tokenizers:
            raise ValueError(f"no hearing in {language!r}: only {', '.join(LANGUAGES)}")
        with self._lock:
            heard = [self._hear(piece, language, hints) for piece in pieces(samples)]
        return Heard(
            " ".join(text for text, _ in heard if text), tuple(figures for _, figures in heard)
        )

    def _hear(self, samples: Samples, language: str, hints: str) -> tuple[str, Figures]:
        """Noise is found out without hints: given them, it is readily heard as one of them."""
        encoded = self._model.encode(self._window(samples))
        duration_s = len(samples) / SAMPLE_RATE_HZ
        plain = self._decode(encoded, duration_s, language, "", beams=1)
        if not self._gate.lets_through(*plain):
            return "", plain[1]
        better = self._decode(encoded, duration_s, language, hints, beams=BEAMS)
        return better_of(plain, better, self._gate)

    def _window(self, samples: Samples) -> npt.NDArray[np.float32]:
        """Mel spectrum of the sound and the silence after it, (80, frames of 10 ms)."""
        count = window_samples(len(samples))
        wave = np.zeros(count, np.float32)
        wave[: len(samples)] = samples.astype(np.float32) / 32_768
        # A frame too many comes from the extractor's own padding.
        frames: npt.NDArray[np.float32] = self._model.feature_extractor(wave, padding=0)
        return frames[:, : count * FRAMES_PER_S // SAMPLE_RATE_HZ]

    def _decode(
        self, encoded: Any, duration_s: float, language: str, hints: str, beams: int
    ) -> tuple[str, Figures]:
        tokenizer = self._tokenizers[language]
        prompt = [
            *hint_tokens(hints, tokenizer.encode, tokenizer.sot_prev),
            *tokenizer.sot_sequence,
        ]
        most = TOKENS_AT_LEAST + round(TOKENS_PER_S * duration_s)
        result = self._model.model.generate(
            encoded,
            [prompt],
            beam_size=beams,
            # CTranslate2 stops at half of this, or at this less the prompt, whichever is first.
            max_length=max(2 * most, most + len(prompt)),
            return_scores=True,
            return_no_speech_prob=True,
            suppress_tokens=get_suppressed_tokens(tokenizer, [-1]),
            max_initial_timestamp_index=round(duration_s / 0.02),
        )[0]
        tokens = result.sequences_ids[0]
        text = tokenizer.decode(tokens).strip()
        return text, Figures(
            duration_s=duration_s,
            no_speech_probability=result.no_speech_prob,
            # The score is a mean without the end token; this is OpenAI's definition.
            mean_log_probability=result.scores[0] * len(tokens) / (len(tokens) + 1),
            compression_ratio=get_compression_ratio(text) if text else 0.0,
            ran_on=len(tokens) >= most,
        )

    def _tokenizer(self, language: str) -> Tokenizer:
        return Tokenizer(
            self._model.hf_tokenizer,
            multilingual=True,
            task="transcribe",
            language=language,
        )


def better_of(
    plain: tuple[str, Figures], hinted: tuple[str, Figures], gate: Gate
) -> tuple[str, Figures]:
    """The second hearing if it is sound and Whisper is surer of it, else the first."""
    surer = hinted[1].mean_log_probability >= plain[1].mean_log_probability
    return hinted if surer and gate.lets_through(*hinted) else plain


def hint_tokens(hints: str, encode: Callable[[str], list[int]], start: int) -> list[int]:
    """The hints as Whisper's "text before", cut to what it can weigh; empty when there are none."""
    words = " ".join(hints.split())
    return [start, *encode(f" {words}")[:HINT_TOKENS]] if words else []


def window_samples(count: int) -> int:
    """How much Whisper is shown for so many samples: a whole number of pairs of frames."""
    pair = 2 * SAMPLE_RATE_HZ // FRAMES_PER_S
    wanted = max(
        round(SHORTEST_WINDOW_S * SAMPLE_RATE_HZ), count + round(SILENCE_AFTER_S * SAMPLE_RATE_HZ)
    )
    return -(-wanted // pair) * pair


def pieces(samples: Samples) -> list[Samples]:
    """The sound in pieces Whisper can hear at once, cut where it is quietest; none if silent."""
    if len(samples) < SHORTEST_SOUND_S * SAMPLE_RATE_HZ or _peak(samples) < SILENCE_PEAK:
        return []
    cuts = [0]
    most = round(LONGEST_PIECE_S * SAMPLE_RATE_HZ)
    while len(samples) - cuts[-1] > most:
        cuts.append(cuts[-1] + _quietest(samples[cuts[-1] : cuts[-1] + most]))
    cuts.append(len(samples))
    return [samples[first:last] for first, last in pairwise(cuts)]


def _peak(samples: Samples) -> int:
    return int(np.abs(samples.astype(np.int32)).max())


def _quietest(samples: Samples) -> int:
    """Middle of the quietest 0.2 s in the second half."""
    width = SAMPLE_RATE_HZ // 5
    first = len(samples) // 2
    power = np.cumsum(samples[first:].astype(np.float64) ** 2)
    return first + int((power[width:] - power[:-width]).argmin()) + width // 2
