"""The watcher's tasks: started by hints and sweeps, ended with their rooms, none left over."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace

import pytest

from tests.support.processes import until
from token_server.dispatch import AgentSeen, Policy, RoomView
from token_server.metrics import Metrics
from token_server.rooms import LiveKitUnavailableError, RoomNotThereError
from token_server.watcher import DispatchWatcher

pytestmark = pytest.mark.unit

ROOM = "cicerone-r"
# The shape of the real waits, a hundred times as fast.
FAST = replace(
    Policy(),
    grace_s=0.03,
    loss_grace_s=0.01,
    look_every_s=0.015,
    undecided_s=0.03,
    retry_first_s=0.02,
)
FIRST = AgentSeen("agent-1", 1.0, answers=True)


@dataclass
class FakeRooms:
    """Rooms as a livekit-server would show them; `views` changes under the test's hand."""

    views: dict[str, RoomView] = field(default_factory=dict)
    listed: list[str] = field(default_factory=list)
    calls: list[tuple[str, ...]] = field(default_factory=list)
    fault: Exception | None = None
    looks: int = 0

    async def occupied(self) -> list[str]:
        if self.fault:
            raise self.fault
        return self.listed

    async def look(self, room: str) -> RoomView:
        self.looks += 1
        if self.fault:
            raise self.fault
        if room not in self.views:
            raise RoomNotThereError
        return self.views[room]

    async def remove(self, room: str, identity: str) -> None:
        self.calls.append(("remove", room, identity))
        view = self.views[room]
        self.views[room] = replace(
            view, agents=tuple(agent for agent in view.agents if agent.identity != identity)
        )

    async def forget_dispatch(self, room: str, dispatch_id: str) -> None:
        self.calls.append(("forget", room, dispatch_id))

    async def dispatch(self, room: str) -> None:
        self.calls.append(("dispatch", room))


@contextlib.asynccontextmanager
async def running(rooms: FakeRooms) -> AsyncIterator[DispatchWatcher]:
    watcher = DispatchWatcher(rooms, FAST, Metrics(), jitter=lambda: 0.0)
    task = asyncio.create_task(watcher.run())
    await eventually(lambda: watcher.running)
    try:
        yield watcher
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert asyncio.all_tasks() == {asyncio.current_task()}
        assert not watcher.running


async def eventually(condition: Callable[[], bool]) -> None:
    async def holds() -> bool:
        return condition()

    await until(holds, timeout_s=5, poll_s=0.001)


def watches(room: str = ROOM) -> int:
    return sum(task.get_name() == f"watch {room}" for task in asyncio.all_tasks())


async def test_hint_about_a_person_alone_ends_in_a_dispatch() -> None:
    rooms = FakeRooms({ROOM: RoomView(people=1)})
    async with running(rooms) as watcher:
        watcher.hint(ROOM)
        await eventually(lambda: ("dispatch", ROOM) in rooms.calls)


async def test_room_whose_webhook_was_lost_is_found_by_the_sweep() -> None:
    rooms = FakeRooms({ROOM: RoomView(people=1)}, listed=[ROOM])
    async with running(rooms):
        await eventually(lambda: ("dispatch", ROOM) in rooms.calls)


async def test_many_hints_are_one_watch_that_ends_with_its_room() -> None:
    rooms = FakeRooms({ROOM: RoomView(people=1, agents=(FIRST,))})
    async with running(rooms) as watcher:
        for _ in range(50):
            watcher.hint(ROOM)
        await eventually(lambda: rooms.looks > 1)
        assert watches() == 1
        rooms.views[ROOM] = RoomView(people=0)
        watcher.hint(ROOM)
        await eventually(lambda: watches() == 0)
        assert not rooms.calls
        rooms.views[ROOM] = RoomView(people=1)
        watcher.hint(ROOM)
        await eventually(lambda: ("dispatch", ROOM) in rooms.calls)


async def test_room_that_is_gone_ends_its_watch() -> None:
    async with running(FakeRooms()) as watcher:
        watcher.hint(ROOM)
        assert watches() == 1
        await eventually(lambda: watches() == 0)


async def test_rooms_of_others_are_left_alone() -> None:
    rooms = FakeRooms({"other-r": RoomView(people=1)})
    async with running(rooms) as watcher:
        watcher.hint("other-r")
        assert watches("other-r") == 0
    assert rooms.looks == 0


async def test_dead_agent_is_removed_before_the_next_is_called() -> None:
    dead = replace(FIRST, answers=False)
    rooms = FakeRooms({ROOM: RoomView(people=1, agents=(dead,))})
    async with running(rooms) as watcher:
        watcher.hint(ROOM)
        await eventually(lambda: len(rooms.calls) >= 2)
    assert rooms.calls[:2] == [("remove", ROOM, "agent-1"), ("dispatch", ROOM)]


async def test_bug_in_one_look_or_sweep_does_not_end_the_watch_of_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("token_server.watcher.SWEEP_EVERY_S", 0.01)
    rooms = FakeRooms({ROOM: RoomView(people=1)}, fault=ZeroDivisionError("a bug"))
    async with running(rooms) as watcher:
        watcher.hint(ROOM)
        await eventually(lambda: rooms.looks == 1 and watches() == 0)
        rooms.fault = None
        watcher.hint(ROOM)
        await eventually(lambda: ("dispatch", ROOM) in rooms.calls)


async def test_livekit_that_does_not_answer_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("token_server.watcher.RETRY_S", 0.01)
    monkeypatch.setattr("token_server.watcher.SWEEP_EVERY_S", 0.01)
    rooms = FakeRooms({ROOM: RoomView(people=1)}, [ROOM], fault=LiveKitUnavailableError("away"))
    async with running(rooms) as watcher:
        watcher.hint(ROOM)
        await eventually(lambda: rooms.looks > 2)
        rooms.fault = None
        await eventually(lambda: ("dispatch", ROOM) in rooms.calls)


async def test_hint_before_the_start_and_after_the_end_is_ignored() -> None:
    rooms = FakeRooms({ROOM: RoomView(people=1)})
    watcher = DispatchWatcher(rooms, FAST, Metrics())
    watcher.hint(ROOM)
    async with running(rooms) as started:
        pass
    started.hint(ROOM)
    assert rooms.looks == 0
