"""A room with a person in it gets a guide again, whatever happened to the one it had.

A real livekit-server sends its webhooks to the real token server; workers are real processes.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from livekit import api, rtc
from livekit.protocol.models import ParticipantInfo

from config import Settings
from tests.support.livekit import LiveKitServer
from tests.support.plain_worker import has_agent, ready, start_plain_worker
from tests.support.processes import ChildProcess, until
from tests.support.token_server import build_page, listen, run_token_server, webhook_url
from token_server.routes import TOKEN_PATH

pytestmark = pytest.mark.integration

AGENT_NAME = "stand-in"
AGENT = ParticipantInfo.Kind.AGENT
# What the project promises: an agent in the room so long after a worker is there again.
RECOVERY_S = 5.0
POLL_S = 0.02
# A worker answers before its first process is warm, and this machine may be busy.
FIRST_JOIN_S = 30.0
# Long enough for what must not happen to happen.
WATCH_S = 3.0


@dataclass(frozen=True)
class House:
    """A livekit-server, the token server beside it, and a way to start workers."""

    livekit: LiveKitServer
    token_server_url: str
    client: api.LiveKitAPI
    start_worker: Callable[[], ChildProcess]

    async def enter(self) -> rtc.Room:
        """A person with a token of the token server, in their room."""
        async with httpx.AsyncClient() as http:
            answer = await http.post(self.token_server_url + TOKEN_PATH)
        room = rtc.Room()
        await room.connect(answer.json()["server_url"], answer.json()["participant_token"])
        return room

    async def agents(self, room: str) -> list[str]:
        """Identities of the agents that livekit-server holds to be in the room."""
        listed = await self.client.room.list_participants(api.ListParticipantsRequest(room=room))
        return [person.identity for person in listed.participants if person.kind == AGENT]

    async def dispatches(self, room: str) -> int:
        return len(await self.client.agent_dispatch.list_dispatch(room))

    async def other_agent(self, room: str, than: str | None, timeout_s: float) -> tuple[str, float]:
        """The agent in the room that is not `than`, and the seconds until it was there."""
        start_s = time.monotonic()
        while time.monotonic() - start_s < timeout_s:
            others = [agent for agent in await self.agents(room) if agent != than]
            if others:
                return others[0], time.monotonic() - start_s
            await asyncio.sleep(POLL_S)
        raise AssertionError(f"no other agent in {room} within {timeout_s} s")


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with contextlib.AsyncExitStack() as stack:
        listener, url = listen()
        livekit = await stack.enter_async_context(
            LiveKitServer.start(webhook_url(url), log_dir=tmp_path)
        )
        settings = Settings(
            livekit_url=livekit.url,
            livekit_api_key=livekit.api_key,
            livekit_api_secret=livekit.api_secret,
            agent_name=AGENT_NAME,
        )
        await stack.enter_async_context(
            run_token_server(settings, listener, build_page(tmp_path / "dist"))
        )
        client = await stack.enter_async_context(
            api.LiveKitAPI(livekit.http_url, livekit.api_key, livekit.api_secret)
        )
        started: list[ChildProcess] = []

        def start_worker() -> ChildProcess:
            log_path = tmp_path / f"worker-{len(started)}.log"
            worker = start_plain_worker(livekit.env, AGENT_NAME, log_path)
            started.append(worker)
            return worker

        async def stop_workers() -> None:
            await asyncio.gather(*(worker.stop(3) for worker in started))

        stack.push_async_callback(stop_workers)
        yield House(livekit, url, client, start_worker)


async def test_dispatch_lost_because_no_worker_was_there_is_made_good(house: House) -> None:
    room = await house.enter()
    try:
        await asyncio.sleep(4)
        assert await house.dispatches(room.name) == 2, "the token's, and one after 3 s alone"
        worker = house.start_worker()
        await ready(worker)
        _, waited_s = await house.other_agent(room.name, None, RECOVERY_S)
        print(f"agent {waited_s:.2f} s after the worker was ready")
        assert waited_s < RECOVERY_S
    finally:
        await room.disconnect()


@pytest.mark.parametrize("victims", ["group", "main process"])
async def test_agent_of_killed_worker_is_replaced_by_another_worker(
    house: House, victims: str
) -> None:
    workers = [house.start_worker(), house.start_worker()]
    await asyncio.gather(*(ready(worker) for worker in workers))
    room = await house.enter()
    try:
        first, _ = await house.other_agent(room.name, None, FIRST_JOIN_S)
        await _until_active(room, first)
        victim = await _worker_of(first, workers)
        killed_s = time.monotonic()
        if victims == "group":
            os.killpg(victim.pid, signal.SIGKILL)
        else:
            victim.kill()
        second, _ = await house.other_agent(room.name, first, RECOVERY_S + 5)
        waited_s = time.monotonic() - killed_s
        print(f"{victims}: another agent {waited_s:.2f} s after SIGKILL")
        assert waited_s < RECOVERY_S
        await asyncio.sleep(WATCH_S)
        assert await house.agents(room.name) == [second], "one agent, and it stays"
    finally:
        await room.disconnect()


async def test_second_agent_is_sent_away(house: House) -> None:
    worker = house.start_worker()
    await ready(worker)
    room = await house.enter()
    try:
        first, _ = await house.other_agent(room.name, None, FIRST_JOIN_S)
        await _until_active(room, first)
        await house.client.agent_dispatch.create_dispatch(
            api.CreateAgentDispatchRequest(agent_name=AGENT_NAME, room=room.name)
        )
        second, _ = await house.other_agent(room.name, first, 5)

        async def second_is_gone() -> bool:
            return second not in await house.agents(room.name)

        await until(second_is_gone, timeout_s=5, poll_s=POLL_S)
        await asyncio.sleep(WATCH_S)
        assert await house.agents(room.name) == [first]
    finally:
        await room.disconnect()


async def _worker_of(agent: str, workers: list[ChildProcess]) -> ChildProcess:
    async def known() -> bool:
        return any(has_agent(worker, agent) for worker in workers)

    await until(known, timeout_s=FIRST_JOIN_S, poll_s=POLL_S)
    return next(worker for worker in workers if has_agent(worker, agent))


async def _until_active(room: rtc.Room, identity: str) -> None:
    async def seen() -> bool:
        return identity in room.remote_participants

    await until(seen, timeout_s=FIRST_JOIN_S, poll_s=POLL_S)
