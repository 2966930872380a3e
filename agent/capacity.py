"""How many conversations one worker takes.

Counted in conversations. The framework's own measure is the machine's CPU, so that a browser
starting beside the worker makes it refuse; and with any threshold it takes only as many jobs at
once as it has idle processes. A self-hosted livekit-server forgets a dispatch that was refused.
Must not know: what a conversation is.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Protocol

from livekit.agents import JobRequest

logger = logging.getLogger("cicerone.worker")


class Worker(Protocol):
    """The part of an AgentServer that is needed here."""

    @property
    def active_jobs(self) -> Sequence[object]: ...


class Capacity:
    """Says yes to `limit` conversations, those that are only being started included."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._starting = 0

    async def answer(self, worker: Worker, request: JobRequest) -> None:
        """Take the job, or leave it to another worker."""
        if self._taken(worker) >= self._limit:
            logger.warning("all %d conversations are taken: a room is refused", self._limit)
            await request.reject(terminate=False)
            return
        self._starting += 1
        try:
            # Returns when the job has its process, and is one of the worker's active jobs.
            await request.accept()
        finally:
            self._starting -= 1

    def load(self, worker: Worker) -> float:
        """Share that is taken, from 0 to 1: the next job goes to the least loaded worker."""
        return min(1.0, self._taken(worker) / self._limit)

    def _taken(self, worker: Worker) -> int:
        return len(worker.active_jobs) + self._starting
