"""A conversation's side of the engines: asks over a socket, awaits the answer.

Must not know which engines there are, nor load any of them.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Self

import aiohttp

from agent.engines import wire
from agent.reading import Line

# Nothing asked here takes this long on a machine that is well.
TIMEOUT_S = 30.0
# aiohttp wants a host in an address; over a socket it means nothing.
_BASE = "http://engines"


class EnginesError(Exception):
    """The engines' process did not answer, or could not do what was asked."""


class Engines:
    """The engines behind one socket. An async context manager."""

    def __init__(self, socket: Path) -> None:
        self._http = aiohttp.ClientSession(
            _BASE,
            connector=aiohttp.UnixConnector(str(socket), limit=16),
            timeout=aiohttp.ClientTimeout(total=TIMEOUT_S),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        await self._http.close()

    async def check(self) -> None:
        """
        Raises:
            EnginesError: the process is not there, or is still loading its models.
        """
        await self._answer("GET", wire.HEALTH_PATH)

    async def hear(self, samples: bytes, language: str, hints: str = "") -> str:
        """The words in 16-bit mono sound at 16 kHz; "" when there are none.

        Raises:
            EnginesError: no answer.
        """
        query = {"language": language, "hints": hints}
        answer = await self._answer("POST", wire.HEAR_PATH, query, samples)
        return str((await answer.json())["text"])

    async def read(self, image: wire.Image) -> list[Line]:
        """The text of an RGB picture, shape (height, width, 3).

        Raises:
            EnginesError: no answer.
        """
        height_px, width_px = image.shape[:2]
        query = {"width": str(width_px), "height": str(height_px)}
        answer = await self._answer("POST", wire.READ_PATH, query, image.tobytes())
        return wire.load_lines(await answer.text())

    async def speak(self, text: str, language: str, voice: str) -> AsyncIterator[bytes]:
        """16-bit mono sound at 24 kHz, as it is made.

        Raises:
            EnginesError: no answer.
        """
        asked = {"text": text, "language": language, "voice": voice}
        try:
            async with self._http.post(wire.SPEAK_PATH, json=asked) as answer:
                await _refuse_failures(answer)
                async for chunk in answer.content.iter_any():
                    yield chunk
        except (aiohttp.ClientError, TimeoutError) as error:
            raise EnginesError(f"speaking failed: {error}") from error

    async def _answer(
        self,
        method: str,
        path: str,
        query: dict[str, str] | None = None,
        body: bytes | None = None,
    ) -> aiohttp.ClientResponse:
        try:
            async with self._http.request(method, path, params=query, data=body) as answer:
                await _refuse_failures(answer)
                await answer.read()
                return answer
        except (aiohttp.ClientError, TimeoutError, asyncio.IncompleteReadError) as error:
            raise EnginesError(f"{path} failed: {error}") from error


async def _refuse_failures(answer: aiohttp.ClientResponse) -> None:
    if answer.status != HTTPStatus.OK:
        raise EnginesError(f"{answer.url.path} answered {answer.status}: {await answer.text()}")
