"""Gemini Live for a visit."""

from __future__ import annotations

from agent.screen.reader import ScreenReader
from agent.voice import gemini
from agent.voice.profile import VoiceStack
from config import Settings, TurnDetection
from protocol.messages import Reason


class GeminiStacks:
    """See `agent.session.Stacks`."""

    takes_pictures = True
    reader: ScreenReader | None = None

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def new(self, voice: str) -> VoiceStack | None:
        settings = self._settings
        if settings.google_api_key is None:
            return None
        return gemini.GeminiStack(
            api_key=settings.google_api_key.get_secret_value(),
            model=settings.gemini_model,
            voice=voice,
            base_url=settings.gemini_base_url,
            takes_turns=settings.turn_detection is TurnDetection.SERVER,
        )

    def reason_of(self, error: Exception | None) -> Reason:
        return gemini.reason_of(error)

    async def aclose(self) -> None:
        """Nothing is held between conversations."""
