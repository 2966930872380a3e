"""The OpenAI plugin, our screen around it, and a server that speaks the streaming protocol."""

from __future__ import annotations

import json
from typing import Any

import pytest
from livekit.agents import APIConnectionError, APIStatusError, APITimeoutError, function_tool, llm
from livekit.agents.types import APIConnectOptions
from livekit.plugins import openai

from agent.guidance.screen_llm import NO_SCREEN, ScreenLLM
from agent.reading import Box, Line, Reading, Seen, Word
from tests.fakes.openai import Answer, FakeOpenAI

pytestmark = pytest.mark.contract

ONCE = APIConnectOptions(max_retry=0, timeout=0.5)
READING = Reading((Line((Word("Save", Box(96, 108, 192, 216)),)),), 1920, 1080)


async def ask(
    server: FakeOpenAI, seen: Seen, question: str = "where is save?"
) -> tuple[str, list[llm.FunctionToolCall], ScreenLLM]:
    inner = openai.LLM(model="m", base_url=server.base_url, api_key="k")

    async def look() -> Seen:
        return seen

    @function_tool
    async def point(box_2d: list[int], label: str) -> str:
        """Point."""
        return ""

    chat_ctx = llm.ChatContext.empty()
    chat_ctx.add_message(role="user", content="earlier")
    chat_ctx.add_message(role="assistant", content="yes")
    chat_ctx.add_message(role="user", content=question)
    outer = ScreenLLM(inner, look)
    text, calls = "", []
    async with outer.chat(chat_ctx=chat_ctx, tools=[point], conn_options=ONCE) as chunks:
        async for chunk in chunks:
            if chunk.delta is not None:
                text += chunk.delta.content or ""
                calls += chunk.delta.tool_calls
    assert chat_ctx.items[-1].text_content == question  # type: ignore[union-attr]
    return text, calls, outer


def contents(asked: dict[str, Any]) -> list[Any]:
    return [message["content"] for message in asked["messages"]]


async def test_the_newest_question_alone_comes_with_picture_and_words() -> None:
    async with FakeOpenAI([Answer(text="It is at the top left.")]) as server:
        text, _, _ = await ask(server, Seen(READING, b"jpeg"))
        asked = server.asked[0]
    assert text.strip() == "It is at the top left."
    assert "image_url" in json.dumps(contents(asked)[-1])
    assert "Save [100, 50, 200, 100]" in json.dumps(contents(asked)[-1])
    assert "Save" not in json.dumps(contents(asked)[0])


async def test_without_a_screen_the_model_is_told_so() -> None:
    async with FakeOpenAI([Answer(text="I cannot see it.")]) as server:
        await ask(server, Seen(None))
        assert NO_SCREEN in json.dumps(contents(server.asked[0])[-1])


async def test_a_model_that_refuses_pictures_is_asked_with_words_alone_from_then_on() -> None:
    async with FakeOpenAI([Answer(text="At the top.", takes_pictures=False)]) as server:
        text, _, outer = await ask(server, Seen(READING, b"jpeg"))
        assert text.strip() == "At the top."
        assert outer.takes_pictures is False
        assert "image_url" not in json.dumps(server.asked)
        assert "Save [100, 50, 200, 100]" in json.dumps(server.asked)


async def test_a_tool_call_that_comes_in_pieces_is_put_together() -> None:
    arguments = {"box_2d": [1, 2, 3, 4], "label": "Save"}
    async with FakeOpenAI([Answer(tool="point", arguments=arguments)]) as server:
        _, calls, _ = await ask(server, Seen(READING))
        assert [tool["function"]["name"] for tool in server.asked[0]["tools"]] == ["point"]
    assert [(call.name, json.loads(call.arguments)) for call in calls] == [("point", arguments)]


async def test_an_empty_answer_is_no_error() -> None:
    async with FakeOpenAI([Answer()]) as server:
        text, calls, _ = await ask(server, Seen(READING))
    assert (text, calls) == ("", [])


async def test_a_failing_a_malformed_and_a_slow_answer_are_errors_of_the_framework() -> None:
    async with FakeOpenAI([Answer(status=503)]) as server:
        with pytest.raises(APIStatusError) as status:
            await ask(server, Seen(READING))
        assert status.value.status_code == 503
    async with FakeOpenAI([Answer(text="It is", malformed=True)]) as server:
        with pytest.raises(APIConnectionError):
            await ask(server, Seen(READING))
    async with FakeOpenAI([Answer(text="late", delay_s=2.0)]) as server:
        with pytest.raises(APITimeoutError):
            await ask(server, Seen(READING))


async def test_no_server_is_an_error_of_the_framework() -> None:
    with pytest.raises(APIConnectionError):
        await ask(FakeOpenAI([Answer()], port=9), Seen(READING))
