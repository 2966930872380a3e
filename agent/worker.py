"""The worker: registers with LiveKit under our name and runs one GuidedSession for each room.

Composition root: the only module of the worker that reads settings and chooses a voice stack.

    python -m agent.worker

The main process only registers and supervises. What a conversation needs is imported where a job's
process begins, so that the main process does not pay for it at start-up (1.3 s of CPU, measured).
"""

from __future__ import annotations

import asyncio
import logging
import math
import os
import signal
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from livekit.agents import AgentServer, JobContext, JobProcess, JobRequest

from agent.capacity import Capacity
from agent.engines.host import EnginesMissingError, running_engines
from agent.spares import Spares
from agent.visit import Visit, visit_of
from config import Settings, SettingsError, load_settings
from config.logging import configure_logging
from protocol.messages import Reason, voices_by_language

if TYPE_CHECKING:
    from agent.session import Stacks

logger = logging.getLogger("cicerone.worker")

# Imported once, in the process that others are forked from: a new one then takes 0.09 s and 30 MB
# of its own instead of 1.59 s and 119 MB (measured). The Google plugin is most of it.
PRELOADED = ["agent.session", "agent.preload"]
# By default the framework looks at the event loop of every process, spares too, 50 times a second,
# to report stalls of 0.1 s: 1.1 % of a core each, measured. From 0.25 s on it costs half of that.
STALL_REPORTS = ("LIVEKIT_AGENTS_LOOP_BLOCK_WARN_MS", "250")
# Longest that a conversation's process takes to say goodbye.
SHUTDOWN_TIMEOUT_S = 10.0


def new_server(settings: Settings, engines: Path | None = None) -> AgentServer:
    """A worker that counts its capacity in conversations; see `capacity.py`.

    Args:
        engines: where the local stack's engines answer, when it is used.
    """
    stacks = "agent.stacks.gemini" if engines is None else "agent.stacks.local"
    capacity, spares = Capacity(settings.agent_capacity), Spares(settings.agent_idle_processes)
    server = AgentServer(
        ws_url=settings.livekit_url,
        api_key=settings.livekit_api_key,
        api_secret=settings.livekit_api_secret.get_secret_value(),
        host=settings.agent_health_host,
        port=settings.agent_health_port,
        setup_fnc=partial(prewarm, engines),
        load_fnc=capacity.load,
        load_threshold=math.inf,
        num_idle_processes=settings.agent_idle_processes,
        drain_timeout=settings.agent_drain_timeout_s,
        shutdown_process_timeout=SHUTDOWN_TIMEOUT_S,
        # A busy machine must not lose a user because a process took its time to begin.
        initialize_process_timeout=60.0,
        preload_modules=[*PRELOADED, stacks],
    )

    async def answer(request: JobRequest) -> None:
        spares.hold(server._proc_pool)  # noqa: SLF001 - there is no other way to it
        await capacity.answer(server, request)

    server.rtc_session(guide_room, agent_name=settings.agent_name, on_request=answer)
    return server


def prewarm(engines: Path | None, process: JobProcess) -> None:
    """Load and run everything once before a user waits for it."""
    from agent.warmup import warm_up

    warm_up()
    process.userdata["settings"] = load_settings()
    process.userdata["engines"] = engines


async def guide_room(ctx: JobContext) -> None:
    """One job: one room."""
    from agent.session import GuidedSession

    settings: Settings = ctx.proc.userdata["settings"]
    voices = voices_by_language(local=settings.is_local, preferred=settings.gemini_voice)
    visit = visit_of(ctx.job.metadata, voices)
    stacks = _stacks(settings, ctx.proc.userdata["engines"], visit)
    session = GuidedSession(ctx, visit, stacks)

    async def stop(_: str) -> None:
        await session.stop(Reason.WORKER_STOPPING)

    ctx.add_shutdown_callback(stop)
    await session.run()
    ctx.shutdown("the conversation is over")


def _stacks(settings: Settings, engines: Path | None, visit: Visit) -> Stacks:
    if engines is None:
        from agent.stacks.gemini import GeminiStacks

        return GeminiStacks(settings)
    from agent.stacks.local import LocalStacks

    return LocalStacks(settings, engines, visit.language)


async def serve(server: AgentServer) -> None:
    """Run until told to stop; then let conversations finish within the drain time."""
    loop = asyncio.get_running_loop()
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopping.set)
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(server.run(), name="worker")
        told = tasks.create_task(stopping.wait(), name="stop-signal")
        await asyncio.wait((running, told), return_when=asyncio.FIRST_COMPLETED)
        told.cancel()
        if not running.done():
            try:
                await server.drain()
            except TimeoutError:
                logger.warning("conversations were cut short: the drain time was over")
            await server.aclose()


async def run(settings: Settings) -> None:
    """Serve with the engines beside it, when the local stack is used."""
    if not settings.is_local:
        await serve(new_server(settings))
        return
    async with running_engines() as socket:
        await serve(new_server(settings, socket))


def main() -> int:
    try:
        settings = load_settings()
    except SettingsError as error:
        sys.stderr.write(f"Cicerone cannot start: {error}\n")
        return 2
    configure_logging(settings, "agent")
    os.environ.setdefault(*STALL_REPORTS)
    if (missing := settings.missing_model_setting) is not None:
        logger.warning("no model: set %s in .env; the page says so too", missing)
    try:
        asyncio.run(run(settings))
    except EnginesMissingError as error:
        sys.stderr.write(f"Cicerone cannot start: {error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
