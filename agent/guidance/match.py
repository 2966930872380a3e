"""What is asked for in words, and what was found for it on the screen. Pure data.

Must not know how the two are compared.
"""

from __future__ import annotations

from dataclasses import dataclass

from agent.guidance.places import Label
from agent.reading import Box, Word


@dataclass(frozen=True)
class Wanted:
    """One way to take what was asked for.

    Attributes:
        words: plain tokens, as `spelling.tokens` gives them.
        alone: the label holds nothing else: an object was said and dropped, and the label must
            not name another.
        weight: how far this way is from what was said, 1 is to the letter.
    """

    words: tuple[str, ...]
    weight: float = 1.0
    alone: bool = False


@dataclass(frozen=True)
class Match:
    """A run of words of a label that may be what was asked for."""

    label: Label
    first: int
    last: int
    score: float
    whole: bool  # nothing else stands in the label

    @property
    def words(self) -> tuple[Word, ...]:
        return self.label.words[self.first : self.last + 1]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def box(self) -> Box:
        return Box.around([word.box for word in self.words])
