"""Typed messages: read from the room with a limit, handed on one at a time.

Owns: the `lk.chat` text stream handler. The framework's own reads a message of any size into
memory. Must not know what is done with a message.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from livekit import rtc

from protocol.messages import MAX_CHAT_CHARS, Notice, NoticeCode, Topic

logger = logging.getLogger("cicerone.chat")

# Messages that may wait while one is being answered; more than this is a machine typing.
QUEUE_SIZE = 8


class Chat:
    """Messages of one participant.

    Args:
        on_text: takes each message, in order.
        on_notice: takes what the user must be told.
    """

    def __init__(
        self,
        room: rtc.Room,
        identity: str,
        *,
        on_text: Callable[[str], Awaitable[None]],
        on_notice: Callable[[Notice], Awaitable[None]],
    ) -> None:
        self._room = room
        self._identity = identity
        self._on_text = on_text
        self._on_notice = on_notice
        self._readers: asyncio.Queue[rtc.TextStreamReader] = asyncio.Queue(QUEUE_SIZE)

    async def run(self) -> None:
        """Read and hand on until cancelled."""
        self._room.register_text_stream_handler(Topic.CHAT, self._on_stream)
        try:
            while True:
                await self._handle(await self._readers.get())
        finally:
            self._room.unregister_text_stream_handler(Topic.CHAT)

    def _on_stream(self, reader: rtc.TextStreamReader, identity: str) -> None:
        if identity != self._identity:
            return
        try:
            self._readers.put_nowait(reader)
        except asyncio.QueueFull:
            logger.warning("a typed message was dropped: too many at once")

    async def _handle(self, reader: rtc.TextStreamReader) -> None:
        text, too_long = await _read_bounded(reader)
        if too_long:
            await self._on_notice(Notice(code=NoticeCode.MESSAGE_TOO_LONG, limit=MAX_CHAT_CHARS))
        elif text.strip():
            await self._on_text(text.strip())


async def _read_bounded(reader: rtc.TextStreamReader) -> tuple[str, bool]:
    """The message, and whether it was longer than allowed.

    The rest of a long one is read and thrown away, so that it does not pile up.
    """
    text, too_long = "", False
    async for chunk in reader:
        if too_long:
            continue
        text += chunk
        if len(text) > MAX_CHAT_CHARS:
            text, too_long = "", True
    return text, too_long
