"""How words lie on the picture: what is one label, where it is and what stands beside it. Pure.

Must not know words of any language: a place is said by `phrases.replies`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from statistics import median

from agent.guidance.phrases.grammar import Side, Vertical
from agent.guidance.phrases.signs import SIGNS
from agent.guidance.phrases.spelling import tokens
from agent.reading import Box, Line, Reading, Word

GAP_PER_HEIGHT = 1.3  # a wider gap between two words of a line parts two labels (a space is 0.3)
GAP_BEFORE_CAPITAL = 0.48  # buttons side by side: the next begins with a capital
_SEPARATORS = frozenset("|•·>/»-\u203a\u2013\u2014")
_ENDS = (".", "?", "!", ":", "|", "•", "·", "\u203a", "»", ";")
_ICON = re.compile(r"^[0-9](?=[A-Z][a-z]{2})")  # read from the sign before a label: "1Replace"
# A neighbour is worth its words only when the eye finds it without a search.
NEAR_PER_WIDTH = 0.2  # of the picture's width, in the same row
NEAR_PER_HEIGHT = 3.0  # of the label's height, above it
LONGEST_NEIGHBOUR = 24  # characters: it is heard, not read
LEAST_CONFIDENCE = 0.8


@dataclass(frozen=True)
class Label:
    """Words of one line that belong together; `parts` are (token, index of its word)."""

    words: tuple[Word, ...]
    parts: tuple[tuple[str, int], ...]
    height_px: float
    confidence: float = 1.0

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def box(self) -> Box:
        return Box.around([word.box for word in self.words])


class Beside(IntEnum):
    NEXT_TO = 1
    UNDER = 2


def labels(reading: Reading) -> list[Label]:
    """The lines, parted where a wide gap or the end of a sentence shows that two labels stand."""
    return [label for line in _in_order(reading) for label in _parted(line)]


def _in_order(reading: Reading) -> list[Line]:
    """Top to bottom in rows, each left to right, however the reader lists them."""
    ordered: list[Line] = []
    row: list[Line] = []
    lines = [line for line in reading.lines if line.words]
    for line in sorted(lines, key=lambda line: line.box.centre_px[1]):
        if row and line.box.centre_px[1] >= row[0].box.bottom_px:
            ordered += sorted(row, key=lambda line: line.box.left_px)
            row = []
        row.append(line)
    return ordered + sorted(row, key=lambda line: line.box.left_px)


def _parted(line: Line) -> Iterator[Label]:
    height_px = median(word.box.height_px for word in line.words)
    run: list[Word] = []
    for word in line.words:
        if run:
            gap_px = word.box.left_px - run[-1].box.right_px
            last = run[-1].text
            end = last in _SEPARATORS or (last.endswith(_ENDS) and len(last) > 3)
            gap = gap_px / max(height_px, 1)
            begins = gap > GAP_BEFORE_CAPITAL and word.text[:1].isupper()
            if end or begins or gap > GAP_PER_HEIGHT:
                yield _label(run, height_px, line.confidence)
                run = []
        run.append(word)
    yield _label(run, height_px, line.confidence)


def _label(words: list[Word], height_px: float, confidence: float) -> Label:
    while len(words) > 1 and words[-1].text in _SEPARATORS:
        words = words[:-1]
    parts = tuple(
        (token, index)
        for index, word in enumerate(words)
        for token in tokens(_ICON.sub("", word.text))
    )
    if not parts and len(words) == 1 and (named := SIGNS.get(words[0].text[:1])):
        parts = ((named, 0),)
    return Label(tuple(words), parts, height_px, confidence)


def region(box: Box, width_px: int, height_px: int) -> tuple[Vertical, Side]:
    """The third of the picture, down and across, in which the middle of a box lies."""
    across_px, down_px = box.centre_px
    side = (Side.LEFT, Side.CENTRE, Side.RIGHT)[_third(across_px, width_px)]
    vertical = (Vertical.TOP, Vertical.MIDDLE, Vertical.BOTTOM)[_third(down_px, height_px)]
    return vertical, side


def _third(at_px: float, size_px: int) -> int:
    return max(0, min(2, int(3 * at_px / max(size_px, 1))))


def neighbour(box: Box, page: list[Label], width_px: int) -> tuple[Beside, Label] | None:
    """The nearest short label in the same row or, failing that, right above."""
    others = [label for label in page if not label.box.overlaps(box) and _is_salient(label)]
    row = [(gap, label) for label in others if (gap := row_gap_px(box, label.box)) is not None]
    row = [(gap, label) for gap, label in row if gap <= NEAR_PER_WIDTH * width_px]
    if row:
        return Beside.NEXT_TO, min(row, key=lambda pair: pair[0])[1]
    above = [
        (box.top_px - label.box.bottom_px, label)
        for label in others
        if label.box.left_px < box.right_px
        and box.left_px < label.box.right_px
        and -0.3 * box.height_px <= box.top_px - label.box.bottom_px
        and box.top_px - label.box.bottom_px <= NEAR_PER_HEIGHT * box.height_px
    ]
    return (Beside.UNDER, min(above, key=lambda pair: pair[0])[1]) if above else None


def row_gap_px(box: Box, other: Box) -> int | None:
    """Pixels between two boxes that stand in one row, None if they do not."""
    shared_px = min(box.bottom_px, other.bottom_px) - max(box.top_px, other.top_px)
    if shared_px * 2 < min(box.height_px, other.height_px) or shared_px <= 0:
        return None
    return max(other.left_px - box.right_px, box.left_px - other.right_px)


def _is_salient(label: Label) -> bool:
    letters = sum(char.isalpha() for char in label.text)
    return (
        letters >= 3
        and letters * 2 > len(label.text)
        and len(label.text) <= LONGEST_NEIGHBOUR
        and label.confidence >= LEAST_CONFIDENCE
    )


def paragraph(start: Label, page: list[Label]) -> list[Label]:
    """A label and the lines right under it that go on at the same left edge, top to bottom."""
    lines = [start]
    for label in sorted(page, key=lambda label: label.box.top_px):
        last = lines[-1].box
        down_px = label.box.top_px - last.top_px
        aligned = abs(label.box.left_px - last.left_px) <= 2 * max(last.height_px, 1)
        similar = label.box.height_px * 10 <= 15 * max(last.height_px, 1)
        if 0.5 * last.height_px < down_px <= 2.2 * last.height_px and aligned and similar:
            lines.append(label)
    return lines
