"""One stack for a module's conversations; each conversation is a room of its own."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager

import pytest
import pytest_asyncio

from tests.fakes.gemini import Reply, Script
from tests.support.stack import Stack, running_stack
from tests.support.visitor import Visitor

GREETING_HZ, FIRST_HZ, SECOND_HZ = 400.0, 600.0, 800.0
# The greeting, a long first answer to talk into, then short ones.
SCRIPT = Script(
    [Reply.tone(GREETING_HZ, 1.0), Reply.tone(FIRST_HZ, 4.0), Reply.tone(SECOND_HZ, 1.0)],
    default=Reply.tone(1000.0, 0.6),
)

Joining = Callable[..., AbstractAsyncContextManager[Visitor]]
_numbers = itertools.count()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stack(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stack]:
    async with running_stack(tmp_path_factory.mktemp("stack"), script=SCRIPT) as running:
        yield running


@pytest.fixture
def joining(stack: Stack) -> Joining:
    """Join a new room as a new user."""

    def join(
        *, microphone: bool = True, metadata: str = ""
    ) -> AbstractAsyncContextManager[Visitor]:
        token = stack.user_token(name=f"ada{next(_numbers)}", metadata=metadata)
        return Visitor.joining(stack.livekit.url, token, microphone=microphone)

    return join
