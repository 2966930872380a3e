"""Which words of a label meet which terms of a task, and how surely. Pure.

Must not know what a meeting is worth: that is for `weighing`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from agent.guidance.phrases.cognates import are_cognates
from agent.guidance.phrases.grammar import ARTICLES, STOPWORDS
from agent.guidance.phrases.spelling import SAME_STEM, joined, likeness
from agent.guidance.phrases.synonyms import LONGEST_TERM, essential, is_same, wide_meanings
from agent.guidance.task import Term
from protocol.messages import Language

SAME_MEANING = 0.95
KIN = 0.9
LEAST = 0.84  # likeness of a term met


@dataclass(frozen=True)
class Unit:
    text: str
    meanings: frozenset[int]
    first: int
    last: int


@dataclass(frozen=True)
class Meeting:
    """A term of the task, and the unit of the label that meets it."""

    term: Term
    unit: Unit
    like: float


def meetings_of(
    terms: Iterable[Term], units: tuple[Unit, ...], language: Language
) -> list[Meeting]:
    """Every term at its best place; several may say one thing."""
    found: list[Meeting] = []
    for term in terms:
        pairs = [Meeting(term, unit, _like(term, unit, language)) for unit in units]
        best = max(pairs, key=lambda pair: pair.like, default=None)
        if best is not None and best.like >= LEAST:
            found.append(best)
    return found


def _like(term: Term, unit: Unit, language: Language) -> float:
    shared = term.meanings & unit.meanings
    written = _written(term.text, unit.text, language)
    if written >= SAME_STEM and (shared or not (term.meanings and unit.meanings)):
        return written
    if any(is_same(meaning) for meaning in shared):
        return SAME_MEANING
    if shared or are_cognates(term.text, unit.text):
        return KIN
    return 0.0 if term.meanings or unit.meanings else written


@lru_cache(maxsize=65536)
def _written(heard: str, read: str, language: Language) -> float:
    return likeness(heard, read, language)


@lru_cache(maxsize=4096)
def units_of(tokens: tuple[str, ...], language: Language) -> tuple[Unit, ...]:
    """Terms of a label, longest known first, without small words unless nothing else is left."""
    units: list[Unit] = []
    spare: list[Unit] = []
    at = 0
    while at < len(tokens):
        size, known = _longest(tokens[at : at + LONGEST_TERM])
        unit = Unit(joined(essential(tokens[at : at + size])), known, at, at + size - 1)
        small = size == 1 and tokens[at] in STOPWORDS
        (spare if small else units).append(unit)
        at += size
    return tuple(units or spare)


def _longest(tokens: tuple[str, ...]) -> tuple[int, frozenset[int]]:
    for size in range(len(tokens), 0, -1):
        term = tokens[:size]
        if size > 1 and (term[0] in ARTICLES or term[-1] in ARTICLES):
            continue
        if known := wide_meanings(term):
            return size, known
    return 1, frozenset()
