"""How well the local stack hears: word errors on known speech, and words heard in noise.

Run: `python -m bench.recognition`. Recorded English comes from Debian's pocketsphinx-testdata;
French and Spanish have no recordings with transcripts here and are spoken by the guide's own
voices, which is also the test whether those are understood.
"""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

import numpy as np
from livekit import rtc

from agent.engines.hearing import Recogniser
from agent.engines.speaking import Speaker
from tests.support.sounds import synthesis
from tests.support.sounds.model import SAMPLE_RATE_HZ, Pcm, seconds
from tests.support.sounds.speech import SPHINX_DIR, sphinx_sentences

QUESTIONS = {
    "en": (
        "Where is the Save button?",
        "How do I change the margins?",
        "What should I click to print this page?",
        "How do I open the settings menu?",
        "Where can I change my password?",
        "Show me how to share this document.",
    ),
    "fr": (
        "Où est le bouton Enregistrer ?",
        "Comment est-ce que je change les marges ?",
        "Où dois-je cliquer pour imprimer cette page ?",
        "Comment ouvrir le menu des paramètres ?",
        "Où puis-je changer mon mot de passe ?",
        "Montre-moi comment partager ce document.",
    ),
    "es": (
        "¿Dónde está el botón Guardar?",
        "¿Cómo cambio los márgenes?",
        "¿Dónde tengo que hacer clic para imprimir esta página?",
        "¿Cómo abro el menú de configuración?",
        "¿Dónde puedo cambiar mi contraseña?",
        "Enséñame cómo compartir este documento.",
    ),
}
# Silence around a turn, as the ear sends it.
LEAD_S, TAIL_S = 0.4, 0.6
# The same words, written otherwise.
SPELT = {"10": "ten", "7": "seven", "8": "eight", "4": "four", "5": "five", "mr": "mister"}


@dataclass(frozen=True)
class Said:
    samples: Pcm
    language: str
    text: str


def recorded() -> Iterator[Said]:
    """Sentences that people read, with what they read."""
    said = dict(_transcripts())
    for sound in sphinx_sentences():
        text = said.get(sound.name.rsplit("/", 1)[-1])
        if text is not None:
            start, end = seconds(sound.start_s - LEAD_S), seconds(sound.end_s + TAIL_S)
            yield Said(sound.samples[max(0, start) : end], "en", text)


def spoken(language: str) -> Iterator[Said]:
    """Questions by the guide's voice of that language."""
    speaker = Speaker()
    for text in QUESTIONS[language]:
        pcm = b"".join(speaker.speak(text, language))
        frame = rtc.AudioFrame(pcm, speaker.sample_rate_hz, 1, len(pcm) // 2)
        resampler = rtc.AudioResampler(speaker.sample_rate_hz, SAMPLE_RATE_HZ)
        frames = [*resampler.push(frame), *resampler.flush()]
        samples = np.concatenate([np.frombuffer(part.data, np.int16) for part in frames])
        yield Said(np.pad(samples, (seconds(LEAD_S), seconds(TAIL_S))), language, text)


def main() -> None:
    recogniser = Recogniser()
    recogniser.warm_up()
    print(f"{'words':<44}{'errors':>8}{'median s':>10}{'worst s':>9}")
    sets = {"recorded English (pocketsphinx-testdata)": list(recorded())}
    sets |= {f"the guide's voice, {language}": list(spoken(language)) for language in QUESTIONS}
    for name, said in sets.items():
        _print_row(recogniser, name, said)
    sounds = [*synthesis.coughs(), *synthesis.typing(), *synthesis.doors(), *synthesis.others()]
    heard = sum(bool(recogniser.transcribe(sound.samples, "en").text) for sound in sounds)
    print(f"coughs, keys, doors and other noises heard as words: {heard} of {len(sounds)}")


def _print_row(recogniser: Recogniser, name: str, said: list[Said]) -> None:
    errors = words = 0
    times_s = []
    for one in said:
        began_s = time.perf_counter()
        heard = recogniser.transcribe(one.samples, one.language).text
        times_s.append(time.perf_counter() - began_s)
        errors += word_errors(plain(one.text), plain(heard))
        words += len(plain(one.text))
    share = f"{100 * errors / max(1, words):.1f} %"
    label = f"{name}, {words} words"
    print(f"{label:<44}{share:>8}{median(times_s):>10.2f}{max(times_s):>9.2f}")


def _transcripts() -> Iterator[tuple[str, str]]:
    for path in sorted(SPHINX_DIR.glob("*/*transcription")):
        for line in path.read_text().splitlines():
            found = re.match(r"(?:<s> )?(.*?)(?: </s>)? \((.*)\)$", line.strip())
            if found is not None:
                yield found[2], found[1]


def plain(text: str) -> list[str]:
    """Words without case, accents and punctuation; figures as words."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return [SPELT.get(word, word) for word in re.findall(r"[^\W_]+", bare)]


def word_errors(said: list[str], heard: list[str]) -> int:
    """Insertions, deletions and substitutions (Levenshtein's distance in words)."""
    row = list(range(len(heard) + 1))
    for count, word in enumerate(said, start=1):
        before, row[0] = row[0], count
        for index, other in enumerate(heard, start=1):
            here = min(row[index] + 1, row[index - 1] + 1, before + (word != other))
            before, row[index] = row[index], here
    return row[-1]


if __name__ == "__main__":
    main()
