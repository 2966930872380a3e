"""The server: `/v1/models` and streamed `/v1/chat/completions`, and a record of what was asked."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from types import TracebackType
from typing import Any, Self

from aiohttp import web


@dataclass(frozen=True)
class Answer:
    """One scripted answer.

    Attributes:
        text: said in deltas of a word.
        tool: a function's name, called with `arguments`.
        delay_s: before the first byte, and between words.
        status: an HTTP status instead of an answer.
        malformed: the stream breaks off in the middle of its JSON.
        takes_pictures: False refuses a question with a picture, as a model of text does.
    """

    text: str = ""
    tool: str | None = None
    arguments: dict[str, Any] = field(default_factory=dict)
    delay_s: float = 0.0
    word_delay_s: float = 0.0
    status: int = 200
    malformed: bool = False
    takes_pictures: bool = True

    @classmethod
    def load(cls, saved: dict[str, Any]) -> Self:
        return cls(**saved)

    def dump(self) -> dict[str, Any]:
        return asdict(self)


Question = dict[str, Any]


class FakeOpenAI:
    """Answers in the order of the script, the last answer again after it; or by a function.

    An async context manager. `failing` is how many of the next questions get a 503.
    """

    def __init__(
        self,
        script: list[Answer] | Callable[[Question], Answer],
        *,
        key: str | None = None,
        port: int = 0,
    ) -> None:
        self.asked: list[Question] = []
        self.failing = 0
        self._script = script
        self._key = key
        self._port = port
        self._runner: web.AppRunner | None = None

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._port}/v1"

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=64 * 2**20)
        app.add_routes(
            [
                web.get("/v1/models", self._models),
                web.post("/v1/chat/completions", self._complete),
                web.get("/asked", self._tell),
            ]
        )
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _models(self, request: web.Request) -> web.Response:
        self._authorize(request)
        return web.json_response({"object": "list", "data": [{"id": "m", "object": "model"}]})

    async def _tell(self, _: web.Request) -> web.Response:
        return web.json_response(self.asked)

    async def _complete(self, request: web.Request) -> web.StreamResponse:
        self._authorize(request)
        asked = await request.json()
        answer = self._answer(asked)
        if not answer.takes_pictures and "image_url" in json.dumps(asked):
            # Not counted: the script's next answer is for the question without the picture.
            return _error(400, "this model takes no image input")
        self.asked.append(asked)
        if self.failing > 0:
            self.failing -= 1
            return _error(503, "down")
        await asyncio.sleep(answer.delay_s)
        if answer.status != web.HTTPOk.status_code:
            return _error(answer.status, "scripted failure")
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        await _stream(response, answer)
        return response

    def _answer(self, asked: Question) -> Answer:
        if callable(self._script):
            return self._script(asked)
        return self._script[min(len(self.asked), len(self._script) - 1)]

    def _authorize(self, request: web.Request) -> None:
        if self._key is not None and request.headers.get("Authorization") != f"Bearer {self._key}":
            raise web.HTTPUnauthorized(
                text=json.dumps({"error": {"message": "wrong key"}}),
                content_type="application/json",
            )


async def _stream(response: web.StreamResponse, answer: Answer) -> None:
    words = [word + " " for word in answer.text.split()]
    for word in words:
        await _send(response, {"content": word})
        await asyncio.sleep(answer.word_delay_s)
    if answer.malformed:
        await response.write(b'data: {"id": "x", "choices": [{"delta": {"cont\n\n')
        return
    if answer.tool is not None:
        # Arguments come in pieces, as they do from real servers.
        arguments = json.dumps(answer.arguments)
        half = len(arguments) // 2
        function = {"name": answer.tool, "arguments": arguments[:half]}
        call = {"index": 0, "id": "call_1", "type": "function", "function": function}
        await _send(response, {"tool_calls": [call]})
        rest = {"index": 0, "function": {"arguments": arguments[half:]}}
        await _send(response, {"tool_calls": [rest]})
    await _send(response, {}, finish="tool_calls" if answer.tool else "stop")
    await response.write(b"data: [DONE]\n\n")
    await response.write_eof()


async def _send(
    response: web.StreamResponse, delta: dict[str, Any], finish: str | None = None
) -> None:
    chunk = {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "m",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }
    await response.write(f"data: {json.dumps(chunk)}\n\n".encode())


def _error(status: int, message: str) -> web.Response:
    return web.json_response({"error": {"message": message, "type": "fake"}}, status=status)
