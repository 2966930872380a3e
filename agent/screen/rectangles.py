"""From changed blocks to the few rectangles worth reading, and from two readings to one. Pure.

Must not know when or how anything is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
import numpy.typing as npt

from agent.reading import Box, Line

BLOCK_PX = 16
MOST_RECTANGLES = 16
# From this share of the picture on, one rectangle around everything.
MANY_SHARE = 0.3

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Rectangle:
    """In blocks; ends are exclusive."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def area(self) -> int:
        return (self.bottom - self.top) * (self.right - self.left)

    @property
    def slices(self) -> tuple[slice, slice]:
        return slice(self.top, self.bottom), slice(self.left, self.right)

    def joined(self, other: Rectangle) -> Rectangle:
        return Rectangle(
            min(self.top, other.top),
            min(self.left, other.left),
            max(self.bottom, other.bottom),
            max(self.right, other.right),
        )


def rectangles(flags: Flags, boxes: Sequence[Box]) -> list[Rectangle]:
    """Few rectangles that hold all flagged blocks, and whole lines of what was read before.

    A line that a flagged block touches is read again. One that merely lies beside it, within the
    block added around, is too, and then must be whole from left to right; above and below the
    margin of the crop suffices. Otherwise each line would draw in the next, to the end of the page.
    """
    rows, columns = flags.shape
    lines = [blocks_of(box, rows, columns) for box in boxes]
    found: list[Rectangle] = []
    for one in _components(flags):
        with_lines = one
        for line in lines:
            if _meet(one, line):
                with_lines = with_lines.joined(line)
        found.append(
            Rectangle(
                max(0, with_lines.top - 1),
                max(0, with_lines.left - 1),
                min(rows, with_lines.bottom + 1),
                min(columns, with_lines.right + 1),
            )
        )
    found = _joined(found)
    while True:
        grown = _joined(_widened(one, boxes, columns) for one in found)
        if grown == found:
            return found
        found = grown


def _widened(one: Rectangle, boxes: Sequence[Box], columns: int) -> Rectangle:
    """So that lines whose middle is on its rows are in it from end to end."""
    left_px, right_px = one.left * BLOCK_PX, one.right * BLOCK_PX
    for box in boxes:
        beside = box.left_px < right_px and left_px < box.right_px
        if beside and one.top <= box.centre_px[1] / BLOCK_PX < one.bottom:
            left_px, right_px = min(left_px, box.left_px), max(right_px, box.right_px)
    return Rectangle(
        one.top, left_px // BLOCK_PX, one.bottom, min(columns, -(-right_px // BLOCK_PX))
    )


def merged(old: Iterable[Line], area: Box, new: Iterable[Line]) -> list[Line]:
    """Lines of the old reading outside the area with those of the new one inside, in order.

    A line is inside when its middle is: of two areas side by side exactly one has it.
    """
    lines = [line for line in old if not _inside(line.box, area)]
    lines += [line for line in new if _inside(line.box, area)]
    return sorted(lines, key=lambda line: (line.box.top_px, line.box.left_px))


def _inside(box: Box, area: Box) -> bool:
    across, down = box.centre_px
    return area.left_px <= across < area.right_px and area.top_px <= down < area.bottom_px


def blocks_of(box: Box, rows: int, columns: int) -> Rectangle:
    """The blocks that a box touches, of a picture of so many; at least one."""
    return Rectangle(
        min(rows - 1, box.top_px // BLOCK_PX),
        min(columns - 1, box.left_px // BLOCK_PX),
        min(rows, -(-box.bottom_px // BLOCK_PX)),
        min(columns, -(-box.right_px // BLOCK_PX)),
    )


def _meet(one: Rectangle, other: Rectangle) -> bool:
    return (
        one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    )


def _joined(found: Iterable[Rectangle]) -> list[Rectangle]:
    """Without overlap, and with few left over: what costs little more together is one."""
    apart: list[Rectangle] = []
    for one in found:
        whole = one
        while near := [other for other in apart if _meet(whole, other) or _cheap(whole, other)]:
            apart = [other for other in apart if other not in near]
            whole = reduce(Rectangle.joined, near, whole)
        apart.append(whole)
    if len(apart) > MOST_RECTANGLES:
        return [reduce(Rectangle.joined, apart)]
    return apart


def _cheap(one: Rectangle, other: Rectangle) -> bool:
    return one.joined(other).area <= 1.25 * (one.area + other.area) + 8


def _components(flags: Flags) -> list[Rectangle]:
    """Bounds of blocks that touch each other, corners included; of all when they are many."""
    at = np.argwhere(flags)
    if len(at) > MANY_SHARE * flags.size:
        (top, left), (bottom, right) = at.min(axis=0).tolist(), at.max(axis=0).tolist()
        return [Rectangle(top, left, bottom + 1, right + 1)]
    alone = {(row, column) for row, column in at.tolist()}
    found: list[Rectangle] = []
    while alone:
        edge = [alone.pop()]
        seen = list(edge)
        while edge:
            row, column = edge.pop()
            for other in ((row + y, column + x) for y in (-1, 0, 1) for x in (-1, 0, 1)):
                if other in alone:
                    alone.remove(other)
                    edge.append(other)
                    seen.append(other)
        rows, columns = zip(*seen, strict=True)
        found.append(Rectangle(min(rows), min(columns), max(rows) + 1, max(columns) + 1))
    return found
