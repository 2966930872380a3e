"""The engines' recogniser as the framework's STT.

Owns: which sound makes an utterance. It is told where turns end: see `Utterance`.
Must not know why they end.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import Literal

from livekit import rtc
from livekit.agents import APIConnectionError, APIConnectOptions, LanguageCode, stt
from livekit.agents.types import DEFAULT_API_CONNECT_OPTIONS, NOT_GIVEN, NotGivenOr
from livekit.agents.utils import AudioBuffer

from agent.engines.client import Engines, EnginesError
from agent.voice.local.completeness import probability_of_end
from agent.voice.local.utterance import Utterance
from agent.voice.speech import SAMPLE_RATE_HZ


class LocalSTT(stt.STT[Literal["never"]]):
    """Recognises one language. `utterance` is what is being said now."""

    def __init__(self, engines: Engines, language: str) -> None:
        super().__init__(
            capabilities=stt.STTCapabilities(
                streaming=True, interim_results=True, manual_flush=True
            )
        )
        self._engines = engines
        self._language = language
        self._stream: LocalStream | None = None
        self.utterance = Utterance(self.words_of)
        self.on_words: Callable[[float, float], None] = _nobody
        self.ended_by_pause_s: float | None = None
        self.went_on = False
        """The last end of a turn was none: the user spoke on before the words were there."""

    @property
    def model(self) -> str:
        return "whisper"

    @property
    def provider(self) -> str:
        return "local"

    async def words_of(self, sound: bytes) -> str:
        """
        Raises:
            APIConnectionError: the engines do not answer.
        """
        try:
            return await self._engines.hear(sound, self._language)
        except EnginesError as error:
            # The conversation begins anew then, and says so; trying again here would only be slow.
            raise APIConnectionError(str(error), retryable=False) from error

    def may_end(self, pause_s: float) -> None:
        """The user paused; their words so far are shown as soon as they are known."""
        words = self.utterance.pause(pause_s)
        if words is not None and self._stream is not None:
            self._stream.use_early(words, pause_s)

    def event(self, kind: stt.SpeechEventType, text: str) -> stt.SpeechEvent:
        said = stt.SpeechData(language=LanguageCode(self._language), text=text)
        return stt.SpeechEvent(type=kind, alternatives=[said])

    async def _recognize_impl(
        self,
        buffer: AudioBuffer,
        *,
        language: NotGivenOr[str] = NOT_GIVEN,
        conn_options: APIConnectOptions,
    ) -> stt.SpeechEvent:
        frame = rtc.combine_audio_frames(buffer)
        text = await self.words_of(frame.data.tobytes())
        return self.event(stt.SpeechEventType.FINAL_TRANSCRIPT, text)

    def stream(
        self,
        *,
        language: NotGivenOr[str] = NOT_GIVEN,
        conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS,
    ) -> LocalStream:
        self._stream = LocalStream(stt=self, conn_options=conn_options)
        return self._stream


class LocalStream(stt.RecognizeStream):
    """Collects until told to flush, then gives the final words, "" when there were none."""

    def __init__(self, *, stt: LocalSTT, conn_options: APIConnectOptions) -> None:
        super().__init__(stt=stt, conn_options=conn_options, sample_rate=SAMPLE_RATE_HZ)
        self._local = stt
        self._early: asyncio.Task[None] | None = None

    async def _run(self) -> None:
        try:
            async for item in self._input_ch:
                if isinstance(item, rtc.AudioFrame):
                    self._local.utterance.add(item.data.tobytes())
                else:
                    await self._end()
        finally:
            self._forget_early()

    def use_early(self, words: asyncio.Task[str], pause_s: float) -> None:
        """Show and judge the words of a pause when they come; the turn may go on."""

        async def use() -> None:
            with contextlib.suppress(APIConnectionError):  # told when the words are needed
                text = await words
                if not text:
                    return
                if (over := probability_of_end(text)) is not None:
                    self._local.on_words(over, pause_s)
                kind = stt.SpeechEventType.INTERIM_TRANSCRIPT
                self._event_ch.send_nowait(self._local.event(kind, text))

        self._forget_early()
        self._early = asyncio.create_task(use(), name="use-early")

    def _forget_early(self) -> None:
        if self._early is not None:
            self._early.cancel()
            self._early = None

    async def _end(self) -> None:
        words = await self._local.utterance.words(self._local.ended_by_pause_s)
        self._forget_early()
        self._local.went_on = words is None
        kind = stt.SpeechEventType.FINAL_TRANSCRIPT
        self._event_ch.send_nowait(self._local.event(kind, words or ""))


def _nobody(probability: float, pause_s: float) -> None:
    pass
