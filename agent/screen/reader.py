"""What the screen says, kept up to date: the newest frame's text, of which only changes are read.

Owns: the newest frame, what was read of it and the task that reads. Must not know how text is read
(`read` is an argument, and usually another process), nor who asks for the reading.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from livekit import rtc

from agent.reading import Box, Line, Reading, Word
from agent.screen.changes import Changes
from agent.screen.planes import as_i420, plane
from agent.screen.rectangles import BLOCK_PX, Rectangle, merged

logger = logging.getLogger("cicerone.screen")

Rgb = npt.NDArray[np.uint8]

# How often a moving screen is compared with what was read: 2 ms of CPU at 1080p, 11 when all of it
# is new (measured).
COMPARE_S = 0.1
# After a reading failed: the engine may be starting again.
RETRY_S = 1.0


@dataclass
class _Screen:
    """One source of one size: what it showed and what it says."""

    changes: Changes
    frame: rtc.VideoFrame | None = None
    lines: list[Line] = field(default_factory=list)


class ScreenReader:
    """Offer it every frame, keep `run` running, and ask for the `current` reading.

    Args:
        read: reads an RGB picture of shape (height, width, 3). May fail in any way.
    """

    def __init__(
        self,
        read: Callable[[Rgb], Awaitable[list[Line]]],
        *,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._read = read
        self._now_s = now_s
        self._newest: tuple[rtc.VideoFrame, float] | None = None
        self._screen: _Screen | None = None
        self._wanted_s: float | None = None
        self._wake = asyncio.Event()
        self._asked = asyncio.Event()
        self._advanced = asyncio.Condition()

    def offer(self, frame: rtc.VideoFrame) -> None:
        """The newest frame; earlier ones that were not looked at are forgotten."""
        self._newest = (frame, self._now_s())
        self._wake.set()

    def reset(self) -> None:
        """The source changed or stopped: what was read is void."""
        self._newest = self._screen = self._wanted_s = None

    @property
    def age_s(self) -> float | None:
        """Since the newest frame was offered that the reading covers throughout."""
        screen = self._screen
        if screen is None or screen.changes.complete_s == float("-inf"):
            return None
        return self._now_s() - screen.changes.complete_s

    @property
    def reading(self) -> Reading | None:
        """What is known now and still stands, without waiting; None when nothing was read."""
        screen = self._screen
        if screen is None or not screen.changes.anything_read:
            return None
        lines = tuple(screen.changes.still_true(screen.lines))
        return Reading(lines, screen.changes.width_px, screen.changes.height_px)

    async def current(self, timeout_s: float) -> Reading | None:
        """The text of the newest frame; after `timeout_s`, that which is known and still stands.

        None when nothing was shown, or nothing of it could be read in time.
        """
        if self._newest is None:
            return None
        wanted_s = self._newest[1]
        self._wanted_s = wanted_s
        self._asked.set()
        self._wake.set()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout_s), self._advanced:
                await self._advanced.wait_for(lambda: self._covers(wanted_s))
        screen = self._screen
        if screen is None or not screen.changes.anything_read:
            return None
        lines = screen.lines
        if not self._covers(wanted_s):
            lines = screen.changes.still_true(lines)
        return Reading(tuple(lines), screen.changes.width_px, screen.changes.height_px)

    async def run(self) -> None:
        """Read what changes until cancelled."""
        failing = False
        while True:
            self._wake.clear()
            self._asked.clear()
            try:
                progress = await self._step()
            except Exception:
                if not failing:
                    logger.warning("the screen could not be read; trying again", exc_info=True)
                failing = True
                await asyncio.sleep(RETRY_S)
                continue
            failing = False
            async with self._advanced:
                self._advanced.notify_all()
            if not progress:
                await self._rest()

    async def _rest(self) -> None:
        """While the screen moves, until it is time to compare; else until a frame or a question."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._asked.wait(), COMPARE_S)
        if self._screen is None or not self._screen.changes.any_dirty:
            await self._wake.wait()

    async def _step(self) -> bool:
        """Look at the newest frame and read one rectangle of it, if any is due."""
        if self._newest is None:
            return False
        frame, shown_s = self._newest
        if min(frame.width, frame.height) < BLOCK_PX:
            return False
        screen = self._screen_of(frame)
        now_s, wanted_s = self._now_s(), self._wanted_s
        rectangle = await asyncio.to_thread(_choose, screen, frame, shown_s, now_s, wanted_s)
        if rectangle is None:
            return False
        area, crop = screen.changes.box(rectangle), screen.changes.crop(rectangle)
        picture = await asyncio.to_thread(rgb, frame, crop)
        read = [_moved(line, crop) for line in await self._read(picture)]
        # Of a screen that was reset meanwhile nobody knows any more.
        screen.lines = merged(screen.lines, area, read)
        screen.changes.read(rectangle, self._now_s())
        return True

    def _covers(self, wanted_s: float) -> bool:
        return self._screen is not None and self._screen.changes.complete_s >= wanted_s

    def _screen_of(self, frame: rtc.VideoFrame) -> _Screen:
        screen = self._screen
        size = (frame.width, frame.height)
        if screen is None or (screen.changes.width_px, screen.changes.height_px) != size:
            screen = self._screen = _Screen(Changes(*size))
        return screen


def _choose(
    screen: _Screen, frame: rtc.VideoFrame, shown_s: float, now_s: float, wanted_s: float | None
) -> Rectangle | None:
    """Compare the frame with what was read, unless that was done; what to read first."""
    if frame is not screen.frame:
        screen.frame = frame
        screen.changes.show(plane(as_i420(frame), 0), shown_s)
    return screen.changes.next_rectangle(screen.changes.due(now_s, wanted_s), screen.lines)


def rgb(frame: rtc.VideoFrame, crop: Box) -> Rgb:
    """A crop at even pixels as RGB of shape (height, width, 3); 0.5 ms for a whole 1080p frame."""
    # Only who reads screens needs it, and it takes 0.1 s to load.
    import cv2  # noqa: PLC0415

    frame = as_i420(frame)
    rows, columns = slice(crop.top_px, crop.bottom_px), slice(crop.left_px, crop.right_px)
    half_rows = slice(crop.top_px // 2, crop.bottom_px // 2)
    half_columns = slice(crop.left_px // 2, crop.right_px // 2)
    parts = [plane(frame, 0)[rows, columns]]
    parts += [plane(frame, index)[half_rows, half_columns] for index in (1, 2)]
    packed = np.concatenate([part.ravel() for part in parts])
    converted = cv2.cvtColor(
        packed.reshape(crop.height_px * 3 // 2, crop.width_px), cv2.COLOR_YUV2RGB_I420
    )
    return np.asarray(converted, np.uint8)


def _moved(line: Line, crop: Box) -> Line:
    words = tuple(Word(word.text, word.box.moved(crop.left_px, crop.top_px)) for word in line.words)
    return Line(words, line.confidence)
