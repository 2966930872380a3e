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
# A message whose next part does not come within this is not coming; others wait behind it.
PART_TIMEOUT_S = 10.0


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
        self._refused = False

    async def run(self) -> None:
        """Read and hand on until cancelled."""
        self._room.register_text_stream_handler(Topic.CHAT, self._on_stream)
        try:
            while True:
                await self._handle(await self._readers.get())
                if self._refused:
                    self._refused = False
                    await self._on_notice(Notice(code=NoticeCode.TOO_MANY_MESSAGES))
        finally:
            self._room.unregister_text_stream_handler(Topic.CHAT)
            while not self._readers.empty():
                self._readers.get_nowait().close()

    def _on_stream(self, reader: rtc.TextStreamReader, identity: str) -> None:
        if identity != self._identity:
            reader.close()
            return
        try:
            self._readers.put_nowait(reader)
        except asyncio.QueueFull:
            logger.warning("a typed message was refused: too many at once")
            reader.close()
            self._refused = True

    async def _handle(self, reader: rtc.TextStreamReader) -> None:
        try:
            text = await _read(reader)
        except _TooLongError:
            await self._on_notice(Notice(code=NoticeCode.MESSAGE_TOO_LONG, limit=MAX_CHAT_CHARS))
        except (TimeoutError, rtc.StreamError):
            # Begun and never finished, or given up by the sender.
            await self._on_notice(Notice(code=NoticeCode.MESSAGE_UNREADABLE))
        else:
            if text.strip():
                await self._on_text(text.strip())
        finally:
            # A reader that has not been read to its end lives on with the process otherwise.
            reader.close()


class _TooLongError(Exception):
    """More than MAX_CHAT_CHARS; the rest was not read."""


async def _read(reader: rtc.TextStreamReader) -> str:
    """The whole message.

    Raises:
        _TooLongError, TimeoutError, rtc.StreamError: there is no such message.
    """
    text = ""
    parts = aiter(reader)
    while True:
        async with asyncio.timeout(PART_TIMEOUT_S):
            part = await anext(parts, None)
        if part is None:
            return text
        text += part
        if len(text) > MAX_CHAT_CHARS:
            raise _TooLongError
