"""The guide's state as the page sees it: participant attributes, newest only.

Owns: the publication. Must not know what the states mean.
"""

from __future__ import annotations

import asyncio
import logging

from livekit import rtc

from protocol.messages import Attribute, GuideState, Reason, Sight

logger = logging.getLogger("cicerone.presence")

RETRY_S = 1.0


class Presence:
    """Set what is true; `run` publishes it. What lasts less than a publication is skipped."""

    def __init__(self) -> None:
        self._wanted: dict[str, str] = {}
        self._changed = asyncio.Event()

    def set_state(self, state: GuideState, reason: Reason | None) -> None:
        self._set(Attribute.STATE, state)
        self._set(Attribute.REASON, reason or "")

    def set_sight(self, sight: Sight) -> None:
        self._set(Attribute.SIGHT, sight)

    def set_voice(self, voice: str) -> None:
        self._set(Attribute.VOICE, voice)

    async def run(self, room: rtc.Room) -> None:
        """Publish until cancelled."""
        while True:
            await self._changed.wait()
            if not await self.publish(room):
                await asyncio.sleep(RETRY_S)
                self._changed.set()

    async def publish(self, room: rtc.Room) -> bool:
        """Publish what has changed since the last time. False when that must be tried again."""
        self._changed.clear()
        wanted, self._wanted = self._wanted, {}
        if not wanted or not room.isconnected():
            return True
        try:
            await room.local_participant.set_attributes(wanted)
        except Exception:
            # The connection is being re-made; what was wanted is still wanted.
            logger.warning("could not publish the guide's state", exc_info=True)
            self._wanted = {**wanted, **self._wanted}
            return False
        return True

    def _set(self, name: str, value: str) -> None:
        self._wanted[name] = value
        self._changed.set()
