"""The guide as the framework's Agent: its instructions and its greeting.

Owns: the prose in `prompts/`. Must not know how sound or pictures travel.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources

from livekit.agents import Agent, StopResponse, llm

from protocol.messages import Language

_LANGUAGE_NAMES = {
    Language.FRENCH: "French",
    Language.ENGLISH: "English",
    Language.SPANISH: "Spanish",
}


class Guide(Agent):
    """A guide who speaks one language and, the first time, greets.

    Args:
        chat_ctx: what was said before a fault, so that the conversation goes on from there.
        tools: what the model may do besides talking.
    """

    def __init__(
        self,
        language: Language,
        *,
        greet: bool,
        chat_ctx: llm.ChatContext | None = None,
        tools: Sequence[llm.Tool] = (),
    ) -> None:
        super().__init__(
            instructions=_prompt("guide", language), chat_ctx=chat_ctx, tools=list(tools)
        )
        self._language = language
        self._greet = greet

    async def on_enter(self) -> None:
        if self._greet:
            self.session.generate_reply(instructions=_prompt("greeting", self._language))

    async def on_user_turn_completed(
        self, turn_ctx: llm.ChatContext, new_message: llm.ChatMessage
    ) -> None:
        """A turn in which no word was recognised is not answered: the user is told otherwise."""
        if not new_message.text_content:
            raise StopResponse


def _prompt(name: str, language: Language) -> str:
    return _read(name).format(language=_LANGUAGE_NAMES[language])


@cache
def _read(name: str) -> str:
    return resources.files("agent.prompts").joinpath(f"{name}.md").read_text("utf-8").strip()
