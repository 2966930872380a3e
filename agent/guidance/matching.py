"""Which words of the screen are the ones asked for, and how sure is that? Pure.

Must not know how a question is put nor how an answer is worded.

A score is 0 to 1. It starts as the likeness of what was heard to a run of words of one label and
loses for every word of the label that was not asked for: a button is short, a sentence that happens
to hold the word is a weak candidate. All figures are set by tests/unit/guidance.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from statistics import median

from agent.guidance.match import Match, Wanted
from agent.guidance.phrases.grammar import NEGATIONS, STOPWORDS, Kind
from agent.guidance.phrases.spelling import SAME_SHAPE, SAME_SOUND, SAME_STEM, joined, likeness
from agent.guidance.phrases.synonyms import LONGEST_TERM, heard_meanings, meanings
from agent.guidance.places import Label
from protocol.messages import Language

TRANSLATED = 0.92  # a synonym; below any spelling of the word itself
UNKNOWN_FOR_KNOWN = 0.08  # "export" was heard, a word every interface has: "Expert" is not meant
KNOWN_FOR_UNKNOWN = 0.02  # "expert" was heard over Export: the recogniser's doing
SAME_SOUND_APART = 0.04
OTHER_MEANING = 0.7  # of one stem, two things all the same: archivo, archivar
CUT_TERM = 0.2  # "save" inside "Save as", "password" inside "Forgot password": another thing
INEXACT_PART = 0.1  # "export" is not the first word of "Expert mode"
TALL = 1.4  # times the usual height: a heading
HEADING_REPEATS = 0.05
WORST_WORD = 0.75  # every word asked for must be there at least this well
MISSING = 0.6  # what remains of the score when one is not
SENTENCE_WORDS = 6
EXTRA_WORDS = (0.0, 0.05, 0.08, 0.11, 0.14)
SENTENCE = 0.17
OTHER_OBJECT = 0.12  # "delete the file" is not "Delete history"
BARE_WORD_IN_SENTENCE = 0.3


@dataclass(frozen=True)
class Unit:
    """A term: one word, or several that mean one thing together ("sign in")."""

    text: str
    meanings: frozenset[int]
    first: int
    last: int


# Likeness, first and last token.
_Run = tuple[float, int, int]


def matches(
    wanted: tuple[Wanted, ...], page: list[Label], language: Language, kind: Kind = Kind.ANY
) -> list[Match]:
    """The best match in every label that has any, best first; ties stay in reading order."""
    if not page:
        return []
    usual_px = median(label.height_px for label in page)
    found: list[Match] = []
    for label in page:
        best = max(
            (match for way in wanted for match in _in_label(way, label, language)),
            key=lambda match: match.score,
            default=None,
        )
        if best is not None:
            found.append(_weighed(best, usual_px, kind))
    return sorted(found, key=lambda match: -match.score)


def _weighed(match: Match, usual_px: float, kind: Kind) -> Match:
    """A heading that repeats a button's words is the weaker one, unless a heading was asked for."""
    tall = match.label.height_px > TALL * usual_px
    wants_tall = kind is Kind.HEADING
    loss = HEADING_REPEATS if tall != wants_tall else 0.0
    if kind is Kind.CONTROL and len(match.label.words) >= SENTENCE_WORDS:
        loss += 0.03
    return Match(match.label, match.first, match.last, max(0.0, match.score - loss), match.whole)


def _in_label(way: Wanted, label: Label, language: Language) -> Iterator[Match]:
    asked = units(way.words, language, heard=True)
    if not asked or not label.parts:
        return
    there = _label_units(label, language)
    by_terms = _by_terms(asked, there, language)
    by_letters = _by_letters(way.words, label, language)
    for run in filter(None, (by_terms, by_letters)):
        yield _scored(label, there, asked, run, way)


def _scored(
    label: Label, there: tuple[Unit, ...], asked: list[Unit], run: _Run, way: Wanted
) -> Match:
    like = run[0]
    first, last = _whole_terms(there, asked, run[1], run[2])
    extra = [unit for unit in there if unit.first < first or unit.last > last]
    loss = _loss(extra, asked, label, like)
    loss += CUT_TERM if _is_cut(there, asked, first, last) else 0.0
    if extra and like < SAME_SHAPE and not _is_meant(there, asked, first, last):
        loss += INEXACT_PART / len(asked)
    score = max(0.0, like - loss - (OTHER_OBJECT if extra and way.alone else 0.0)) * way.weight
    if not extra:  # with its small words and marks
        return Match(label, 0, len(label.words) - 1, score, whole=True)
    return Match(label, label.parts[first][1], label.parts[last][1], score, whole=False)


def _loss(extra: list[Unit], asked: list[Unit], label: Label, like: float) -> float:
    """What the words beside the match cost."""
    heard = {unit.text for unit in asked}
    denied = any(unit.text in NEGATIONS and unit.text not in heard for unit in extra)
    if not extra or len(label.words) < SENTENCE_WORDS:
        loss = EXTRA_WORDS[min(len(extra), len(EXTRA_WORDS) - 1)]
    elif asked[-1].last > asked[0].first:
        loss = SENTENCE
    else:
        # A word of the person's own ("Barcelona") is worth pointing at wherever it stands; a verb
        # of interfaces in running text is most often not the button.
        plain_name = like >= SAME_STEM and not asked[0].meanings and len(asked[0].text) >= 5
        loss = SENTENCE if plain_name else BARE_WORD_IN_SENTENCE
    if extra and _is_menu_bar(label):
        loss = EXTRA_WORDS[1]
    return loss + (0.1 if denied else 0.0)


def _whole_terms(
    there: tuple[Unit, ...], asked: list[Unit], first: int, last: int
) -> tuple[int, int]:
    """The run, grown to the whole of a term that means what was asked: "mail" in "E-mail"."""
    meant = _meant(asked)
    for unit in there:
        if unit.meanings & meant and unit.first <= last and first <= unit.last:
            first, last = min(first, unit.first), max(last, unit.last)
    return first, last


def _is_cut(there: tuple[Unit, ...], asked: list[Unit], first: int, last: int) -> bool:
    """Does the run take only a part of a term that means something else?"""
    meant = _meant(asked)
    return any(
        unit.meanings
        and not unit.meanings & meant
        and (unit.first < first <= unit.last or unit.first <= last < unit.last)
        for unit in there
    )


def _is_meant(there: tuple[Unit, ...], asked: list[Unit], first: int, last: int) -> bool:
    """Does the run hold a term that means what was asked, however it is spelt?"""
    meant = _meant(asked)
    return any(unit.meanings & meant for unit in there if first <= unit.first <= last)


def _meant(asked: list[Unit]) -> frozenset[int]:
    return frozenset[int]().union(*(unit.meanings for unit in asked))


def _is_menu_bar(label: Label) -> bool:
    """Several short words, each with its capital: entries that the reader took for one line."""
    return len(label.words) >= 3 and all(
        word.text[:1].isupper() and len(word.text) <= 14 for word in label.words
    )


def units(words: tuple[str, ...], language: Language, *, heard: bool) -> list[Unit]:
    """Terms of a phrase, longest known first; small words drop out unless nothing else is left."""
    kept: list[Unit] = []
    spare: list[Unit] = []
    at = 0
    while at < len(words):
        size, known = _longest_term(words[at : at + LONGEST_TERM], language, heard)
        if words[at] in STOPWORDS and joined(words[at + 1 : at + size]) == joined(
            words[at : at + size]
        ):
            size, known = 1, frozenset()  # "and" in front of a term is not of it
        unit = Unit(joined(words[at : at + size]), known, at, at + size - 1)
        small = size == 1 and words[at] in STOPWORDS
        (spare if small else kept).append(unit)
        at += size
    return kept or spare


@lru_cache(maxsize=8192)
def _longest_term(
    words: tuple[str, ...], language: Language, heard: bool
) -> tuple[int, frozenset[int]]:
    for size in range(len(words), 0, -1):
        term = words[:size]
        known = heard_meanings(term, language) if heard else meanings(joined(term))
        if known:
            return size, known
    return 1, frozenset()


@lru_cache(maxsize=2048)
def _units_of(parts: tuple[str, ...], language: Language) -> tuple[Unit, ...]:
    return tuple(units(parts, language, heard=False))


def _label_units(label: Label, language: Language) -> tuple[Unit, ...]:
    return _units_of(tuple(token for token, _ in label.parts), language)


def _by_terms(asked: list[Unit], there: tuple[Unit, ...], language: Language) -> _Run | None:
    """Every term asked for, each at its best place: likeness, first and last token."""
    taken: list[Unit] = []
    total = weight = 0.0
    complete = True
    for unit in asked:
        like, place = max(
            (
                (_term_likeness(unit, other, language), other)
                for other in there
                if other not in taken
            ),
            key=lambda pair: pair[0],
            default=(0.0, None),
        )
        size = max(3, len(unit.text))
        weight += size
        if place is None or like < WORST_WORD:
            complete = False
            continue
        total += size * like
        taken.append(place)
    if not taken:
        return None
    first, last = min(unit.first for unit in taken), max(unit.last for unit in taken)
    between = [unit for unit in there if first < unit.first <= last and unit not in taken]
    like = total / weight - 0.04 * len(between)
    if [unit.first for unit in taken] != sorted(unit.first for unit in taken):
        like -= 0.01
    return like if complete else like * MISSING, first, last


@lru_cache(maxsize=65536)
def _likeness(
    heard: str, known: frozenset[int], read: str, read_known: frozenset[int], language: Language
) -> float:
    like = likeness(heard, read, language)
    if like >= SAME_SHAPE or not like + len(known & read_known):
        return like
    if known & read_known:
        return max(TRANSLATED, like)
    if like >= SAME_STEM:
        return min(like, OTHER_MEANING) if known and read_known else like
    if known and read_known:
        # Two things by their names: undo is never redo; but "sent" is how Send is often heard.
        return like - SAME_SOUND_APART if like >= SAME_SOUND else 0.0
    if known:
        return max(0.0, like - UNKNOWN_FOR_KNOWN)
    return like + KNOWN_FOR_UNKNOWN if read_known else like


def _term_likeness(heard: Unit, read: Unit, language: Language) -> float:
    return _likeness(heard.text, heard.meanings, read.text, read.meanings, language)


def _by_letters(words: tuple[str, ...], label: Label, language: Language) -> _Run | None:
    """The run of tokens most like what was heard with all spaces gone ("down load", "SaveAs")."""
    best: _Run | None = None
    heard, known = joined(words), heard_meanings(words, language)
    for first in range(len(label.parts)):
        for last in range(first, len(label.parts)):
            read = joined(token for token, _ in label.parts[first : last + 1])
            if len(read) * 10 < len(heard) * 7:
                continue
            if len(read) * 7 > len(heard) * 10:
                break
            like = _likeness(heard, known, read, meanings(read), language)
            if like >= WORST_WORD and (best is None or like > best[0]):
                best = like, first, last
    return best
