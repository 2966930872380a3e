"""`python -m tests.fakes.openai PORT SCRIPT.json`, until terminated.

The script is an object: a word that the newest user message holds, and the answer it then gets. A
question whose tools have run is answered by "Done.".
"""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from pathlib import Path

from tests.fakes.openai.server import Answer, FakeOpenAI, Question

DONE = Answer(text="Done.")


async def main(port: int, script: Path) -> None:
    saved = json.loads(await asyncio.to_thread(script.read_text))
    answers = {word: Answer.load(answer) for word, answer in saved.items()}

    def answer(asked: Question) -> Answer:
        if asked["messages"][-1]["role"] == "tool":
            return DONE
        said = [item for item in asked["messages"] if item["role"] == "user"][-1]
        words = json.dumps(said["content"])
        return next((found for word, found in answers.items() if word in words), DONE)

    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    async with FakeOpenAI(answer, port=port):
        await stopping.wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), Path(sys.argv[2])))
