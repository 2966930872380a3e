"""Drops, refusals, limits and broken messages: what the plugin makes of each."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from google.genai import types
from livekit.agents import llm

from tests.fakes.gemini import (
    FakeGeminiLive,
    Fault,
    FaultKind,
    Options,
    Reply,
    Script,
    Voice,
)
from tests.fakes.gemini.plugin import client

pytestmark = pytest.mark.contract

V2_5 = "gemini-2.5-flash-native-audio-preview-12-2025"
FAST = Options(speed=10, voice=Voice.SYNTHETIC)


async def test_a_dropped_conversation_is_resumed_by_its_handle(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    script = Script([Reply("One."), Reply("Two.")])
    async with (
        FakeGeminiLive(script, options=FAST) as gemini,
        client(gemini, monkeypatch) as plugin,
    ):
        await plugin.manual_turn()
        await plugin.generation(0)
        await plugin.until(lambda: plugin.session.session_resumption_handle is not None)
        await gemini.close_connections(1011, "Internal error encountered.")
        first, second = await gemini.record.wait_for_connections(2)
        await plugin.manual_turn()
        assert (await plugin.generation(1)).text == "Two."
        assert (first.close_code, second.resumed) == (1011, True)
        assert ("model", "One.") in second.context
        assert [turn.index for turn in gemini.record.turns] == [0, 1]


async def test_an_expired_handle_is_refused_with_1007_and_ends_the_session(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with (
        FakeGeminiLive(options=FAST) as gemini,
        client(gemini, monkeypatch) as plugin,
    ):
        await plugin.manual_turn()
        await plugin.until(lambda: plugin.session.session_resumption_handle is not None)
        gemini.handles.expire_all()
        await gemini.close_connections(1011)
        await plugin.until(lambda: len(plugin.events.get("error", [])) == 2)
        assert not plugin.events["error"][-1].recoverable
        assert gemini.record.refusals[0]["code"] == 1007


async def test_go_away_makes_the_plugin_reconnect_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with (
        FakeGeminiLive(options=FAST) as gemini,
        client(gemini, monkeypatch) as plugin,
    ):
        await plugin.manual_turn()
        await plugin.until(lambda: plugin.session.session_resumption_handle is not None)
        gemini.go_away(time_left_s=50)
        _first, second = await gemini.record.wait_for_connections(2)
        assert second.resumed
        assert "error" not in plugin.events


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        ({"status": 503}, "HTTP 503"),
        ({"code": 1008, "reason": "Quota exceeded."}, "Quota exceeded."),
        ({"code": 1011}, "currently unavailable"),
    ],
)
async def test_a_refused_connect_is_a_fatal_error(
    refusal: dict[str, Any], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with FakeGeminiLive(options=FAST) as gemini:
        gemini.refuse_next(**refusal)
        async with client(gemini, monkeypatch) as plugin:
            await plugin.until(lambda: "error" in plugin.events)
            (error,) = plugin.events["error"]
            assert not error.recoverable
            assert words in str(error.error)
            assert gemini.record.connections == []


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        ({"api_key": "bad-key"}, 1007, "API key not valid"),
        ({"model": "gemini-9-live"}, 1008, "is not found for API version"),
    ],
)
async def test_a_wrong_key_and_a_wrong_model_are_told_apart(
    more: dict[str, Any], code: int, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with (
        FakeGeminiLive(options=FAST) as gemini,
        client(gemini, monkeypatch, **more) as plugin,
    ):
        await plugin.until(lambda: "error" in plugin.events)
        assert words in str(plugin.events["error"][0].error)
        assert [refusal["code"] for refusal in gemini.record.refusals] == [code]


@pytest.mark.parametrize(("code", "fatal"), [(1007, True), (1008, False), (1011, False)])
async def test_a_close_in_mid_reply_is_fatal_only_with_1007(
    code: int, *, fatal: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = Fault(FaultKind.CLOSE, after_s=1.0, code=code)
    script = Script([Reply.tone(500, 5.0, fault=fault)])
    async with (
        FakeGeminiLive(script, options=FAST) as gemini,
        client(gemini, monkeypatch) as plugin,
    ):
        await plugin.manual_turn()
        heard = await plugin.generation(0)
        await plugin.until(lambda: "error" in plugin.events)
        assert heard.seconds == pytest.approx(1.0, abs=0.25)
        assert plugin.events["error"][0].recoverable is not fatal
        if not fatal:
            await gemini.record.wait_for_connections(2)


@pytest.mark.parametrize("kind", [FaultKind.MALFORMED, FaultKind.ERROR])
async def test_a_broken_message_makes_the_plugin_reconnect(
    kind: FaultKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = Script([Reply.tone(500, 2.0, fault=Fault(kind, after_s=0.5))])
    async with (
        FakeGeminiLive(script, options=FAST) as gemini,
        client(gemini, monkeypatch) as plugin,
    ):
        await plugin.manual_turn()
        await gemini.record.wait_for_connections(2)
        assert plugin.events["error"][0].recoverable


async def test_a_paused_model_makes_generate_reply_time_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with (
        FakeGeminiLive(Script([Reply("At last.")]), options=FAST) as gemini,
        client(gemini, monkeypatch) as plugin,
    ):
        gemini.pause_thinking()
        with pytest.raises(llm.RealtimeError, match="timed out"):
            await plugin.session.generate_reply()
        gemini.resume_thinking()
        late = await plugin.generation(0)
        assert (late.text, late.user_initiated) == ("At last.", False)


async def test_the_session_limit_holds_without_compression_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    options = Options(speed=1000, voice=Voice.SYNTHETIC, connection_limit_s=None)
    sliding = types.ContextWindowCompressionConfig(sliding_window=types.SlidingWindow())
    async with (
        FakeGeminiLive(options=options) as gemini,
        client(gemini, monkeypatch, context_window_compression=sliding) as kept,
        client(gemini, monkeypatch) as closed,
    ):
        kept.show()
        closed.show()
        await closed.until(lambda: "error" in closed.events)
        assert "1007" in str(closed.events["error"][0].error)
        assert "error" not in kept.events


async def test_nothing_is_left_running_when_the_server_is_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = asyncio.all_tasks()
    async with (
        FakeGeminiLive(Script([Reply.tone(500, 60.0)]), options=FAST) as gemini,
        client(gemini, monkeypatch) as plugin,
    ):
        await plugin.manual_turn()
        await gemini.record.wait_for(lambda r: bool(r.turns[0].first_audio_at))
    assert {task for task in asyncio.all_tasks() - before if not task.done()} == set()
    assert gemini.open_connections == 0


async def test_a_mistake_in_a_script_fails_the_test_that_wrote_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(_turn: object) -> Reply:
        raise ZeroDivisionError

    gemini = FakeGeminiLive(Script(default=broken), options=FAST)
    await gemini.__aenter__()
    async with client(gemini, monkeypatch) as plugin:
        plugin.session.start_user_activity()
        asked = plugin.session.generate_reply()
        await gemini.record.wait_for(lambda r: bool(r.errors))
        asked.cancel()
    with pytest.raises(ZeroDivisionError):
        await gemini.__aexit__(None, None, None)
