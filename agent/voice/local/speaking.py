"""The engines' voices as the framework's TTS. Must not know what is said, nor when it is heard."""

from __future__ import annotations

from typing import Literal

from livekit.agents import APIConnectionError, APIConnectOptions, tts
from livekit.agents.types import DEFAULT_API_CONNECT_OPTIONS
from livekit.agents.utils import shortuuid

from agent.engines.client import Engines, EnginesError
from agent.voice.output import SAMPLE_RATE_HZ


class LocalTTS(tts.TTS[Literal["never"]]):
    """Speaks one language, with `voice` from the next sentence on."""

    def __init__(self, engines: Engines, language: str, voice: str) -> None:
        super().__init__(
            # A sentence at a time; the sound of each comes while the rest of it is being made.
            capabilities=tts.TTSCapabilities(streaming=False),
            sample_rate=SAMPLE_RATE_HZ,
            num_channels=1,
        )
        self.engines = engines
        self.language = language
        self.voice = voice

    @property
    def model(self) -> str:
        return self.voice

    @property
    def provider(self) -> str:
        return "local"

    def synthesize(
        self, text: str, *, conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS
    ) -> LocalSpeech:
        return LocalSpeech(tts=self, input_text=text, conn_options=conn_options)


class LocalSpeech(tts.ChunkedStream):
    def __init__(self, *, tts: LocalTTS, input_text: str, conn_options: APIConnectOptions) -> None:
        super().__init__(tts=tts, input_text=input_text, conn_options=conn_options)
        self._local = tts

    async def _run(self, output_emitter: tts.AudioEmitter) -> None:
        output_emitter.initialize(
            request_id=shortuuid(),
            sample_rate=self._local.sample_rate,
            num_channels=1,
            mime_type="audio/pcm",
        )
        local = self._local
        try:
            async for sound in local.engines.speak(self.input_text, local.language, local.voice):
                output_emitter.push(sound)
        except EnginesError as error:
            raise APIConnectionError(str(error), retryable=False) from error
        output_emitter.flush()
