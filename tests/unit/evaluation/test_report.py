"""Totals of every question, and nothing of a single held-back one unless asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agent.reading import Box
from evaluation import report
from evaluation.asking import Result
from evaluation.questions import Half, Language, PageEntry, Question
from evaluation.score import Outcome

pytestmark = pytest.mark.unit

PAGE = PageEntry(
    site="own", path="/a.html", size=(800, 600), language="en", kind="form", half="held-back"
)


def _result(name: str, outcome: Outcome, language: Language = "en", heard: str = "") -> Result:
    words = f"Where is {name}?"
    return Result(
        name=name,
        question=Question(
            page="a", language=language, wording="named", words=words, targets=("#b",), voice=0
        ),
        page=PAGE,
        heard=heard or words,
        kind="found",
        said="Here.",
        label="Save as…",
        box=Box(1, 2, 3, 4),
        targets=(Box(1, 2, 30, 40),),
        outcome=outcome,
    )


RESULTS = [
    _result("one", Outcome.HIT),
    _result("two", Outcome.WRONG, heard="Wear is two?"),
    _result("three", Outcome.RIGHT_REFUSAL, language="fr", heard="where ìs THREE"),
]


def _row(name: str, *, groups: bool = True) -> list[str]:
    rows = report.table(RESULTS, groups=groups).splitlines()
    [row] = [row for row in rows if row.startswith(name)]
    return row.removeprefix(name).split()


def test_the_total_counts_hits_and_honest_refusals_as_right() -> None:
    assert _row("total")[:2] == ["3", "67%"]
    assert _row("total")[3:] == ["33%", "33%", "0%", "0%", "0%", "33%"]


def test_each_language_has_a_row() -> None:
    assert _row("language: en")[:2] == ["2", "50%"]
    assert _row("language: fr")[:2] == ["1", "100%"]


def test_without_groups_only_the_total_is_told() -> None:
    assert len(report.table(RESULTS, groups=False).splitlines()) == 2
    assert _row("total", groups=False) == _row("total")


def test_only_what_went_wrong_is_listed() -> None:
    listed = report.lines(RESULTS)
    assert "two" in listed
    assert "heard 'Wear is two?'" in listed
    assert "three" not in listed


def test_case_accents_and_punctuation_are_no_mishearing() -> None:
    assert report.heard_line(RESULTS) == "heard word for word: 2 of 3"


def test_the_file_has_no_single_question_without_details(tmp_path: Path) -> None:
    told: dict[Half, dict[str, object]] = {"held-back": report.as_json(RESULTS, details=False)}
    path = report.write(told, {"typed": True, "lossless": False}, tmp_path)
    assert path.name == "held-back-typed.json"
    assert "Where is" not in path.read_text(encoding="utf-8")
    found = json.loads(path.read_text(encoding="utf-8"))
    assert found["halves"]["held-back"]["outcomes"]["wrong"] == 1


def test_with_details_every_question_is_there() -> None:
    told = report.as_json(RESULTS, details=True)
    questions = told["questions"]
    assert isinstance(questions, dict)
    assert questions.keys() == {"one", "two", "three"}
    assert questions["two"]["heard"] == "Wear is two?"
