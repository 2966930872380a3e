"""Something is missing, refused or dead: the page says so, and what can go on goes on.

The worker of these tests is each test's own, or none.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio
from livekit.protocol import rtc
from playwright.async_api import Route, WebSocketRoute, expect

from tests.e2e.conftest import Visit
from tests.e2e.conversing import (
    Guest,
    assert_no_complaints,
    begin,
    enter,
    enter_by,
    new_room,
    open_page,
    rooms_of,
    tones,
    until_failure,
    until_room_gone,
    until_shown,
    until_state,
)
from tests.support.browser import Person
from tests.support.processes import free_port
from tests.support.stack import (
    Servers,
    Stack,
    running_servers,
    running_token_server,
    running_worker,
)

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

NO_KEY = {"VOICE_STACK": "gemini", "GOOGLE_API_KEY": "", "GEMINI_API_KEY": ""}
# Of the person who answers "no" where the page asks for what is not shared here.
REFUSES_TO_SHARE = """
navigator.mediaDevices.getDisplayMedia = () =>
  Promise.reject(new DOMException("Permission denied by user", "NotAllowedError"));
"""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def shared_servers(
    built_page: None, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Servers]:
    async with running_servers(tmp_path_factory.mktemp("no-worker"), with_page=True) as servers:
        yield servers


@pytest.fixture
def servers(shared_servers: Servers) -> Servers:
    """A house where nobody works, unless the test starts a worker."""
    shared_servers.gemini.script = tones()
    return shared_servers


@asynccontextmanager
async def token_server_beside(house: Stack, log_dir: Path, **env: str) -> AsyncIterator[Servers]:
    """Another token server for the same house, at another address and with other settings."""
    settings = {**house.env, "PORT": str(free_port()), **env}
    async with running_token_server(settings, log_dir):
        yield Servers(
            livekit=house.livekit,
            gemini=house.gemini,
            env=settings,
            log_dir=log_dir,
            page_url=f"http://localhost:{settings['PORT']}",
        )


async def test_a_refused_microphone_leaves_typing(house: Stack, visit: Visit) -> None:
    async with visit(Person(allows=False)) as browser:
        guest = await begin(house, browser)
        await until_failure(guest.tab, "microphone_refused")
        await guest.type("I cannot talk today.")
        await guest.until_tone(1)
        assert_no_complaints(guest.tab)


async def test_a_cancelled_share_leaves_the_conversation(house: Stack, visit: Visit) -> None:
    async with visit(Person()) as browser:
        await browser.context.add_init_script(REFUSES_TO_SHARE)
        guest = await begin(house, browser, "start-share")
        await until_failure(guest.tab, "share_cancelled")
        await guest.ask("Where do I change the margins of this letter?", 1)
        assert guest.connection.frame_count == 0
        assert_no_complaints(guest.tab)


async def test_without_a_key_the_page_names_the_setting_before_anyone_talks(
    house: Stack, visit: Visit, tmp_path: Path
) -> None:
    async with (
        token_server_beside(house, tmp_path, **NO_KEY) as keyless,
        visit(Person()) as browser,
    ):
        tab = await open_page(keyless, browser)
        await until_failure(tab, "no_key")
        await expect(tab.get("failure")).to_contain_text("GOOGLE_API_KEY")
        assert_no_complaints(tab)


async def test_a_guide_without_a_key_says_which_setting_it_lacks(
    servers: Servers, visit: Visit, tmp_path: Path
) -> None:
    async with running_worker({**servers.env, **NO_KEY}, tmp_path), visit(Person()) as browser:
        tab = await open_page(servers, browser)
        await tab.get("start-talk").click()
        await until_failure(tab, "no_key")
        await expect(tab.get("failure")).to_contain_text("GOOGLE_API_KEY")
        assert_no_complaints(tab)


async def test_a_server_that_is_down_can_be_tried_again(
    house: Stack, visit: Visit, tmp_path: Path
) -> None:
    async with visit(Person()) as browser:
        async with token_server_beside(house, tmp_path) as down:
            tab = await open_page(down, browser)
            await tab.get("start-talk").wait_for()
        await tab.get("start-talk").click()
        await until_failure(tab, "unreachable")
        async with token_server_beside(house, tmp_path, PORT=down.env["PORT"]) as up:
            guest = await enter_by(up, tab, tab.get("failure-action").click)
            await guest.until_tone(0)
            assert_no_complaints(tab, "ERR_CONNECTION_REFUSED")


async def test_a_livekit_server_out_of_reach_can_be_tried_again(house: Stack, visit: Visit) -> None:
    async with visit(Person()) as browser:
        tab = await open_page(house, browser)
        plugged = False

        async def fetched(route: Route) -> None:
            await (route.continue_() if plugged else route.abort("connectionrefused"))

        async def connected(socket: WebSocketRoute) -> None:
            if plugged:
                socket.connect_to_server()
            else:
                await socket.close()

        await tab.page.route(f"{house.livekit.http_url}/**", fetched)
        await tab.page.route_web_socket(f"{house.livekit.url}/**", connected)
        await tab.get("start-talk").click()
        await until_failure(tab, "unreachable")
        plugged = True
        guest = await enter_by(house, tab, tab.get("failure-action").click)
        await guest.until_tone(0)
        assert_no_complaints(tab, "ERR_CONNECTION_REFUSED", "WebSocket connection")


async def test_a_connection_made_anew_keeps_the_conversation(house: Stack, visit: Visit) -> None:
    async with visit(Person()) as browser:
        tab = await open_page(house, browser)
        sockets: list[WebSocketRoute] = []

        def connected(socket: WebSocketRoute) -> None:
            socket.connect_to_server()
            sockets.append(socket)

        await tab.page.route_web_socket(f"{house.livekit.url}/**", connected)
        guest = await enter(house, tab)
        await guest.until_tone(0)
        await guest.until_state("listening")
        # As a server says it that is about to go away: the client says goodbye and joins again.
        leave = rtc.LeaveRequest(action=rtc.LeaveRequest.RECONNECT, can_reconnect=True)
        sockets[-1].send(rtc.SignalResponse(leave=leave).SerializeToString())
        await until_shown(tab, "reconnecting")
        await guest.until_state("listening")
        await guest.ask("Where do I change the margins of this letter?", 1)
        assert len(sockets) == 2
        assert await rooms_of(house) >= {guest.room}
        assert_no_complaints(tab)


async def test_a_guide_that_comes_late_is_missed_and_then_welcome(
    servers: Servers, visit: Visit, tmp_path: Path
) -> None:
    async with visit(Person()) as browser:
        tab = await open_page(servers, browser)
        known = await rooms_of(servers)
        began_s = time.monotonic()
        await tab.get("start-talk").click()
        room = await new_room(servers, known)
        await until_failure(tab, "no_guide")
        assert time.monotonic() - began_s > 9.0
        async with running_worker(servers.env, tmp_path):
            await until_state(tab, "listening", "speaking")
            guest = Guest(servers, tab, room, servers.gemini.record.connections[-1])
            await guest.until_tone(0)
            await expect(tab.get("failure")).to_have_count(0)
            assert_no_complaints(tab)


async def test_after_the_worker_is_killed_another_guide_comes_to_the_same_page(
    servers: Servers, visit: Visit, tmp_path: Path
) -> None:
    record = servers.gemini.record
    async with visit(Person()) as browser, running_worker(servers.env, tmp_path / "one") as worker:
        guest = await begin(servers, browser)
        left = worker.descendants()
        worker.kill()
        for process in left:
            process.kill()
        await worker.wait(10.0)
        await until_state(guest.tab, "reconnecting")
        connections = len(record.connections)
        async with running_worker(servers.env, tmp_path / "two"):
            restarted_s = time.monotonic()
            await record.wait_for_connections(connections + 1, 30.0)
            came_s = time.monotonic() - restarted_s
            guest = replace(guest, connection=record.connections[-1])
            await guest.until_tone(0)
            await guest.ask("Are you still there?", 1)
            assert came_s < 5.0
            assert_no_complaints(guest.tab)
            await guest.tab.get("leave").click()
            await until_room_gone(servers, guest.room)
