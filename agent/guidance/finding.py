"""The finder as the framework's LLM: it answers from the words on the screen, and points.

Must not know how words are read, heard or spoken.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any, Literal

from livekit.agents import APIConnectOptions, llm
from livekit.agents.types import DEFAULT_API_CONNECT_OPTIONS, NOT_GIVEN, NotGivenOr
from livekit.agents.utils import shortuuid

from agent.guidance.finder import Answer, Finder
from agent.guidance.pointer import POINT, box_2d_of
from agent.reading import Reading, Seen
from protocol.messages import Language

# Said when nobody has asked anything yet: what can be expected of a guide without an LLM.
GREETINGS = {
    Language.ENGLISH: "Hello! Share your screen and ask me where something is: I will show you.",
    Language.FRENCH: "Bonjour ! Partagez votre écran et demandez-moi où se trouve quelque chose : "
    "je vous le montrerai.",
    Language.SPANISH: "¡Hola! Comparta su pantalla y pregúnteme dónde está algo: se lo mostraré.",
}


class FinderLLM(llm.LLM[Literal["never"]]):
    """One conversation's finder.

    Args:
        look: what is on the screen now.
        language: what it greets in.
    """

    def __init__(
        self, finder: Finder, look: Callable[[], Awaitable[Seen]], language: Language
    ) -> None:
        super().__init__()
        self.finder = finder
        self.look = look
        self.greeting = GREETINGS[language]

    @property
    def model(self) -> str:
        return "finder"

    @property
    def provider(self) -> str:
        return "local"

    def chat(
        self,
        *,
        chat_ctx: llm.ChatContext,
        tools: list[llm.Tool] | None = None,
        conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS,
        parallel_tool_calls: NotGivenOr[bool] = NOT_GIVEN,
        tool_choice: NotGivenOr[llm.ToolChoice] = NOT_GIVEN,
        extra_kwargs: NotGivenOr[dict[str, Any]] = NOT_GIVEN,
    ) -> FinderStream:
        return FinderStream(self, chat_ctx=chat_ctx, tools=tools or [], conn_options=conn_options)


class FinderStream(llm.LLMStream):
    def __init__(
        self,
        finder: FinderLLM,
        *,
        chat_ctx: llm.ChatContext,
        tools: list[llm.Tool],
        conn_options: APIConnectOptions,
    ) -> None:
        super().__init__(finder, chat_ctx=chat_ctx, tools=tools, conn_options=conn_options)
        self._finder = finder

    async def _run(self) -> None:
        last = self._chat_ctx.items[-1] if self._chat_ctx.items else None
        if isinstance(last, llm.FunctionCallOutput):
            return  # the words that go with the pointing have been said
        if not isinstance(last, llm.ChatMessage) or last.role != "user":
            self._say(self._finder.greeting)
            return
        seen = await self._finder.look()
        answer = self._finder.finder.answer(last.text_content or "", seen.reading)
        if answer.text:
            self._say(answer.text)
        if seen.reading is not None:
            self._point(answer, seen.reading)

    def _say(self, text: str) -> None:
        self._emit(llm.ChoiceDelta(role="assistant", content=text))

    def _point(self, answer: Answer, reading: Reading) -> None:
        if answer.box is None or not any(tool.id == POINT for tool in self._tools):
            return
        arguments = {"box_2d": box_2d_of(answer.box, reading), "label": answer.label}
        call = llm.FunctionToolCall(
            name=POINT, arguments=json.dumps(arguments), call_id=shortuuid("point_")
        )
        self._emit(llm.ChoiceDelta(role="assistant", tool_calls=[call]))

    def _emit(self, delta: llm.ChoiceDelta) -> None:
        self._event_ch.send_nowait(llm.ChatChunk(id=shortuuid("found_"), delta=delta))
