"""What `make run` starts, on free ports and with secrets of its own."""

from __future__ import annotations

import contextlib
import re
import socket
import sys
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

from tests.support.processes import ChildProcess, free_port, until
from tests.support.stack import PROJECT_DIR

READY = re.compile(r"^Cicerone is ready: (http://\S+)$", re.MULTILINE)
READY_TIMEOUT_S = 240.0


@contextlib.asynccontextmanager
async def launched(
    folder: Path, settings: Mapping[str, str]
) -> AsyncIterator[tuple[ChildProcess, str]]:
    """The launcher and the address it printed, until the block is left."""
    async with ChildProcess.running(
        "launcher",
        [sys.executable, "-m", "launcher"],
        log_path=folder / "launcher.log",
        env={**_settings(folder), **settings},
        cwd=PROJECT_DIR,
    ) as launcher:
        yield launcher, await _printed_address(launcher)


def _settings(folder: Path) -> dict[str, str]:
    return {
        "CICERONE_DOTENV": str(folder / ".env"),
        "LIVEKIT_URL": f"ws://127.0.0.1:{free_port()}",
        "LIVEKIT_RTC_TCP_PORT": str(free_port()),
        "LIVEKIT_RTC_UDP_PORT": str(free_port(socket.SOCK_DGRAM)),
        "PORT": str(free_port()),
        "AGENT_HEALTH_PORT": str(free_port()),
        "AGENT_DRAIN_TIMEOUT_S": "1",
        "LOG_DIR": str(folder / "logs"),
    }


async def _printed_address(launcher: ChildProcess) -> str:
    async def ready() -> bool:
        if launcher.exit_code is not None:
            raise RuntimeError(launcher.described("ended"))
        return READY.search(launcher.log_text()) is not None

    await until(ready, READY_TIMEOUT_S)
    found = READY.search(launcher.log_text())
    assert found is not None
    return found[1]
