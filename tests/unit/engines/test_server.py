"""What crosses the socket between a conversation and the engines, and what becomes of failures."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from aiohttp import web

from agent.engines.client import Engines, EnginesError
from agent.engines.server import EngineServer
from agent.engines.wire import Image
from agent.reading import Box, Line, Word

pytestmark = pytest.mark.unit

LINES = [Line((Word("Où", Box(1, 2, 3, 4)), Word("ça", Box(5, 2, 7, 4))), 0.5)]


@dataclass(frozen=True)
class Heard:
    text: str


class FakeEngines:
    """Says what it was given; `stopped` is set when a speech was made to its end or given up."""

    def __init__(self) -> None:
        self.made = 0
        self.go_on = threading.Event()
        self.stopped = threading.Event()

    def transcribe(self, samples: npt.NDArray[np.int16], language: str, hints: str = "") -> Heard:
        return Heard(f"{language} {hints} {samples.tolist()}")

    def speak(self, text: str, language: str, voice: str | None) -> Iterator[bytes]:
        if text == "fail":
            raise RuntimeError("no such voice")
        try:
            for _ in range(3):
                self.made += 1
                yield f"{text} {language} {voice};".encode()
                if text == "slowly":
                    self.go_on.wait(5)
        finally:
            self.stopped.set()

    def read(self, image: Image) -> list[Line]:
        if image.max() == 255:
            raise RuntimeError("too bright")
        return LINES if image.shape == (4, 6, 3) else []


@contextlib.asynccontextmanager
async def serving(engines: FakeEngines, socket: Path) -> AsyncIterator[Engines]:
    app = EngineServer(engines, engines, engines).app()
    runner = web.AppRunner(app, handler_cancellation=True)
    await runner.setup()
    await web.UnixSite(runner, str(socket)).start()
    try:
        async with Engines(socket) as client:
            yield client
    finally:
        await runner.cleanup()


async def test_sound_words_and_pictures_cross_unchanged(tmp_path: Path) -> None:
    async with serving(FakeEngines(), tmp_path / "s") as client:
        await client.check()
        sound = np.array([1, -2], dtype=np.int16).tobytes()
        assert await client.hear(sound, "fr", "a b&c") == "fr a b&c [1, -2]"
        spoken = b"".join([part async for part in client.speak("ça", "fr", "v")])
        assert spoken.decode() == "ça fr v;" * 3
        assert await client.read(np.zeros((4, 6, 3), np.uint8)) == LINES
        assert await client.read(np.zeros((2, 2, 3), np.uint8)) == []


async def test_a_failing_engine_is_an_error_and_the_next_request_is_served(tmp_path: Path) -> None:
    async with serving(FakeEngines(), tmp_path / "s") as client:
        with pytest.raises(EnginesError):
            await client.read(np.full((4, 6, 3), 255, np.uint8))
        with pytest.raises(EnginesError):
            _ = [part async for part in client.speak("fail", "fr", "v")]
        with pytest.raises(EnginesError):
            await client.hear(b"odd", "fr")
        assert await client.read(np.zeros((4, 6, 3), np.uint8)) == LINES


async def test_speech_nobody_listens_to_any_more_is_not_made(tmp_path: Path) -> None:
    engines = FakeEngines()
    async with serving(engines, tmp_path / "s") as client:

        async def listen() -> None:
            async for _ in client.speak("slowly", "en", "v"):
                pass

        listening = asyncio.create_task(listen())
        async with asyncio.timeout(5):
            while engines.made == 0:  # noqa: ASYNC110 - the fake is in a thread
                await asyncio.sleep(0.01)
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
        await asyncio.sleep(0.1)
        engines.go_on.set()
        assert await asyncio.to_thread(engines.stopped.wait, 5)
    # The piece that was being waited for may still be made, but not the last.
    assert engines.made < 3


async def test_no_engines_is_an_error(tmp_path: Path) -> None:
    async with Engines(tmp_path / "none") as client:
        with pytest.raises(EnginesError):
            await client.check()
