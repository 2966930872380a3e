"""The reading keeps up with the screen: what is sent to be read, when, and what comes of it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable

import numpy as np
import numpy.typing as npt
import pytest
from livekit import rtc

from agent.reading import Box, Line, Reading, Word
from agent.screen import reader as module
from agent.screen.reader import ScreenReader, rgb

pytestmark = pytest.mark.unit

Rgb = npt.NDArray[np.uint8]
WIDTH_PX, HEIGHT_PX = 640, 480
# A word is a bar of its own brightness: what the stand-in for the engine can read.
LEVELS = {"dim": 80, "grey": 120, "pale": 160, "white": 200}
ANSWER_S = 5.0


def screen(words: dict[str, tuple[int, int]], size: tuple[int, int] = (WIDTH_PX, HEIGHT_PX)) -> Rgb:
    image = np.full((size[1], size[0], 3), 16, np.uint8)
    for word, (left, top) in words.items():
        image[top : top + 16, left : left + 60] = LEVELS[word]
    return image


def frame_of(image: Rgb) -> rtc.VideoFrame:
    rgba = np.dstack([image, np.full(image.shape[:2], 255, np.uint8)])
    height, width = image.shape[:2]
    frame = rtc.VideoFrame(width, height, rtc.VideoBufferType.RGBA, rgba.tobytes())
    return frame.convert(rtc.VideoBufferType.I420)


def bars(image: Rgb) -> list[Line]:
    lines: list[Line] = []
    for word, level in LEVELS.items():
        rows, columns = np.nonzero(np.abs(image[:, :, 1].astype(int) - level) <= 6)
        if rows.size > 200:
            box = Box(
                int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1
            )
            lines.append(Line((Word(word, box),)))
    return lines


class Engine:
    """Stands in for the engine; keeps the sizes it was given, in pixels."""

    def __init__(self) -> None:
        self.sizes: list[tuple[int, int]] = []
        self.failures = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self.begun = asyncio.Event()

    async def read(self, image: Rgb) -> list[Line]:
        self.sizes.append((image.shape[1], image.shape[0]))
        self.begun.set()
        await self.gate.wait()
        if self.failures:
            self.failures -= 1
            raise ConnectionError("the engine is gone")
        return bars(image)


@contextlib.asynccontextmanager
async def running(engine: Engine) -> AsyncIterator[ScreenReader]:
    before = asyncio.all_tasks()
    reader = ScreenReader(engine.read)
    task = asyncio.create_task(reader.run())
    yield reader
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    assert asyncio.all_tasks() == before


def places(reading: Reading | None) -> dict[str, tuple[int, int]]:
    assert reading is not None
    return {line.text: (line.box.left_px, line.box.top_px) for line in reading.lines}


async def eventually(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(ANSWER_S):
        while not true():  # noqa: ASYNC110 - it is the reader's state that is looked at
            await asyncio.sleep(0.01)


async def test_words_are_where_they_stand_in_the_picture() -> None:
    words = {"dim": (100, 60), "pale": (400, 250), "white": (20, 440)}
    async with running(Engine()) as reader:
        reader.offer(frame_of(screen(words)))
        reading = await reader.current(ANSWER_S)
    assert places(reading) == words
    assert reading is not None
    assert (reading.width_px, reading.height_px) == (WIDTH_PX, HEIGHT_PX)
    assert [line.text for line in reading.lines] == ["dim", "pale", "white"]


async def test_only_what_changed_is_read_again() -> None:
    engine = Engine()
    words = {"dim": (100, 60), "pale": (400, 250)}
    async with running(engine) as reader:
        reader.offer(frame_of(screen(words)))
        await reader.current(ANSWER_S)
        engine.sizes.clear()
        reader.offer(frame_of(screen(words)))
        await reader.current(ANSWER_S)
        assert engine.sizes == []
        reader.offer(frame_of(screen({"dim": (100, 60), "white": (400, 250)})))
        assert places(await reader.current(ANSWER_S)) == {"dim": (100, 60), "white": (400, 250)}
    ((width_px, height_px),) = engine.sizes
    assert width_px <= 60 + 4 * 32
    assert height_px <= 16 + 5 * 32


async def test_a_changing_screen_is_read_without_being_asked() -> None:
    engine = Engine()
    async with running(engine) as reader:
        reader.offer(frame_of(screen({"dim": (100, 60)})))
        await eventually(lambda: reader.age_s is not None)
        assert engine.sizes


async def test_when_time_is_up_the_best_known_is_given() -> None:
    engine = Engine()
    async with running(engine) as reader:
        assert await reader.current(0.01) is None
        reader.offer(frame_of(screen({"dim": (100, 60)})))
        await reader.current(ANSWER_S)
        engine.gate.clear()
        reader.offer(frame_of(screen({"dim": (100, 60), "white": (400, 250)})))
        assert places(await reader.current(0.05)) == {"dim": (100, 60)}
        engine.gate.set()
        assert "white" in places(await reader.current(ANSWER_S))


async def test_when_time_is_up_words_that_have_moved_are_left_out() -> None:
    engine = Engine()
    async with running(engine) as reader:
        reader.offer(frame_of(screen({"dim": (100, 60), "white": (400, 250)})))
        await reader.current(ANSWER_S)
        engine.gate.clear()
        engine.begun.clear()
        reader.offer(frame_of(screen({"dim": (100, 60), "white": (400, 350)})))
        asking = asyncio.create_task(reader.current(0.2))
        await engine.begun.wait()
        assert places(await asking) == {"dim": (100, 60)}


async def test_of_a_first_picture_its_first_bands_are_given() -> None:
    engine = Engine()
    engine.gate.clear()
    async with running(engine) as reader:
        reader.offer(frame_of(screen({"dim": (100, 60), "white": (400, 650)}, (1280, 720))))
        assert await reader.current(0.05) is None
        assert reader.age_s is None
        engine.gate.set()
        await eventually(lambda: len(engine.sizes) == 1)
        engine.gate.clear()
        await eventually(lambda: len(engine.sizes) == 2)
        assert places(await reader.current(0.01)) == {"dim": (100, 60)}
        assert reader.age_s is None


async def test_a_failed_reading_is_tried_again_and_said_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "RETRY_S", 0.01)
    engine = Engine()
    engine.failures = 3
    async with running(engine) as reader:
        reader.offer(frame_of(screen({"dim": (100, 60)})))
        assert places(await reader.current(ANSWER_S)) == {"dim": (100, 60)}
    warnings = [entry for entry in caplog.records if entry.levelno == logging.WARNING]
    assert len(warnings) == 1


async def test_what_was_being_read_when_the_source_changed_is_void() -> None:
    engine = Engine()
    engine.gate.clear()
    async with running(engine) as reader:
        reader.offer(frame_of(screen({"dim": (100, 60)})))
        await engine.begun.wait()
        reader.reset()
        engine.gate.set()
        await asyncio.sleep(0.05)
        assert await reader.current(0.01) is None
        assert reader.age_s is None
        reader.offer(frame_of(screen({"white": (400, 250)})))
        assert places(await reader.current(ANSWER_S)) == {"white": (400, 250)}


async def test_a_picture_of_another_size_is_read_afresh() -> None:
    async with running(Engine()) as reader:
        reader.offer(frame_of(screen({"dim": (100, 60)})))
        await reader.current(ANSWER_S)
        reader.offer(frame_of(screen({"pale": (10, 20)}, (321, 241))))
        reading = await reader.current(ANSWER_S)
    assert places(reading) == {"pale": (10, 20)}
    assert reading is not None
    assert (reading.width_px, reading.height_px) == (321, 241)


async def test_a_picture_too_small_for_text_is_passed_over(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with running(Engine()) as reader:
        reader.offer(frame_of(screen({}, (2, 2))))
        assert await reader.current(0.05) is None
        reader.offer(frame_of(screen({"dim": (100, 60)})))
        assert places(await reader.current(ANSWER_S)) == {"dim": (100, 60)}
    assert not caplog.records


async def test_a_film_in_a_corner_neither_starves_the_rest_nor_is_read_all_the_time() -> None:
    engine = Engine()
    async with running(engine) as reader:
        generator = np.random.default_rng(0)
        words: dict[str, tuple[int, int]] = {"dim": (100, 60)}
        for step in range(60):
            if step == 30:
                words["white"] = (100, 200)
            image = screen(words)
            image[360:460, 500:620] = (
                generator.integers(0, 255, (5, 6, 1)).repeat(20, 0).repeat(20, 1)
            )
            reader.offer(frame_of(image))
            await asyncio.sleep(1 / 60)
        assert len(engine.sizes) < 20
        found = places(await reader.current(ANSWER_S))
    assert {"dim", "white"} <= found.keys()


async def test_age_is_that_of_the_picture_read_throughout() -> None:
    now_s = 100.0
    engine = Engine()
    reader = ScreenReader(engine.read, now_s=lambda: now_s)
    task = asyncio.create_task(reader.run())
    reader.offer(frame_of(screen({"dim": (100, 60)})))
    await reader.current(ANSWER_S)
    now_s = 103.0
    assert reader.age_s == 3.0
    task.cancel()


@pytest.mark.parametrize("crop", [Box(0, 0, 640, 480), Box(90, 50, 170, 90)])
def test_a_crop_has_the_colours_of_the_screen(crop: Box) -> None:
    image = np.full((HEIGHT_PX, WIDTH_PX, 3), (200, 40, 90), np.uint8)
    found = rgb(frame_of(image), crop)
    assert found.shape == (crop.height_px, crop.width_px, 3)
    assert np.abs(found.astype(int) - (200, 40, 90)).max() <= 6
