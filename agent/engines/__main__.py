"""`python -m agent.engines SOCKET`: loads the engines and serves them until standard input ends.

Composition root of the engines' process.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
import time
from pathlib import Path

from aiohttp import web

from agent.engines.hearing import Recogniser
from agent.engines.server import EngineServer
from agent.engines.speaking import Speaker
from agent.engines.text import TextReader
from agent.engines.weights import PartMissingError
from config import SettingsError, load_settings
from config.logging import configure_logging

logger = logging.getLogger("cicerone.engines")


async def serve(socket: Path, whisper_model: str | None) -> None:
    """Answer on `socket` until standard input ends."""
    started_s = time.monotonic()
    hearing, speaking, reading = await asyncio.gather(
        asyncio.to_thread(_hearing, whisper_model),
        asyncio.to_thread(_speaking),
        asyncio.to_thread(TextReader),
    )
    app = EngineServer(hearing, speaking, reading).app()
    # Who has gone is not worked for.
    runner = web.AppRunner(app, access_log=None, handler_cancellation=True)
    await runner.setup()
    try:
        await web.UnixSite(runner, str(socket)).start()
        logger.info("the engines are ready after %.1f s", time.monotonic() - started_s)
        await _end_of_input()
    finally:
        await runner.cleanup()


def _hearing(model: str | None) -> Recogniser:
    recogniser = Recogniser(model)
    recogniser.warm_up()
    return recogniser


def _speaking() -> Speaker:
    speaker = Speaker()
    speaker.warm_up()
    return speaker


async def _end_of_input() -> None:
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while await reader.read(1024):
        pass


def main(arguments: list[str]) -> int:
    # Conversations that are ending still need it: the worker says when it is over.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        settings = load_settings()
        configure_logging(settings, "engines")
    except SettingsError as error:
        sys.stderr.write(f"The engines cannot start: {error}\n")
        return 2
    try:
        asyncio.run(serve(Path(arguments[0]), settings.whisper_model))
    except (PartMissingError, OSError) as error:
        sys.stderr.write(f"The local voice stack cannot start: {error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
