"""The local stack behind the seam that Gemini Live is behind too. See `VoiceStack` for the verbs.

Must not know what thinks: the LLM is handed in, and looks at the screen itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from livekit.agents import AgentSession, APIConnectionError, APIStatusError, llm

from agent.engines.client import Engines, EnginesError
from agent.voice.local.hearing import LocalSTT
from agent.voice.local.speaking import LocalTTS
from agent.voice.profile import SessionParts, VoiceProfile
from protocol.messages import Reason

# The words of a turn are there within a second or two; the engines answer or fail in 30 s.
WORDS_TIMEOUT_S = 40.0


class LocalStack:
    """One conversation's engines and LLM.

    Args:
        engines: the visit's own; not closed here.
        model: thinks. Its errors end the conversation, which then begins anew.
        check: raises when `model` cannot be reached.
    """

    def __init__(
        self,
        engines: Engines,
        model: llm.LLM[Any],
        *,
        language: str,
        voice: str,
        voices: tuple[str, ...],
        check: Callable[[], Awaitable[None]],
        on_picture: Callable[[bytes], None] | None = None,
    ) -> None:
        self._engines = engines
        self._model = model
        self._check = check
        self._on_picture = on_picture
        self._profile = VoiceProfile(takes_turns=False, hears_itself=False, voices=voices)
        self._stt = LocalSTT(engines, language)
        self._tts = LocalTTS(engines, language, voice)
        # What was lost and answers at another try is there again; see `ScreenLLM`.
        model.on("answering", self._on_answering)
        self._session: AgentSession[None] | None = None
        self._connected: Callable[[], None] = _nothing
        self._unheard: Callable[[], None] = _nothing

    @property
    def profile(self) -> VoiceProfile:
        return self._profile

    @property
    def parts(self) -> SessionParts:
        return SessionParts(model=self._model, stt=self._stt, tts=self._tts)

    def on_connected(self, callback: Callable[[], None]) -> None:
        self._connected = callback

    def on_unheard(self, callback: Callable[[], None]) -> None:
        self._unheard = callback

    def on_words(self, callback: Callable[[float, float], None]) -> None:
        self._stt.on_words = callback

    async def prepare(self, session: AgentSession[None]) -> None:
        self._session = session
        try:
            await self._engines.check()
        except EnginesError as error:
            raise APIConnectionError(str(error)) from error
        await self._check()
        self._connected()

    def start_turn(self) -> None:
        self._stt.utterance.resume()

    def may_end(self, pause_s: float) -> None:
        self._stt.may_end(pause_s)

    def end_turn(self, pause_s: float | None) -> None:
        if self._session is None:
            return
        self._stt.ended_by_pause_s = pause_s
        said = self._session.commit_user_turn(transcript_timeout=WORDS_TIMEOUT_S)
        said.add_done_callback(self._on_said)

    def see(self, jpeg: bytes) -> None:
        if self._on_picture is not None:
            self._on_picture(jpeg)

    def set_voice(self, voice: str) -> None:
        self._tts.voice = voice

    async def aclose(self) -> None:
        self._stt.utterance.close()
        await self._model.aclose()

    def _on_answering(self) -> None:
        self._connected()

    def _on_said(self, said: asyncio.Future[str]) -> None:
        if said.cancelled() or said.exception() is not None:
            return
        if not said.result() and not self._stt.went_on:
            self._unheard()


def reason_of(error: Exception | None) -> Reason:
    """What an error that ended a conversation means to the user."""
    if isinstance(error, APIStatusError):
        if error.status_code in (401, 403):
            return Reason.KEY_REFUSED
        if error.status_code in (400, 404, 422):
            return Reason.MODEL_REFUSED
    return Reason.MODEL_UNREACHABLE


def _nothing() -> None:
    pass
