"""What the finder remembers from one question to the next."""

from __future__ import annotations

import pytest

from agent.guidance.finder import Answer, AnswerKind, Finder
from protocol.messages import Language
from tests.unit.guidance.screens import ENGLISH, column, line, screen

pytestmark = pytest.mark.unit

TWINS = screen(line("Contact", 1100, 10), line("Welcome", 40, 200), line("Contact", 40, 690))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.ENGLISH, ["repeat", "Can you repeat that please?", "Pardon?", "say it again"]),
        (Language.FRENCH, ["répète", "Tu peux répéter s'il te plaît ?", "Pardon ?", "comment"]),
        (Language.SPANISH, ["repite", "¿Puedes repetirlo, por favor?", "¿Perdón?", "otra vez"]),
    ],
)
def test_it_says_and_points_again(language: Language, words: list[str]) -> None:
    finder = Finder(language)
    first = finder.answer("where is the cancel button", ENGLISH)
    for said in words:
        again = finder.answer(said, ENGLISH)
        assert again == Answer(AnswerKind.REPEATED, first.text, first.box, first.label)


def test_it_does_not_point_again_at_what_has_gone() -> None:
    finder = Finder(Language.ENGLISH)
    first = finder.answer("where is the cancel button", ENGLISH)
    again = finder.answer("repeat", column("Something else"))
    assert (again.text, again.box) == (first.text, None)


def test_it_points_again_where_the_words_are_read_now() -> None:
    finder = Finder(Language.ENGLISH)
    finder.answer("where is save", screen(line("Save", 40, 300)))
    moved = screen(line("Save", 42, 301))
    assert finder.answer("repeat", moved).box == moved.lines[0].box


def test_there_is_nothing_to_repeat_at_first() -> None:
    assert Finder(Language.ENGLISH).answer("repeat", ENGLISH).box is None


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.ENGLISH, ["stop", "Stop it!", "be quiet", "okay stop please"]),
        (Language.FRENCH, ["stop", "Arrête !", "tais-toi", "bon, arrête s'il te plaît"]),
        (Language.SPANISH, ["para", "¡Cállate!", "basta", "stop"]),
    ],
)
def test_it_falls_silent_when_told(language: Language, words: list[str]) -> None:
    for said in words:
        assert Finder(language).answer(said, ENGLISH) == Answer(AnswerKind.STOPPED, "")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.ENGLISH, "next"),
        (Language.ENGLISH, "No, the other one."),
        (Language.ENGLISH, "not that one"),
        (Language.FRENCH, "le suivant"),
        (Language.FRENCH, "Non, l'autre"),
        (Language.SPANISH, "siguiente"),
        (Language.SPANISH, "el otro por favor"),
    ],
)
def test_next_goes_to_the_next_thing_that_could_be_meant(language: Language, said: str) -> None:
    finder = Finder(language)
    assert finder.answer("where is contact", TWINS).box == TWINS.lines[0].box
    following = finder.answer(said, TWINS)
    assert (following.kind, following.box) == (AnswerKind.FOUND, TWINS.lines[2].box)


def test_next_without_other_candidates_goes_on_in_reading_order() -> None:
    finder = Finder(Language.ENGLISH)
    page = column("Alpha", "Beta", "Gamma")
    assert finder.answer("where is alpha", page).label == "Alpha"
    assert finder.answer("next", page).label == "Beta"
    assert finder.answer("next", page).label == "Gamma"
    assert finder.answer("next", page).kind is AnswerKind.NOT_FOUND


def test_next_on_its_own_is_the_button_of_that_name() -> None:
    page = column("Back", "Next", "Cancel")
    assert Finder(Language.ENGLISH).answer("next", page).label == "Next"
    assert Finder(Language.FRENCH).answer("suivant", page).label == "Next"


def test_that_is_what_was_pointed_at_last() -> None:
    finder = Finder(Language.ENGLISH)
    finder.answer("where is the privacy policy", ENGLISH)
    read = finder.answer("read that", ENGLISH)
    assert (read.kind, read.label) == (AnswerKind.READ, "Privacy policy")


def test_everything_is_read_even_after_pointing() -> None:
    finder = Finder(Language.ENGLISH)
    page = column("Alpha", "Beta")
    finder.answer("where is beta", page)
    assert "Alpha" in finder.answer("read the whole screen", page).text


def test_two_conversations_do_not_share_a_memory() -> None:
    one, other = Finder(Language.ENGLISH), Finder(Language.ENGLISH)
    one.answer("where is cancel", ENGLISH)
    assert other.answer("repeat", ENGLISH).label == ""
