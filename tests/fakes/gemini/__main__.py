"""`python -m tests.fakes.gemini`: the fake Gemini Live server as a process of its own."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
from pathlib import Path

from tests.fakes.gemini.options import Options
from tests.fakes.gemini.script import NAMED, load_script
from tests.fakes.gemini.server import FakeGeminiLive


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fakes.gemini", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--ca-file", type=Path, required=True, help="written: trust this one")
    parser.add_argument("--record-dir", type=Path, help="events.jsonl and media go here")
    parser.add_argument(
        "--script", default="guide", help=f"a JSON file, or one of {', '.join(NAMED)}"
    )
    parser.add_argument("--thinking-ms", type=float, default=300.0)
    parser.add_argument("--speed", type=float, default=1.0)
    return parser.parse_args()


async def _serve(arguments: argparse.Namespace) -> None:
    options = Options(speed=arguments.speed, thinking_ms=arguments.thinking_ms)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with FakeGeminiLive(
        load_script(arguments.script),
        options=options,
        port=arguments.port,
        ca_file=arguments.ca_file,
        record_dir=arguments.record_dir,
    ) as gemini:
        # One line, for whoever started this process and waits for it.
        sys.stdout.write(f"{gemini.base_url}\n")
        sys.stdout.flush()
        await stop.wait()


if __name__ == "__main__":
    asyncio.run(_serve(_arguments()))
