"""The engines' process: serves recognition, speech and reading over a socket of this machine.

Owns: the threads the engines work in. One transcription and one reading at a time: each uses what
cores there are, and a second one beside it would only delay the first. Must not know what is done
with words and sounds.
"""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

import numpy as np
import numpy.typing as npt
from aiohttp import web

from agent.engines import wire
from agent.reading import Line

logger = logging.getLogger("cicerone.engines")


class Heard(Protocol):
    @property
    def text(self) -> str: ...


class Hearing(Protocol):
    def transcribe(
        self, samples: npt.NDArray[np.int16], language: str, hints: str = ""
    ) -> Heard: ...


class Speaking(Protocol):
    def speak(self, text: str, language: str, voice: str | None) -> Iterator[bytes]: ...


class TextReading(Protocol):
    def read(self, image: wire.Image) -> list[Line]: ...


class EngineServer:
    """One aiohttp application over three engines that are loaded already."""

    def __init__(self, hearing: Hearing, speaking: Speaking, reading: TextReading) -> None:
        self._hearing = hearing
        self._speaking = speaking
        self._reading = reading
        self._hear_pool = ThreadPoolExecutor(1, thread_name_prefix="hear")
        self._speak_pool = ThreadPoolExecutor(2, thread_name_prefix="speak")
        self._read_pool = ThreadPoolExecutor(1, thread_name_prefix="read")

    def app(self) -> web.Application:
        app = web.Application(client_max_size=wire.MAX_BODY_BYTES)
        app.add_routes(
            [
                web.get(wire.HEALTH_PATH, self._healthy),
                web.post(wire.HEAR_PATH, self._hear),
                web.post(wire.SPEAK_PATH, self._speak),
                web.post(wire.READ_PATH, self._read),
            ]
        )
        app.on_cleanup.append(self._close)
        return app

    async def _close(self, _: web.Application) -> None:
        for pool in (self._hear_pool, self._speak_pool, self._read_pool):
            pool.shutdown(wait=False, cancel_futures=True)

    async def _healthy(self, _: web.Request) -> web.Response:
        return web.Response()

    async def _hear(self, request: web.Request) -> web.Response:
        body = await request.read()
        if len(body) % 2:
            raise web.HTTPBadRequest(text="sound must be 16-bit samples")
        samples = np.frombuffer(body, dtype=np.int16)
        language, hints = request.query["language"], request.query.get("hints", "")
        heard = await asyncio.get_running_loop().run_in_executor(
            self._hear_pool, self._hearing.transcribe, samples, language, hints
        )
        return web.json_response({"text": heard.text})

    async def _read(self, request: web.Request) -> web.Response:
        body = await request.read()
        try:
            size = int(request.query["width"]), int(request.query["height"])
            image = wire.image_of(body, *size)
        except (KeyError, ValueError):
            raise web.HTTPBadRequest(text="the picture is not of the size it says") from None
        lines = await asyncio.get_running_loop().run_in_executor(
            self._read_pool, self._reading.read, image
        )
        return web.Response(text=wire.dump_lines(lines))

    async def _speak(self, request: web.Request) -> web.StreamResponse:
        asked = json.loads(await request.text())
        sounds = self._speaking.speak(asked["text"], asked["language"], asked["voice"])
        response = web.StreamResponse()
        loop = asyncio.get_running_loop()
        chunks: asyncio.Queue[bytes | Exception | None] = asyncio.Queue()
        unwanted = threading.Event()

        def make() -> None:
            last: Exception | None = None
            try:
                for chunk in sounds:
                    if unwanted.is_set():
                        break
                    loop.call_soon_threadsafe(chunks.put_nowait, chunk)
            except Exception as error:  # noqa: BLE001 - raised again where it can be answered
                last = error
            loop.call_soon_threadsafe(chunks.put_nowait, last)

        making = loop.run_in_executor(self._speak_pool, make)
        try:
            await _send_all(request, response, chunks)
        finally:
            # Who has stopped listening needs no more sentences.
            unwanted.set()
            await making
        return response


async def _send_all(
    request: web.Request,
    response: web.StreamResponse,
    chunks: asyncio.Queue[bytes | Exception | None],
) -> None:
    while (chunk := await chunks.get()) is not None:
        if isinstance(chunk, Exception):
            raise chunk
        if not response.prepared:
            # Not earlier: a failure before the first sound can still be told as one.
            await response.prepare(request)
        await response.write(chunk)
    if not response.prepared:
        await response.prepare(request)
    await response.write_eof()
