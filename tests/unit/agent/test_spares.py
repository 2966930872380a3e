"""Spare processes wait until a conversation has begun, and then they do come."""

from __future__ import annotations

import asyncio

import pytest
from livekit.agents.ipc.proc_pool import ProcPool

from agent import spares
from agent.spares import Spares

pytestmark = pytest.mark.unit


class Pool:
    def __init__(self) -> None:
        self.targets: list[int] = []

    def set_target_idle_processes(self, num_idle_processes: int) -> None:
        self.targets.append(num_idle_processes)


async def test_spares_are_held_once_and_then_filled_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spares, "HOLD_S", 0.0)
    pool, kept = Pool(), Spares(2)
    kept.hold(pool)
    kept.hold(pool)
    assert pool.targets == [0]
    await asyncio.sleep(0.01)
    assert pool.targets == [0, 2]
    kept.hold(pool)
    assert pool.targets == [0, 2, 0]


def test_the_frameworks_pool_can_be_told() -> None:
    assert callable(ProcPool.set_target_idle_processes)
