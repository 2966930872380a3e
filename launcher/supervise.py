"""Runs the services together by honcho: all or none, and nothing left behind.

honcho starts each service as a process group, hands us its output, and stops all when one ends.
Added here: waiting for readiness, a second Ctrl-C that kills, a limit for every stop, and the
notice of a death that honcho cannot while a grandchild still holds the dead process's output.
Must not know: what the services are.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import TextIO

import psutil
from honcho.manager import Manager

from launcher.health import http_ok
from launcher.output import Output
from launcher.services import Service

# The first start compiles every package; on a busy machine that takes a minute.
READY_TIMEOUT_S = 240.0
POLL_S = 0.1
STOP_TIMEOUT_S = 7.0
# Some wait for others at the first request to stop; the last one left is asked again.
ASK_AGAIN_S = 1.0
# What a dead service leaves running gets this long to notice by itself.
ORPHAN_GRACE_S = 1.0


class _Signals:
    """How honcho's manager stops a service."""

    def terminate(self, pid: int) -> None:
        """Ask the service alone: a worker ends its job processes itself, after their goodbye."""
        _send(os.kill, pid, signal.SIGTERM)

    def kill(self, pid: int) -> None:
        _send(os.killpg, pid, signal.SIGKILL)


class _Group(Manager):  # type: ignore[misc]  # honcho has no types
    """honcho's manager, with our signal handlers and a thread beside its loop."""

    def __init__(self, output: Output, beside: threading.Thread) -> None:
        super().__init__(printer=output)
        self._procmgr = _Signals()
        self._beside = beside
        self.stop_requests = 0
        self.first_end: tuple[str, int] | None = None
        """Name and exit code of the service whose end stopped the others."""

    def _start(self) -> None:
        # A closed terminal must not end honcho's helper processes before their services.
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        super()._start()
        # loop() has just set handlers that ignore a second Ctrl-C, and that fail when one comes
        # before every process has reported its pid.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        self._beside.start()

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.stop_requests += 1

    def terminate(self) -> None:
        """Stop all, gently. honcho calls this itself as soon as one service has ended."""
        if self.first_end is None and not self._terminating:
            ended = ((name, p["returncode"]) for name, p in self._processes.items() if _ended(p))
            self.first_end = next(ended, None)
        super().terminate()

    def running(self) -> dict[str, int]:
        """Pids of the services whose end honcho has not seen."""
        return {
            name: p["pid"] for name, p in self._processes.items() if "pid" in p and not _ended(p)
        }

    def have_all_started(self) -> bool:
        return bool(self._all_started())

    def have_all_ended(self) -> bool:
        return bool(self._all_stopped())


class Supervisor:
    """Runs services until one ends, one is not ready in time, or somebody asks to stop."""

    def __init__(
        self,
        services: Sequence[Service],
        *,
        log_dir: Path,
        on_ready: Callable[[], None],
        console: TextIO | None = None,
        ready_timeout_s: float = READY_TIMEOUT_S,
    ) -> None:
        self._waiting = list(services)
        self._on_ready = on_ready
        self._ready_timeout_s = ready_timeout_s
        self._log_dir = log_dir
        self._output = Output(services, log_dir, console or sys.stdout)
        self._watcher = threading.Thread(target=self._watch, name="watcher")
        self._group = _Group(self._output, self._watcher)
        self._not_ready: str | None = None
        self._stopping_since_s: float | None = None
        self._asked_again_s = 0.0
        self._dead_since_s: dict[int, float] = {}
        for service in services:
            self._group.add_process(
                service.name,
                # exec: no shell stays between honcho and the service.
                f"exec {shlex.join(service.command)}",
                env={**os.environ, **service.env},
            )

    def run(self) -> int:
        """Block until every service has ended; 0 when that was asked for, 1 when it was not."""
        try:
            self._group.loop()
            self._watcher.join()
            failure = self._not_ready or self._unexpected_end()
            if failure is not None:
                self._output.say(failure)
            return 0 if failure is None else 1
        finally:
            self._output.close()

    def _watch(self) -> None:
        try:
            self._watch_until_all_ended()
        finally:
            if not self._group.have_all_ended():  # a fault of ours must not leave them running
                self._group.kill()

    def _watch_until_all_ended(self) -> None:
        deadline_s = time.monotonic() + self._ready_timeout_s
        while not self._group.have_all_ended():
            now_s = time.monotonic()
            self._free_the_dead(now_s)
            if self._stopping_since_s is not None:
                self._press_to_stop(now_s, now_s - self._stopping_since_s)
            elif self._must_stop() and self._group.have_all_started():
                self._stopping_since_s = self._asked_again_s = now_s
                self._group.terminate()
            elif self._waiting:
                self._look_for_ready(now_s > deadline_s)
            time.sleep(POLL_S)

    def _must_stop(self) -> bool:
        return bool(
            self._group.stop_requests or self._not_ready is not None or self._group.first_end
        )

    def _look_for_ready(self, is_late: bool) -> None:
        self._waiting = [
            service
            for service in self._waiting
            if not (self._output.has_mark(service.name) and http_ok(service.ready.url))
        ]
        if not self._waiting:
            self._on_ready()
        elif is_late:
            name = self._waiting[0].name
            self._not_ready = (
                f"{name} was not ready within {self._ready_timeout_s:.0f} s, so everything was "
                f"stopped. {self._last_lines(name)}"
            )

    def _free_the_dead(self, now_s: float) -> None:
        """Let honcho see the end of a service whose children still hold its output."""
        for pid in self._group.running().values():
            if not _is_zombie(pid):
                continue
            since_s = self._dead_since_s.setdefault(pid, now_s)
            if now_s - since_s > ORPHAN_GRACE_S:
                # While the leader is a zombie the group's number cannot be another's.
                _send(os.killpg, pid, signal.SIGKILL)

    def _press_to_stop(self, now_s: float, stopping_s: float) -> None:
        running = list(self._group.running().values())
        if self._group.stop_requests > 1 or stopping_s > STOP_TIMEOUT_S:
            self._group.kill()
        elif len(running) == 1 and now_s - self._asked_again_s > ASK_AGAIN_S:
            self._asked_again_s = now_s
            _send(os.kill, running[0], signal.SIGTERM)

    def _unexpected_end(self) -> str | None:
        if self._group.stop_requests or self._group.first_end is None:
            return None
        name, code = self._group.first_end
        how = f"ended with exit code {code}"
        if code < 0:
            how = f"was killed by {signal.Signals(-code).name}"
        return f"{name} {how}, so everything was stopped. {self._last_lines(name)}"

    def _last_lines(self, name: str) -> str:
        path = self._log_dir / f"{name}.log"
        return f"Its last lines (more in {path}):\n{self._output.tail(name)}"


def _ended(process_state: dict[str, object]) -> bool:
    return "returncode" in process_state


def _is_zombie(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _send(send: Callable[[int, int], None], pid: int, number: signal.Signals) -> None:
    # It may have ended meanwhile; macOS answers "not permitted" for a group of zombies.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        send(pid, number)
