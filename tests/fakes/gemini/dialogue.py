"""Who speaks: the generation under way, the ones waiting, interruption, and tool responses.

Owns: at most one generation at a time, the usage of each turn, the handle after it.
Must not know: how the user's turn was found.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from websockets.exceptions import ConnectionClosed

from tests.fakes.gemini import generation as gen
from tests.fakes.gemini import messages
from tests.fakes.gemini.context import Link
from tests.fakes.gemini.generation import Generation, ReplyAbandonedError, Stage
from tests.fakes.gemini.messages import ToolResponseItem
from tests.fakes.gemini.record import Cause, Turn
from tests.fakes.gemini.script import FaultKind, Reply

Start = Callable[[], Generation]
Spawn = Callable[[Coroutine[Any, Any, None], str], asyncio.Task[None]]


class Dialogue:
    """The model's side of one connection. `spawn` starts a task its owner cancels at the end."""

    def __init__(self, link: Link, spawn: Spawn, user_is_active: Callable[[], bool]) -> None:
        self._link = link
        self._spawn = spawn
        self._user_is_active = user_is_active
        self._task: asyncio.Task[None] | None = None
        self._waiting: deque[Start] = deque()
        # Generations that ended themselves while their non-blocking calls are still out.
        self._calling: list[Generation] = []
        self._opened_at = time.monotonic()
        self.consumed = 0
        self.current: Generation | None = None

    @property
    def unanswered_turn(self) -> Turn | None:
        """The spoken turn the model is still thinking about, with nothing sent yet."""
        current = self.current
        if current is None or current.stage is not Stage.THINKING or current.follows_tools:
            return None
        return current.turn if current.turn.cause in (Cause.MANUAL, Cause.AUTOMATIC) else None

    async def answer(self, turn: Turn) -> None:
        """Answer by script: at once, or after the reply under way if nothing may interrupt."""
        reply = self._link.services.next_reply(turn.index, turn)
        if self._link.setup.interrupts:
            await self.interrupt()
            self.begin(gen.new_generation(reply, turn))
        else:
            self.when_idle(partial(gen.new_generation, reply, turn))

    async def restart(self, reply: Reply | None = None) -> None:
        """Begin again the answer being thought about; nothing of it was heard."""
        current = self.current
        assert current is not None
        await self.interrupt(superseded=True)
        current.turn.replies.remove(current.record)
        self.begin(gen.new_generation(reply or current.reply, current.turn))

    def when_idle(self, start: Start) -> None:
        """Queue a generation for the moment nobody speaks."""
        self._waiting.append(start)
        self.next_waiting()

    def next_waiting(self) -> None:
        busy = self.current is not None and self.current.active()
        if self._waiting and not busy and not self._user_is_active():
            self.begin(self._waiting.popleft()())

    def begin(self, generation: Generation) -> None:
        if self.current is not None:
            generation.playback_until = self.current.playback_until
        self.current = generation
        self._task = self._spawn(self._generate(generation), "generation")

    async def interrupt(self, *, superseded: bool = False) -> None:
        """The user or the client cut in: `interrupted`, then the turn is over."""
        generation, task = self.current, self._task
        if generation is None or not generation.active():
            return
        if task is not None:
            task.cancel()
            await asyncio.wait([task])
        if not generation.active():
            return
        generation.stage = Stage.DONE
        generation.playback_until = 0.0
        generation.record.interrupted_at = time.monotonic()
        await self._link.send(messages.interrupted())
        if not superseded:
            self._link.services.record.add_interruption(self._link.connection)
        if generation.unanswered and generation.blocking:
            ids = list(generation.unanswered)
            self._link.connection.cancelled_tool_calls += ids
            generation.unanswered.clear()
            await self._link.send(messages.tool_call_cancellation(ids))
        await self._complete_turn(generation, counts=not superseded)

    async def tool_response(self, item: ToolResponseItem) -> None:
        """One function response; the answer follows when the last of its calls is in."""
        callers = [*self._calling, *([self.current] if self.current is not None else [])]
        caller = next((c for c in callers if item.id in c.unanswered), None)
        if caller is None:
            return
        caller.responses.append(item)
        if not item.will_continue:
            del caller.unanswered[item.id]
        if caller.unanswered:
            return
        if caller.blocking:
            self.begin(_followup(caller))
            return
        if caller in self._calling:
            self._calling.remove(caller)
        if item.scheduling == "SILENT":
            return
        # The 3.8 models are polite: they do not cut in while the user speaks.
        if item.scheduling == "INTERRUPT" and not self._user_is_active():
            await self.interrupt()
        self.when_idle(partial(_followup, caller))

    async def _generate(self, generation: Generation) -> None:
        try:
            await self._perform(generation)
        except ReplyAbandonedError:
            generation.stage = Stage.DONE
        except ConnectionClosed:
            return
        except Exception as error:  # noqa: BLE001 - kept for the test that owns the server
            await self._link.fail(error)
            return
        self.next_waiting()

    async def _perform(self, generation: Generation) -> None:
        link, reply = self._link, generation.reply
        pcm = await gen.think(generation, link)
        fault = reply.fault
        if fault is not None and fault.kind is FaultKind.SILENT:
            generation.stage = Stage.DONE
            return
        if link.setup.resumption:
            await link.send(messages.session_resumption_update(None, self._index()))
        await self._listened(generation)
        if reply.tool_calls:
            await gen.call_tools(generation, link)
            if generation.blocking:
                return
            if generation.unanswered:
                self._calling.append(generation)
        elif fault is None or fault.kind is not FaultKind.EMPTY:
            await gen.say(generation, link, pcm, reply.say)
        await gen.complete(generation, link)
        generation.stage = Stage.DONE
        generation.record.completed_at = time.monotonic()
        await self._complete_turn(generation)

    async def _listened(self, generation: Generation) -> None:
        heard = await gen.hear(generation, self._link)
        if heard:
            self._link.remember("user", heard)
        elif generation.turn.cause is Cause.TEXT and not generation.follows_tools:
            self._link.remember("user", generation.turn.text)

    async def _complete_turn(self, generation: Generation, *, counts: bool = True) -> None:
        """turnComplete with the turn's usage, and a handle to come back to this point.

        `counts` false leaves usage out: the same turn is about to be answered afresh.
        """
        link, usage = self._link, None
        if generation.said:
            link.remember("model", generation.said)
        if counts:
            ledger = link.conversation.ledger
            ledger.speak(generation.record.audio_s)
            usage = ledger.close_turn()
            link.connection.usage.append(usage)
            trigger = link.setup.compression_trigger_tokens
            target = link.setup.compression_target_tokens
            if trigger is not None and target is not None:
                ledger.compress(trigger, target)
        status = None
        if link.setup.profile.reports_interaction_status:
            status = "IN_PROGRESS" if self._calling or self._waiting or not counts else "IDLE"
        await link.send(messages.turn_complete(usage, status))
        if counts:
            await self._offer_handle()
        link.services.record.note(
            "turn_complete",
            connection=link.connection.index,
            turn=generation.turn.index,
            reply=vars(generation.record),
            usage=usage,
        )

    async def _offer_handle(self) -> None:
        link = self._link
        if not link.setup.resumption:
            return
        now, speed = time.monotonic(), link.services.options.speed
        link.conversation.elapsed_s += (now - self._opened_at) * speed
        self._opened_at = now
        handle = link.services.handles.issue(link.conversation, now * speed)
        link.connection.handles.append(handle)
        await link.send(messages.session_resumption_update(handle, self._index()))

    def _index(self) -> int | None:
        return self.consumed if self._link.setup.transparent else None


def _followup(caller: Generation) -> Generation:
    """What the model says now that its calls are answered."""
    caller.stage = Stage.DONE
    reply = caller.reply.after_tools(caller.responses)
    return gen.new_generation(reply, caller.turn, follows_tools=True)
