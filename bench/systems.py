"""The workers that are compared, and how each is started. Data and processes; no measuring."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from bench.model import Model
from bench.monitor import FOLDER_VARIABLE
from bench.processes import WorkerProcesses
from protocol.messages import SHARE_FRAME_RATE_HZ
from tests.support.livekit import LiveKitServer
from tests.support.processes import ChildProcess, until

PROJECT_DIR = Path(__file__).resolve().parent.parent
HOOK_DIR = Path(__file__).resolve().parent / "hook"
GEMINI_MODEL = "gemini-3.8-live"
# livekit-client's preset for a shared screen.
CLIENT_SHARE_FPS = 15.0
REGISTER_TIMEOUT_S = 120.0
WARM_TIMEOUT_S = 40.0
# Below this share of a core a worker is not starting a process (the default idles at 0.1).
WARM_SHARE = 0.3


@dataclass(frozen=True)
class System:
    """A worker to measure, and how its own page shares a screen.

    `command` is run by this Python.
    """

    name: str
    title: str
    command: tuple[str, ...]
    share_fps: float = CLIENT_SHARE_FPS

    @property
    def agent_name(self) -> str:
        return f"bench-{self.name}"


OURS = System("ours", "ours", ("-m", "agent.worker"), SHARE_FRAME_RATE_HZ)
# The same worker for a client that is not our page.
OURS_ANY_CLIENT = System("any-client", "ours, 15 fps", ("-m", "agent.worker"))
SERVER = System("server", "default, server", ("-m", "bench.peers.server_detection", "start"))
MANUAL = System("manual", "default, Silero", ("-m", "bench.peers.manual_detection", "start"))
DEFAULT_SYSTEMS = (OURS, SERVER, MANUAL)
SYSTEMS = {system.name: system for system in (*DEFAULT_SYSTEMS, OURS_ANY_CLIENT)}


@dataclass(frozen=True)
class Worker:
    """A system that runs, warm and registered."""

    system: System
    processes: WorkerProcesses
    start_cpu_s: float


@contextlib.asynccontextmanager
async def running(
    system: System, server: LiveKitServer, model: Model, folder: Path
) -> AsyncIterator[Worker]:
    """Start a worker and wait until its spare processes are warm; stop it on leaving."""
    stalls = Path(tempfile.mkdtemp(prefix=f"{system.name}-", dir=folder))
    env = {
        **server.env,
        **model.env,
        "AGENT_NAME": system.agent_name,
        "GEMINI_MODEL": GEMINI_MODEL,
        # As many as the framework keeps by default.
        "AGENT_IDLE_PROCESSES": str(os.cpu_count() or 1),
        "AGENT_HEALTH_PORT": "0",
        "LOG_DIR": str(folder / f"logs-{system.name}"),
        "PYTHONPATH": os.pathsep.join((str(HOOK_DIR), str(PROJECT_DIR))),
        FOLDER_VARIABLE: str(stalls),
    }
    command = [sys.executable, *system.command]
    log = stalls.with_suffix(".log")
    async with ChildProcess.running(
        system.name, command, log_path=log, env=env, cwd=PROJECT_DIR
    ) as process:

        async def registered() -> bool:
            if process.exit_code is not None:
                raise RuntimeError(process.described("ended"))
            return "registered worker" in process.log_text()

        await until(registered, REGISTER_TIMEOUT_S)
        processes = WorkerProcesses(process.pid, stalls)
        await _warm(processes)
        yield Worker(system, processes, processes.cpu_s())


async def _warm(processes: WorkerProcesses) -> None:
    loop = asyncio.get_running_loop()
    deadline_s = loop.time() + WARM_TIMEOUT_S
    used_s = processes.cpu_s()
    while loop.time() < deadline_s:
        await asyncio.sleep(1.0)
        before_s, used_s = used_s, processes.cpu_s()
        if used_s - before_s < WARM_SHARE:
            return


async def settle(worker: Worker) -> None:
    """Wait until a finished conversation's process is gone and its successor is warm."""
    await _warm(worker.processes)
