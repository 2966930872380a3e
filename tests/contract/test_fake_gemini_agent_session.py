"""A livekit-agents AgentSession over the unmodified plugin and the fake Gemini server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from google.genai import types
from livekit.agents import Agent, AgentSession, ConversationItemAddedEvent, function_tool
from livekit.plugins.google.realtime import RealtimeModel

from tests.fakes.gemini import FakeGeminiLive, Options, Reply, Script, ToolCall, Voice

pytestmark = pytest.mark.contract

MODELS = ["gemini-2.5-flash-native-audio-preview-12-2025", "gemini-3.8-live"]
FAST = Options(speed=10, voice=Voice.SYNTHETIC)
SCRIPT = Script([Reply("It is there.", tool_calls=[ToolCall("point", {"x": 7})])])


class Pointing(Agent):
    def __init__(self) -> None:
        super().__init__(instructions="Point at things.")
        self.pointed: list[int] = []

    @function_tool
    async def point(self, x: int) -> str:
        """Point at a place on the screen."""
        self.pointed.append(x)
        return f"pointed at {x}"


@asynccontextmanager
async def conversation(
    gemini: FakeGeminiLive, agent: Agent, model: str, *, manual: bool
) -> AsyncIterator[AgentSession[None]]:
    realtime = RealtimeModel(
        model=model,
        api_key="k",
        http_options=types.HttpOptions(base_url=gemini.base_url),
        realtime_input_config=types.RealtimeInputConfig(
            automatic_activity_detection=types.AutomaticActivityDetection(disabled=manual)
        ),
    )
    async with AgentSession[None](llm=realtime) as session:
        await session.start(agent)
        yield session


@pytest.mark.parametrize("model", MODELS)
async def test_a_function_tool_is_run_and_its_result_spoken_about(
    model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with FakeGeminiLive(SCRIPT, options=FAST) as gemini:
        monkeypatch.setenv("SSL_CERT_FILE", str(gemini.ca_file))
        agent, said = Pointing(), asyncio.Event()

        def added(event: ConversationItemAddedEvent) -> None:
            if event.item.type == "message" and event.item.text_content == "It is there.":
                said.set()

        async with conversation(gemini, agent, model, manual=False) as session:
            session.on("conversation_item_added", added)
            session.generate_reply(user_input="where is it?")
            await asyncio.wait_for(said.wait(), 5)
        assert agent.pointed == [7]
        assert len(gemini.record.turns) == 1
        (response,) = gemini.record.connections[0].tool_responses
        assert response["response"] == {"output": "pointed at 7"}


@pytest.mark.parametrize("model", MODELS)
async def test_with_manual_activity_the_framework_cuts_off_the_reply_after_a_tool(
    model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Known trap of livekit-agents 1.8.9: a reply nobody asked for by `generate_reply` makes the
    plugin report speech, the session then interrupts, and with manual activity that sends
    activity_start, which interrupts this very reply and leaves the user's activity open.
    """
    async with FakeGeminiLive(SCRIPT, options=FAST) as gemini:
        monkeypatch.setenv("SSL_CERT_FILE", str(gemini.ca_file))
        agent = Pointing()
        async with conversation(gemini, agent, model, manual=True) as session:
            session.generate_reply(user_input="where is it?")
            await gemini.record.wait_for(lambda r: any(c.interruptions for c in r.connections))
            (connection,) = gemini.record.connections
            assert [activity.kind for activity in connection.activities] == ["start"]
            assert gemini.record.turns[0].replies[1].interrupted_at is not None
        assert agent.pointed == [7]
