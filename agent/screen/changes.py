"""What of a screen must be read again, and when. Pure: pictures and times are arguments.

Works in blocks of 16 px. Each block remembers how it looked when it was read; it is dirty when it
looks different now. The means that `encoder.differ` compares are too coarse here: a 12 px digit
that becomes another moves them less than a caret does. So pixels are compared, and a caret is told
from a letter by its width.

    dirty --rests, and not read too often of late--> due --read--> clean
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from agent.reading import Box, Line
from agent.screen.planes import Plane, block_means
from agent.screen.rectangles import BLOCK_PX, Flags, Rectangle, blocks_of, rectangles

# Mean difference of the pixels of a block, levels of luma: VP8 at 2.5 Mbit/s makes at most 2 on a
# still page, one 12 px digit in place of another 3 or more in one of its blocks (measured).
BLOCK_CHANGE = 3
# A caret is a column or two that differ, three when compression has smeared it; a column counts
# from this share of the greatest difference. A letter on the edge of a block has its other columns
# a little beyond.
CARET_COLUMNS = 3
CARET_EDGE = 0.4
BEYOND_PX = 4
# Large rectangles are read in bands, so that there is something to answer from soon: 256 px of a
# full HD screen's width, or as much area of a narrower rectangle.
BAND_ROWS, BAND_BLOCKS = 16, 16 * 120
# Around what is read, so that a line at the edge is seen whole.
MARGIN_PX = 32

Times = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Pace:
    """Seconds.

    settle_s: a block must rest this long before it is read: a page that scrolls is not worth it.
    patience_s: a block that never rests is read after this long all the same.
    first_pause_s, longest_pause_s: time between two readings of a block, doubled each time while it
        keeps changing, so that a film in a corner does not use up the reader.
    calm_s: after this long without a reading a block is treated as new.
    """

    settle_s: float = 0.15
    patience_s: float = 1.0
    first_pause_s: float = 0.25
    longest_pause_s: float = 8.0
    calm_s: float = 10.0


class Changes:
    """Of pictures of one size: show it each picture, ask what is due, say what was read.

    Args:
        width_px, height_px: a last block that is not whole counts with its neighbour.
    """

    def __init__(self, width_px: int, height_px: int, pace: Pace | None = None) -> None:
        self.width_px, self.height_px = width_px, height_px
        self._pace = pace or Pace()
        shape = (max(1, height_px // BLOCK_PX), max(1, width_px // BLOCK_PX))
        self._shape = shape
        never = float("-inf")
        self._newest: Plane | None = None
        self._newest_s = never
        self._as_read: Plane | None = None
        self._known = np.zeros(shape, bool)
        self._dirty = np.ones(shape, bool)
        self._moved_s: Times = np.full(shape, never)
        self._dirty_s: Times = np.full(shape, never)
        self._read_s: Times = np.full(shape, never)
        self._pause_s: Times = np.zeros(shape)
        self._right_s: Times = np.full(shape, never)

    @property
    def complete_s(self) -> float:
        """Time of the newest picture that is read throughout; -inf when none is."""
        return float(self._right_s.min())

    @property
    def anything_read(self) -> bool:
        return bool(self._known.any())

    def show(self, luma: Plane, at_s: float) -> None:
        """The newest picture, shape (height_px, width_px)."""
        if self._newest is not None:
            self._moved_s[differing(self._newest, luma)] = at_s
        self._newest, self._newest_s = luma, at_s
        before = self._dirty
        self._dirty = ~self._known
        if self._as_read is not None:
            self._dirty |= differing(self._as_read, luma)
        self._dirty_s[self._dirty & ~before] = at_s
        self._right_s[~self._dirty] = at_s

    def due(self, now_s: float, wanted_s: float | None = None) -> Flags:
        """Blocks to read now.

        Args:
            wanted_s: somebody waits for all that was shown until then, however restless it is.
        """
        pace = self._pace
        rests = now_s - self._moved_s >= pace.settle_s
        rests |= now_s - self._dirty_s >= pace.patience_s
        rested = now_s - self._read_s >= self._pause_s
        due: Flags = self._dirty & rests & rested
        if wanted_s is not None:
            due |= self._dirty & (self._right_s < wanted_s)
        return due

    def still_true(self, lines: Iterable[Line]) -> list[Line]:
        """Lines of the reading where nothing has changed since; the others may stand elsewhere."""
        blocks = [(line, blocks_of(line.box, *self._shape).slices) for line in lines]
        return [line for line, part in blocks if not self._dirty[part].any()]

    @property
    def any_dirty(self) -> bool:
        return bool(self._dirty.any())

    def next_rectangle(self, due: Flags, lines: Sequence[Line]) -> Rectangle | None:
        """What to read first: calm before restless, small before large; at most a band of it."""
        found = rectangles(due, [line.box for line in lines])
        if not found:
            return None
        first = min(
            found, key=lambda one: (float(self._pause_s[one.slices].max()), one.area, one.top)
        )
        rows = max(BAND_ROWS, BAND_BLOCKS // (first.right - first.left))
        return Rectangle(first.top, first.left, min(first.bottom, first.top + rows), first.right)

    def read(self, rectangle: Rectangle, now_s: float) -> None:
        """It was read as the newest picture shows it.

        Raises:
            ValueError: no picture was shown.
        """
        if self._newest is None:
            raise ValueError("nothing was shown")
        if self._as_read is None:
            self._as_read = self._newest.copy()
        pace, part, box = self._pace, rectangle.slices, self.box(rectangle)
        pixels = (slice(box.top_px, box.bottom_px), slice(box.left_px, box.right_px))
        self._as_read[pixels] = self._newest[pixels]
        restless = self._dirty[part] & (now_s - self._read_s[part] < pace.calm_s)
        longest_s = float(self._pause_s[part].max(initial=0.0, where=restless))
        # The edges of a film move now and then: they take on its pace, or each had its own.
        with_it = restless | (now_s - self._moved_s[part] < pace.calm_s)
        doubled_s = min(pace.longest_pause_s, 2 * longest_s)
        self._pause_s[part] = np.where(
            with_it, max(pace.first_pause_s, doubled_s), pace.first_pause_s
        )
        self._read_s[part] = now_s
        self._known[part] = True
        self._dirty[part] = False
        self._right_s[part] = self._newest_s

    def box(self, rectangle: Rectangle) -> Box:
        """In pixels; the last blocks reach to the picture's edge."""
        rows, columns = self._shape
        return Box(
            rectangle.left * BLOCK_PX,
            rectangle.top * BLOCK_PX,
            self.width_px if rectangle.right == columns else rectangle.right * BLOCK_PX,
            self.height_px if rectangle.bottom == rows else rectangle.bottom * BLOCK_PX,
        )

    def crop(self, rectangle: Rectangle) -> Box:
        """Its box with the margin, at even pixels, where the colour planes have theirs."""
        box = self.box(rectangle)
        return Box(
            max(0, box.left_px - MARGIN_PX),
            max(0, box.top_px - MARGIN_PX),
            min(self.width_px, box.right_px + MARGIN_PX) // 2 * 2,
            min(self.height_px, box.bottom_px + MARGIN_PX) // 2 * 2,
        )


def differing(before: Plane, after: Plane) -> Flags:
    """Blocks in which something a person reads has changed; a caret has not."""
    away = np.maximum(before, after) - np.minimum(before, after)
    changed: Flags = block_means(away, BLOCK_PX) >= BLOCK_CHANGE
    rows, columns = np.nonzero(changed)
    if rows.size:
        beyond = np.pad(away, ((0, 0), (BEYOND_PX, BEYOND_PX)))
        window = (BLOCK_PX, BLOCK_PX + 2 * BEYOND_PX)
        blocks = np.lib.stride_tricks.sliding_window_view(beyond, window)
        most = blocks[rows * BLOCK_PX, columns * BLOCK_PX].max(axis=1)
        wide = most >= CARET_EDGE * most.max(axis=1, keepdims=True)
        changed[rows, columns] = wide.sum(axis=1) > CARET_COLUMNS
    return changed
