"""LiveKit's server API, as far as this server needs it.

Owns: the calls and the translation of what they answer into the watcher's terms.
Must not know: when to do what.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Protocol

import aiohttp
from livekit import api
from livekit.api.twirp_client import TwirpClient
from livekit.protocol.models import ParticipantInfo
from livekit.protocol.room import PerformRpcRequest, PerformRpcResponse

from config import Settings
from protocol.messages import ROOM_PREFIX, dispatch_metadata
from token_server.dispatch import AgentSeen, DispatchSeen, JobSeen, RoomView
from token_server.security import http_url

API_TIMEOUT_S = 4.0
PROBE_TIMEOUT_S = 1.0
# Nobody answers to this name: every LiveKit client says so itself, at once, without the program
# behind it. That is all the probe asks for.
PROBE_METHOD = "cicerone.alive"
# What livekit-server says when the agent's client did not answer: no acknowledgement, no answer,
# and a connection already found broken.
_NO_ANSWER = ("RpcError 1501", "RpcError 1502", "transport failure")
# livekit-server writes the name a worker registered with into its agents' attributes.
_AGENT_NAME_ATTRIBUTE = "lk.agent_name"
_PEOPLE = (ParticipantInfo.Kind.STANDARD, ParticipantInfo.Kind.SIP)
_JOB_ENDED = (api.JobStatus.JS_SUCCESS, api.JobStatus.JS_FAILED)


class LiveKitUnavailableError(Exception):
    """LiveKit did not answer, or refused. `refused` tells which."""

    def __init__(self, message: str, *, refused: bool = False) -> None:
        super().__init__(message)
        self.refused = refused


class RoomNotThereError(Exception):
    """The room, or the agent in it, is gone: nothing is left to do."""


class Rooms(Protocol):
    """What the watcher asks for."""

    async def occupied(self) -> list[str]:
        """Names of our rooms that have a participant."""

    async def look(self, room: str) -> RoomView:
        """Who is in the room; dispatches only when no agent answers."""

    async def remove(self, room: str, identity: str) -> None: ...

    async def forget_dispatch(self, room: str, dispatch_id: str) -> None: ...

    async def dispatch(self, room: str) -> None: ...


@dataclass(frozen=True)
class LiveKitRooms:
    """`Rooms` on a LiveKit server. Make it with `connect`."""

    client: api.LiveKitAPI
    twirp: TwirpClient
    agent_name: str
    api_key: str
    api_secret: str

    @classmethod
    @asynccontextmanager
    async def connect(cls, settings: Settings) -> AsyncIterator[LiveKitRooms]:
        """Nothing is sent before the first call; the connections are closed at the end."""
        url, secret = http_url(settings.livekit_url), settings.livekit_api_secret.get_secret_value()
        timeout = aiohttp.ClientTimeout(total=API_TIMEOUT_S)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            yield cls(
                client=api.LiveKitAPI(
                    url, settings.livekit_api_key, secret, session=session, failover=False
                ),
                twirp=TwirpClient(session, url, "livekit", failover=False),
                agent_name=settings.agent_name,
                api_key=settings.livekit_api_key,
                api_secret=secret,
            )

    async def check(self) -> None:
        """Ask for a room that is not there: the cheapest question that needs our credentials.

        Raises:
            LiveKitUnavailableError: no answer, or the credentials were refused.
        """
        with _translated():
            await self.client.room.list_rooms(api.ListRoomsRequest(names=["-"]))

    async def occupied(self) -> list[str]:
        with _translated():
            listed = await self.client.room.list_rooms(api.ListRoomsRequest())
        return [
            room.name
            for room in listed.rooms
            if room.name.startswith(ROOM_PREFIX) and room.num_participants > 0
        ]

    async def look(self, room: str) -> RoomView:
        with _translated():
            listed = await self.client.room.list_participants(
                api.ListParticipantsRequest(room=room)
            )
        people = sum(person.kind in _PEOPLE for person in listed.participants)
        if people == 0:
            return RoomView(people=0)
        agents = await asyncio.gather(
            *(self._agent(room, agent) for agent in listed.participants if self._is_ours(agent))
        )
        if any(agent.answers is not False for agent in agents):
            return RoomView(people, tuple(agents))
        with _translated():
            dispatches = await self.client.agent_dispatch.list_dispatch(room)
        return RoomView(people, tuple(agents), tuple(self._dispatches(dispatches)))

    async def remove(self, room: str, identity: str) -> None:
        with _translated():
            await self.client.room.remove_participant(
                api.RoomParticipantIdentity(room=room, identity=identity)
            )

    async def forget_dispatch(self, room: str, dispatch_id: str) -> None:
        with _translated():
            await self.client.agent_dispatch.delete_dispatch(dispatch_id, room)

    async def dispatch(self, room: str) -> None:
        with _translated():
            listed = await self.client.room.list_participants(
                api.ListParticipantsRequest(room=room)
            )
            people = [person for person in listed.participants if person.kind in _PEOPLE]
            await self.client.agent_dispatch.create_dispatch(
                api.CreateAgentDispatchRequest(
                    agent_name=self.agent_name,
                    room=room,
                    metadata=dispatch_metadata(people[0].attributes if people else {}),
                )
            )

    def _is_ours(self, person: ParticipantInfo) -> bool:
        if person.kind != ParticipantInfo.Kind.AGENT:
            return False
        return person.attributes.get(_AGENT_NAME_ATTRIBUTE, self.agent_name) == self.agent_name

    async def _agent(self, room: str, agent: ParticipantInfo) -> AgentSeen:
        active = agent.state == ParticipantInfo.State.ACTIVE
        return AgentSeen(
            identity=agent.identity,
            joined_at_s=agent.joined_at_ms / 1000,
            # Before its connection is up there is nothing to ask it through.
            answers=await self._answers(room, agent.identity) if active else None,
        )

    async def _answers(self, room: str, identity: str) -> bool | None:
        """Whether the agent's client answers; None when LiveKit could not tell."""
        grants = api.VideoGrants(room_admin=True, room=room)
        token = api.AccessToken(self.api_key, self.api_secret).with_grants(grants).to_jwt()
        request = PerformRpcRequest(
            room=room,
            destination_identity=identity,
            method=PROBE_METHOD,
            response_timeout_ms=int(PROBE_TIMEOUT_S * 1000),
        )
        try:
            await self.twirp.request(
                "RoomService",
                "PerformRpc",
                request,
                {"authorization": f"Bearer {token}"},
                PerformRpcResponse,
            )
        except api.TwirpError as error:
            if "RpcError 1400" in error.message:
                return True
            return False if any(text in error.message for text in _NO_ANSWER) else None
        except (aiohttp.ClientError, TimeoutError):
            return None
        return True

    def _dispatches(self, dispatches: Iterable[api.AgentDispatch]) -> Iterable[DispatchSeen]:
        for dispatch in dispatches:
            if dispatch.agent_name == self.agent_name:
                jobs = (
                    JobSeen(job.id, job.state.participant_identity, job.state.status in _JOB_ENDED)
                    for job in dispatch.state.jobs
                )
                yield DispatchSeen(dispatch.id, tuple(jobs))


class _translated:  # noqa: N801  (used like a function, in `with`)
    """Turns what the client library raises into this module's two errors."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _type: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, api.TwirpError):
            if error.status == 404:
                raise RoomNotThereError from error
            raise LiveKitUnavailableError(
                f"LiveKit answered {error.status} ({error.code})",
                refused=error.status in {401, 403},
            ) from error
        if isinstance(error, (aiohttp.ClientError, TimeoutError)):
            raise LiveKitUnavailableError(
                f"LiveKit does not answer ({type(error).__name__})"
            ) from error
