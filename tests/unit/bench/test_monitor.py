"""A busy stretch of an event loop is written down with its length and its cause."""

from __future__ import annotations

import asyncio
import json
import os
import time
from pathlib import Path

import pytest

from bench.monitor import watch
from bench.processes import WorkerProcesses

pytestmark = pytest.mark.unit


def run_watched(folder: Path, busy_s: float) -> list[dict[str, object]]:
    """Block a loop once for this long; what was written."""
    loop = asyncio.new_event_loop()
    watch(loop, str(folder))

    def block() -> None:
        until_s = time.monotonic() + busy_s
        while time.monotonic() < until_s:
            pass

    async def main() -> None:
        loop.call_soon(block)
        for _ in range(5):
            await asyncio.sleep(0)

    try:
        loop.run_until_complete(main())
    finally:
        loop.close()
    path = folder / f"{os.getpid()}.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def test_a_stretch_of_30_ms_is_noted(tmp_path: Path) -> None:
    written = run_watched(tmp_path, 0.030)
    assert any(float(str(line["wall_s"])) >= 0.030 for line in written)


def test_short_stretches_are_not_written(tmp_path: Path) -> None:
    written = run_watched(tmp_path, 0.0)
    assert all(float(str(line["wall_s"])) >= 0.010 for line in written)


def test_stalls_are_read_back_within_their_time(tmp_path: Path) -> None:
    lines = [
        {"at_s": at_s, "wall_s": 0.02, "cpu_s": 0.02, "slowest": "x", "slowest_s": 0.02}
        for at_s in (1.0, 2.0, 3.0)
    ]
    (tmp_path / "7.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    found = WorkerProcesses(1, tmp_path).stalls(7, 1.5, 2.5)
    assert [stall.at_s for stall in found] == [2.0]


def test_a_process_that_wrote_nothing_has_no_stalls(tmp_path: Path) -> None:
    assert WorkerProcesses(1, tmp_path).stalls(7, 0.0, 10.0) == []
