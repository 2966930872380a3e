"""How long an event loop was busy between two looks at its sockets and timers.

Runs inside the worker's processes (see `hook/sitecustomize.py`) and writes each long stretch to a
file per process. Owns: the patch of asyncio that does it. Must not know the bench: it imports
only what every such process has imported already, so that it changes little of what it measures.

The time between `select` returning and the next `select` is exactly the time in which nothing else
on the loop can run; a sampling thread would see it only to within its interval and would wake the
loop itself. CPU time of the thread tells a slow callback from a process that was not scheduled.
"""

from __future__ import annotations

import asyncio
import json
import os
import time
from asyncio import base_events, events
from collections.abc import Callable
from typing import Any

FOLDER_VARIABLE = "BENCH_STALLS_DIR"
NOTED_FROM_S = 0.010


def install() -> None:
    """Watch every event loop that this process runs, if the environment asks for it."""
    folder = os.environ.get(FOLDER_VARIABLE)
    if not folder:
        return
    run_forever = base_events.BaseEventLoop.run_forever

    def watched(loop: base_events.BaseEventLoop) -> None:
        watch(loop, folder)
        run_forever(loop)

    setattr(base_events.BaseEventLoop, "run_forever", watched)  # noqa: B010 - a patch, said openly
    _time_callbacks()


class _Slowest:
    """The longest callback since the loop last looked, of this process's one loop."""

    seconds = 0.0
    name = ""


def watch(loop: asyncio.AbstractEventLoop, folder: str) -> None:
    """Note the loop's busy stretches from NOTED_FROM_S on."""
    selector: Any = getattr(loop, "_selector", None)
    if selector is None or getattr(selector, "bench_watched", False):
        return
    selector.bench_watched = True
    select: Callable[[float | None], Any] = selector.select
    path = os.path.join(folder, f"{os.getpid()}.jsonl")  # noqa: PTH118 - see the module's docstring
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    clock, cpu_clock = time.monotonic, time.thread_time
    began, began_cpu = 0.0, 0.0

    def timed_select(timeout: float | None = None) -> Any:
        nonlocal began, began_cpu
        now = clock()
        if began and now - began >= NOTED_FROM_S:
            _write(file, began, now - began, cpu_clock() - began_cpu)
        _Slowest.seconds = 0.0
        found = select(timeout)
        began, began_cpu = clock(), cpu_clock()
        return found

    selector.select = timed_select


def _time_callbacks() -> None:
    run = events.Handle._run  # noqa: SLF001 - the only place every callback passes
    clock = time.monotonic

    def timed(handle: events.Handle) -> None:
        began = clock()
        run(handle)
        took = clock() - began
        if took >= NOTED_FROM_S / 2 and took > _Slowest.seconds:
            _Slowest.seconds = took
            _Slowest.name = _name_of(handle)

    setattr(events.Handle, "_run", timed)  # noqa: B010


def _name_of(handle: events.Handle) -> str:
    callback: Any = getattr(handle, "_callback", None)
    owner = getattr(callback, "__self__", None)
    if isinstance(owner, asyncio.Task):
        coroutine: Any = owner.get_coro()
        return f"task {owner.get_name()}: {getattr(coroutine, '__qualname__', coroutine)}"
    return str(getattr(callback, "__qualname__", callback))


def _write(file: int, at_s: float, wall_s: float, cpu_s: float) -> None:
    slowest = _Slowest.name if _Slowest.seconds else "many short callbacks"
    line = {
        "at_s": at_s,
        "wall_s": round(wall_s, 5),
        "cpu_s": round(cpu_s, 5),
        "slowest": slowest,
        "slowest_s": round(_Slowest.seconds, 5),
    }
    os.write(file, (json.dumps(line) + "\n").encode())
