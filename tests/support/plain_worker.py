"""A worker that only stands in its room: the smallest agent a dispatch can bring.

Run as a module with the LIVEKIT_* variables and AGENT_NAME set; it registers, joins each room it
is sent to and stays until it is removed or the room closes. It knows nothing of Cicerone's own
agent.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support.processes import ChildProcess, until

if TYPE_CHECKING:
    from livekit.agents import AgentServer, JobContext

# Importing the framework takes long on a machine that is busy with other tests.
READY_TIMEOUT_S = 60.0
READY_TEXT = "registered worker"
STANDING_IN = "standing in as {identity}."


async def stand_in_room(ctx: JobContext) -> None:
    """Join and return: the job lives until its agent is removed or the room closes."""
    await ctx.connect()
    print(STANDING_IN.format(identity=ctx.room.local_participant.identity), flush=True)


def make_server() -> AgentServer:
    """A worker with one warm process, never full, that answers health on any free port."""
    # Here, because a test that only starts workers should not pay for it.
    from livekit.agents import AgentServer

    server = AgentServer(
        host="127.0.0.1",
        port=0,
        num_idle_processes=1,
        load_fnc=lambda: 0.0,
        drain_timeout=1,
        shutdown_process_timeout=2.0,
    )
    server.rtc_session(stand_in_room, agent_name=os.environ["AGENT_NAME"])
    return server


def start_plain_worker(env: dict[str, str], agent_name: str, log_path: Path) -> ChildProcess:
    """Start one as its own process group; `await ready(...)` before relying on it."""
    return ChildProcess.start(
        "plain-worker",
        [sys.executable, "-m", "tests.support.plain_worker"],
        log_path=log_path,
        env={**env, "AGENT_NAME": agent_name},
        cwd=Path(__file__).resolve().parents[2],
    )


async def ready(worker: ChildProcess) -> None:
    """Wait until the livekit-server knows the worker.

    Raises:
        RuntimeError: it is not within READY_TIMEOUT_S, or ended; with the end of its log.
    """

    async def registered() -> bool:
        if worker.exit_code is not None:
            raise RuntimeError(worker.described("ended"))
        return READY_TEXT in worker.log_text()

    try:
        await until(registered, READY_TIMEOUT_S)
    except TimeoutError:
        raise RuntimeError(worker.described("did not register")) from None


def has_agent(worker: ChildProcess, identity: str) -> bool:
    """Whether the agent of that identity is one of this worker's."""
    return STANDING_IN.format(identity=identity) in worker.log_text()


def main() -> None:
    logging.basicConfig(level=logging.INFO)
    asyncio.run(make_server().run())


if __name__ == "__main__":
    main()
