"""The local voices are understood by the local recogniser, and noise is not taken for words."""

from __future__ import annotations

import threading
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pytest

pytest.importorskip("faster_whisper")
pytest.importorskip("hibari")
pytest.importorskip("py_nanotts")

from agent.engines.hearing import Recogniser
from agent.engines.speaking import SAMPLE_RATE_HZ, Speaker
from agent.engines.weights import PartMissingError
from tests.support.sounds import synthesis
from tests.support.sounds.speech import resampled

pytestmark = pytest.mark.contract

SENTENCES = {
    "en": ("The Save button is at the top right, next to Search.", {"save", "button", "search"}),
    "fr": ("Vous pouvez changer la couleur de la page ici.", {"changer", "couleur", "page"}),
    "es": ("El botón Guardar está arriba a la derecha.", {"botón", "guardar", "derecha"}),
}


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return Recogniser()


@pytest.fixture(scope="module")
def speaker() -> Speaker:
    return Speaker()


def _heard_form(pcm: bytes) -> npt.NDArray[np.int16]:
    wave = resampled(np.frombuffer(pcm, np.int16), SAMPLE_RATE_HZ)
    return np.round(wave).astype(np.int16)


@pytest.mark.parametrize("language", SENTENCES)
def test_what_is_spoken_is_heard(recogniser: Recogniser, speaker: Speaker, language: str) -> None:
    text, expected = SENTENCES[language]
    pieces = list(speaker.speak(text, language, None))
    heard = recogniser.transcribe(_heard_form(b"".join(pieces)), language)
    words = set(heard.text.lower().replace(",", " ").replace(".", " ").split())
    assert expected <= words, heard
    wave = np.frombuffer(b"".join(pieces), np.int16) / 32_768
    # Fainter than the speech's own level by its pauses.
    assert -26 < 20 * np.log10(np.sqrt((wave**2).mean())) < -19
    assert np.abs(wave).max() < 1


def test_noise_silence_and_keys_say_nothing_even_when_words_are_hinted(
    recogniser: Recogniser,
) -> None:
    rng = np.random.default_rng(1)
    sounds = [sound.samples for sound in synthesis.typing(range(2))]
    sounds.append(rng.normal(0, 1000, 32_000).astype(np.int16))
    sounds.append(np.zeros(32_000, np.int16))
    heard = [recogniser.transcribe(samples, "en", "Save, Search, Share").text for samples in sounds]
    assert heard == [""] * len(sounds)


def test_a_hint_decides_how_a_name_is_written(recogniser: Recogniser, speaker: Speaker) -> None:
    sound = _heard_form(b"".join(speaker.speak("How do I open Nextcloud?", "en", None)))
    assert "Nextcloud" in recogniser.transcribe(sound, "en", "Files, Nextcloud, Kanban").text


def test_several_threads_are_heard_and_spoken_to_at_once(
    recogniser: Recogniser, speaker: Speaker
) -> None:
    heard: list[str] = []

    def converse() -> None:
        pcm = b"".join(speaker.speak("Where is the button?", "en", None))
        heard.append(recogniser.transcribe(_heard_form(pcm), "en").text.lower())

    threads = [threading.Thread(target=converse) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(heard) == 3
    assert all("where is the button" in text for text in heard)


def test_sentences_come_one_by_one_and_join_without_a_click(speaker: Speaker) -> None:
    pieces = list(speaker.speak("Cliquez ici. Puis là, à droite. C'est tout.", "fr", None))
    assert len(pieces) == 3
    for before, after in pairwise(pieces):
        assert abs(int(np.frombuffer(before, np.int16)[-1])) < 50
        assert abs(int(np.frombuffer(after, np.int16)[0])) < 50


def test_text_without_words_is_no_sound_and_an_unknown_voice_is_refused(speaker: Speaker) -> None:
    assert list(speaker.speak("… 🎉", "fr", None)) == []
    with pytest.raises(PartMissingError, match="no voice 'bob'"):
        speaker.speak("Hello", "en", "bob")
    with pytest.raises(PartMissingError, match="no local voice for 'ja'"):
        speaker.speak("Hello", "ja", None)
