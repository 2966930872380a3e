"""The local stack for a visit: the worker's engines, and the finder or an OpenAI-compatible LLM."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openai as openai_client
from livekit.agents import APIConnectionError, APIStatusError, llm
from livekit.plugins import openai

from agent.engines.client import Engines
from agent.guidance.finder import Finder
from agent.guidance.finding import FinderLLM
from agent.guidance.screen_llm import ScreenLLM
from agent.reading import Seen
from agent.screen.reader import ScreenReader
from agent.voice.local import stack
from agent.voice.profile import VoiceStack
from config import Settings
from protocol.messages import LOCAL_VOICES, Language, Reason

# A whole new page is read within 4 s; a question that comes before waits for it.
LOOK_TIMEOUT_S = 5.0
CHECK_TIMEOUT_S = 5.0
# Servers without accounts want some key all the same.
NO_KEY = "none"


class LocalStacks:
    """See `agent.session.Stacks`.

    Args:
        socket: where the worker's engines answer.
    """

    def __init__(self, settings: Settings, socket: Path, language: Language) -> None:
        self._settings = settings
        self._language = language
        self._engines = Engines(socket)
        self._finder = Finder(language)
        self._jpeg: bytes | None = None
        self.reader: ScreenReader | None = ScreenReader(self._engines.read)
        self.takes_pictures = settings.openai_base_url is not None

    def new(self, voice: str) -> VoiceStack | None:
        model = self._new_model()
        return stack.LocalStack(
            self._engines,
            model,
            language=self._language,
            voice=voice,
            voices=LOCAL_VOICES[self._language],
            check=self._check_model,
            on_picture=self._keep,
        )

    def reason_of(self, error: Exception | None) -> Reason:
        return stack.reason_of(error)

    async def aclose(self) -> None:
        await self._engines.aclose()

    def _keep(self, jpeg: bytes) -> None:
        self._jpeg = jpeg

    async def _look(self) -> Seen:
        assert self.reader is not None
        return Seen(await self.reader.current(LOOK_TIMEOUT_S), self._jpeg)

    def _new_model(self) -> llm.LLM[Any]:
        settings = self._settings
        if settings.openai_base_url is None or settings.openai_model is None:
            return FinderLLM(self._finder, self._look, self._language)
        inner = openai.LLM(
            model=settings.openai_model,
            base_url=settings.openai_base_url,
            api_key=self._key,
        )
        return ScreenLLM(inner, self._look)

    @property
    def _key(self) -> str:
        key = self._settings.openai_api_key
        return key.get_secret_value() if key is not None else NO_KEY

    async def _check_model(self) -> None:
        """Ask the server for its models: standard, cheap, and refused without the right key."""
        if self._settings.openai_base_url is None:
            return
        client = openai_client.AsyncOpenAI(
            base_url=self._settings.openai_base_url,
            api_key=self._key,
            max_retries=0,
            timeout=CHECK_TIMEOUT_S,
        )
        async with client:
            try:
                await client.models.list()
            except openai_client.APIStatusError as error:
                if error.status_code in (401, 403):
                    raise APIStatusError(error.message, status_code=error.status_code) from error
                # Not every server lists its models; this one is there, which was the question.
            except openai_client.APIError as error:
                raise APIConnectionError(error.message) from error
