"""The livekit-server that other tests stand on really runs, and really stops."""

from __future__ import annotations

import os

import pytest
from livekit import api

from tests.support.livekit import LiveKitServer

pytestmark = pytest.mark.integration


async def _room_names(server: LiveKitServer, secret: str) -> list[str]:
    async with api.LiveKitAPI(server.http_url, server.api_key, secret) as client:
        listed = await client.room.list_rooms(api.ListRoomsRequest())
    return [room.name for room in listed.rooms]


async def test_shared_server_answers_to_its_own_secret_only(livekit_server: LiveKitServer) -> None:
    async with api.LiveKitAPI(
        livekit_server.http_url, livekit_server.api_key, livekit_server.api_secret
    ) as client:
        await client.room.create_room(api.CreateRoomRequest(name="support-room"))

    assert "support-room" in await _room_names(livekit_server, livekit_server.api_secret)
    with pytest.raises(api.TwirpError):
        await _room_names(livekit_server, "x" * 32)


async def test_two_servers_run_side_by_side_and_leave_no_process() -> None:
    async with LiveKitServer.start() as one, LiveKitServer.start() as other:
        assert one.url != other.url
        pids = [one.process.pid, other.process.pid]
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
