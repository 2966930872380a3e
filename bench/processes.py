"""What the operating system knows of a worker: CPU, memory, and the stalls its loops wrote down.

Owns: the tree of processes below one pid. Must not know what they do.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from pathlib import Path

import psutil


@dataclass(frozen=True)
class Stall:
    """A stretch in which an event loop could do nothing else."""

    at_s: float
    wall_s: float
    cpu_s: float
    slowest: str
    slowest_s: float


@dataclass(frozen=True)
class WorkerProcesses:
    """The process `pid` and everything it started."""

    pid: int
    stalls_dir: Path

    def cpu_s(self) -> float:
        """CPU seconds of all of them so far, those that have ended included.

        An ended process counts with the one that waited for it.
        """
        return sum(self._cpu_s(process) for process in self._tree())

    def cpu_by_pid(self) -> dict[int, float]:
        """CPU seconds of each that runs, without its children."""
        used: dict[int, float] = {}
        for process in self._tree():
            with contextlib.suppress(psutil.Error):
                times = process.cpu_times()
                used[process.pid] = times.user + times.system
        return used

    def busiest_since(self, before: dict[int, float]) -> int | None:
        """The process that used most CPU since then: the one that serves the conversation."""
        now = self.cpu_by_pid()
        gained = {pid: used - before[pid] for pid, used in now.items() if pid in before}
        return max(gained, key=lambda pid: gained[pid], default=None)

    def own_memory_mb(self, pid: int) -> float:
        """Memory that this process shares with no other (USS), in MB."""
        return float(psutil.Process(pid).memory_full_info().uss) / 1e6

    def stalls(self, pid: int, from_s: float, to_s: float) -> list[Stall]:
        """What a process's event loop wrote down within a time of the monotonic clock."""
        path = self.stalls_dir / f"{pid}.jsonl"
        if not path.exists():
            return []
        lines = path.read_text(encoding="utf-8").splitlines()
        found = [Stall(**json.loads(line)) for line in lines]
        return [stall for stall in found if from_s <= stall.at_s <= to_s]

    def _tree(self) -> list[psutil.Process]:
        try:
            root = psutil.Process(self.pid)
            return [root, *root.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []

    @staticmethod
    def _cpu_s(process: psutil.Process) -> float:
        try:
            times = process.cpu_times()
        except psutil.Error:
            return 0.0
        total = times.user + times.system + times.children_user + times.children_system
        return float(total)
