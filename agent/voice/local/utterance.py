"""What the user is saying in this turn, and its words, begun before the turn is surely over.

A pause may be the end of the turn. The words are asked for at once: by the time the pause has
proved to be the end they are there, or nearly. Must not know where sound comes from.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from livekit.agents.utils.aio import cancel_and_wait


class Utterance:
    """The sound of one turn, 16-bit mono at 16 kHz.

    Args:
        recognise: gives the words in such sound.
    """

    def __init__(self, recognise: Callable[[bytes], Awaitable[str]]) -> None:
        self._recognise = recognise
        self._sound = bytearray()
        self._early: asyncio.Task[str] | None = None
        self._early_pause_s: float | None = None
        self._resumed = asyncio.Event()

    def add(self, sound: bytes) -> None:
        self._sound += sound

    def pause(self, pause_s: float) -> asyncio.Task[str] | None:
        """The user paused; ask for the words so far. None if that has been done for this pause."""
        if pause_s == self._early_pause_s or not self._sound:
            return None
        self._forget_early()
        self._early_pause_s = pause_s
        self._early = asyncio.create_task(self._ask(bytes(self._sound)), name="hear-early")
        return self._early

    def resume(self) -> None:
        """The user goes on before the words were there: all of it is one utterance."""
        self._resumed.set()
        self._forget_early()

    def close(self) -> None:
        """Nobody will ask for the words any more."""
        self._forget_early()

    async def words(self, pause_s: float | None) -> str | None:
        """The words of the whole turn, which ended with the pause begun at `pause_s`, if with one.

        None when the user went on speaking meanwhile: the sound is then kept for the next end.
        """
        self._resumed.clear()
        if self._early is None or pause_s is None or pause_s != self._early_pause_s:
            self._forget_early()
            self._early = asyncio.create_task(self._ask(bytes(self._sound)), name="hear")
        asked, resumed = self._early, asyncio.create_task(self._resumed.wait(), name="resumed")
        try:
            await asyncio.wait((asked, resumed), return_when=asyncio.FIRST_COMPLETED)
            if self._resumed.is_set():
                return None
            return await asked
        finally:
            await cancel_and_wait(resumed)
            if not self._resumed.is_set():
                self._sound.clear()
                self._forget_early()

    def _forget_early(self) -> None:
        if self._early is not None:
            self._early.cancel()
        self._early, self._early_pause_s = None, None

    async def _ask(self, sound: bytes) -> str:
        return await self._recognise(sound)
