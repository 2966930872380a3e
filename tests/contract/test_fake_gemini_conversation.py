"""The unmodified LiveKit Google plugin talks with the fake Gemini server.

These hold both sides: the fake speaks the protocol the plugin understands, and the plugin does
what this project relies on.
"""

from __future__ import annotations

from typing import Any

import pytest
from google.genai import types
from livekit.agents import llm

from tests.fakes.gemini import (
    Cause,
    FakeGeminiLive,
    Options,
    Reply,
    Script,
    ToolCall,
    Voice,
)
from tests.fakes.gemini.plugin import V3_8, client
from tests.unit.fakes.test_gemini_detection import noise, silence

pytestmark = pytest.mark.contract

V2_5 = "gemini-2.5-flash-native-audio-preview-12-2025"
FAST = Options(speed=10, voice=Voice.SYNTHETIC)


@llm.function_tool
async def point(x: int) -> str:
    """Point at something."""
    return f"pointed at {x}"


@pytest.mark.parametrize("model", [V2_5, "gemini-3.1-flash-live-preview", V3_8])
async def test_a_greeting_is_spoken_and_transcribed(
    model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = Script([Reply.tone(700, 1.0, "Hello, how can I help?")])
    async with (
        FakeGeminiLive(script, options=FAST) as gemini,
        client(gemini, monkeypatch, model=model, instructions="Be kind.") as plugin,
    ):
        await plugin.session.generate_reply(instructions="Greet the user.")
        heard = await plugin.generation(0)
        (turn,) = await gemini.record.wait_for_turns(1)
        assert heard.user_initiated
        assert heard.text == "Hello, how can I help?"
        assert heard.seconds == pytest.approx(1.0)
        assert heard.hz == pytest.approx(700, abs=2)
        assert turn.cause is Cause.CLIENT_CONTENT
        assert gemini.record.connections[0].setup["model"] == f"models/{model}"
        assert gemini.record.connections[0].system_instruction == "Be kind."


@pytest.mark.parametrize("model", [V2_5, V3_8])
async def test_a_manual_turn_carries_the_speech_and_is_one_turn(
    model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = Script([Reply("At the top.", heard="where are the margins")])
    async with (
        FakeGeminiLive(script, options=FAST) as gemini,
        client(gemini, monkeypatch, model=model) as plugin,
    ):
        plugin.say(noise(0.2))
        await plugin.manual_turn(noise(0.5))
        heard = await plugin.generation(0)
        await plugin.usage()
        (turn,) = gemini.record.turns
        assert heard.text == "At the top."
        assert (turn.cause, turn.index) == (Cause.MANUAL, 0)
        assert turn.pcm == noise(0.5)
        assert gemini.record.connections[0].stray_audio_s == pytest.approx(0.2)
        assert gemini.record.connections[0].interruptions == 0
        transcripts = plugin.events["input_audio_transcription_completed"]
        assert transcripts[-1].transcript == "where are the margins"
        assert [event.is_final for event in transcripts] == [False, False, True]


async def test_usage_reaches_the_metrics(monkeypatch: pytest.MonkeyPatch) -> None:
    script = Script([Reply.tone(500, 2.0)])
    async with (
        FakeGeminiLive(script, options=FAST) as gemini,
        client(gemini, monkeypatch) as plugin,
    ):
        await plugin.manual_turn(noise(1.0))
        metrics = await plugin.usage()
        assert metrics.input_token_details.audio_tokens == 25
        assert metrics.output_token_details.audio_tokens == 50
        assert metrics.total_tokens == metrics.input_tokens + metrics.output_tokens


async def test_the_turn_completes_when_playback_would_be_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    options = Options(speed=4, voice=Voice.SYNTHETIC)
    async with (
        FakeGeminiLive(Script([Reply.tone(500, 2.0)]), options=options) as gemini,
        client(gemini, monkeypatch) as plugin,
    ):
        await plugin.manual_turn()
        await plugin.usage()
        reply = gemini.record.turns[0].replies[0]
        assert reply.first_audio_at is not None
        assert reply.last_audio_at is not None
        assert reply.generation_complete_at is not None
        assert reply.completed_at is not None
        assert reply.last_audio_at - reply.first_audio_at < 0.4
        assert reply.generation_complete_at - reply.last_audio_at < 0.3
        assert 0.49 <= reply.completed_at - reply.first_audio_at < 1.5


async def test_the_server_s_own_detection_finds_turns_and_interrupts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    script = Script([Reply.tone(500, 30.0, heard="first"), Reply("Second.")])
    async with (
        FakeGeminiLive(script, options=FAST) as gemini,
        client(gemini, monkeypatch, manual=False, detection={"silence_duration_ms": 300}) as plugin,
    ):
        plugin.say(silence(1) + noise(1) + silence(0.5))
        await gemini.record.wait_for(lambda r: bool(r.turns and r.turns[0].first_audio_at))
        plugin.say(noise(0.5) + silence(0.5))
        first, second = await plugin.generation(0), await plugin.generation(1)
        assert [turn.cause for turn in gemini.record.turns] == [Cause.AUTOMATIC] * 2
        assert not first.user_initiated
        assert first.seconds < 30
        assert second.text == "Second."
        assert gemini.record.connections[0].interruptions == 1
        assert gemini.record.turns[0].replies[0].interrupted_at is not None


async def test_activity_interrupts_the_reply_even_while_it_only_plays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    script = Script([Reply.tone(500, 20.0), Reply("Yes?")])
    async with (
        FakeGeminiLive(script, options=FAST) as gemini,
        client(gemini, monkeypatch) as plugin,
    ):
        await plugin.manual_turn()
        await gemini.record.wait_for(
            lambda r: bool(r.turns and r.turns[0].replies[0].generation_complete_at)
        )
        await plugin.manual_turn()
        second = await plugin.generation(1)
        assert second.text == "Yes?"
        assert gemini.record.connections[0].interruptions == 1
        assert gemini.record.turns[0].replies[0].completed_at is None


async def test_nothing_interrupts_when_the_setup_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    script = Script([Reply.tone(500, 2.0), Reply("Next.")])
    async with (
        FakeGeminiLive(script, options=FAST) as gemini,
        client(
            gemini,
            monkeypatch,
            manual=False,
            detection={"silence_duration_ms": 200},
            realtime={"activity_handling": types.ActivityHandling.NO_INTERRUPTION},
        ) as plugin,
    ):
        plugin.say(noise(0.3) + silence(0.3))
        await gemini.record.wait_for(lambda r: bool(r.turns and r.turns[0].first_audio_at))
        plugin.say(noise(0.3) + silence(0.3))
        first, second = await plugin.generation(0), await plugin.generation(1)
        assert first.seconds == pytest.approx(2.0)
        assert second.text == "Next."
        assert gemini.record.connections[0].interruptions == 0


@pytest.mark.parametrize(
    ("model", "coverage", "counted"),
    [
        (V3_8, None, 2),
        (V2_5, None, 1),
        (V2_5, types.TurnCoverage.TURN_INCLUDES_AUDIO_ACTIVITY_AND_ALL_VIDEO, 2),
    ],
)
async def test_frames_arrive_as_jpeg_and_count_by_coverage(
    model: str,
    coverage: types.TurnCoverage | None,
    counted: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with (
        FakeGeminiLive(options=FAST) as gemini,
        client(gemini, monkeypatch, model=model, realtime={"turn_coverage": coverage}) as plugin,
    ):
        plugin.show()
        plugin.session.start_user_activity()
        plugin.show()
        plugin.say(noise(0.3))
        await plugin.session.generate_reply()
        (turn,) = gemini.record.turns
        assert len(gemini.record.frames) == 2
        assert all(frame.jpeg.startswith(b"\xff\xd8") for frame in gemini.record.frames)
        assert len(turn.frames) == counted


@pytest.mark.parametrize("model", [V2_5, V3_8])
async def test_a_tool_call_is_answered_and_the_reply_follows(
    model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = Script([Reply("It is there.", tool_calls=[ToolCall("point", {"x": 3})])])
    async with (
        FakeGeminiLive(script, options=FAST) as gemini,
        client(gemini, monkeypatch, model=model, tools=[point]) as plugin,
    ):
        await plugin.manual_turn()
        (call,) = (await plugin.generation(0)).calls
        assert (call.name, call.arguments) == ("point", '{"x": 3}')
        chat = plugin.session.chat_ctx
        chat.items.append(call)
        chat.items.append(
            llm.FunctionCallOutput(
                call_id=call.call_id, name="point", output="pointed at 3", is_error=False
            )
        )
        await plugin.session.update_chat_ctx(chat)
        assert (await plugin.generation(1)).text == "It is there."
        (response,) = gemini.record.connections[0].tool_responses
        assert response["response"] == {"output": "pointed at 3"}
        assert len(gemini.record.turns) == 1


async def test_an_interruption_cancels_blocking_calls(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    script = Script([Reply("x", tool_calls=[ToolCall("point", {"x": 1})]), Reply("Go on.")])
    async with (
        FakeGeminiLive(script, options=FAST) as gemini,
        client(gemini, monkeypatch, model=V2_5, tools=[point]) as plugin,
    ):
        await plugin.manual_turn()
        (call,) = (await plugin.generation(0)).calls
        await plugin.manual_turn()
        assert (await plugin.generation(1)).text == "Go on."
        assert gemini.record.connections[0].cancelled_tool_calls == [call.call_id]
        assert "server cancelled tool calls" in caplog.text


async def test_typed_text_is_context_and_then_a_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    async with (
        FakeGeminiLive(Script([Reply("Hi.")]), options=FAST) as gemini,
        client(gemini, monkeypatch) as plugin,
    ):
        await gemini.record.wait_for_connections(1)
        chat = plugin.session.chat_ctx
        chat.add_message(role="user", content="hello there")
        await plugin.session.update_chat_ctx(chat)
        await plugin.session.generate_reply()
        assert (await plugin.generation(0)).text == "Hi."
        (turn,) = gemini.record.turns
        assert (turn.text, turn.cause) == ("hello there", Cause.CLIENT_CONTENT)


async def test_a_placeholder_is_answered_with_an_empty_turn_by_the_newer_models(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with (
        FakeGeminiLive(Script([Reply("Never said.")]), options=FAST) as gemini,
        client(gemini, monkeypatch) as plugin,
    ):
        await gemini.record.wait_for_connections(1)
        content = types.Content(parts=[types.Part(text=".")], role="user")
        plugin.session._send_client_event(
            types.LiveClientContent(turns=[content], turn_complete=True)
        )
        await gemini.record.wait_for(lambda r: bool(r.connections[0].usage))
        assert "generation_created" not in plugin.events


@pytest.mark.parametrize(("asked", "used"), [(None, "v1"), ("v1beta", "v1beta")])
async def test_the_sdk_s_own_api_version_is_v1(
    asked: str | None, used: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Google's Live API reference names v1beta only; the SDK goes to v1 unless told."""
    more: dict[str, Any] = {"api_version": asked} if asked else {}
    async with FakeGeminiLive(options=FAST) as gemini, client(gemini, monkeypatch, **more):
        (connection,) = await gemini.record.wait_for_connections(1)
        assert connection.api_version == used
