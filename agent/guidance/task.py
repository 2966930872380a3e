"""What a question wants done, as terms with their parts in it: the act and its objects. Pure.

Must not know the screen. `intents` takes the name of a thing word for word; a task is read when no
label bears that name, and says which of its words a label may lack.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from agent.guidance.phrases.grammar import ARTICLES, NEGATIONS
from agent.guidance.phrases.spelling import joined, tokens
from agent.guidance.phrases.synonyms import (
    LONGEST_TERM,
    essential,
    heard_wide_meanings,
    is_action,
    is_making,
)
from agent.guidance.phrases.tasks import FORMS, OBJECT_ENDING, QUANTITIES, TASK_WORDS, TaskWords
from protocol.messages import Language

_CLAUSES = re.compile(r"[.,;:?!¿¡]+")
MOST_TERMS = 14  # the last ones count: the asking comes last


class Part(StrEnum):
    """What a term is to its task."""

    ACT = "act"  # must be met: deleting is not adding
    WEAK = "weak"  # an act that leads to its object
    OBJECT = "object"
    OF = "of"  # the size of the letters
    TAIL = "tail"  # to my sister
    GENERIC = "generic"


_FOLLOWED = (Part.OBJECT, Part.ACT, Part.GENERIC)  # what stands after a joint qualifies them


@dataclass(frozen=True)
class Term:
    """Words of the question that mean one thing together."""

    text: str
    meanings: frozenset[int]
    part: Part
    size: int = 1  # words, articles aside
    qualifies: bool = False  # said after a joint: "in colour"


@dataclass(frozen=True)
class Task:
    """Attributes:
    terms: in the order they were said, what only asks left out.
    looks: the act is to look for something, which a search box serves.
    negations: said in the question, so that a label may hold them too.
    """

    terms: tuple[Term, ...]
    looks: bool
    negations: frozenset[str]
    language: Language

    def of(self, *parts: Part) -> list[Term]:
        return [term for term in self.terms if term.part in parts]

    @property
    def head(self) -> Term | None:
        """The object that names the kind of thing: the last in English, else the first."""
        objects = self.of(Part.OBJECT)
        if not objects:
            return None
        longest = max(objects, key=lambda term: term.size)
        if longest.size > 1:
            return longest
        return objects[-1] if self.language is Language.ENGLISH else objects[0]


def tasks_of(question: str, language: Language) -> tuple[Task, ...]:
    """The task of the last clause that asks something, then the one of the whole question.

    People tell why before they ask: "the photo is too dark, where can I change that".
    """
    heard = tokens(question)
    starts = TASK_WORDS[language].starts
    places = [at for at, word in enumerate(heard) if word in starts and at > 0]
    clauses = [" ".join(heard[places[-1] :])] if places else []
    clauses += [part for part in reversed(_CLAUSES.split(question)) if part.strip()][:1]
    tasks = [task_of(clause, language) for clause in (*clauses, question)]
    return tuple(dict.fromkeys(task for task in tasks if task.terms))


def has_cue(question: str, language: Language) -> bool:
    """May a task be meant by words that hold no question we know?"""
    return TASK_WORDS[language].cue.search(" ".join(tokens(question))) is not None


def task_of(question: str, language: Language) -> Task:
    """The task in a question, of a person who speaks this language."""
    words = TASK_WORDS[language]
    heard = tuple(words.idiom.sub("", " ".join(tokens(question))).split())
    reader = _Reader(words, language)
    at = 0
    while at < len(heard):
        at += reader.take(heard, at)
    terms = _promoted(reader.terms[-MOST_TERMS:])
    looks = not words.looking.isdisjoint(heard)
    return Task(tuple(terms), looks, NEGATIONS.intersection(heard), language)


class _Reader:
    """Goes through the words once, and keeps what kind of word may come next."""

    def __init__(self, words: TaskWords, language: Language) -> None:
        self._words = words
        self._language = language
        self._act_next = True
        self._part = Part.OBJECT
        self._here = False
        self._particle = False  # "turn on": no joint right after an act
        self.terms: list[Term] = []

    def take(self, heard: tuple[str, ...], at: int) -> int:
        """Read the term that starts here; how many words it has."""
        word = heard[at]
        size, known = self._longest(heard[at : at + LONGEST_TERM])
        if size == 1 and self._is_small(word):
            return 1
        self._add(heard[at : at + size], known)
        return size

    def _is_small(self, word: str) -> bool:
        words = self._words
        if word in words.pointing:
            self._here = True
        joint = word in words.joints or word in words.of
        act_next = word in words.before_act
        if joint and not self._particle and any(t.part in _FOLLOWED for t in self.terms):
            self._part = Part.OF if word in words.of else Part.TAIL
        small = joint or act_next or word in words.asking or word in ARTICLES
        small = small or word in words.pointing
        if not small:
            return False
        if act_next:
            self._act_next = True
        elif word in ARTICLES or word in words.asking or word in words.pointing:
            self._act_next = False
        if word not in ARTICLES and not joint and not act_next:
            self._particle = False
        return True

    def _add(self, words: tuple[str, ...], known: frozenset[int]) -> None:
        part = self._part_of(words, known)
        if part in (Part.ACT, Part.WEAK):
            self._part = Part.OBJECT
        bare = essential(words)
        qualifies = part is Part.OBJECT and self._part is Part.TAIL
        self.terms.append(Term(joined(bare), known, part, len(bare), qualifies))
        phrasal = self._language is Language.ENGLISH
        self._particle = phrasal and part in (Part.ACT, Part.WEAK)
        self._act_next = False
        self._here = False

    def _part_of(self, words: tuple[str, ...], known: frozenset[int]) -> Part:
        weak = joined(words) in self._words.weak
        if weak and (self._act_next or not known):
            return Part.WEAK
        if self._act_next and (is_action(known) or self._may_be_act(words)):
            return Part.ACT
        if self._here or (len(words) == 1 and words[0] in self._words.generic):
            # To add a picture takes a picture; to crop one takes the one that is there.
            made = any(t.part is Part.ACT and is_making(t.meanings) for t in self.terms)
            own = made and known and not is_making(known) and not self._here
            return Part.OBJECT if own else Part.GENERIC
        return Part.OBJECT if len(words) > 1 and self._part is Part.TAIL else self._part

    def _may_be_act(self, words: tuple[str, ...]) -> bool:
        return len(words) > 1 or len(words[0]) > 2

    def _longest(self, words: tuple[str, ...]) -> tuple[int, frozenset[int]]:
        for size in range(len(words), 0, -1):
            term = words[:size]
            if size > 1 and (term[0] in ARTICLES or term[-1] in ARTICLES):
                continue
            if known := self._known(term):
                return size, known
        return 1, frozenset()

    def _known(self, term: tuple[str, ...]) -> frozenset[int]:
        if len(term) > 1 and len(essential(term)) == 1:
            return frozenset()
        forms = FORMS[self._language]
        plain = tuple(forms.get(word, word) for word in term)
        ending = OBJECT_ENDING.get(self._language)
        if ending is not None and len(plain[0]) > 5:
            plain = (ending.sub("", plain[0]), *plain[1:])
        return heard_wide_meanings(term, self._language) | (
            heard_wide_meanings(plain, self._language) if plain != term else frozenset()
        )


def _promoted(terms: list[Term]) -> list[Term]:
    """Without an object of its own, a task is about what it says last."""
    if any(term.part is Part.OF for term in terms) and not any(
        term.part is Part.OBJECT for term in terms
    ):
        terms = [_as_thing(term) for term in terms]
    for part in (Part.OF, Part.TAIL):
        if any(term.part is Part.OBJECT for term in terms):
            break
        terms = [
            replace(term, part=Part.OBJECT, qualifies=part is Part.TAIL)
            if term.part is part
            else term
            for term in terms
        ]
    return terms


def _as_thing(term: Term) -> Term:
    """ "The pictures of the room" are the pictures; "the number of guests" is about the guests."""
    if term.part is Part.GENERIC and term.meanings and term.text not in QUANTITIES:
        return replace(term, part=Part.OBJECT)
    return term
