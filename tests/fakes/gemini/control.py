"""The control address: read the record and command the server from another process.

GET only, as the websocket library serves nothing else; parameters are in the query:

    /control/record
    /control/close?code=1011&reason=...       /control/go_away?time_left_s=5
    /control/refuse?status=503&times=1        /control/refuse?code=1008&reason=...
    /control/pause      /control/resume       /control/expire_handles
    /control/tool_call?name=point&args={...}  /control/script?name=tones  (or ?json={...})

`Control` is the client side of it. Must not know: the protocol.
"""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urlencode, urlsplit
from urllib.request import urlopen

from websockets.http11 import Response

from tests.fakes.gemini.record import describe
from tests.fakes.gemini.script import Script, ToolCall, load_script

if TYPE_CHECKING:
    from tests.fakes.gemini.server import FakeGeminiLive

PREFIX = "/control/"
_Query = dict[str, str]
_Command = Callable[["FakeGeminiLive", _Query], Awaitable[object]]


async def answer(server: FakeGeminiLive, path: str) -> Response:
    """Carry out one command; 400 names what is wrong with it."""
    # The server imports this module for the prefix, so its helper is imported late.
    from tests.fakes.gemini.server import respond

    target = urlsplit(path)
    command = _COMMANDS.get(target.path.removeprefix(PREFIX))
    if command is None:
        return respond(HTTPStatus.NOT_FOUND, {"error": f"commands: {sorted(_COMMANDS)}"})
    try:
        result = await command(server, dict(parse_qsl(target.query)))
    except (ValueError, KeyError, OSError) as error:
        return respond(HTTPStatus.BAD_REQUEST, {"error": repr(error)})
    return respond(HTTPStatus.OK, {"ok": True} if result is None else result)


async def _record(server: FakeGeminiLive, _query: _Query) -> object:
    return describe(server.record)


async def _close(server: FakeGeminiLive, query: _Query) -> None:
    await server.close_connections(int(query.get("code", "1011")), query.get("reason", ""))


async def _go_away(server: FakeGeminiLive, query: _Query) -> None:
    server.go_away(float(query.get("time_left_s", "50")))


async def _refuse(server: FakeGeminiLive, query: _Query) -> None:
    server.refuse_next(
        status=int(query["status"]) if "status" in query else None,
        code=int(query.get("code", "1011")),
        reason=query.get("reason", "The service is currently unavailable."),
        times=int(query.get("times", "1")),
    )


async def _pause(server: FakeGeminiLive, _query: _Query) -> None:
    server.pause_thinking()


async def _resume(server: FakeGeminiLive, _query: _Query) -> None:
    server.resume_thinking()


async def _expire(server: FakeGeminiLive, _query: _Query) -> None:
    server.handles.expire_all()


async def _tool_call(server: FakeGeminiLive, query: _Query) -> None:
    server.inject_tool_call(ToolCall(query["name"], json.loads(query.get("args", "{}"))))


async def _script(server: FakeGeminiLive, query: _Query) -> None:
    if "json" in query:
        server.script = Script.from_json(query["json"])
    else:
        server.script = await asyncio.to_thread(load_script, query["name"])


_COMMANDS: dict[str, _Command] = {
    "record": _record,
    "close": _close,
    "go_away": _go_away,
    "refuse": _refuse,
    "pause": _pause,
    "resume": _resume,
    "expire_handles": _expire,
    "tool_call": _tool_call,
    "script": _script,
}


@dataclass(frozen=True)
class Control:
    """Commands for a fake server in another process."""

    base_url: str
    ca_file: Path

    async def command(self, name: str, /, **query: object) -> Any:
        """The JSON answer. Raises ValueError with the server's words when it refuses."""
        return await asyncio.to_thread(self.command_now, name, **query)

    def command_now(self, name: str, /, **query: object) -> Any:
        """The same for a caller without an event loop."""
        url = f"{self.base_url}{PREFIX}{name}?{urlencode(query)}"
        context = ssl.create_default_context(cafile=str(self.ca_file))
        try:
            with urlopen(url, context=context, timeout=10) as response:
                return json.load(response)
        except HTTPError as error:
            raise ValueError(error.read().decode()) from error

    async def record(self) -> Any:
        """`describe(record)` of the server."""
        return await self.command("record")
