"""The seam between the conversation and a voice stack: what a stack can do, as data, and its verbs.

The conversation asks the profile, never for a stack's name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from livekit.agents import AgentSession, llm, stt, tts


@dataclass(frozen=True)
class VoiceProfile:
    """What a stack can do.

    Attributes:
        takes_turns: the stack decides itself when the user's turn starts and ends; it then wants
            all audio. Otherwise turns are taken here and only speech is sent.
        hears_itself: the model takes sound and makes sound; otherwise it reads and writes words.
        voices: names accepted by `VoiceStack.set_voice`; the first is the default.
    """

    takes_turns: bool
    hears_itself: bool
    voices: tuple[str, ...]


@dataclass(frozen=True)
class SessionParts:
    """What an AgentSession is built with. Without its own ears a model needs both others."""

    model: llm.RealtimeModel | llm.LLM[Any]
    stt: stt.STT[Any] | None = None
    tts: tts.TTS[Any] | None = None


class VoiceStack(Protocol):
    """One conversation's connection to something that hears, thinks and speaks."""

    @property
    def profile(self) -> VoiceProfile: ...

    @property
    def parts(self) -> SessionParts: ...

    def on_connected(self, callback: Callable[[], None]) -> None:
        """Call back each time the model is there: at first and after each loss."""

    def on_unheard(self, callback: Callable[[], None]) -> None:
        """Call back when a turn had no words in it, so that no answer will come."""

    def on_words(self, callback: Callable[[float, float], None]) -> None:
        """Call back when the words of a pause say whether the turn is over.

        With a probability, and the time of the pause that `may_end` told.
        """

    async def prepare(self, session: AgentSession[None]) -> None:
        """Before `session` is started.

        Raises:
            APIError: the model cannot be reached.
        """

    def start_turn(self) -> None:
        """The user has begun to speak; what the model was saying is void."""

    def may_end(self, pause_s: float) -> None:
        """The user paused, at `pause_s` on the sound's clock; the turn may be about to end."""

    def end_turn(self, pause_s: float | None) -> None:
        """The user has finished, with the pause begun at `pause_s` (None: cut off).

        The model shall answer.
        """

    def see(self, jpeg: bytes) -> None:
        """Show the model one picture."""

    def set_voice(self, voice: str) -> None:
        """Speak with another voice from the next sentence on."""

    async def aclose(self) -> None:
        """Let go of what the stack holds. The session is closed by now."""
