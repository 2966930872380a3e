"""The shape of a grammar: how people put a question, as patterns over plain words. Data.

A question reaches the patterns without accents, case and punctuation, its words parted by one
space, so "l'option" is "l option". Recognisers mishear the small words most ("ou et", "wear is"),
so those are allowed too. `t` is the group that holds what is asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Kind(StrEnum):
    """What the person says the thing is: mild evidence, since the words alone do not show it."""

    ANY = "any"
    CONTROL = "control"
    HEADING = "heading"


class Vertical(IntEnum):
    TOP = 0
    MIDDLE = 1
    BOTTOM = 2


class Side(IntEnum):
    LEFT = 0
    CENTRE = 1
    RIGHT = 2


_NAME = r"(?P<t>.+?)"


def patterns(*alternatives: str) -> tuple[re.Pattern[str], ...]:
    """Compiled alternatives, in which `{t}` stands for what is asked for."""
    return tuple(re.compile(f"(?:{it})$".replace("{t}", _NAME)) for it in alternatives)


@dataclass(frozen=True)
class Grammar:
    """The patterns of one language; all must match from the first word to the last but `leads`.

    Attributes:
        opening, closing: said around any question, taken off again and again.
        stop, repeat, following, describe: whole sentences.
        beside: asks what stands next to something.
        read: asks to have something read; without `t`, what was last pointed at, or all.
        find: asks for a thing by its name.
        act: asks how to do a thing, by its verb.
        leads: beginnings so plain that they count in the middle of a sentence too.
        other: questions that words on a screen cannot answer.
        articles: small words before a name. kinds, headings: what a thing may be called.
        going: verbs that only lead to a thing. generic: objects that add nothing to their verb.
    """

    opening: re.Pattern[str]
    closing: re.Pattern[str]
    stop: re.Pattern[str]
    repeat: re.Pattern[str]
    following: re.Pattern[str]
    describe: re.Pattern[str]
    beside: tuple[re.Pattern[str], ...]
    read: tuple[re.Pattern[str], ...]
    find: tuple[re.Pattern[str], ...]
    act: tuple[re.Pattern[str], ...]
    leads: tuple[re.Pattern[str], ...]
    other: re.Pattern[str]
    articles: re.Pattern[str]
    kind_first: re.Pattern[str]
    kind_last: re.Pattern[str]
    headings: frozenset[str]
    going: re.Pattern[str]
    generic: re.Pattern[str]
    verticals: tuple[tuple[Vertical, re.Pattern[str]], ...]
    sides: tuple[tuple[Side, re.Pattern[str]], ...]
    place: re.Pattern[str]


_SMALL_WORDS = """
the a an to of my your our his her this that for in on at and or with by is it me i s t
le la les un une des du de mon ma mes ton ta tes votre vos notre nos ce cet cette et ou au aux en
sur dans pour par se je vous d l n j m qu c
el los las una unos unas del mi mis tu tus su sus este esta y o al para con lo &
"""
STOPWORDS = frozenset(_SMALL_WORDS.split())

_ARTICLES = """
the a an my your our his her its some any le la les l un une des du de d mon ma mes ton ta tes votre
vos notre nos sa ses el los las una unos unas del mi mis tu tus su sus nuestro nuestra
"""
ARTICLES = frozenset(_ARTICLES.split())

_DENIALS = "don not never without no ne pas sans sin nunca"
NEGATIONS = frozenset(_DENIALS.split())

_ALL_WORDS = "screen page everything all whole ecran tout toute pantalla pagina todo toda"
EVERYTHING = frozenset(_ALL_WORDS.split())

_STAND_INS = "it that this they them il elle ils elles ca cela"
PRONOUNS = frozenset(_STAND_INS.split())
