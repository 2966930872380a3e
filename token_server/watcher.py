"""An agent for every room with a person in it: the policy of `dispatch.py`, applied.

Owns: one task for each room with a person in it, and one that looks for rooms whose webhooks were
lost. Webhooks only make it look sooner, so nothing is believed because someone said it.
Must not know: HTTP, webhooks' format, LiveKit's API.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from loguru import logger

from protocol.messages import ROOM_PREFIX
from token_server.dispatch import Decision, Policy, RoomView, RoomWatch, decide
from token_server.metrics import Metrics
from token_server.rooms import LiveKitUnavailableError, RoomNotThereError, Rooms

SWEEP_EVERY_S = 10.0
# After LiveKit did not answer.
RETRY_S = 2.0
# Looks at the same moment, over all rooms.
MAX_LOOKS = 32


@dataclass
class DispatchWatcher:
    """Run `run` in a task of the application's; call `hint` from anywhere in the same loop."""

    rooms: Rooms
    policy: Policy
    metrics: Metrics
    clock: Callable[[], float] = time.monotonic
    jitter: Callable[[], float] = random.random
    _woken: dict[str, asyncio.Event] = field(default_factory=dict, init=False)
    _group: asyncio.TaskGroup | None = field(default=None, init=False)
    _places: asyncio.Semaphore = field(
        default_factory=lambda: asyncio.Semaphore(MAX_LOOKS), init=False
    )

    async def run(self) -> None:
        """Watch until cancelled; no task is left then."""
        try:
            async with asyncio.TaskGroup() as self._group:
                while True:
                    await self._sweep()
                    await asyncio.sleep(SWEEP_EVERY_S)
        finally:
            self._group = None

    @property
    def running(self) -> bool:
        return self._group is not None

    def hint(self, room: str) -> None:
        """Something happened in `room`: look at it now. Rooms of others are left alone."""
        if self._group is None or not room.startswith(ROOM_PREFIX):
            return
        if room in self._woken:
            self._woken[room].set()
            return
        self._woken[room] = asyncio.Event()
        self._group.create_task(self._watch(room), name=f"watch {room}")

    async def _sweep(self) -> None:
        try:
            for room in await self.rooms.occupied():
                if room not in self._woken:
                    self.hint(room)
        except (LiveKitUnavailableError, RoomNotThereError) as error:
            logger.warning("Rooms cannot be listed: {}", error)
        except Exception:  # noqa: BLE001  a fault of one sweep must not end all watches
            logger.exception("A sweep failed; the next one may not")

    async def _watch(self, room: str) -> None:
        woken = self._woken[room]
        self.metrics.watched_rooms.inc()
        try:
            await self._watch_until_empty(room, woken)
        except RoomNotThereError:
            pass
        except Exception:  # noqa: BLE001  one room's fault must not end the watch of all others
            logger.exception("The watch of a room failed; the next sweep starts it again")
        finally:
            self.metrics.watched_rooms.dec()
            del self._woken[room]

    async def _watch_until_empty(self, room: str, woken: asyncio.Event) -> None:
        watch = RoomWatch()
        while True:
            woken.clear()
            try:
                async with self._places:
                    view = await self.rooms.look(room)
                    watch, decision = self._decide(watch, view)
                    await self._act(room, decision)
                wait_s = decision.look_again_s
            except LiveKitUnavailableError as error:
                logger.warning("A room cannot be looked at: {}", error)
                wait_s = RETRY_S
            else:
                if decision.finished:
                    return
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(woken.wait(), wait_s)

    def _decide(self, watch: RoomWatch, view: RoomView) -> tuple[RoomWatch, Decision]:
        return decide(watch, view, self.clock(), self.policy, self.jitter())

    async def _act(self, room: str, decision: Decision) -> None:
        for reason, identities in (
            ("dead", decision.remove_dead),
            ("second", decision.remove_second),
        ):
            for identity in identities:
                logger.warning("Removing a {} agent from {}", reason, room)
                self.metrics.agents_removed.labels(reason).inc()
                await _if_there(self.rooms.remove(room, identity))
        for dispatch_id in decision.forget_dispatches:
            await _if_there(self.rooms.forget_dispatch(room, dispatch_id))
        if decision.dispatch:
            logger.info("No agent in {}: dispatching again", room)
            self.metrics.dispatches.inc()
            await self.rooms.dispatch(room)


async def _if_there(call: Awaitable[None]) -> None:
    """What is to be removed may be gone already."""
    with contextlib.suppress(RoomNotThereError):
        await call
