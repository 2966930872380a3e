"""`python -m tests.fakes.openai PORT SCRIPT.json`, until terminated."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from pathlib import Path

from tests.fakes.openai.server import Answer, FakeOpenAI


async def main(port: int, script: Path) -> None:
    answers = [
        Answer.load(saved) for saved in json.loads(await asyncio.to_thread(script.read_text))
    ]
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    async with FakeOpenAI(answers, port=port):
        await stopping.wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), Path(sys.argv[2])))
