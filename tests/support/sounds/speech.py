"""Speech to judge by: recorded people, a neural voice, and espeak-ng for words only.

Owns: finding these voices on this machine and giving each utterance the same margins of room.
A voice that is not installed yields nothing; `missing()` names it. Licences: LICENCES.md.
"""

from __future__ import annotations

import shutil
import subprocess
import wave
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Protocol

import numpy as np

from tests.support.sounds.cache import cached
from tests.support.sounds.model import (
    SAMPLE_RATE_HZ,
    Kind,
    Pcm,
    Sound,
    Wave,
    active_span_s,
    seconds,
    to_pcm,
    to_wave,
)
from tests.support.sounds.synthesis import room_noise

LEAD_S = 0.5
TAIL_S = 3.0  # the framework's longest wait and a little more

SPHINX_DIR = Path("/usr/share/pocketsphinx/test/data")
ASTERISK_DIR = Path("/usr/share/asterisk/sounds")
BUNDLED_DIR = Path(__file__).parent / "data"
ASTERISK_VOICES = {
    "en_US_f_Allison": "en",
    "fr_CA_f_June": "fr",
    "es_MX_f_Allison": "es",
}
SPHINX_SENTENCES = {
    "librivox/sense_and_sensibility_01_austen_64kb-0870.wav": "mister john dashwood had then",
    "librivox/sense_and_sensibility_01_austen_64kb-0880.wav": "he was not an ill disposed",
    "librivox/sense_and_sensibility_01_austen_64kb-0890.wav": "unless to be rather cold",
    "librivox/sense_and_sensibility_01_austen_64kb-0920.wav": "had he married a more amiable",
    "librivox/sense_and_sensibility_01_austen_64kb-0930.wav": "he might even have been made",
    "cards/001.wav": "ten of clubs",
    "cards/002.wav": "four queen of clubs",
    "cards/003.wav": "seven of clubs",
    "cards/004.wav": "five five",
    "cards/005.wav": "eight of spades four of clubs",
    "goforward.raw": "go forward ten meters",
    "numbers.raw": "numbers",
    "something.raw": "something",
    "tidigits/dhd.2934z.raw": "two nine three four zero",
}
NOT_VOICES = ("beep", "tone", "monkeys", "confbridge-join", "confbridge-leave")
ESPEAK_WORDS = {
    "en-us": ("stop", "no", "yes", "wait", "okay"),
    "fr": ("stop", "non", "oui", "attends", "arrête"),
    "es": ("para", "no", "sí", "espera", "vale"),
}
ESPEAK_VARIANTS = ("m1", "m3", "m7", "f2", "f4")
NEURAL_WORDS = ("Stop!", "No.", "Yes.", "Wait!", "Okay.", "Next.", "What?", "Done.", "Hey!")


def missing() -> list[str]:
    """What to install to have every voice."""
    wanted = {
        "pocketsphinx-testdata": SPHINX_DIR.exists(),
        "asterisk-core-sounds-{en,fr,es}-g722": all(
            (ASTERISK_DIR / voice).exists() for voice in ASTERISK_VOICES
        ),
        "ffmpeg": shutil.which("ffmpeg") is not None,
        "espeak-ng": shutil.which("espeak-ng") is not None,
        "hibari-tts": find_spec("hibari") is not None,
    }
    return [name for name, present in wanted.items() if not present]


def bundled() -> list[Sound]:
    """The few recordings that come with the project: no package is needed for them."""
    return [from_file(path, path.stem) for path in sorted(BUNDLED_DIR.glob("*.wav"))]


def sphinx_sentences() -> list[Sound]:
    """Recorded men and women reading English (BSD)."""
    present = ((SPHINX_DIR / name, text) for name, text in SPHINX_SENTENCES.items())
    return [from_file(path, text) for path, text in present if path.exists()]


def recorded_words(per_voice: int = 40, skip: int = 0) -> list[Sound]:
    """Recorded English, French and Spanish words of at most 0.75 s, the first `skip` left out."""
    return _asterisk(per_voice, skip, (0.15, 0.75), Kind.WORD)


def recorded_sentences(per_voice: int = 40, skip: int = 0) -> list[Sound]:
    """Recorded English, French and Spanish sentences of 1.5 to 6 s."""
    return _asterisk(per_voice, skip, (1.5, 6.0), Kind.SENTENCE)


def neural_words() -> list[Sound]:
    """Short English answers by a neural voice, at three speeds."""
    return [neural(text, Kind.WORD, speed) for text in NEURAL_WORDS for speed in (0.9, 1.1, 1.35)]


def espeak_words() -> list[Sound]:
    """Short answers in three languages by formant synthesis: good for words, not for prosody."""
    if shutil.which("espeak-ng") is None:
        return []
    return [
        _espeak(word, voice, variant)
        for voice, words in ESPEAK_WORDS.items()
        for word in words
        for variant in ESPEAK_VARIANTS
    ]


def neural(text: str, kind: Kind, speed: float = 1.0, seed: int = 0) -> Sound:
    """One utterance by the neural voice.

    Raises:
        ModuleNotFoundError: hibari-tts is not installed.
    """

    def speak() -> Pcm:
        return to_pcm(resampled(_hibari()(text, speed=speed, seed=seed), 24_000))

    samples = cached(f"hibari-0.2.1 {text} {speed} {seed}", speak)
    return placed(samples, f"neural-{text}-{speed}", kind, "hibari", "en", text)


def resampled(wave_in: np.ndarray, rate_hz: float) -> np.ndarray:
    """To 16 kHz, by its spectrum: exact for a whole utterance, and needs no library."""
    count = round(len(wave_in) * SAMPLE_RATE_HZ / rate_hz)
    spectrum = np.fft.rfft(wave_in)
    keep = min(len(spectrum), count // 2 + 1)
    return np.fft.irfft(spectrum[:keep], count) * (count / len(wave_in))


def placed(samples: Pcm, name: str, kind: Kind, source: str, language: str, text: str) -> Sound:
    """The utterance alone, between half a second and three seconds of a quiet room."""
    spoken = to_wave(samples)
    # Office recordings hum on 25 dB below the voice; studio and synthetic ones are silent.
    drop_db = 20.0 if source.endswith("pocketsphinx") else 32.0
    start_s, end_s = active_span_s(spoken, drop_db)
    first, last = seconds(max(0.0, start_s - 0.05)), seconds(end_s + 0.1)
    edges = np.concatenate([spoken[: max(0, first - seconds(0.05))], spoken[last:]])
    spoken = spoken[first:last]
    ramp = np.minimum(np.arange(len(spoken)) / seconds(0.02), 1)
    spoken = spoken * np.minimum(ramp, ramp[::-1])
    start_s, end_s = active_span_s(spoken, drop_db)
    gain = 0.1 / max(1e-9, float(np.sqrt((spoken**2).mean())))
    whole = np.concatenate([np.zeros(seconds(LEAD_S)), spoken, np.zeros(seconds(TAIL_S))]) * gain
    whole += room_noise(len(whole), np.random.default_rng(len(samples)))
    if len(edges) >= seconds(0.1):
        # The recording's own room goes on before and after the words.
        bed = prolonged(edges * gain, len(whole))
        bed[seconds(LEAD_S) : seconds(LEAD_S) + len(spoken)] = 0
        whole += bed
    return Sound(
        name=name,
        kind=kind,
        samples=to_pcm(whole),
        source=source,
        language=language,
        text=text,
        start_s=LEAD_S + start_s,
        end_s=LEAD_S + end_s,
    )


def prolonged(noise: Wave, count: int) -> Wave:
    """Noise played forwards and backwards in turn, so that no seam is heard."""
    there_and_back = np.concatenate([noise, noise[::-1]])
    return np.resize(there_and_back, count)


def _asterisk(per_voice: int, skip: int, length_s: tuple[float, float], kind: Kind) -> list[Sound]:
    shortest_s, longest_s = length_s
    sounds: list[Sound] = []
    for voice, language in ASTERISK_VOICES.items():
        paths = sorted((ASTERISK_DIR / voice).rglob("*.g722"))
        # 8,000 bytes are one second; the margins of these files are short.
        paths = [p for p in paths if shortest_s < p.stat().st_size / 8000 < longest_s + 0.5]
        paths = [p for p in paths if not {"silence", "letters"} & set(p.parts) and _is_voice(p)]
        found = (from_file(path, path.stem, language, kind) for path in _spread(paths))
        fitting = (s for s in found if shortest_s <= s.end_s - s.start_s <= longest_s)
        sounds += islice(fitting, skip, skip + per_voice)
    return sounds


def _is_voice(path: Path) -> bool:
    return not any(word in path.stem for word in NOT_VOICES)


def _spread(paths: list[Path]) -> Iterable[Path]:
    """A fixed shuffle, so that a few of many are of every sort."""
    order = np.random.default_rng(0).permutation(len(paths))
    return (paths[int(index)] for index in order)


def from_file(path: Path, text: str, language: str = "en", kind: Kind = Kind.SENTENCE) -> Sound:
    """One recording of a voice directory, trimmed and placed like the others."""
    name = f"{path.parent.name}/{path.stem}"
    if path.parent == BUNDLED_DIR:
        language, word = path.stem.split("-", 1)
        kind, text = Kind.WORD, word
    samples = cached(f"{path} {path.stat().st_size}", lambda: _decoded(path))
    return placed(samples, name, kind, f"recorded:{_collection(path)}", language, text)


def _collection(path: Path) -> str:
    folders = {SPHINX_DIR: "pocketsphinx", ASTERISK_DIR: "asterisk", BUNDLED_DIR: "bundled"}
    return next(name for folder, name in folders.items() if path.is_relative_to(folder))


def _decoded(path: Path) -> Pcm:
    if path.suffix == ".wav":
        with wave.open(str(path)) as file:
            return np.frombuffer(file.readframes(file.getnframes()), np.int16)
    if path.suffix == ".raw":
        return np.frombuffer(path.read_bytes(), "<i2")
    command = ["ffmpeg", "-v", "error", "-f", "g722", "-i", str(path), "-f", "s16le", "-ac", "1"]
    decoded = subprocess.run([*command, "-ar", "16000", "-"], check=True, capture_output=True)
    return np.frombuffer(decoded.stdout, np.int16)


def _espeak(word: str, voice: str, variant: str) -> Sound:
    def speak() -> Pcm:
        command = ["espeak-ng", "-v", f"{voice}+{variant}", "-s", "180", "--stdout", word]
        spoken = subprocess.run(command, check=True, capture_output=True).stdout
        # espeak's header gives no length when it writes to a pipe: skip its 44 bytes.
        samples = np.frombuffer(spoken[44 : 44 + (len(spoken) - 44) // 2 * 2], np.int16)
        return to_pcm(resampled(to_wave(samples), 22_050))

    samples = cached(f"espeak {voice} {variant} {word}", speak)
    return placed(samples, f"{voice}+{variant}-{word}", Kind.WORD, "espeak", voice[:2], word)


class _Voice(Protocol):
    def __call__(self, text: str, speed: float, seed: int) -> Wave: ...


@cache
def _hibari() -> _Voice:
    voice: _Voice = import_module("hibari").Hibari()  # it has no type hints
    return voice
