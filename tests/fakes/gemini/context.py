"""What the parts of one open connection share.

Must not know: what any of them does with it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Protocol

from tests.fakes.gemini import messages
from tests.fakes.gemini.messages import Json, ProtocolError
from tests.fakes.gemini.options import Options
from tests.fakes.gemini.record import ConnectionRecord, Record, Turn
from tests.fakes.gemini.resumption import Conversation, HandleStore
from tests.fakes.gemini.script import Reply
from tests.fakes.gemini.setup import SessionSetup


class Socket(Protocol):
    """The part of a websocket connection a session uses."""

    async def send(self, message: bytes) -> None: ...
    async def close(self, code: int = 1000, reason: str = "") -> None: ...
    def __aiter__(self) -> AsyncIterator[str | bytes]: ...


@dataclass(frozen=True)
class Services:
    """What the server gives every connection alike."""

    record: Record
    handles: HandleStore
    options: Options
    # Cleared while a test holds the model's thinking.
    thinking_gate: asyncio.Event
    next_reply: Callable[[int, Turn], Reply]


@dataclass(frozen=True)
class Link:
    """One connection: its socket, its setup, its conversation and its place in the record."""

    socket: Socket
    setup: SessionSetup
    conversation: Conversation
    connection: ConnectionRecord
    services: Services

    async def send(self, message: Json) -> None:
        await self.socket.send(messages.encode(message))

    async def send_raw(self, frame: bytes) -> None:
        await self.socket.send(frame)

    async def close(self, code: int, reason: str) -> None:
        """The first close asked for is the one recorded and sent."""
        if self.connection.close_code is None:
            self.connection.close_code = code
            self.connection.close_reason = reason
        await self.socket.close(code, ProtocolError(code, reason).reason)

    async def fail(self, error: Exception) -> None:
        """A mistake of ours or of a script: kept for the test that owns the server."""
        self.services.record.errors.append(error)
        self.services.record.changed()
        await self.close(messages.INTERNAL_ERROR, "Internal error encountered.")

    def remember(self, role: str, text: str) -> None:
        """Add to what the model knows of the conversation."""
        self.connection.context.append((role, text))
        self.conversation.context.append((role, text))
