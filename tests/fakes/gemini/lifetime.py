"""How long a connection and a session may live: GoAway, and the limit without compression.

Must not know: what is said on the connection.
"""

from __future__ import annotations

import asyncio
import time

from websockets.exceptions import ConnectionClosed

from tests.fakes.gemini import messages
from tests.fakes.gemini.context import Link
from tests.fakes.gemini.messages import INTERNAL_ERROR, INVALID_ARGUMENT


async def connection_lifetime(link: Link) -> None:
    """GoAway before the connection's limit, then the close."""
    options = link.services.options
    limit_s, notice_s = options.connection_limit_s, options.go_away_notice_s
    if limit_s is None:
        return
    await options.sleep(limit_s - notice_s)
    await end_of_service(link, min(notice_s, limit_s))


async def end_of_service(link: Link, time_left_s: float) -> None:
    """Announce the end, then close with 1011 once the time is over."""
    try:
        await link.send(messages.go_away(time_left_s))
    except ConnectionClosed:
        return
    await link.services.options.sleep(time_left_s)
    await link.close(INTERNAL_ERROR, "Deadline expired before operation could complete.")


async def session_lifetime(link: Link, video_seen: asyncio.Event) -> None:
    """Without compression the context is full after a documented time: close with 1007."""
    options = link.services.options
    audio_s, video_s = options.audio_limit_s, options.video_limit_s
    if link.setup.compresses or audio_s is None or video_s is None:
        return
    used_s = link.conversation.elapsed_s
    started_at = time.monotonic()
    try:
        async with asyncio.timeout(max(0.0, audio_s - used_s) / options.speed):
            await video_seen.wait()
    except TimeoutError:
        pass
    else:
        used_s += (time.monotonic() - started_at) * options.speed
        await options.sleep(video_s - used_s)
    await link.close(INVALID_ARGUMENT, "Request contains an invalid argument.")
