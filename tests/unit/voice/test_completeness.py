"""What a recogniser's words say of a pause being the end."""

from __future__ import annotations

import pytest

from agent.voice.endpointing import required_silence_s
from agent.voice.local.completeness import ASKED, LEADING_ON, probability_of_end

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "text",
    ["Where is the save button?", "Où est le bouton Imprimer ?", "¿Dónde está el menú?"],
)
def test_a_whole_question_is_an_end(text: str) -> None:
    assert probability_of_end(text) == ASKED


@pytest.mark.parametrize(
    "text",
    [
        "I would like to change...",
        "Can you show me the?",
        "Vous allez maintenant joindre la",
        "¿Dónde está el?",
        "First this,",
    ],
)
def test_words_that_lead_on_are_none(text: str) -> None:
    assert probability_of_end(text) == LEADING_ON


@pytest.mark.parametrize("text", ["", "  ", "He was not.", "Nobody is available.", "Why?", "yes"])
def test_other_words_do_not_tell(text: str) -> None:
    assert probability_of_end(text) is None


def test_a_whole_question_needs_no_long_silence_and_one_that_leads_on_does() -> None:
    assert required_silence_s(ASKED) < 0.3
    assert required_silence_s(LEADING_ON) > 1.5
