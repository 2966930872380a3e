"""When spare processes are started: not in the second in which a conversation begins.

A conversation takes a warm process, and the framework starts another in its place at once: a third
of a second of CPU (measured) just when the room is joined and the model is called. A job that finds
no spare still gets its process immediately, whatever is held back here.
Must not know: what a conversation is.
"""

from __future__ import annotations

import asyncio
from typing import Protocol

# From a job's arrival to the first word it takes about 0.6 s.
HOLD_S = 1.5


class Pool(Protocol):
    """The part of the framework's process pool that is needed here."""

    def set_target_idle_processes(self, num_idle_processes: int) -> None: ...


class Spares:
    """Keeps `count` warm processes, but fills up only after a while."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._held = False

    def hold(self, pool: Pool) -> None:
        """A job has come. Others within HOLD_S do not prolong it, so that spares do come."""
        if self._held:
            return
        self._held = True
        pool.set_target_idle_processes(0)
        asyncio.get_running_loop().call_later(HOLD_S, self._release, pool)

    def _release(self, pool: Pool) -> None:
        self._held = False
        pool.set_target_idle_processes(self._count)
