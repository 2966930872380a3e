"""Keeps one engines' process running beside a worker, and starts another when it dies.

Owns: that process and the folder its socket is in. Must not know what the engines do.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

from livekit.agents.utils.aio import cancel_and_wait

from agent.engines.client import Engines, EnginesError

logger = logging.getLogger("cicerone.engines")

# Loading takes 3 s (measured); a machine at its first start has also to join the weights.
START_TIMEOUT_S = 120.0
POLL_S = 0.1
STOP_TIMEOUT_S = 5.0
# A process that dies at once must not be started in a circle.
RESTART_DELAY_S = 2.0


class EnginesMissingError(Exception):
    """The engines could not be started; the message is for the person who starts the worker."""


@contextlib.asynccontextmanager
async def running_engines() -> AsyncIterator[Path]:
    """Engines that answer on the socket given, until the block is left.

    Raises:
        EnginesMissingError: they did not start.
    """
    # Short on purpose: a socket's path may have 104 bytes.
    with tempfile.TemporaryDirectory(prefix="cicerone-") as folder:
        socket = Path(folder) / "engines"
        process = await _start(socket)
        keeping = asyncio.create_task(_keep(process, socket), name="engines")
        try:
            yield socket
        finally:
            await cancel_and_wait(keeping)


async def _start(socket: Path) -> asyncio.subprocess.Process:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "agent.engines",
        str(socket),
        # Its end tells the process that this one is gone, however it went.
        stdin=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(START_TIMEOUT_S):
            await _until_it_answers(process, socket)
    except BaseException:
        await _stop(process)
        raise
    return process


async def _until_it_answers(process: asyncio.subprocess.Process, socket: Path) -> None:
    async with Engines(socket) as engines:
        while True:
            if process.returncode is not None:
                raise EnginesMissingError("the local voice stack could not be started")
            with contextlib.suppress(EnginesError):
                await engines.check()
                return
            await asyncio.sleep(POLL_S)


async def _keep(process: asyncio.subprocess.Process | None, socket: Path) -> None:
    try:
        while True:
            if process is not None:
                code = await process.wait()
                logger.error("the engines' process ended with %s; another is started", code)
                process = None
            await asyncio.sleep(RESTART_DELAY_S)
            await asyncio.to_thread(socket.unlink, missing_ok=True)
            try:
                process = await _start(socket)
            except (EnginesMissingError, TimeoutError):
                logger.exception("the engines could not be started again")
    finally:
        if process is not None:
            await _stop(process)


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.stdin is not None:
        process.stdin.close()
    try:
        async with asyncio.timeout(STOP_TIMEOUT_S):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
