"""What the voices are given to read, and what is done to their sound."""

from __future__ import annotations

import numpy as np
import pytest

from agent.engines import speaking
from agent.engines.speaking import SAMPLE_RATE_HZ
from agent.engines.speech_text import LONGEST_CHUNK_CHARS, LONGEST_WORD_CHARS, chunks, speakable

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("language", "written", "spoken"),
    [
        ("en", "Press Ctrl+S.", "Press Control plus S."),
        ("en", "Click “Save & close” → **Done**.", "Click Save and close, then Done."),
        ("en", "File > Print", "File, then Print"),
        ("en", "It is at 50%!!!", "It is at 50 percent!"),
        ("en", "<speed level=3>One</speed> 2 < 3", "One 2 3"),
        ("en", "Code 12345678901", "Code 1 2 3 4 5 6 7 8 9 0 1"),
        ("en", "First\nSecond", "First. Second"),
        ("fr", "Cliquez sur « Enregistrer » – c’est à 5 %.", None),  # noqa: RUF001
        ("es", "Pulse Ctrl+G y Supr", "Pulse Control más G y Suprimir"),
        ("en", "🎉 ... --", ""),
    ],
)
def test_symbols_are_said_as_words(language: str, written: str, spoken: str | None) -> None:
    expected = "Cliquez sur Enregistrer, c'est à 5 pour cent." if spoken is None else spoken
    assert speakable(written, language) == expected


def test_no_word_is_longer_than_a_voice_can_bear() -> None:
    longest = max(map(len, speakable("x" * 3000, "fr").split()))
    assert longest == LONGEST_WORD_CHARS


def test_the_first_chunk_is_short_and_nothing_is_lost() -> None:
    text = (
        "The Save button is at the top right, next to Search, under the picture of a bell. "
        "Click it. " + "Then go on and on " * 20
    )
    cut = chunks(text)
    assert cut[0] == "The Save button is at the top right, next to Search,"
    assert " ".join(cut).split() == text.split()
    assert max(map(len, cut)) <= LONGEST_CHUNK_CHARS


def test_a_short_opening_is_not_spoken_alone() -> None:
    text = "Yes, the Save button is at the top right of this window, next to Search."
    assert chunks(text)[0].startswith("Yes, the Save button")


def test_every_piece_has_the_same_level_and_does_not_clip() -> None:
    time_s = np.arange(SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ
    tone = np.sin(2 * np.pi * 200 * time_s).astype(np.float32)
    spoken = np.concatenate([tone, np.zeros_like(tone)])
    levels = []
    for gain in (0.02, 0.9):
        wave = speaking.levelled(spoken * np.float32(gain))
        levels.append(20 * np.log10(np.sqrt((wave[: len(tone)] ** 2).mean())))
    assert levels == pytest.approx([-20.0, -20.0], abs=0.2)
    spiky = tone * 0.01
    spiky[5000] = 1.0
    assert np.abs(speaking.levelled(spiky)).max() < 1.0


def test_pieces_begin_and_end_at_zero_with_one_pause() -> None:
    silence = np.zeros(SAMPLE_RATE_HZ, np.float32)
    voice = np.full(SAMPLE_RATE_HZ, 0.5, np.float32)
    wave = speaking.trimmed(np.concatenate([silence, voice, silence]), 0.3)
    assert wave[0] == 0
    assert wave[-1] == 0
    assert len(wave) / SAMPLE_RATE_HZ == pytest.approx(1.36, abs=0.02)
    assert len(speaking.trimmed(silence, 0.3)) == 0


def test_what_to_do_is_said_for_a_language_without_a_voice() -> None:
    assert "py-nanotts" in speaking.what_is_missing("fr")
    assert "only for en, fr, es" in speaking.what_is_missing("ja")
