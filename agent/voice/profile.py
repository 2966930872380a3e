"""The seam between the conversation and a voice stack: what a stack can do, as data, and its verbs.

The conversation asks the profile, never for a stack's name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from livekit.agents import llm


@dataclass(frozen=True)
class VoiceProfile:
    """What a stack can do.

    Attributes:
        takes_turns: the stack decides itself when the user's turn starts and ends; it then wants
            all audio. Otherwise turns are taken here and only speech is sent.
        voices: names accepted by `VoiceStack.set_voice`; the first is the default.
    """

    takes_turns: bool
    voices: tuple[str, ...]


class VoiceStack(Protocol):
    """One conversation's connection to something that hears, thinks and speaks."""

    @property
    def profile(self) -> VoiceProfile: ...

    @property
    def model(self) -> llm.RealtimeModel:
        """The part an AgentSession is built with."""

    def on_connected(self, callback: Callable[[], None]) -> None:
        """Call back each time the model is there: at first and after each loss."""

    def start_turn(self) -> None:
        """The user has begun to speak; what the model was saying is void."""

    def end_turn(self) -> None:
        """The user has finished; the model shall answer."""

    def see(self, jpeg: bytes) -> None:
        """Show the model one picture."""

    def set_voice(self, voice: str) -> None:
        """Speak with another voice from the next sentence on."""
