"""A real OpenAI-compatible server process behind the local stack: its tools, and its bad days."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from livekit import rtc
from PIL import Image

from agent.guidance.screen_llm import ARRIVED
from protocol.messages import GuideState, NoticeCode, PointRequest, RpcMethod, Sight
from tests.fakes.openai import Answer
from tests.support.processes import ChildProcess, free_port, until
from tests.support.stack import PROJECT_DIR, Stack, running_stack
from tests.support.visitor import Visitor

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="module")]

# Which answer a question gets is said by a word in it.
ANSWERS = {
    ARRIVED: Answer(text="Hello."),
    "tool": Answer(
        text="It is here.",
        tool="point",
        arguments={"box_2d": [100, 200, 150, 300], "label": "Save"},
    ),
    "slow": Answer(text="Sorry that it took so long.", delay_s=4.0),
    "empty": Answer(),
    "malformed": Answer(text="It is", malformed=True),
    "failing": Answer(status=500),
    "well": Answer(text="All is well again."),
}


class Server:
    """The process, and what it was asked."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"

    async def asked(self) -> list[dict[str, Any]]:
        async with aiohttp.ClientSession() as http, http.get(f"{self.url}/asked") as answer:
            found: list[dict[str, Any]] = await answer.json()
            return found


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[tuple[Stack, Server]]:
    folder: Path = tmp_path_factory.mktemp("llm")
    port = free_port()
    script = folder / "script.json"
    script.write_text(json.dumps({word: answer.dump() for word, answer in ANSWERS.items()}))
    async with ChildProcess.running(
        "openai",
        [sys.executable, "-m", "tests.fakes.openai", str(port), str(script)],
        log_path=folder / "openai.log",
        env={},
        cwd=PROJECT_DIR,
    ) as process:
        server = Server(port)
        await process.until_http_ok(f"{server.url}/v1/models", 30.0)
        env = {
            "VOICE_STACK": "local",
            "OPENAI_BASE_URL": f"{server.url}/v1",
            "OPENAI_MODEL": "m",
        }
        async with running_stack(folder, env=env) as stack:
            yield stack, server


async def test_a_tool_runs_in_the_browser_and_its_result_returns_to_the_model(
    house: tuple[Stack, Server],
) -> None:
    stack, server = house
    shown: list[PointRequest] = []

    async def show(data: rtc.RpcInvocationData) -> str:
        shown.append(PointRequest.model_validate_json(data.payload))
        return json.dumps({"ok": True})

    async with Visitor.joining(stack.livekit.url, stack.user_token(name="tess")) as visitor:
        visitor.room.local_participant.register_rpc_method(RpcMethod.POINT, show)
        await visitor.share(Image.new("RGB", (640, 360), "white"))
        await visitor.until(lambda: visitor.sight() == Sight.SCREEN, 10, "sight of the screen")
        await visitor.until_quiet()
        await visitor.type("Use the tool, please.")
        await visitor.until(lambda: bool(shown), 15, "the box")
        assert (shown[0].left, shown[0].top, shown[0].label) == (0.2, 0.1, "Save")

        async def told() -> bool:
            newest = (await server.asked())[-1]["messages"]
            results = [message["content"] for message in newest if message["role"] == "tool"]
            return bool(results) and "The box is shown" in results[0]

        await until(told, 15.0)


async def test_slow_empty_malformed_and_failing_answers_leave_no_silence_without_a_reason(
    house: tuple[Stack, Server],
) -> None:
    stack, _ = house
    async with Visitor.joining(stack.livekit.url, stack.user_token(name="otto")) as visitor:
        await visitor.until_quiet()
        typed_s = time.monotonic()
        await visitor.type("A slow one.")
        await visitor.until_state(GuideState.THINKING)
        await visitor.until(
            lambda: visitor.heard.first_sound_s(typed_s) is not None, 20, "the slow answer"
        )
        await visitor.until_quiet()
        await visitor.type("An empty one.")
        told = str(NoticeCode.NO_ANSWER)
        await visitor.until(lambda: told in str(visitor.notices), 15, "the notice of no answer")
        await visitor.until_state(GuideState.LISTENING)
        for bad in ("A malformed one.", "A failing one."):
            await visitor.type(bad)
            await visitor.until_state(GuideState.RECONNECTING, 20)
            await visitor.until_state(GuideState.LISTENING, 30)
        typed_s = time.monotonic()
        await visitor.type("Is all well?")
        await visitor.until(
            lambda: visitor.heard.first_sound_s(typed_s) is not None, 20, "an answer"
        )


async def test_engines_that_die_are_started_again_and_the_conversation_goes_on(
    house: tuple[Stack, Server],
) -> None:
    stack, _ = house
    async with Visitor.joining(stack.livekit.url, stack.user_token(name="kai")) as visitor:
        await visitor.until_quiet()
        (engines,) = [
            child
            for child in stack.worker.descendants()
            if "agent.engines" in " ".join(child.cmdline())
        ]
        engines.kill()
        await visitor.type("Is all well?")
        await visitor.until_state(GuideState.RECONNECTING, 20)
        await visitor.until_state(GuideState.LISTENING, 60)
        typed_s = time.monotonic()
        await visitor.type("Is all well?")
        await visitor.until(
            lambda: visitor.heard.first_sound_s(typed_s) is not None, 20, "an answer"
        )
