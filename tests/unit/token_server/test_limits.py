"""Counting requests, with the library's clock in the test's hand."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from token_server.limits import ALONE_S, RateLimiter

pytestmark = pytest.mark.unit


class Clock:
    def __init__(self) -> None:
        self.now_s = 1_700_000_000.0

    def time(self) -> float:
        return self.now_s


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    for module in ("limits.aio.storage.memory.time", "token_server.limits.time"):
        monkeypatch.setattr(f"{module}.time", clock.time)
    return clock


MakeLimiter = Callable[..., RateLimiter]


@pytest.fixture
async def make_limiter() -> AsyncIterator[MakeLimiter]:
    made: list[RateLimiter] = []

    def make(rates: str, **options: Any) -> RateLimiter:
        made.append(RateLimiter(rates, "test", **options))
        return made[-1]

    yield make
    for limiter in made:
        await limiter.close()


async def test_as_many_as_the_rate_says_go_on_and_the_next_is_told_when_to_come_back(
    make_limiter: MakeLimiter, clock: Clock
) -> None:
    limiter = make_limiter("3/minute")
    assert [await limiter.take("a") for _ in range(3)] == [None] * 3
    clock.now_s += 10.5
    assert await limiter.take("a") == 50
    clock.now_s += 50
    assert await limiter.take("a") is None


async def test_addresses_do_not_share_a_count(make_limiter: MakeLimiter, clock: Clock) -> None:
    limiter = make_limiter("1/minute")
    assert await limiter.take("a") is None
    assert await limiter.take("b") is None
    assert await limiter.take("a") is not None


async def test_refused_requests_do_not_make_the_wait_longer(
    make_limiter: MakeLimiter, clock: Clock
) -> None:
    limiter = make_limiter("1/minute")
    await limiter.take("a")
    for _ in range(59):
        clock.now_s += 1
        assert await limiter.take("a") is not None
    clock.now_s += 1.1
    assert await limiter.take("a") is None


async def test_longer_window_holds_when_the_shorter_is_free_again(
    make_limiter: MakeLimiter, clock: Clock
) -> None:
    limiter = make_limiter("2/minute;3/hour")
    taken = 0
    for _ in range(30):
        taken += await limiter.take("a") is None
        clock.now_s += 61
    assert taken == 3
    retry_after_s = await limiter.take("a")
    assert retry_after_s is not None
    clock.now_s += retry_after_s + 1
    assert await limiter.take("a") is None


async def test_limits_hold_alone_when_redis_does_not_answer_and_it_is_not_asked_each_time(
    make_limiter: MakeLimiter, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    now_s = 100.0
    limiter = make_limiter("2/minute", redis_url=f"redis://127.0.0.1:{port}/0", clock=lambda: now_s)
    asked = 0
    real_test = limiter._shared.test

    async def counted(*args: Any) -> bool:
        nonlocal asked
        asked += 1
        return await real_test(*args)

    monkeypatch.setattr(limiter._shared, "test", counted)
    assert [await limiter.take("a") is None for _ in range(3)] == [True, True, False]
    assert asked == 1
    now_s += ALONE_S
    assert await limiter.take("a") is not None
    assert asked == 2


async def test_nothing_runs_on_after_close(clock: Clock) -> None:
    before = asyncio.all_tasks()
    limiter = RateLimiter("5/minute", "test")
    await limiter.take("a")
    await limiter.close()
    assert asyncio.all_tasks() == before
