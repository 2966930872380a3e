"""The two voice stacks with something scripted behind them, so that one suite runs over both."""

from __future__ import annotations

import contextlib
import itertools
import json
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Protocol

from agent.guidance.screen_llm import ARRIVED
from tests.fakes.gemini import Reply, Script
from tests.fakes.gemini.record import ConnectionRecord
from tests.fakes.openai import Answer, FakeOpenAI, Question
from tests.support.stack import Stack, running_stack
from tests.support.visitor import Visitor

# About 4 s of speech: long enough to be talked into.
LONG_ANSWER = "The button that you are looking for is at the top right, next to the search field."
GREETING = "Hello, what would you like to do?"
_numbers = itertools.count()


class Side(Protocol):
    """A stack and what its model was told."""

    stack: Stack

    def turns(self) -> int:
        """Turns of the newest conversation that the model was asked to answer."""

    def said(self) -> str:
        """What the user typed or said to it, as far as the model knows words."""

    def saw_screen(self) -> bool:
        """The newest turn came with a picture of the screen."""

    async def lose_model(self) -> None:
        """Whatever thinks is gone from now on, for a while."""


def joining(side: Side, *, microphone: bool = True) -> AbstractAsyncContextManager[Visitor]:
    """Join a new room as a new user."""
    token = side.stack.user_token(name=f"eve{next(_numbers)}")
    return Visitor.joining(side.stack.livekit.url, token, microphone=microphone)


class GeminiSide:
    def __init__(self, stack: Stack) -> None:
        self.stack = stack

    def turns(self) -> int:
        # The greeting is asked for by the worker itself.
        return len(self._newest.turns) - 1

    def said(self) -> str:
        # After a loss the rooms of earlier visitors may connect again too, and be the newest.
        return json.dumps([each.context for each in self.stack.gemini.record.connections])

    def saw_screen(self) -> bool:
        return bool(self._newest.turns[-1].frames)

    async def lose_model(self) -> None:
        self.stack.gemini.refuse_next(status=503, times=2)
        await self.stack.gemini.close_connections(1011)

    @property
    def _newest(self) -> ConnectionRecord:
        return self.stack.gemini.record.connections[-1]


class LocalSide:
    def __init__(self, stack: Stack, llm: FakeOpenAI) -> None:
        self.stack = stack
        self._llm = llm

    def turns(self) -> int:
        asked = [item for item in self._messages if item["role"] == "user"]
        return len([item for item in asked if ARRIVED not in json.dumps(item)])

    def said(self) -> str:
        return json.dumps(self._messages)

    def saw_screen(self) -> bool:
        return "image_url" in json.dumps(self._messages[-1])

    async def lose_model(self) -> None:
        self._llm.failing = 1

    @property
    def _messages(self) -> list[dict[str, object]]:
        found: list[dict[str, object]] = self._llm.asked[-1]["messages"]
        return found


@contextlib.asynccontextmanager
async def running_side(name: str, log_dir: Path) -> AsyncIterator[Side]:
    """`gemini` or `local`, until the block is left."""
    if name == "gemini":
        script = Script([Reply.tone(400.0, 1.0)], default=Reply.tone(600.0, 4.0))
        async with running_stack(log_dir, script=script) as stack:
            yield GeminiSide(stack)
        return
    async with FakeOpenAI(_answer) as llm:
        env = {"VOICE_STACK": "local", "OPENAI_BASE_URL": llm.base_url, "OPENAI_MODEL": "m"}
        async with running_stack(log_dir, env=env) as stack:
            yield LocalSide(stack, llm)


def _answer(asked: Question) -> Answer:
    return Answer(text=GREETING if ARRIVED in json.dumps(asked["messages"][-1]) else LONG_ANSWER)
