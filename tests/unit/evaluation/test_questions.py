"""The questions are complete, their halves alike, and a mistake in the file is noticed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from evaluation.questions import Half, Question, Questionnaire, load
from evaluation.sites import PAGES_DIR, SITES

pytestmark = pytest.mark.unit

OPEN: set[Half] = {"open"}
HELD_BACK: set[Half] = {"held-back"}


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    return load()


def _of_half(questionnaire: Questionnaire, half: set[Half]) -> list[Question]:
    return [questionnaire.questions[name] for name in questionnaire.chosen(half)]


def test_there_are_enough_of_everything(questionnaire: Questionnaire) -> None:
    languages = Counter(question.language for question in questionnaire.questions.values())
    own = Counter(page.site == "own" for page in questionnaire.pages.values())
    assert len(questionnaire.questions) >= 64
    assert languages["en"] >= 28
    assert languages["fr"] >= 20
    assert languages["es"] >= 18
    assert own[True] >= 16
    assert own[False] >= 4


def test_every_page_is_asked_about(questionnaire: Questionnaire) -> None:
    asked = {question.page for question in questionnaire.questions.values()}
    assert asked == questionnaire.pages.keys()


def test_every_page_of_ours_is_used_and_there(questionnaire: Questionnaire) -> None:
    used = {page.path for page in questionnaire.pages.values() if page.site == "own"}
    assert used == {f"/{path.name}" for path in PAGES_DIR.glob("*.html")}
    assert {page.site for page in questionnaire.pages.values()} == SITES.keys()


def test_the_halves_share_nothing_and_miss_nothing(questionnaire: Questionnaire) -> None:
    opened, held_back = questionnaire.chosen(OPEN), questionnaire.chosen(HELD_BACK)
    assert not set(opened) & set(held_back)
    assert questionnaire.chosen(OPEN | HELD_BACK) == list(questionnaire.questions)
    shared = {questionnaire.page_of(name).path for name in opened} & {
        questionnaire.page_of(name).path
        for name in held_back
        if questionnaire.page_of(name).site == "own"
    }
    assert shared <= {"/"}


def test_the_halves_are_alike_in_language_and_wording(questionnaire: Questionnaire) -> None:
    opened, held_back = _of_half(questionnaire, OPEN), _of_half(questionnaire, HELD_BACK)
    for language in ("en", "fr", "es"):
        asked = [sum(q.language == language for q in half) for half in (opened, held_back)]
        assert abs(asked[0] - asked[1]) <= 3, language
    for wording in ("named", "synonym", "translated", "icon", "absent"):
        asked = [sum(q.wording == wording for q in half) for half in (opened, held_back)]
        assert abs(asked[0] - asked[1]) <= 6, wording
        assert min(asked) >= 2, wording


def test_every_kind_of_page_is_in_both_halves(questionnaire: Questionnaire) -> None:
    kinds = [
        {page.kind for page in questionnaire.pages.values() if page.half == half}
        for half in ("open", "held-back")
    ]
    assert kinds[0] == kinds[1]


def test_about_a_tenth_has_no_right_answer(questionnaire: Questionnaire) -> None:
    for half in (OPEN, HELD_BACK):
        asked = _of_half(questionnaire, half)
        assert 0.07 <= sum(not question.targets for question in asked) / len(asked) <= 0.13


def test_translated_means_that_question_and_page_differ(questionnaire: Questionnaire) -> None:
    for name, question in questionnaire.questions.items():
        differ = question.language != questionnaire.page_of(name).language
        if question.wording in ("named", "synonym"):
            assert not differ, name
        if question.wording == "translated":
            assert differ, name


def test_one_question_is_chosen_in_its_own_half_only(questionnaire: Questionnaire) -> None:
    assert questionnaire.chosen(OPEN, "settings-save") == ["settings-save"]
    with pytest.raises(KeyError):
        questionnaire.chosen(HELD_BACK, "settings-save")


PAGE = "{site: own, path: /a.html, size: [800, 600], language: en, kind: form, half: open}"
ASKED = "{page: a, language: en, wording: named, words: Where is it, targets: ['#b'], voice: 0}"


def _loaded(folder: Path, pages: str, questions: str) -> Questionnaire:
    path = folder / "questions.yaml"
    path.write_text(f"pages:\n  a: {PAGE}{pages}\nquestions:\n  q: {ASKED}{questions}\n")
    return load(path)


def test_a_small_file_is_read(tmp_path: Path) -> None:
    assert _loaded(tmp_path, "", "").selectors("a") == ["#b"]


def test_an_id_given_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(yaml.YAMLError, match="twice"):
        _loaded(tmp_path, "", f"\n  q: {ASKED}")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("page: a", "page: c"),
        ("wording: named", "wording: absent"),
        ("targets: ['#b']", "targets: []"),
        ("voice: 0", "voice: 0, colour: red"),
    ],
)
def test_a_wrong_entry_is_refused(tmp_path: Path, before: str, after: str) -> None:
    assert before in ASKED
    with pytest.raises(ValidationError):
        _loaded(tmp_path, "", f"\n  r: {ASKED.replace(before, after)}")
