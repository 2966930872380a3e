"""Starting and stopping real processes in tests and measurements, and nothing left behind.

Each process leads a group of its own, so that stopping it reaches its children too. Output goes
to a file, because a pipe nobody reads stops its writer.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import aiohttp
import psutil

STOP_TIMEOUT_S = 10.0
POLL_S = 0.05
LOG_TAIL_CHARS = 4000


@dataclass(frozen=True)
class ChildProcess:
    """A running process, its group and its log."""

    name: str
    popen: subprocess.Popen[bytes]
    log_path: Path

    @classmethod
    @contextlib.asynccontextmanager
    async def running(
        cls,
        name: str,
        command: Sequence[str | Path],
        *,
        log_path: Path,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> AsyncIterator[Self]:
        """Start `command`; on leaving stop it and everything it started."""
        child = cls.start(name, command, log_path=log_path, env=env, cwd=cwd)
        try:
            yield child
        finally:
            await child.stop()

    @classmethod
    def start(
        cls,
        name: str,
        command: Sequence[str | Path],
        *,
        log_path: Path,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> Self:
        """Start `command`. `env` is added to this process's environment. Call `stop` after."""
        log_path.parent.mkdir(parents=True, exist_ok=True)
        with log_path.open("ab") as log:
            popen = subprocess.Popen(
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**os.environ, **(env or {})},
                cwd=cwd,
                start_new_session=True,
            )
        return cls(name=name, popen=popen, log_path=log_path)

    @property
    def pid(self) -> int:
        return self.popen.pid

    @property
    def exit_code(self) -> int | None:
        """None while it runs; negative for a signal."""
        return self.popen.poll()

    def descendants(self) -> list[psutil.Process]:
        """Its children and theirs, as far as they run now."""
        try:
            return psutil.Process(self.pid).children(recursive=True)
        except psutil.NoSuchProcess:
            return []

    def log_text(self) -> str:
        return self.log_path.read_text(errors="replace") if self.log_path.exists() else ""

    def kill(self) -> None:
        """SIGKILL to this process alone, as a crash would end it; its children are not told."""
        with contextlib.suppress(ProcessLookupError):
            self.popen.kill()

    async def wait(self, timeout_s: float) -> int:
        """Its exit code.

        Raises:
            TimeoutError: it still runs after `timeout_s`.
        """
        try:
            return await asyncio.to_thread(self.popen.wait, timeout_s)
        except subprocess.TimeoutExpired:
            raise TimeoutError(f"{self.name} still runs after {timeout_s} s") from None

    async def stop(self, timeout_s: float = STOP_TIMEOUT_S) -> None:
        """End it as a terminal would (SIGTERM), then whatever is left of its group (SIGKILL)."""
        left = self.descendants()
        if self.exit_code is None:
            self.popen.terminate()
            with contextlib.suppress(TimeoutError):
                await self.wait(timeout_s)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        for process in left:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        await self.wait(timeout_s)

    async def until_http_ok(self, url: str, timeout_s: float) -> None:
        """Wait until `url` answers 2xx.

        Raises:
            RuntimeError: the process ended, or did not answer in time; with the end of its log.
        """
        async with aiohttp.ClientSession() as session:

            async def answers() -> bool:
                if self.exit_code is not None:
                    raise RuntimeError(self.described("ended"))
                return await http_ok(session, url)

            try:
                await until(answers, timeout_s)
            except TimeoutError:
                raise RuntimeError(
                    self.described(f"does not answer at {url} within {timeout_s} s")
                ) from None

    def described(self, what: str) -> str:
        """One message for a failed test: name, what happened, exit code and the log's end."""
        return (
            f"{self.name} {what} (exit code {self.exit_code}); the end of {self.log_path}:\n"
            f"{self.log_text()[-LOG_TAIL_CHARS:]}"
        )


async def http_ok(session: aiohttp.ClientSession, url: str) -> bool:
    """Whether `url` answers with 2xx right now."""
    try:
        async with session.get(url, timeout=aiohttp.ClientTimeout(total=2)) as response:
            return response.ok
    except (aiohttp.ClientError, TimeoutError, OSError):
        return False


async def until(
    condition: Callable[[], Awaitable[bool]], timeout_s: float, poll_s: float = POLL_S
) -> None:
    """Wait until `condition()` is true.

    Raises:
        TimeoutError: it was not within `timeout_s`.
    """
    deadline = time.monotonic() + timeout_s
    while not await condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"not true within {timeout_s} s")
        await asyncio.sleep(poll_s)


def free_port(kind: socket.SocketKind = socket.SOCK_STREAM) -> int:
    """A port free on the loopback address at this moment; another process may still take it."""
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
