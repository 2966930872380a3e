"""Listen to a room's events for as long as a block runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from livekit import rtc
from livekit.rtc.room import EventTypes

Handlers = Mapping[EventTypes, Callable[..., None]]


@contextmanager
def listening(room: rtc.Room, handlers: Handlers) -> Iterator[None]:
    """Call the handlers until the block ends, however it ends."""
    for event, handler in handlers.items():
        room.on(event, handler)
    try:
        yield
    finally:
        for event, handler in handlers.items():
            room.off(event, handler)
