"""A program: preloads, holds one conversation, and prints what that still had to build.

In a process of its own, since whatever ran before would have built it already.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from importlib import import_module
from pathlib import Path

from livekit.agents import AgentSession
from pydantic import BaseModel

from agent.voice.gemini import GeminiStack
from tests.contract.test_fake_gemini_agent_session import FAST, SCRIPT, Pointing
from tests.fakes.gemini import FakeGeminiLive


def unbuilt() -> set[type[BaseModel]]:
    """Models whose schema is left to their first use."""
    found: set[type[BaseModel]] = set()
    waiting: list[type[BaseModel]] = [BaseModel]
    while waiting:
        children = waiting.pop().__subclasses__()
        waiting += [child for child in children if child not in found]
        found.update(children)
    return {model for model in found if not model.__pydantic_complete__}


def threads() -> int:
    return len(list(Path("/proc/self/task").iterdir()))


async def main() -> None:
    async with FakeGeminiLive(SCRIPT, options=FAST) as gemini:
        # Read when the client's TLS is prepared, which is part of preloading.
        os.environ["SSL_CERT_FILE"] = str(gemini.ca_file)
        before = threads()
        import_module("agent.preload")
        started, left = threads() - before, unbuilt()
        await converse(gemini)
    built = sorted(model.__qualname__ for model in left - unbuilt())
    sys.stdout.write(json.dumps({"threads": started, "built": built}))


async def converse(gemini: FakeGeminiLive) -> None:
    """A question with a tool call, then a spoken turn with a picture."""
    stack = GeminiStack(
        api_key="k", model="gemini-3.8-live", voice="Puck", base_url=gemini.base_url
    )
    async with AgentSession[None](llm=stack.parts.model) as session:
        await session.start(Pointing())
        session.generate_reply(user_input="where is it?")
        await gemini.record.wait_for(lambda record: bool(record.turns))
        stack.start_turn()
        stack.see(b"jpeg")
        stack.end_turn(None)
        await gemini.record.wait_for(lambda record: len(record.turns) > 1)


if __name__ == "__main__":
    asyncio.run(main())
