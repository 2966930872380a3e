"""One connection's conversation: what each message of the client means after `setup`.

Owns: the order of events of one connection and, in one TaskGroup, every task of it.
Must not know: HTTP, TLS, which script is loaded, how a reply is sent.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Coroutine
from functools import partial
from typing import Any

from websockets.exceptions import ConnectionClosed

from tests.fakes.gemini import generation as gen
from tests.fakes.gemini import lifetime, messages
from tests.fakes.gemini.context import Link
from tests.fakes.gemini.dialogue import Dialogue
from tests.fakes.gemini.intake import Happening, Intake, Started, TurnInput
from tests.fakes.gemini.messages import (
    INVALID_ARGUMENT,
    Blob,
    ClientContent,
    ClientMessage,
    ProtocolError,
    RealtimeInput,
)
from tests.fakes.gemini.record import INPUT_RATE_HZ, Cause, Turn
from tests.fakes.gemini.script import Fault, FaultKind, Reply, ToolCall

# What a client sends as the user's words when it only wants the model to go on.
PLACEHOLDER = "."
_EMPTY = Reply(fault=Fault(FaultKind.EMPTY))


class Session:
    """Run it with `run()`; it returns when the connection is closed, with no task left."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._intake = Intake(link.setup)
        self._dialogue = Dialogue(link, self._spawn, lambda: self._intake.active)
        self._pending_text: list[str] = []
        self._history_open = link.setup.waits_for_history
        self._video_seen = asyncio.Event()
        self._group = asyncio.TaskGroup()
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Serve the connection until it closes."""
        if self._link.conversation.saw_video:
            self._video_seen.set()
        async with self._group:
            try:
                await self._link.send(messages.setup_complete())
                self._spawn(lifetime.connection_lifetime(self._link), "connection-lifetime")
                self._spawn(
                    lifetime.session_lifetime(self._link, self._video_seen), "session-lifetime"
                )
                async for raw in self._link.socket:
                    self._dialogue.consumed += 1
                    await self._handle(messages.parse_client_message(raw))
            except ProtocolError as error:
                await self._link.close(error.code, error.reason)
            except ConnectionClosed:
                pass
            except Exception as error:  # noqa: BLE001 - as for a generation
                await self._link.fail(error)
            finally:
                for task in self._tasks:
                    task.cancel()

    # What a test may command

    async def close(self, code: int, reason: str) -> None:
        await self._link.close(code, reason)

    def go_away(self, time_left_s: float) -> None:
        """Announce the end, then close with 1011 when the time is over."""
        self._spawn(lifetime.end_of_service(self._link, time_left_s), "go-away")

    def inject_tool_call(self, call: ToolCall, then: Reply | None = None) -> None:
        """The model calls a tool on its own, as soon as it is idle."""
        now = time.monotonic()
        turn = self._new_turn(TurnInput(Cause.TOOL, now, now))
        reply = Reply(tool_calls=(call,), thinking_ms=0, then=then)
        self._dialogue.when_idle(partial(gen.new_generation, reply, turn))

    # Messages from the client

    async def _handle(self, message: ClientMessage) -> None:
        if message.setup is not None:
            raise ProtocolError(
                INVALID_ARGUMENT, "setup must be the first message and only the first"
            )
        if message.realtime_input is not None:
            await self._realtime(message.realtime_input)
        elif message.client_content is not None:
            await self._content(message.client_content)
        elif message.tool_response is not None:
            for item in message.tool_response.function_responses:
                response = item.model_dump(exclude_none=True)
                self._link.connection.tool_responses.append(response)
                self._link.services.record.note(
                    "tool_response", connection=self._link.connection.index, name=item.name
                )
                await self._dialogue.tool_response(item)
        elif message.context_update is not None:
            update = message.context_update.model_dump(exclude_none=True)
            self._link.connection.contents.append({"context_update": update})

    async def _realtime(self, realtime: RealtimeInput) -> None:
        now = time.monotonic()
        blobs = [*(realtime.media_chunks or []), realtime.audio, realtime.video]
        for blob in blobs:
            if blob is not None:
                await self._media(blob, now)
        if realtime.activity_start is not None:
            await self._react(self._intake.activity_start(now))
        if realtime.text is not None:
            await self._react(self._intake.text(realtime.text, now))
        if realtime.activity_end is not None:
            await self._react(self._intake.activity_end(now))
        if realtime.audio_stream_end:
            self._note_activity("audio_stream_end")
            await self._react(self._intake.stream_end(now))

    async def _media(self, blob: Blob, now: float) -> None:
        connection, conversation = self._link.connection, self._link.conversation
        data = blob.decode()
        if blob.mime_type.startswith("image/"):
            conversation.saw_video = True
            self._video_seen.set()
            self._intake.video(self._link.services.record.add_frame(connection, data, now))
            return
        if not blob.mime_type.startswith("audio/pcm") or blob.sample_rate_hz() != INPUT_RATE_HZ:
            raise ProtocolError(INVALID_ARGUMENT, "Request contains an invalid argument.")
        seconds = len(data) / 2 / INPUT_RATE_HZ
        connection.audio_s += seconds
        conversation.ledger.hear(seconds)
        happenings = self._intake.audio(data, now)
        connection.stray_audio_s = self._intake.stray_audio_s
        await self._react(happenings)

    async def _react(self, happenings: list[Happening]) -> None:
        for happening in happenings:
            if isinstance(happening, Started):
                self._note_activity("start")
                if self._link.setup.interrupts:
                    await self._dialogue.interrupt()
            else:
                self._note_activity("end")
                await self._dialogue.answer(self._new_turn(happening))
                self._dialogue.next_waiting()

    async def _content(self, content: ClientContent) -> None:
        self._link.connection.contents.append(content.model_dump(exclude_none=True))
        nothing_said = self._read(content)
        if not content.turn_complete:
            return
        if self._history_open:
            self._history_open = False
            self._pending_text.clear()
            return
        now = time.monotonic()
        spoken = self._dialogue.unanswered_turn
        if spoken is not None:
            # A client that ends the activity and then asks for the reply means one turn, not two.
            spoken.text = " ".join([*([spoken.text] if spoken.text else []), *self._pending_text])
            self._pending_text.clear()
            await self._dialogue.restart(_EMPTY if nothing_said else None)
            return
        await self._dialogue.interrupt()
        turn = self._new_turn(self._intake.content_turn(now))
        if nothing_said:
            self._dialogue.begin(gen.new_generation(_EMPTY, turn))
        else:
            await self._dialogue.answer(turn)

    def _read(self, content: ClientContent) -> bool:
        """Add to the context; true when its end leaves this model nothing to answer."""
        profile = self._link.setup.profile
        role, text = "", ""
        for item in content.turns:
            if item.role not in ("user", "model") and (item.role or profile.requires_role):
                raise ProtocolError(INVALID_ARGUMENT, "Please use a valid role: user, model.")
            role, text = item.role or "user", item.text
            self._link.conversation.ledger.read(text)
            self._link.remember(role, text)
            if role == "model":
                self._pending_text.clear()
            elif text.strip() != PLACEHOLDER:
                self._pending_text.append(text)
        return profile.ignores_placeholder and (role == "model" or text.strip() == PLACEHOLDER)

    # Plumbing

    def _new_turn(self, ended: TurnInput) -> Turn:
        now, wall = time.monotonic(), time.time()
        link, ledger = self._link, self._link.conversation.ledger
        turn = Turn(
            link.conversation.position,
            link.connection.index,
            ended.cause,
            ended.started_at,
            ended.ended_at,
            wall - (now - ended.started_at),
            wall - (now - ended.ended_at),
            ended.pcm,
            ended.frames,
            " ".join([*self._pending_text, *([ended.text] if ended.text else [])]),
        )
        self._pending_text.clear()
        ledger.see(len(turn.frames))
        ledger.read(ended.text)
        if ended.cause is not Cause.TOOL:
            link.conversation.position += 1
        link.services.record.add_turn(link.connection, turn)
        return turn

    def _note_activity(self, kind: str) -> None:
        self._link.services.record.add_activity(self._link.connection, kind)

    def _spawn(self, work: Coroutine[Any, Any, None], name: str) -> asyncio.Task[None]:
        task = self._group.create_task(work, name=f"fake-gemini-{name}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
