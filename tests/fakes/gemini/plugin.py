"""The unmodified LiveKit Google plugin as a client of the fake server, for contract tests.

Owns: a plugin session pointed at the fake, and every event it emits.
Must not know: what a test expects.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pytest
from google.genai import types
from livekit import rtc
from livekit.agents import APIConnectOptions, llm
from livekit.agents.metrics import RealtimeModelMetrics
from livekit.plugins.google.realtime import RealtimeModel
from livekit.plugins.google.realtime.realtime_api import RealtimeSession

V3_8 = "gemini-3.8-live"


class Served(Protocol):
    """Where a fake server answers: `FakeGeminiLive`, or the `Control` of another process."""

    @property
    def base_url(self) -> str: ...
    @property
    def ca_file(self) -> Path: ...


@dataclass
class Heard:
    """One generation as the plugin's user gets it."""

    user_initiated: bool
    text: str = ""
    pcm: bytes = b""
    calls: list[llm.FunctionCall] = field(default_factory=list)

    @property
    def hz(self) -> float:
        samples = np.frombuffer(self.pcm, dtype="<i2")
        return float(np.argmax(np.abs(np.fft.rfft(samples)))) * 24000 / len(samples)

    @property
    def seconds(self) -> float:
        return len(self.pcm) / 2 / 24000


async def listen(event: llm.GenerationCreatedEvent) -> Heard:
    heard = Heard(event.user_initiated)
    async for message in event.message_stream:
        async for frame in message.audio_stream:
            heard.pcm += bytes(frame.data)
        heard.text += "".join([piece async for piece in message.text_stream])
    heard.calls = [call async for call in event.function_stream]
    return heard


POLL_S = 0.05


class Client:
    """A plugin session, with every event it emits."""

    def __init__(self, session: RealtimeSession) -> None:
        self.session = session
        self.events: dict[str, list[Any]] = {}
        self._listeners: list[asyncio.Task[Heard]] = []
        self._changed = asyncio.Event()
        for name in (
            "error",
            "metrics_collected",
            "input_speech_started",
            "input_audio_transcription_completed",
        ):
            session.on(name, lambda event, name=name: self._note(name, event))
        session.on("generation_created", self._generation)

    def _note(self, name: str, event: Any) -> None:
        self.events.setdefault(name, []).append(event)
        self._changed.set()

    def _generation(self, event: llm.GenerationCreatedEvent) -> None:
        self._listeners.append(asyncio.create_task(listen(event)))
        self._note("generation_created", event)

    async def generation(self, index: int) -> Heard:
        """Everything of the generation, once it is over."""
        await self.until(lambda: len(self._listeners) > index)
        return await asyncio.wait_for(self._listeners[index], 5)

    async def until(self, done: Callable[[], bool], timeout_s: float = 5.0) -> None:
        async with asyncio.timeout(timeout_s):
            while not done():
                # Some of what is waited for comes without an event, a resumption handle for one.
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._changed.wait(), POLL_S)
                self._changed.clear()

    def show(self) -> None:
        """Push one small picture."""
        self.session.push_video(
            rtc.VideoFrame(64, 48, rtc.VideoBufferType.RGBA, bytes(64 * 48 * 4))
        )

    def say(self, pcm: bytes) -> None:
        """Push 16 kHz audio as a microphone does, in 50 ms frames."""
        for start in range(0, len(pcm), 1600):
            chunk = pcm[start : start + 1600]
            self.session.push_audio(rtc.AudioFrame(chunk, 16000, 1, len(chunk) // 2))

    async def manual_turn(self, speech: bytes = bytes(16000)) -> None:
        """Activity around the audio (0.5 s of silence unless given), then ask for the reply."""
        self.session.start_user_activity()
        self.say(speech)
        await self.session.generate_reply()

    async def usage(self) -> RealtimeModelMetrics:
        """The first turn's metrics; the plugin also reports how long connecting took."""

        def turns() -> list[RealtimeModelMetrics]:
            metrics = self.events.get("metrics_collected", [])
            return [metric for metric in metrics if metric.request_id]

        await self.until(lambda: bool(turns()))
        return turns()[0]

    async def aclose(self) -> None:
        await self.session.aclose()
        await asyncio.gather(*self._listeners)


@asynccontextmanager
async def client(
    gemini: Served,
    monkeypatch: pytest.MonkeyPatch,
    *,
    model: str = V3_8,
    manual: bool = True,
    api_key: str = "a-key-of-the-test",
    tools: list[llm.Tool] | None = None,
    max_retry: int = 3,
    detection: dict[str, Any] | None = None,
    realtime: dict[str, Any] | None = None,
    **more: Any,
) -> AsyncIterator[Client]:
    monkeypatch.setenv("SSL_CERT_FILE", str(gemini.ca_file))
    realtime_model = RealtimeModel(
        model=model,
        api_key=api_key,
        http_options=types.HttpOptions(base_url=gemini.base_url),
        conn_options=APIConnectOptions(max_retry=max_retry, retry_interval=0.05, timeout=5),
        realtime_input_config=types.RealtimeInputConfig(
            automatic_activity_detection=types.AutomaticActivityDetection(
                disabled=manual, **(detection or {})
            ),
            **(realtime or {}),
        ),
        **more,
    )
    session = realtime_model.session()
    if tools:
        await session.update_tools(tools)
    plugin = Client(session)
    try:
        yield plugin
    finally:
        await plugin.aclose()
