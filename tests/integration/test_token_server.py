"""The real token server beside a real livekit-server: what one signs, the other lets in."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import httpx
import jwt
import pytest
from livekit import api, rtc

from config import Settings
from config.settings import PROJECT_DIR
from tests.support.livekit import LiveKitServer
from tests.support.processes import ChildProcess, free_port
from tests.support.token_server import build_page, listen, run_token_server
from token_server.routes import TOKEN_PATH
from token_server.tokens import RoomAccess, Signer, mint, new_access

pytestmark = pytest.mark.integration

MEGABYTE = 1024 * 1024


@pytest.fixture
async def server_url(livekit_server: LiveKitServer, tmp_path: Path) -> AsyncIterator[str]:
    settings = Settings(
        livekit_url=livekit_server.url,
        livekit_api_key=livekit_server.api_key,
        livekit_api_secret=livekit_server.api_secret,
        token_rate_limit="1000/minute",
        rate_limit="2000/minute",
    )
    listener, _ = listen()
    async with run_token_server(settings, listener, build_page(tmp_path / "dist")) as server:
        yield server.url


async def status_at_livekit(server: LiveKitServer, token: str) -> int:
    """What livekit-server answers to someone who comes with `token`."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{server.http_url}/rtc/validate", params={"access_token": token}) as response,
    ):
        return response.status


async def test_token_opens_its_room_with_the_persons_name_and_choices(
    livekit_server: LiveKitServer, server_url: str
) -> None:
    async with httpx.AsyncClient() as client:
        body = {"participant_name": "Ana", "participant_attributes": {"cicerone.language": "es"}}
        answer = (await client.post(server_url + TOKEN_PATH, json=body)).json()
    room = rtc.Room()
    await room.connect(answer["server_url"], answer["participant_token"])
    try:
        me = room.local_participant
        assert room.name.startswith("cicerone-")
        assert me.identity.startswith("user-")
        assert me.name == "Ana"
        assert me.attributes == {"cicerone.language": "es"}
        async with api.LiveKitAPI(
            livekit_server.http_url, livekit_server.api_key, livekit_server.api_secret
        ) as lk:
            (dispatch,) = await lk.agent_dispatch.list_dispatch(room.name)
            listed = await lk.room.list_rooms(api.ListRoomsRequest(names=[room.name]))
        assert dispatch.agent_name == "cicerone"
        assert (listed.rooms[0].empty_timeout, listed.rooms[0].departure_timeout) == (60, 20)
    finally:
        await room.disconnect()


async def test_forged_tokens_are_refused_by_livekit(livekit_server: LiveKitServer) -> None:
    signer = Signer(livekit_server.api_key, livekit_server.api_secret)
    access = new_access()
    good = mint(access, signer, "cicerone", 60)
    claims: dict[str, Any] = jwt.decode(good, options={"verify_signature": False})
    assert await status_at_livekit(livekit_server, good) == 200
    forged = {
        "expired": jwt.encode(
            {**claims, "nbf": claims["nbf"] - 7200, "exp": claims["exp"] - 7200},
            livekit_server.api_secret,
        ),
        "alg=none": jwt.encode(claims, "", algorithm="none"),
        "wrong secret": mint(access, Signer(signer.api_key, "f" * 32), "cicerone", 60),
        "unknown key": mint(access, Signer("someone", signer.api_secret), "cicerone", 60),
        "no token": "nonsense",
    }
    answers = {
        name: await status_at_livekit(livekit_server, token) for name, token in forged.items()
    }
    assert answers == dict.fromkeys(forged, 401)


async def test_token_of_one_room_does_nothing_in_another(
    livekit_server: LiveKitServer, server_url: str
) -> None:
    async with httpx.AsyncClient() as client:
        mine, theirs = [
            (await client.post(server_url + TOKEN_PATH)).json()["participant_token"]
            for _ in range(2)
        ]
    their_room = jwt.decode(theirs, options={"verify_signature": False})["video"]["room"]
    room = rtc.Room()
    await room.connect(livekit_server.url, theirs)
    try:
        async with api.LiveKitAPI.with_token(mine, livekit_server.http_url) as lk:
            for call in (
                lk.room.list_participants(api.ListParticipantsRequest(room=their_room)),
                lk.room.list_rooms(api.ListRoomsRequest()),
                lk.room.delete_room(api.DeleteRoomRequest(room=their_room)),
                lk.agent_dispatch.list_dispatch(their_room),
            ):
                with pytest.raises(api.TwirpError) as caught:
                    await call
                assert caught.value.status in {401, 403}
        async with aiohttp.ClientSession() as session:
            other = {"access_token": mine, "room": their_room}
            async with session.get(f"{livekit_server.http_url}/rtc/validate", params=other):
                pass
        assert list(room.remote_participants) == [], (
            "the token's own room counts, whatever is asked"
        )
    finally:
        await room.disconnect()


async def test_token_is_no_workers_token(livekit_server: LiveKitServer) -> None:
    signer = Signer(livekit_server.api_key, livekit_server.api_secret)
    token = mint(RoomAccess("cicerone-r", "user-u"), signer, "cicerone", 60)
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
            await session.ws_connect(
                f"{livekit_server.http_url}/agent", headers={"Authorization": f"Bearer {token}"}
            )
    assert caught.value.status == 401


async def test_health_knows_livekit_and_its_credentials(
    livekit_server: LiveKitServer, server_url: str, tmp_path: Path
) -> None:
    async with httpx.AsyncClient() as client:
        healthy = await client.get(f"{server_url}/health")
        assert healthy.status_code == 200, healthy.text
        assert healthy.json()["not_ready"] == []
        settings = Settings(
            livekit_url=livekit_server.url,
            livekit_api_key=livekit_server.api_key,
            livekit_api_secret="f" * 32,
        )
        listener, url = listen()
        async with run_token_server(settings, listener, build_page(tmp_path / "dist")):
            refused = await client.get(f"{url}/health")
    assert refused.status_code == 503
    assert refused.json()["not_ready"] == ["livekit"]
    assert "LIVEKIT_API_SECRET" in refused.json()["checks"]["livekit"]["message"]


@pytest.mark.parametrize("chunked", [False, True])
async def test_ten_megabytes_are_refused_before_they_are_sent(
    server_url: str, chunked: bool
) -> None:
    host, port = server_url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    length = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {10 * MEGABYTE}"
    writer.write(
        f"POST {TOKEN_PATH} HTTP/1.1\r\nHost: h\r\n{length}\r\n"
        "Content-Type: application/json\r\n\r\n".encode()
    )
    answer = asyncio.create_task(reader.readuntil(b"\r\n"))
    piece = b" " * 16384
    sent = 0
    while sent < 10 * MEGABYTE and not answer.done():
        writer.write(b"4000\r\n%s\r\n" % piece if chunked else piece)
        await writer.drain()
        sent += len(piece)
        await asyncio.sleep(0)
    assert (await answer).startswith(b"HTTP/1.1 413 ")
    assert sent < 5 * MEGABYTE
    writer.close()
    async with httpx.AsyncClient() as client:
        assert (await client.post(server_url + TOKEN_PATH)).status_code == 201


async def test_a_thousand_people_at_once_are_all_answered(server_url: str) -> None:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=200)) as session:

        async def ask() -> tuple[int, str]:
            async with session.post(server_url + TOKEN_PATH) as response:
                return response.status, await response.text()

        answers = await asyncio.gather(*(ask() for _ in range(1000)))
        async with session.get(f"{server_url}/healthz") as health:
            assert health.status == 200
    assert {status for status, _ in answers} == {201}
    assert len({text for _, text in answers}) == 1000


def _env(tmp_path: Path, port: int) -> dict[str, str]:
    return {
        "LIVEKIT_API_SECRET": "0123456789abcdef0123456789abcdef",
        "LIVEKIT_URL": "ws://127.0.0.1:9",
        "PORT": str(port),
        "LOG_DIR": str(tmp_path / "logs"),
    }


@contextlib.asynccontextmanager
async def _program(tmp_path: Path, env: dict[str, str]) -> AsyncIterator[ChildProcess]:
    async with ChildProcess.running(
        "token-server",
        [sys.executable, "-m", "token_server"],
        log_path=tmp_path / "token-server.log",
        env=env,
        cwd=PROJECT_DIR,
    ) as process:
        yield process


async def test_program_serves_stops_cleanly_and_logs_no_query(tmp_path: Path) -> None:
    port = free_port()
    async with _program(tmp_path, _env(tmp_path, port)) as process:
        await process.until_http_ok(f"http://127.0.0.1:{port}/healthz?secret=hunter2", 20)
        process.popen.terminate()
        assert await process.wait(10) in {0, -15}
        assert "/healthz" in process.log_text()
        assert "hunter2" not in process.log_text()
        assert "Traceback" not in process.log_text()


async def test_busy_port_is_one_sentence_and_exit_code_two(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        async with _program(tmp_path, _env(tmp_path, port)) as process:
            assert await process.wait(20) == 2
    (line,) = process.log_text().strip().splitlines()
    assert f"127.0.0.1:{port}" in line
    assert "PORT" in line


async def test_wrong_setting_is_one_sentence_and_exit_code_two(tmp_path: Path) -> None:
    env = {**_env(tmp_path, 0), "TOKEN_RATE_LIMIT": "lots"}
    async with _program(tmp_path, env) as process:
        assert await process.wait(20) == 2
    (line,) = process.log_text().strip().splitlines()
    assert "TOKEN_RATE_LIMIT" in line
