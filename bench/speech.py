"""How well speech is told from coughs, keys and doors: confusion, delays and cost.

Run: `python -m bench.speech [--recordings FOLDER]`. Offline and deterministic. A folder of
recordings adds WAV files (16 kHz mono, named KIND_*.wav) that are known to hold no speech.

Rows marked "held back" are of sounds that no threshold was fitted on.
"""

from __future__ import annotations

import argparse
import time
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from livekit.local_inference import VAD

from agent.voice.speech import ACTIVE_PROBABILITY, WINDOW_SAMPLES, SpeechEvidence, Verdict
from tests.support.sounds import degrade, speech, synthesis
from tests.support.sounds.model import SAMPLE_RATE_HZ, Pcm, Sound, seconds

WINDOW_S = WINDOW_SAMPLES / SAMPLE_RATE_HZ
VARIANTS: dict[str, Callable[[Sound], Sound]] = {
    "clean": lambda sound: sound,
    "20 dB": lambda sound: degrade.noisy(sound, 20),
    "10 dB": lambda sound: degrade.noisy(sound, 10),
    "opus24": degrade.through_opus,
}


@dataclass(frozen=True)
class Heard:
    """What the evidence made of one sound."""

    triggered: bool  # Silero alone would have taken it for speech
    speech: bool
    first_sound_s: float | None  # Silero's first window at its activation threshold
    decided_s: float | None  # when the verdict was SPEECH
    noise_s: float | None  # when the first NOISE verdict let the guide go on


def windows(samples: Pcm) -> Iterator[tuple[float, Pcm, float]]:
    """End of the window in seconds, its samples, Silero's probability."""
    vad = VAD()
    for first in range(0, len(samples) - WINDOW_SAMPLES + 1, WINDOW_SAMPLES):
        window = samples[first : first + WINDOW_SAMPLES]
        yield (first + WINDOW_SAMPLES) / SAMPLE_RATE_HZ, window, vad.predict(window)


def hear(samples: Pcm) -> Heard:
    """Play a sound to the evidence, as the microphone would."""
    evidence = SpeechEvidence()
    first_s = decided_s = noise_s = None
    for at_s, window, probability in windows(samples):
        verdict = evidence.push(window, probability)
        if first_s is None and probability >= ACTIVE_PROBABILITY:
            first_s = at_s
        if decided_s is None and verdict is Verdict.SPEECH:
            decided_s = at_s
        if noise_s is None and verdict is Verdict.NOISE:
            noise_s = at_s
    return Heard(first_s is not None, decided_s is not None, first_s, decided_s, noise_s)


def cost_ms(samples: Pcm) -> float:
    """Mean time of a push, in milliseconds, on sounding windows."""
    heard = list(windows(samples))
    spent = 0.0
    for _ in range(5):
        evidence = SpeechEvidence()
        for _, window, probability in heard:
            began = time.perf_counter()
            evidence.push(window, probability)
            spent += time.perf_counter() - began
            evidence.conclude()  # so that no window is let off by an earlier verdict
    return spent / 5 / len(heard) * 1000


def fitted() -> dict[str, list[Sound]]:
    """The sounds that the thresholds were fitted on, by the name their row will have."""
    return {
        "words, recorded en fr es": speech.recorded_words(),
        "words, neural en": speech.neural_words(),
        "words, espeak en fr es": speech.espeak_words(),
        "words, deeper voice": [
            degrade.deeper(s) for s in speech.recorded_words(20) + speech.neural_words()
        ],
        "sentences, recorded": speech.recorded_sentences(20) + speech.sphinx_sentences(),
        "coughs": synthesis.coughs(),
        "typing": synthesis.typing(),
        "doors": synthesis.doors(),
        "mouse, chair, breath, throat": synthesis.others(),
    }


def held_back() -> dict[str, list[Sound]]:
    """Others of the same sorts, which no threshold has seen."""
    return {
        "words, recorded en fr es": speech.recorded_words(20, skip=40),
        "sentences, recorded": speech.recorded_sentences(20, skip=40),
        "coughs": synthesis.coughs(synthesis.FRESH_COUGHS),
        "typing": synthesis.typing(synthesis.FRESH_TYPING),
        "doors": synthesis.doors(synthesis.FRESH_DOORS),
        "mouse, chair, breath, throat": synthesis.others(range(10, 15)),
    }


def row(name: str, sounds: list[Sound]) -> str:
    """One line: how many, how many held for speech, and how soon after the first sound."""
    heard = [hear(s.samples[: seconds(s.end_s + 0.8)]) for s in sounds]
    line = f"{name:46s} {len(heard):4d} {sum(h.triggered for h in heard):4d}"
    line += f" {sum(h.speech for h in heard):4d} {np.mean([h.speech for h in heard]):6.1%}"
    if not sounds[0].kind.is_speech:
        back = [
            h.noise_s - h.first_sound_s
            for h in heard
            if h.noise_s is not None and h.first_sound_s is not None
        ]
        return line + (f"  voice back after {_spread(back)}" if back else "")
    pairs = [(h, s) for h, s in zip(heard, sounds, strict=True) if h.decided_s is not None]
    after_start = [(h.decided_s or 0) - s.start_s for h, s in pairs]
    after_vad = [(h.decided_s or 0) - (h.first_sound_s or 0) for h, s in pairs]
    after_end = [(h.decided_s or 0) - s.end_s for h, s in pairs]
    line += f"  after its start {_spread(after_start)}, Silero {_spread(after_vad)}"
    return line + f", its end {_spread(after_end)}"


def _spread(times_s: list[float]) -> str:
    return "/".join(f"{np.percentile(times_s, q) * 1000:.0f}" for q in (50, 90, 100))


def _recording_rows(folder: Path) -> Iterator[str]:
    kinds = sorted({path.name.split("_")[0] for path in folder.glob("*.wav")})
    for kind in kinds:
        sounds = triggered = held = 0
        for path in sorted(folder.glob(f"{kind}_*.wav")):
            with wave.open(str(path)) as file:
                samples = np.frombuffer(file.readframes(file.getnframes()), np.int16)
            evidence, verdict, before = SpeechEvidence(), Verdict.UNDECIDED, 0.0
            for _, window, probability in windows(samples):
                triggered += before < ACTIVE_PROBABILITY <= probability
                before = probability
                verdict = evidence.push(window, probability)
                if verdict is Verdict.SPEECH:
                    held += 1
                    evidence.conclude()
            sounds += 1
        yield f"{kind:46s} {sounds:4d} {triggered:4d} {held:4d}   (files, sounds to Silero, held)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recordings", type=Path)
    parser.add_argument("--variants", nargs="*", default=list(VARIANTS))
    options = parser.parse_args()
    if lacking := speech.missing():
        print("not installed, left out:", ", ".join(lacking))
    print(f"{'':46s}    n  vad  speech        ms: median/90 %/worst")
    for title, corpus in (("fitted", fitted()), ("held back", held_back())):
        for name, sounds in corpus.items():
            for variant in options.variants:
                print(row(f"{name}, {variant}, {title}", [VARIANTS[variant](s) for s in sounds]))
    sample = speech.recorded_sentences(1)[0].samples
    print(f"a push costs {cost_ms(sample):.3f} ms")
    if options.recordings:
        print("\n".join(_recording_rows(options.recordings)))


if __name__ == "__main__":
    main()
