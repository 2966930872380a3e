"""Whether this server lives, and whether a person who comes now could start.

Owns: the checks, their words, and keeping the answer for a moment so that asking often costs
LiveKit nothing. It cannot tell whether a worker is there: LiveKit does not say.
Must not know: HTTP.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from pydantic import BaseModel

KEEP_S = 2.0


class CheckResult(BaseModel):
    ok: bool
    required: bool = True
    """Whether the server counts as not ready without it."""
    message: str = ""


class Health(BaseModel):
    """`GET /health`: 200 when ready, else 503."""

    live: bool = True
    ready: bool
    not_ready: list[str]
    """Names of the required checks that failed."""
    warnings: list[str]
    """Names of the other checks that failed."""
    checks: dict[str, CheckResult]


class Liveness(BaseModel):
    live: bool = True


Check = Callable[[], Awaitable[CheckResult]]


@dataclass
class HealthChecks:
    """All checks together, done at most once in KEEP_S."""

    checks: dict[str, Check]
    clock: Callable[[], float] = time.monotonic
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)
    _last: Health | None = field(default=None, init=False)
    _last_s: float = field(default=0.0, init=False)

    async def report(self) -> Health:
        async with self._lock:
            if self._last is None or self.clock() - self._last_s >= KEEP_S:
                self._last = await self._ask()
                self._last_s = self.clock()
            return self._last

    async def _ask(self) -> Health:
        answers = await asyncio.gather(*(check() for check in self.checks.values()))
        results = dict(zip(self.checks, answers, strict=True))
        failed = {name: result for name, result in results.items() if not result.ok}
        not_ready = [name for name, result in failed.items() if result.required]
        return Health(
            ready=not not_ready,
            not_ready=not_ready,
            warnings=[name for name, result in failed.items() if not result.required],
            checks=results,
        )
