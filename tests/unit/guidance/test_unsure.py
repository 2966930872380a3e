"""A label that only may serve is named and not pointed at: a wrong place is worse than none."""

from __future__ import annotations

import pytest

from agent.guidance.finder import AnswerKind, Finder
from protocol.messages import Language
from tests.unit.guidance.screens import column

pytestmark = pytest.mark.unit

LONG = (
    "why does it take so long every morning and how can I see what the database "
    "does with all of this"
)


def test_one_word_of_a_winding_question_is_named_with_its_place_and_not_pointed_at() -> None:
    finder = Finder(Language.ENGLISH)
    answer = finder.answer(LONG, column("File", "Database", "Explain plan", "Tools"))
    assert answer.kind is AnswerKind.SEVERAL
    assert answer.box is None
    assert "“Database”" in answer.text


def test_what_was_only_named_is_pointed_at_when_it_is_asked_for() -> None:
    reading = column("File", "Database", "Explain plan", "Tools")
    finder = Finder(Language.ENGLISH)
    finder.answer(LONG, reading)
    assert finder.answer("next", reading).label == "Database"
    assert finder.answer("where is the database?", reading).label == "Database"


def test_the_same_label_in_a_short_question_is_pointed_at() -> None:
    answer = Finder(Language.ENGLISH).answer(
        "can you show me the database?", column("File", "Database", "Tools")
    )
    assert answer.label == "Database"
