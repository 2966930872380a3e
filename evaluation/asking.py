"""Asks the guide every question of a selection, and judges what it shows.

Must not know how results are presented.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from agent.guidance.finder import AnswerKind, Finder
from agent.reading import Box, Reading
from evaluation.drawing import Drawn, Wanted
from evaluation.questions import PageEntry, Question, Questionnaire
from evaluation.rendering import View
from evaluation.score import Outcome, judge
from evaluation.senses import Ear, Reader
from protocol.messages import Language


@dataclass(frozen=True)
class Result:
    """One question and what came of it.

    Attributes:
        heard: what was recognised; the words themselves when they were typed.
        kind, said, label: the guide's answer.
    """

    name: str
    question: Question
    page: PageEntry
    heard: str
    kind: str
    said: str
    label: str
    box: Box | None
    targets: tuple[Box, ...]
    outcome: Outcome

    @property
    def heard_exactly(self) -> bool:
        """Whether every word was recognised, whatever the case, accents and punctuation."""
        return _words(self.heard) == _words(self.question.words)


def pages_to_draw(questionnaire: Questionnaire, names: list[str]) -> dict[str, Wanted]:
    """The pages of these questions, each with the elements of all questions about it."""
    pages = dict.fromkeys(questionnaire.questions[name].page for name in names)
    return {page: _wanted(questionnaire, page) for page in pages}


def ask_all(
    questionnaire: Questionnaire,
    names: list[str],
    drawn: dict[str, Drawn],
    reader: Reader,
    ear: Ear | None,
) -> Iterator[Result]:
    """One result after the other, as they are known. Without an ear the words are typed."""
    readings: dict[str, Reading] = {}
    for name in names:
        question = questionnaire.questions[name]
        page = drawn[question.page]
        if question.page not in readings:
            readings[question.page] = reader.read(page.png)
        heard = question.words if ear is None else ear.hear(question)
        # A finder of its own: what was asked before must not help.
        answer = Finder(Language(question.language)).answer(heard, readings[question.page])
        targets = tuple(page.boxes[selector] for selector in question.targets)
        yield Result(
            name=name,
            question=question,
            page=questionnaire.page_of(name),
            heard=heard,
            kind=answer.kind.value,
            said=answer.text,
            label=answer.label,
            box=answer.box,
            targets=targets,
            outcome=judge(answer.box, targets, asked_back=answer.kind is AnswerKind.SEVERAL),
        )


def _wanted(questionnaire: Questionnaire, name: str) -> Wanted:
    page = questionnaire.pages[name]
    width_px, height_px = page.size
    view = View(page.site, page.path, width_px, height_px, page.ready, page.clicks)
    return Wanted(view, tuple(questionnaire.selectors(name)))


def _words(text: str) -> list[str]:
    letters = unicodedata.normalize("NFD", text.casefold())
    return re.findall(r"\w+", "".join(c for c in letters if not unicodedata.combining(c)))
