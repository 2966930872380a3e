"""What a question asks for: its kind and the name of the thing. Pure.

Must not know what is on the screen: the same words mean the same over any page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from agent.guidance.match import Wanted
from agent.guidance.phrases.grammar import EVERYTHING, PRONOUNS, Grammar, Kind, Side, Vertical
from agent.guidance.phrases.questions import GRAMMARS
from agent.guidance.phrases.spelling import tokens
from agent.guidance.task import Task, has_cue, tasks_of
from protocol.messages import Language

# Weights of the ways to take a name: the closer to what was said, the higher.
WITHOUT_GOING = 0.99  # "go to the settings" for Settings
WITHOUT_PLACE = 0.99
WITHOUT_OBJECT = 0.93  # "send the message" for Send
LONGEST_QUESTION = 60  # words; the asking comes last
LONGEST_NAME = 12  # words; what is longer is a story, not a name


class IntentKind(StrEnum):
    FIND = "find"
    ACT = "act"
    BESIDE = "beside"
    READ = "read"
    DESCRIBE = "describe"
    NEXT = "next"
    REPEAT = "repeat"
    STOP = "stop"
    OTHER = "other"  # no words on a screen answer it
    BARE = "bare"  # no question word at all: perhaps a name on its own


@dataclass(frozen=True)
class Intent:
    """What was asked.

    Attributes:
        name: the thing, in the plain words that were heard; empty when none was named.
        wanted: the ways to take the name, the most literal first.
        kind_said: a word like "button" was said with the name.
        vertical, side: where the person says it is.
        heard: the name as the recogniser wrote it, to be said back.
        length: words of the whole question.
        names_heading: the name itself is "the title" or the like.
        everything: all of the screen is to be read.
        tasks: what may be meant to be done, should no label bear the name.
    """

    kind: IntentKind
    language: Language
    name: str = ""
    wanted: tuple[Wanted, ...] = ()
    what: Kind = Kind.ANY
    kind_said: bool = False
    vertical: Vertical | None = None
    side: Side | None = None
    heard: str = ""
    length: int = 0
    names_heading: bool = False
    everything: bool = False
    tasks: tuple[Task, ...] = ()


_MARKS = ".,;:!?¿¡()«»“”" + '"'
_BREAKS = re.compile(r"[\s'\u2019-]+")
_ASKING = (IntentKind.FIND, IntentKind.ACT)
_UNSURE = (IntentKind.BARE, IntentKind.OTHER)


def understand(question: str, language: Language) -> Intent:
    """Read a question in the given language or, if it makes no sense in it, in the other two."""
    intent = _in_any(question, language)
    return replace(
        intent,
        heard=_as_written(intent.name, question),
        length=len(question.split()),
        tasks=_tasks(question, intent),
    )


def _tasks(question: str, intent: Intent) -> tuple[Task, ...]:
    if intent.kind in _ASKING or has_cue(question, intent.language):
        return tasks_of(question, intent.language)
    return ()


def _as_written(name: str, question: str) -> str:
    """The name with the accents and capitals the recogniser gave it, if it stands in one piece."""
    written = [word.strip(_MARKS) for word in _BREAKS.split(question)]
    folded = [" ".join(tokens(word)) for word in written]
    sought = name.split()
    for start in range(len(folded) - len(sought) + 1):
        if sought and folded[start : start + len(sought)] == sought:
            return " ".join(written[start : start + len(sought)])
    return name


def _in_any(question: str, language: Language) -> Intent:
    intent = _understand(question, language)
    if intent.kind not in _UNSURE:
        return intent
    for other in Language:
        if other is not language:
            second = _understand(question, other)
            if second.kind not in _UNSURE:
                return second
    return intent


def _understand(question: str, language: Language) -> Intent:
    grammar = GRAMMARS[language]
    spoken = " ".join(tokens(question)[-LONGEST_QUESTION:])
    stages = list(_stages(spoken, grammar))
    for sentence in stages:
        for kind, pattern in (
            (IntentKind.STOP, grammar.stop),
            (IntentKind.REPEAT, grammar.repeat),
            (IntentKind.NEXT, grammar.following),
            (IntentKind.DESCRIBE, grammar.describe),
        ):
            if pattern.fullmatch(sentence):
                words = Wanted(tuple(sentence.split()))
                return Intent(kind, language, sentence, (words,))
    said = stages[-1] if stages else ""
    if not said:
        return Intent(IntentKind.OTHER, language)
    return _about_something(said, grammar, language)


def _stages(text: str, grammar: Grammar) -> Iterator[str]:
    """The text as it loses the hesitations and courtesies around the question, one by one."""
    while True:
        shorter = text
        while shorter:
            yield shorter
            last, shorter = shorter, grammar.closing.sub("", shorter).strip()
            if shorter == last:
                break
        opening = grammar.opening.match(text)
        if opening is None or not opening[0] or opening.end() == len(text):
            return
        text = text[opening.end() :]


def _unwrapped(text: str, grammar: Grammar) -> str:
    stages = list(_stages(text, grammar))
    return stages[-1] if stages else text


def _about_something(said: str, grammar: Grammar, language: Language) -> Intent:
    for pattern in grammar.leads:
        found = pattern.search(said)
        if found and found["t"] not in PRONOUNS:
            said = said[found.start() :]  # "I have a question, where is ..."
            break
    for kind, patterns in (
        (IntentKind.BESIDE, grammar.beside),
        (IntentKind.READ, grammar.read),
        (IntentKind.FIND, grammar.find),
        (IntentKind.ACT, grammar.act),
    ):
        for pattern in patterns:
            if found := pattern.fullmatch(said):
                intent = _named(kind, found, grammar, language)
                return replace(intent, everything=bool(EVERYTHING & set(said.split())))
    if grammar.other.fullmatch(said):
        return Intent(IntentKind.OTHER, language, said)
    return _with_name(IntentKind.BARE, said, "", grammar, language)


def _named(kind: IntentKind, found: re.Match[str], grammar: Grammar, language: Language) -> Intent:
    groups = found.groupdict()
    return _with_name(kind, groups.get("t") or "", groups.get("v") or "", grammar, language)


def _with_name(
    kind: IntentKind, name: str, verb: str, grammar: Grammar, language: Language
) -> Intent:
    if not name:
        return Intent(kind, language)
    raw, name = name, _unwrapped(name, grammar)
    placed = grammar.place.search(name)
    vertical, side = _place(placed[0], grammar) if placed else (None, None)
    short = name[: placed.start()] if placed else name
    core, word = _without_kind(short, grammar)
    ways: dict[str, float] = {}

    def add(text: str, weight: float) -> None:
        if text and len(text.split()) <= LONGEST_NAME:
            ways[text] = max(weight, ways.get(text, 0.0))

    weight = WITHOUT_PLACE if placed else 1.0
    add(core, weight)
    add(_without_articles(short, grammar), weight)
    # "ta bio de bord" is « tableau de bord »: what looks like a small word may not be one.
    add(short, weight)
    if placed:
        add(_without_articles(name, grammar), 1.0)
    add(raw, 1.0)
    if verb:
        add(f"{verb} {core}", 1.0)
    there = grammar.going.sub("", core)
    if there != core:
        add(_without_kind(there, grammar)[0], WITHOUT_GOING)
    if kind in (IntentKind.ACT, IntentKind.FIND, IntentKind.BARE):
        add(grammar.generic.sub("", core), WITHOUT_OBJECT)
    what = Kind.ANY if not word else Kind.HEADING if word in grammar.headings else Kind.CONTROL
    wanted = tuple(
        Wanted(tuple(text.split()), weight, alone=weight == WITHOUT_OBJECT)
        for text, weight in ways.items()
    )
    named = core.split()[:1]
    return Intent(
        kind,
        language,
        core,
        wanted,
        what,
        bool(word),
        vertical,
        side,
        names_heading=not grammar.headings.isdisjoint(named),
    )


def _without_articles(name: str, grammar: Grammar) -> str:
    return grammar.articles.sub("", f"{name} ").strip() or name


def _without_kind(name: str, grammar: Grammar) -> tuple[str, str]:
    """A name without "the ... button", and that word."""
    name = _without_articles(name, grammar)
    for pattern in (grammar.kind_first, grammar.kind_last):
        if found := pattern.search(name):
            rest = (name[: found.start()] + name[found.end() :]).strip()
            return _without_articles(rest, grammar), found[0].split()[0]
    return name, ""


def _place(words: str, grammar: Grammar) -> tuple[Vertical | None, Side | None]:
    vertical = next((it for it, pattern in grammar.verticals if pattern.search(words)), None)
    side = next((it for it, pattern in grammar.sides if pattern.search(words)), None)
    if vertical is Vertical.MIDDLE and side is Side.CENTRE:
        return vertical, None  # "in the middle" says little: of the height at least
    return vertical, side
