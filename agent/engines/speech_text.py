"""Written text made speakable: symbols become words, and long text is cut where one may pause.

Pure. Owns: what the voices misread, and the length of what they are given at once. Must not know
which voice speaks.

The older voices read text as markup, so angle brackets never reach them. Words of thousands of
letters have been seen to keep such a voice busy without end, so words are cut as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST_CHUNK_CHARS = 160
# The first sound waits for the first chunk only.
LONGEST_FIRST_CHARS = 60
# A clause shorter than this is no place to pause: "Yes, ..." would be two utterances.
SHORTEST_CLAUSE_CHARS = 12
LONGEST_WORD_CHARS = 40


@dataclass(frozen=True)
class Symbols:
    """How one language says what is no letter."""

    ampersand: str
    percent: str
    plus: str
    at: str
    equals: str
    then: str
    """For arrows and for ">" between menus: a pause and this word."""
    keys: tuple[tuple[str, str], ...]


SYMBOLS = {
    "en": Symbols(
        *("and", "percent", "plus", "at", "equals", "then"),
        keys=(("Ctrl", "Control"), ("Cmd", "Command"), ("Esc", "Escape"), ("Del", "Delete")),
    ),
    "fr": Symbols(
        *("et", "pour cent", "plus", "arobase", "égale", "puis"),
        keys=(("Ctrl", "Contrôle"), ("Maj", "Majuscule"), ("Suppr", "Supprimer")),
    ),
    "es": Symbols(
        *("y", "por ciento", "más", "arroba", "igual a", "luego"),
        keys=(("Ctrl", "Control"), ("Mayús", "Mayúsculas"), ("Supr", "Suprimir")),
    ),
}

_QUOTES = re.compile(r"[\"“”„«»‹›`*_~^|\\{}\[\]#]+")  # noqa: RUF001
_ARROWS = re.compile(r"\s*(?:[→⇒➔➜▸►›]|->|=>|(?<=\s)>(?=\s))\s*")  # noqa: RUF001
_MARKUP = re.compile(r"<[^<>]{0,40}>")
_WORD = re.compile(rf"\S{{{LONGEST_WORD_CHARS + 1},}}")
# Longer numbers are codes, said digit by digit; hibari has no name for those over 10^15.
_LONG_NUMBER = re.compile(r"\d{10,}")
_REPEATED_END = re.compile(r"([.!?…])[.!?…]+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_CLAUSE_END = re.compile(r"(?<=[,;:])\s+")


def speakable(text: str, language: str) -> str:
    """One line that a voice reads as it is meant; empty if there is nothing to say.

    Raises:
        KeyError: the language has no table.
    """
    symbols = SYMBOLS[language]
    text = text.replace("’", "'").replace("\x00", " ")  # noqa: RUF001
    text = re.sub(r"\s*\n\s*", "\n", text)
    # A line without an end is a sentence of its own, as in a list.
    text = re.sub(r"(?<=[^\s.!?…:;,])\n", ". ", text)
    text = _ARROWS.sub(f", {symbols.then} ", _MARKUP.sub(" ", text))
    for short, spoken in symbols.keys:
        text = re.sub(rf"\b{short}\b", spoken, text)
    for sign, spoken in (
        ("&", symbols.ampersand),
        ("%", symbols.percent),
        (r"(?<=\w)\s*\+\s*(?=\w)", symbols.plus),
        (r"(?<=\w)@(?=\w)", symbols.at),
        ("=", symbols.equals),
    ):
        text = re.sub(sign, f" {spoken} ", text)
    text = re.sub(r"\s[-–—]+\s|—", ", ", _QUOTES.sub(" ", text))  # noqa: RUF001
    text = re.sub(r"[<>]", " ", text)
    text = "".join(char if char.isprintable() and not _is_picture(char) else " " for char in text)
    text = _LONG_NUMBER.sub(lambda number: " ".join(number[0]), text)
    text = _WORD.sub(lambda word: _cut(word[0]), _REPEATED_END.sub(r"\1", text))
    text = re.sub(r"\s+", " ", re.sub(r"\s+([,.!?])", r"\1", text)).strip(" ,")
    return text if any(char.isalnum() for char in text) else ""


def chunks(text: str) -> list[str]:
    """Sentences, and clauses of long ones, each speakable on its own; the first one short.

    Args:
        text: one line, as `speakable` returns it.
    """
    cut: list[str] = []
    for sentence in _SENTENCE_END.split(text):
        longest = LONGEST_CHUNK_CHARS if cut else LONGEST_FIRST_CHARS
        cut += [sentence] if len(sentence) <= longest else _clauses(sentence, longest)
    return [chunk for chunk in cut if any(char.isalnum() for char in chunk)]


def _clauses(sentence: str, longest: int) -> list[str]:
    """Clauses joined again while they fit; what has no comma is cut between words."""
    joined = [""]
    for clause in _CLAUSE_END.split(sentence):
        fits = len(joined[-1]) + len(clause) < longest
        if fits or len(joined[-1]) < SHORTEST_CLAUSE_CHARS:
            joined[-1] = f"{joined[-1]} {clause}".strip()
        else:
            joined.append(clause)
            longest = LONGEST_CHUNK_CHARS
    return [part for clause in joined for part in _words(clause)]


def _words(clause: str) -> list[str]:
    parts = [""]
    for word in clause.split():
        if len(parts[-1]) + len(word) >= LONGEST_CHUNK_CHARS:
            parts.append(word)
        else:
            parts[-1] = f"{parts[-1]} {word}".strip()
    return parts


def _cut(word: str) -> str:
    starts = range(0, len(word), LONGEST_WORD_CHARS)
    return " ".join(word[start : start + LONGEST_WORD_CHARS] for start in starts)


def _is_picture(char: str) -> bool:
    """Emoji, dingbats and box drawings: no voice knows them."""
    return ord(char) >= 0x1F000 or 0x2190 <= ord(char) <= 0x2BFF or char == "\ufe0f"
