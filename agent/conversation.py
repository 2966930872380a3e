"""One connection to the model: from its start to its loss or its end.

Owns: the AgentSession, the voice's output and the ear of that connection. It carries out what the
ear decides. Must not know how rooms are joined, nor what happens after a loss.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from livekit import rtc
from livekit.agents import (
    AgentStateChangedEvent,
    APIError,
    CloseEvent,
    ErrorEvent,
    FunctionToolsExecutedEvent,
    SpeechCreatedEvent,
    UserInputTranscribedEvent,
    llm,
)
from livekit.agents.voice.io import AudioInput
from livekit.agents.voice.speech_handle import SpeechHandle

from agent.assistant import Guide
from agent.framework import ROOM_OPTIONS, new_session
from agent.supervision.health import Event
from agent.voice import ear as ears
from agent.voice.output import VoiceOutput
from agent.voice.profile import VoiceStack
from agent.voice.turns import Phase
from protocol.messages import NoticeCode, TalkMode

logger = logging.getLogger("cicerone.conversation")

# Longest that the end of a turn waits for a picture of the screen at that moment.
LOOK_TIMEOUT_S = 0.25
# A reply that has not begun by now is not coming; the user is told that the guide listens again.
REPLY_TIMEOUT_S = 20.0


@dataclass(frozen=True)
class Surroundings:
    """What a conversation needs from the room it is in.

    Attributes:
        look: sends a fresh picture if the model has not seen it.
        report: takes what happened, for the state the user sees.
        tell: shows the user something that changes no state.
        track_source: what the guide's published track is made of.
        audible: set when the user has subscribed to the guide's track.
    """

    room: rtc.Room
    track_source: rtc.AudioSource
    audible: asyncio.Event
    look: Callable[[], Awaitable[bool]]
    report: Callable[[Event], None]
    tell: Callable[[NoticeCode], Awaitable[None]]


class Conversation:
    """Run it once. It ends when the model is lost or when `close` is called."""

    def __init__(self, stack: VoiceStack, guide: Guide, around: Surroundings) -> None:
        self._stack = stack
        self._guide = guide
        self._around = around
        self._output = VoiceOutput(around.track_source, self._on_audible)
        self._session = new_session(stack)
        self._ear: ears.Ear | None = None
        self._closed: asyncio.Future[Exception | None] = asyncio.get_running_loop().create_future()
        self._tasks: asyncio.TaskGroup | None = None
        self._finishing: asyncio.Task[None] | None = None
        self._speaking: set[str] = set()
        self._reply_timer: asyncio.TimerHandle | None = None

    @property
    def chat_ctx(self) -> llm.ChatContext:
        """What has been said so far."""
        return self._guide.chat_ctx.copy(
            exclude_instructions=True, exclude_function_call=True, exclude_empty_message=True
        )

    @property
    def talking(self) -> bool:
        """The user is talking, or may be."""
        return self._ear is not None and self._ear.phase is not Phase.QUIET

    async def run(self, mode: TalkMode) -> Exception | None:
        """Talk until the model is lost (its error is returned) or `close` is called (None)."""
        self._stack.on_connected(lambda: self._around.report(Event.MODEL_BACK))
        self._stack.on_unheard(self._on_unheard)
        self._stack.on_words(self._on_words)
        self._session.on("close", self._on_close)
        self._session.on("error", self._on_error)
        self._session.on("speech_created", self._on_speech_created)
        self._session.on("agent_state_changed", self._on_agent_state)
        self._session.on("function_tools_executed", self._on_tools_executed)
        if self._stack.profile.takes_turns:
            self._session.on("user_input_transcribed", self._on_server_heard)
        self._session.output.audio = self._output
        try:
            await self._stack.prepare(self._session)
            async with asyncio.TaskGroup() as tasks:
                self._tasks = tasks
                lasting = [tasks.create_task(self._play(), name="voice-output")]
                await self._session.start(
                    self._guide, room=self._around.room, room_options=ROOM_OPTIONS, record=False
                )
                if self._session.input.audio is not None and not self._stack.profile.takes_turns:
                    self._ear = self._listen(self._session.input.audio)
                    self._ear.set_mode(mode)
                    lasting.append(tasks.create_task(self._ear.run(), name="ear"))
                error = await self._closed
                for task in lasting:
                    task.cancel()
                return error
        except APIError as error:
            return error
        finally:
            self._cancel_reply_timer()
            await self._session.aclose()
            await self._stack.aclose()

    def close(self) -> None:
        """End it; `run` returns."""
        if not self._closed.done():
            self._closed.set_result(None)

    async def say(self, text: str) -> None:
        """The user typed something: it counts like something said."""
        if self._ear is not None:
            self._ear.interrupt()
        self._abandon_finishing()
        self._around.report(Event.USER_FINISHED)
        await self._look()
        await self._session.interrupt()
        self._output.release()
        self._expect_reply()
        self._session.generate_reply(user_input=text)

    def set_mode(self, mode: TalkMode) -> None:
        if self._ear is not None:
            self._ear.set_mode(mode)

    def hold(self, held: bool) -> None:
        """The user pressed, or let go, the key to talk."""
        if self._ear is not None:
            self._ear.hold(held)

    # -- what the ear decides (Floor) --

    def hold_voice(self) -> None:
        if self._output.busy:
            self._around.report(Event.VOICE_HELD)
        self._output.hold()

    def release_voice(self) -> None:
        self._output.release()

    def start_turn(self) -> None:
        self._abandon_finishing()
        self._cancel_reply_timer()
        self._around.report(Event.USER_STARTED)
        self._stack.start_turn()
        self._session.interrupt()
        self._spawn(self._look(), "look-at-start")

    def may_end(self, pause_s: float) -> None:
        self._stack.may_end(pause_s)
        self._spawn(self._look(), "look-at-pause")

    def end_turn(self, pause_s: float | None) -> None:
        self._finishing = self._spawn(self._finish_turn(pause_s), "finish-turn")

    # -- inside --

    def _listen(self, source: AudioInput) -> ears.Ear:
        ear = ears.Ear(source, self, spawn=self._await_answer)
        self._session.input.audio = ear
        return ear

    async def _play(self) -> None:
        await self._around.audible.wait()
        await self._output.run()

    async def _finish_turn(self, pause_s: float | None) -> None:
        """The model answers with the screen as it is now before it."""
        self._around.report(Event.USER_FINISHED)
        await self._look()
        self._stack.end_turn(pause_s)
        # The reply that the user spoke into is gone by now; the next one may be heard.
        self._output.release()
        self._finishing = None
        self._expect_reply()

    async def _look(self) -> None:
        try:
            async with asyncio.timeout(LOOK_TIMEOUT_S):
                await self._around.look()
        except TimeoutError:
            logger.debug("no picture in time for the end of a turn")
        self._around.report(Event.LOOKED)

    def _abandon_finishing(self) -> None:
        if self._finishing is not None:
            self._finishing.cancel()
            self._finishing = None

    def _spawn(self, work: Awaitable[None], name: str) -> asyncio.Task[None]:
        assert self._tasks is not None

        async def guarded() -> None:
            try:
                await work
            except Exception:
                logger.exception("a task of the conversation failed: %s", name)

        return self._tasks.create_task(guarded(), name=name)

    def _await_answer(self, answer: asyncio.Future[float], use: Callable[[float], None]) -> None:
        async def wait() -> None:
            use(await answer)

        self._spawn(wait(), "end-of-turn")

    def _on_audible(self, audible: bool) -> None:
        if audible:
            self._cancel_reply_timer()
            self._around.report(Event.VOICE_STARTED)

    def _on_speech_created(self, event: SpeechCreatedEvent) -> None:
        handle = event.speech_handle
        self._cancel_reply_timer()
        self._speaking.add(handle.id)
        handle.add_done_callback(self._on_speech_done)

    def _on_speech_done(self, handle: SpeechHandle) -> None:
        self._speaking.discard(handle.id)
        empty = not handle.interrupted and not handle.chat_items
        if empty and not self._stack.profile.hears_itself and not self._closed.done():
            self._spawn(self._around.tell(NoticeCode.NO_ANSWER), "tell-no-answer")
        if not self._speaking and self._reply_timer is None:
            self._around.report(Event.REPLY_DONE)

    def _on_words(self, probability: float, pause_s: float) -> None:
        if self._ear is not None:
            self._ear.judge_words(probability, pause_s)

    def _on_unheard(self) -> None:
        self._cancel_reply_timer()
        self._around.report(Event.REPLY_DONE)
        self._spawn(self._around.tell(NoticeCode.NOT_UNDERSTOOD), "tell-unheard")

    def _on_agent_state(self, event: AgentStateChangedEvent) -> None:
        # With a realtime model the framework says "thinking" when, and only when, tools run.
        if event.new_state == "thinking" and self._stack.profile.hears_itself:
            self._around.report(Event.TOOL_STARTED)

    def _on_server_heard(self, _: UserInputTranscribedEvent) -> None:
        # A server that takes the turns tells of the user's words when it begins to answer.
        self._around.report(Event.USER_FINISHED)
        self._around.report(Event.LOOKED)

    def _on_tools_executed(self, _: FunctionToolsExecutedEvent) -> None:
        self._around.report(Event.TOOL_DONE)

    def _expect_reply(self) -> None:
        self._cancel_reply_timer()
        loop = asyncio.get_running_loop()
        self._reply_timer = loop.call_later(REPLY_TIMEOUT_S, self._on_no_reply)

    def _on_no_reply(self) -> None:
        self._reply_timer = None
        logger.warning("the model did not answer in %.0f s", REPLY_TIMEOUT_S)
        self._around.report(Event.REPLY_DONE)
        self._spawn(self._around.tell(NoticeCode.NO_ANSWER), "tell-no-answer")

    def _cancel_reply_timer(self) -> None:
        if self._reply_timer is not None:
            self._reply_timer.cancel()
            self._reply_timer = None

    def _on_error(self, event: ErrorEvent) -> None:
        # The plugin tries again by itself; what cannot be recovered closes the session instead.
        if getattr(event.error, "recoverable", False):
            self._around.report(Event.MODEL_LOST)

    def _on_close(self, event: CloseEvent) -> None:
        if not self._closed.done():
            error = getattr(event.error, "error", None)
            self._closed.set_result(error)
