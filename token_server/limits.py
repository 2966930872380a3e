"""How many requests an address may make.

Owns: counting, in memory or in Redis. When Redis does not answer, this process counts alone.
Must not know: HTTP, addresses, what a request is for.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable
from typing import Protocol

from limits import RateLimitItem, parse_many
from limits.aio.storage import MemoryStorage, Storage
from limits.aio.strategies import MovingWindowRateLimiter
from limits.errors import StorageError
from limits.storage import storage_from_string
from loguru import logger

# Redis is on the way of every request: one that does not answer must not hold them up.
REDIS_TIMEOUT_S = 0.5
ALONE_S = 10.0


class Limiter(Protocol):
    """Counts by key."""

    async def take(self, key: str) -> int | None:
        """None if `key` may go on, else the whole seconds until it may."""


class RateLimiter:
    """Moving windows: at no moment were there more than so many in the last so long."""

    def __init__(
        self,
        rates: str,
        scope: str,
        redis_url: str | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`rates` as in "10/minute;60/hour"; `scope` keeps several limiters apart.

        `clock` times the pause after a Redis that did not answer; the library reads its own.
        """
        self._clock = clock
        self._alone_until_s = 0.0
        self._rates = parse_many(rates)
        self._scope = scope
        self._own = MovingWindowRateLimiter(MemoryStorage())
        self._shared = (
            MovingWindowRateLimiter(_redis_storage(redis_url)) if redis_url else self._own
        )

    async def take(self, key: str) -> int | None:
        if self._clock() < self._alone_until_s:
            return await self._take(self._own, key)
        try:
            return await self._take(self._shared, key)
        except StorageError as error:
            self._alone_until_s = self._clock() + ALONE_S
            logger.warning(
                "Redis does not answer ({}): this process counts alone for {} s",
                type(error.storage_error).__name__,
                ALONE_S,
            )
            return await self._take(self._own, key)

    async def close(self) -> None:
        """End what the library left running."""
        for strategy in {self._own, self._shared}:
            timer = getattr(strategy.storage, "timer", None)
            if isinstance(timer, asyncio.Task):
                timer.cancel()
                await asyncio.gather(timer, return_exceptions=True)

    async def _take(self, strategy: MovingWindowRateLimiter, key: str) -> int | None:
        # A request refused by one window must not use up another: test all, then count.
        for rate in self._rates:
            if not await strategy.test(rate, self._scope, key):
                return await self._retry_after_s(strategy, rate, key)
        for rate in self._rates:
            if not await strategy.hit(rate, self._scope, key):
                return await self._retry_after_s(strategy, rate, key)
        return None

    async def _retry_after_s(
        self, strategy: MovingWindowRateLimiter, rate: RateLimitItem, key: str
    ) -> int:
        window = await strategy.get_window_stats(rate, self._scope, key)
        return max(1, math.ceil(window.reset_time - time.time()))


def _redis_storage(redis_url: str) -> Storage:
    storage = storage_from_string(
        f"async+{redis_url}",
        implementation="redispy",
        wrap_exceptions=True,
        socket_timeout=REDIS_TIMEOUT_S,
        socket_connect_timeout=REDIS_TIMEOUT_S,
    )
    assert isinstance(storage, Storage)
    return storage
