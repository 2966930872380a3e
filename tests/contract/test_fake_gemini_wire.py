"""The fake Gemini server on the wire: what the plugin never sends, and the order of messages."""

from __future__ import annotations

import base64
import json
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.fakes.gemini import (
    Cause,
    FakeGeminiLive,
    Fault,
    FaultKind,
    Options,
    Reply,
    Script,
    ToolCall,
    Voice,
)
from tests.unit.fakes.test_gemini_detection import noise, silence

pytestmark = pytest.mark.contract

PATH = "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent"
FAST = Options(speed=20, voice=Voice.SYNTHETIC)
MANUAL = {"automaticActivityDetection": {"disabled": True}}
START: dict[str, Any] = {"realtimeInput": {"activityStart": {}}}
END: dict[str, Any] = {"realtimeInput": {"activityEnd": {}}}
GO_ON = {"clientContent": {"turnComplete": True}}


class Wire:
    """A raw client that reads until a message has what it waits for."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self.seen: list[dict[str, Any]] = []

    async def send(self, *messages: dict[str, Any]) -> None:
        for message in messages:
            await self._socket.send(json.dumps(message))

    async def until(self, *path: str) -> Any:
        """The value at the path, in the first new message that has it."""
        while True:
            message = json.loads(await self._socket.recv(decode=False))
            self.seen.append(message)
            value: Any = message
            for step in path:
                value = value.get(step) if isinstance(value, dict) else None
            if value is not None:
                return value

    async def closed(self) -> tuple[int, str]:
        with pytest.raises(ConnectionClosed):
            await self.until("never")
        return self._socket.close_code or 0, self._socket.close_reason or ""

    @property
    def order(self) -> list[str]:
        """Names of what came, runs of the same thing once."""
        names: list[str] = []
        for message in self.seen:
            for name in message.get("serverContent", message):
                if not names or names[-1] != name:
                    names.append(name)
        return names


@asynccontextmanager
async def wire(
    gemini: FakeGeminiLive, model: str = "gemini-3.8-live", path: str = PATH, **setup: Any
) -> AsyncIterator[Wire]:
    context = ssl.create_default_context(cafile=str(gemini.ca_file))
    url = f"wss://localhost:{gemini.port}{path}?key=k"
    async with connect(url, ssl=context) as socket:
        client = Wire(socket)
        await client.send({"setup": {"model": f"models/{model}", **setup}})
        await client.until("setupComplete")
        yield client


def audio(pcm: bytes) -> dict[str, Any]:
    data = base64.urlsafe_b64encode(pcm).decode()
    blob = {"data": data, "mime_type": "audio/pcm;rate=16000"}
    return {"realtime_input": {"audio": blob}}


def says(text: str, role: str | None = "user") -> dict[str, Any]:
    return {"clientContent": {"turns": [{"role": role, "parts": [{"text": text}]}]}}


async def test_a_turn_s_messages_come_in_the_documented_order() -> None:
    script = Script([Reply.tone(500, 1.0, "five words of this speech", heard="hello")])
    async with (
        FakeGeminiLive(script, options=FAST) as gemini,
        wire(
            gemini,
            "gemini-2.5-flash-native-audio-preview-12-2025",
            realtimeInputConfig=MANUAL,
            inputAudioTranscription={},
            outputAudioTranscription={},
            sessionResumption={},
        ) as client,
    ):
        await client.send(START, audio(noise(1)), END)
        handle = await client.until("sessionResumptionUpdate", "newHandle")
        assert client.order[:3] == [
            "setupComplete",
            "sessionResumptionUpdate",
            "inputTranscription",
        ]
        assert client.order[3:5] == ["modelTurn", "outputTranscription"]
        assert client.order[-4:] == [
            "outputTranscription",
            "generationComplete",
            "turnComplete",
            "sessionResumptionUpdate",
        ]
        assert handle == gemini.record.connections[0].handles[0]
        (usage,) = [m["usageMetadata"] for m in client.seen if "usageMetadata" in m]
        assert usage["promptTokensDetails"] == [{"modality": "AUDIO", "tokenCount": 25}]


async def test_the_newer_models_send_audio_and_words_in_one_event() -> None:
    script = Script([Reply.tone(500, 0.5, "hello")])
    async with (
        FakeGeminiLive(script, options=FAST) as gemini,
        wire(gemini, outputAudioTranscription={}) as client,
    ):
        await client.send(says("hi"), GO_ON)
        words = await client.until("serverContent", "outputTranscription")
        assert words == {"text": "hello"}
        assert "modelTurn" in client.seen[-1]["serverContent"]
        await client.until("serverContent", "turnComplete")
        assert client.seen[-1]["serverContent"]["interactionStatus"] == "IDLE"


@pytest.mark.parametrize("version", ["v1", "v1alpha", "v1beta"])
async def test_every_api_version_of_the_clients_is_served(version: str) -> None:
    path = PATH.replace("v1beta", version)
    async with FakeGeminiLive(options=FAST) as gemini, wire(gemini, path=path):
        assert len(gemini.record.connections) == 1


async def test_another_path_is_not_found() -> None:
    async with FakeGeminiLive(options=FAST) as gemini:
        with pytest.raises(InvalidStatus) as caught:
            async with wire(gemini, path="/ws/other"):
                pass
        assert caught.value.response.status_code == 404


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ({"setup": {}}, "setup must be the first message and only the first"),
        (START, "Explicit activity control is not supported when automatic"),
        (says("x", role="system"), "Please use a valid role: user, model."),
        (says("x", role=None), "Please use a valid role: user, model."),
        ({"realtimeInput": {"audio": {"data": "!", "mimeType": "audio/pcm"}}}, "Base64"),
        ({"realtimeInput": {"audio": {"data": "", "mimeType": "audio/ogg"}}}, "Request contains"),
        ({"unknown": {}}, "Invalid JSON payload"),
    ],
)
async def test_a_breach_of_the_protocol_closes_with_1007(
    message: dict[str, Any], reason: str
) -> None:
    async with FakeGeminiLive(options=FAST) as gemini, wire(gemini) as client:
        await client.send(message)
        code, said = await client.closed()
        assert code == 1007
        assert said.startswith(reason)


async def test_go_away_is_followed_by_the_close_when_its_time_is_over() -> None:
    async with FakeGeminiLive(options=FAST) as gemini, wire(gemini) as client:
        gemini.go_away(time_left_s=2)
        assert await client.until("goAway", "timeLeft") == "2s"
        assert await client.closed() == (
            1011,
            "Deadline expired before operation could complete.",
        )


async def test_a_connection_ends_after_its_limit_with_a_warning() -> None:
    options = Options(speed=2000, voice=Voice.SYNTHETIC)
    async with FakeGeminiLive(options=options) as gemini, wire(gemini) as client:
        assert await client.until("goAway", "timeLeft") == "50s"
        assert (await client.closed())[0] == 1011


async def test_transparent_resumption_counts_the_messages_consumed() -> None:
    async with (
        FakeGeminiLive(Script([Reply("Hi")]), options=FAST) as gemini,
        wire(gemini, sessionResumption={"transparent": True}) as client,
    ):
        await client.send(says("hi"), GO_ON)
        await client.until("sessionResumptionUpdate", "newHandle")
        update = client.seen[-1]["sessionResumptionUpdate"]
        assert update["lastConsumedClientMessageIndex"] == "2"


async def test_an_unknown_handle_is_refused() -> None:
    async with FakeGeminiLive(options=FAST) as gemini:
        with pytest.raises(ConnectionClosed) as caught:
            async with wire(gemini, sessionResumption={"handle": "nobody's"}):
                pass
        assert caught.value.rcvd is not None
        assert caught.value.rcvd.code == 1007


async def test_realtime_text_is_a_turn_under_automatic_detection() -> None:
    async with (
        FakeGeminiLive(Script([Reply("Hi")]), options=FAST) as gemini,
        wire(gemini) as client,
    ):
        await client.send({"realtimeInput": {"text": "hello"}})
        await client.until("serverContent", "turnComplete")
        assert [(t.cause, t.text) for t in gemini.record.turns] == [(Cause.TEXT, "hello")]


async def test_the_end_of_the_stream_ends_the_turn() -> None:
    async with FakeGeminiLive(options=FAST) as gemini, wire(gemini) as client:
        await client.send(audio(silence(0.5) + noise(0.5)))
        await client.send({"realtimeInput": {"audioStreamEnd": True}})
        await client.until("serverContent", "turnComplete")
        assert [turn.cause for turn in gemini.record.turns] == [Cause.AUTOMATIC]


async def test_history_sent_first_is_not_answered() -> None:
    config = {"initialHistoryInClientContent": True}
    async with (
        FakeGeminiLive(Script([Reply("Hi")]), options=FAST) as gemini,
        wire(gemini, historyConfig=config) as client,
    ):
        await client.send(says("before"), says("answered", "model"), GO_ON)
        await client.send(says("now"), GO_ON)
        await client.until("serverContent", "turnComplete")
        assert [turn.text for turn in gemini.record.turns] == ["now"]
        assert gemini.record.connections[0].context[0] == ("user", "before")


async def test_content_that_completes_the_turn_interrupts_the_reply() -> None:
    script = Script([Reply.tone(500, 60), Reply("Second")])
    async with FakeGeminiLive(script, options=FAST) as gemini, wire(gemini) as client:
        await client.send(says("one"), GO_ON)
        await client.until("serverContent", "modelTurn")
        await client.send(says("two"))
        await client.send(GO_ON)
        await client.until("serverContent", "interrupted")
        await client.until("serverContent", "generationComplete")
        assert [turn.text for turn in gemini.record.turns] == ["one", "two"]
        assert "generationComplete" not in client.order[: client.order.index("interrupted")]


@pytest.mark.parametrize(
    ("scheduling", "answered"), [("WHEN_IDLE", True), ("SILENT", False), ("INTERRUPT", True)]
)
async def test_a_non_blocking_call_is_answered_as_scheduled(
    scheduling: str, *, answered: bool
) -> None:
    call = ToolCall("look", {"at": 1})
    script = Script([Reply("Found it.", tool_calls=[call], preamble="One moment.")])
    tools = [{"functionDeclarations": [{"name": "look"}]}]
    async with (
        FakeGeminiLive(script, options=FAST) as gemini,
        wire(gemini, tools=tools, outputAudioTranscription={}) as client,
    ):
        await client.send(says("go"), GO_ON)
        (sent,) = await client.until("toolCall", "functionCalls")
        await client.until("serverContent", "turnComplete")
        assert client.seen[-1]["serverContent"]["interactionStatus"] == "IN_PROGRESS"
        response = {"id": sent["id"], "name": "look", "response": {}, "scheduling": scheduling}
        await client.send({"toolResponse": {"functionResponses": [response]}})
        # A second turn, so that a silent response has something after it to wait for.
        if not answered:
            await client.send(says("and?"), GO_ON)
        await client.until("serverContent", "turnComplete")
        said = [reply.say for turn in gemini.record.turns for reply in turn.replies]
        assert said == (["Found it.", "Found it."] if answered else ["Found it.", "I see."])


async def test_a_test_can_have_the_model_call_a_tool_on_its_own() -> None:
    async with FakeGeminiLive(options=FAST) as gemini, wire(gemini) as client:
        gemini.inject_tool_call(ToolCall("look", {"at": 2}))
        (call,) = await client.until("toolCall", "functionCalls")
        assert (call["name"], call["args"]) == ("look", {"at": 2})


@pytest.mark.parametrize("kind", [FaultKind.NEVER_COMPLETE, FaultKind.SILENT])
async def test_a_reply_that_never_ends_or_never_comes_can_still_be_followed(
    kind: FaultKind,
) -> None:
    script = Script([Reply.tone(500, 0.4, fault=Fault(kind)), Reply("Second")])
    async with (
        FakeGeminiLive(script, options=FAST) as gemini,
        wire(gemini, realtimeInputConfig=MANUAL) as client,
    ):
        await client.send(START, END)
        await gemini.record.wait_for(lambda r: bool(r.turns and r.turns[0].replies))
        if kind is FaultKind.NEVER_COMPLETE:
            await client.until("serverContent", "modelTurn")
        await client.send(START, END)
        await client.until("serverContent", "generationComplete")
        assert client.order.count("generationComplete") == 1
        assert [turn.index for turn in gemini.record.turns] == [0, 1]


async def test_a_stall_stops_the_audio_and_then_lets_it_go_on() -> None:
    fault = Fault(FaultKind.STALL, after_s=0.5, stall_s=10)
    script = Script([Reply.tone(500, 1.5, fault=fault)])
    async with FakeGeminiLive(script, options=FAST) as gemini, wire(gemini) as client:
        await client.send(says("go"), GO_ON)
        await client.until("serverContent", "turnComplete")
        (reply,) = gemini.record.turns[0].replies
        assert reply.audio_s == pytest.approx(1.5)
        assert reply.first_audio_at is not None
        assert reply.last_audio_at is not None
        assert 0.5 <= reply.last_audio_at - reply.first_audio_at < 3


async def test_two_conversations_do_not_share_script_or_context() -> None:
    script = Script([Reply("first"), Reply("second")])
    async with (
        FakeGeminiLive(script, options=FAST) as gemini,
        wire(gemini) as one,
        wire(gemini) as two,
    ):
        for client, text in ((one, "a"), (two, "b"), (one, "c")):
            await client.send(says(text), GO_ON)
            await client.until("serverContent", "turnComplete")
        left, right = gemini.record.connections
        assert [turn.replies[0].say for turn in left.turns] == ["first", "second"]
        assert [turn.replies[0].say for turn in right.turns] == ["first"]
        assert "b" not in str(left.context)
