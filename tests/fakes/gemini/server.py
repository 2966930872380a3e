"""The transport: TLS, the websocket endpoint, refusals, and the control address beside it.

Owns: the listening socket, the certificates, the sessions that are open.
Must not know: what a message means.
"""

from __future__ import annotations

import asyncio
import json
import re
import ssl
import tempfile
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

import trustme
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from tests.fakes.gemini import control
from tests.fakes.gemini.context import Link, Services
from tests.fakes.gemini.journal import Journal
from tests.fakes.gemini.messages import (
    INVALID_ARGUMENT,
    POLICY_VIOLATION,
    ProtocolError,
    parse_client_message,
)
from tests.fakes.gemini.options import Options
from tests.fakes.gemini.record import ConnectionRecord, Record, Turn
from tests.fakes.gemini.resumption import Conversation, HandleStore
from tests.fakes.gemini.script import Reply, Script, ToolCall
from tests.fakes.gemini.session import Session
from tests.fakes.gemini.setup import SessionSetup, read_setup
from tests.fakes.gemini.usage import TokenLedger

BAD_KEY = "bad-key"
_PATH = re.compile(
    r"^/+ws/google\.ai\.generativelanguage\.(v1alpha|v1beta|v1)\.GenerativeService"
    r"\.BidiGenerateContent$"
)
MAX_MESSAGE_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True)
class Refusal:
    """How the next connection is refused: by HTTP status, or by a close once it said `setup`."""

    status: int | None = None
    code: int = 1011
    reason: str = "The service is currently unavailable."


class FakeGeminiLive:
    """`async with FakeGeminiLive(Script([Reply("Hello!")])) as gemini:` serves on a free port.

    base_url: for `http_options=types.HttpOptions(base_url=...)` (GEMINI_BASE_URL).
    ca_file: the certificate authority to trust (SSL_CERT_FILE of the client's process).
    record: what came and went. Raises, at exit, what went wrong inside a script.
    """

    def __init__(
        self,
        script: Script | None = None,
        *,
        options: Options | None = None,
        speed: float | None = None,
        port: int = 0,
        ca_file: Path | None = None,
        record_dir: Path | None = None,
    ) -> None:
        base = options or Options()
        self.options = base if speed is None else Options(**{**vars(base), "speed": speed})
        self.script = script or Script()
        self.ca_file = ca_file or Path()
        self.port = port
        self._wants_ca_at = ca_file
        self._journal = Journal(record_dir) if record_dir is not None else None
        self.record = Record(journal=self._journal)
        self.handles = HandleStore(self.options.handle_ttl_s)
        self._thinking_gate = asyncio.Event()
        self._thinking_gate.set()
        self._services = Services(
            self.record, self.handles, self.options, self._thinking_gate, self._reply
        )
        self._refusals: list[Refusal] = []
        self._sessions: dict[int, Session] = {}
        self._server: Server | None = None
        self._stack = AsyncExitStack()

    @property
    def base_url(self) -> str:
        return f"https://localhost:{self.port}"

    async def __aenter__(self) -> Self:
        context = self._certificates()
        self._server = await self._stack.enter_async_context(
            serve(
                self._serve,
                "127.0.0.1",
                self.port,
                ssl=context,
                process_request=self._process_request,
                max_size=MAX_MESSAGE_BYTES,
                compression=None,
                close_timeout=1,
            )
        )
        self.port = next(iter(self._server.sockets)).getsockname()[1]
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        try:
            await self._stack.aclose()
        finally:
            if self._journal is not None:
                self._journal.close()
        if exc is None and self.record.errors:
            raise self.record.errors[0]

    # Commands

    def refuse_next(
        self,
        *,
        status: int | None = None,
        code: int = 1011,
        reason: str = "The service is currently unavailable.",
        times: int = 1,
    ) -> None:
        """Refuse the next connections, by HTTP status or else by a close code."""
        self._refusals += [Refusal(status, code, reason)] * times

    async def close_connections(
        self, code: int = 1011, reason: str = "Internal error encountered."
    ) -> None:
        """Close every open connection with this code."""
        await asyncio.gather(*(s.close(code, reason) for s in list(self._sessions.values())))

    def go_away(self, time_left_s: float = 50.0) -> None:
        """Send GoAway on every open connection; each is closed when the time is over."""
        for session in self._sessions.values():
            session.go_away(time_left_s)

    def pause_thinking(self) -> None:
        """No generation starts to speak until `resume_thinking()`."""
        self._thinking_gate.clear()

    def resume_thinking(self) -> None:
        self._thinking_gate.set()

    def inject_tool_call(self, call: ToolCall, then: Reply | None = None) -> None:
        """Have the model call a tool on its own, in every open conversation, when idle."""
        for session in self._sessions.values():
            session.inject_tool_call(call, then)

    @property
    def open_connections(self) -> int:
        return len(self._sessions)

    # The endpoint

    def _certificates(self) -> ssl.SSLContext:
        authority = trustme.CA()
        folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
        self.ca_file = self._wants_ca_at or folder / "ca.pem"
        authority.cert_pem.write_to_path(str(self.ca_file))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
        return context

    async def _process_request(
        self, connection: ServerConnection, request: Request
    ) -> Response | None:
        path = urlsplit(request.path).path
        if path.startswith(control.PREFIX):
            return await control.answer(self, request.path)
        if not _PATH.match(path):
            return respond(HTTPStatus.NOT_FOUND, {"error": "not found"})
        if self._refusals and self._refusals[0].status is not None:
            refusal = self._refusals.pop(0)
            self._note_refusal(refusal.status or 0, refusal.reason)
            status = HTTPStatus(refusal.status or 503)
            return respond(status, {"error": {"code": status.value, "message": refusal.reason}})
        return None

    async def _serve(self, socket: ServerConnection) -> None:
        try:
            setup, conversation, connection = await self._set_up(socket)
        except ProtocolError as error:
            self._note_refusal(error.code, error.reason)
            await socket.close(error.code, error.reason)
            return
        except ConnectionClosed:
            return
        session = Session(Link(socket, setup, conversation, connection, self._services))
        self._sessions[connection.index] = session
        try:
            await session.run()
        finally:
            del self._sessions[connection.index]
            self._note_close(socket, connection)

    async def _set_up(
        self, socket: ServerConnection
    ) -> tuple[SessionSetup, Conversation, ConnectionRecord]:
        assert socket.request is not None
        target = urlsplit(socket.request.path)
        match = _PATH.match(target.path)
        assert match is not None
        message = parse_client_message(await socket.recv())
        self._check_key(socket.request.headers.get("x-goog-api-key"), target.query)
        if self._refusals:
            refusal = self._refusals.pop(0)
            raise ProtocolError(refusal.code, refusal.reason)
        if message.setup is None:
            raise ProtocolError(
                INVALID_ARGUMENT, "setup must be the first message and only the first"
            )
        setup = read_setup(message.setup, match[1])
        now = time.monotonic() * self.options.speed
        if setup.handle is not None:
            conversation = self.handles.restore(setup.handle, setup.model, now)
        else:
            conversation = Conversation(setup.model, TokenLedger(setup.frame_tokens))
            conversation.ledger.read(setup.system_instruction)
        connection = self.record.open(setup.raw)
        connection.resumed = setup.handle is not None
        connection.api_version = match[1]
        connection.context = list(conversation.context)
        return setup, conversation, connection

    def _check_key(self, header: str | None, query: str) -> None:
        key = header or parse_qs(query).get("key", [""])[0]
        if not key:
            raise ProtocolError(
                POLICY_VIOLATION,
                "Method doesn't allow unregistered callers (callers without established "
                "identity). Please use API Key or other form of API consumer identity.",
            )
        if key == BAD_KEY:
            raise ProtocolError(INVALID_ARGUMENT, "API key not valid. Please pass a valid API key.")

    def _reply(self, position: int, turn: Turn) -> Reply:
        return self.script.reply(position, turn)

    def _note_refusal(self, code: int, reason: str) -> None:
        refusal = {"code": code, "reason": reason, "at": time.monotonic()}
        self.record.refusals.append(refusal)
        self.record.note("refused", **refusal)

    def _note_close(self, socket: ServerConnection, connection: ConnectionRecord) -> None:
        connection.closed_at = time.monotonic()
        if connection.close_code is None:
            connection.close_code = socket.close_code
            connection.close_reason = socket.close_reason or ""
        self.record.note(
            "closed", connection=connection.index, code=connection.close_code,
            reason=connection.close_reason,
        )  # fmt: skip


def respond(status: HTTPStatus, body: object) -> Response:
    """A JSON answer on the plain HTTP side."""
    data = json.dumps(body).encode()
    headers = Headers(
        {
            "Content-Type": "application/json",
            "Content-Length": str(len(data)),
            "Connection": "close",
        }
    )
    return Response(status.value, status.phrase, headers, data)
