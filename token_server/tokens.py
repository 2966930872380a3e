"""The room token: what it grants and for how long.

Owns: names of rooms and identities, grants, the room's configuration. Pure: the expiry is set by
LiveKit's library from its own clock, nothing else is read.
Must not know: HTTP, rate limits, who asked.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from livekit import api

from protocol.messages import ROOM_PREFIX, USER_IDENTITY_PREFIX, dispatch_metadata

# 144 bits: a room's name is what keeps strangers out of it, so it must not be guessable.
NAME_BYTES = 18
PUBLISH_SOURCES = ("microphone", "camera", "screen_share", "screen_share_audio")
# A room nobody entered, and a room everybody left, close after these. The second leaves time for
# a client that reconnects.
EMPTY_TIMEOUT_S = 60
DEPARTURE_TIMEOUT_S = 20
# livekit-server counts people only, not agents; two, so that a client that reconnects before its
# old connection is noticed to be gone is let in.
MAX_PEOPLE = 2


@dataclass(frozen=True)
class Signer:
    """What a token is signed with."""

    api_key: str
    api_secret: str = field(repr=False)


@dataclass(frozen=True)
class RoomAccess:
    """One person's way into one room."""

    room: str
    identity: str
    name: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


def new_access(name: str = "", attributes: Mapping[str, str] | None = None) -> RoomAccess:
    """A new room and a new identity, both unguessable."""
    return RoomAccess(
        room=ROOM_PREFIX + secrets.token_urlsafe(NAME_BYTES),
        identity=USER_IDENTITY_PREFIX + secrets.token_urlsafe(NAME_BYTES),
        name=name,
        attributes=attributes or {},
    )


def mint(access: RoomAccess, signer: Signer, agent_name: str, ttl_s: int) -> str:
    """Sign a token that lets `access.identity` into `access.room`, and calls the agent there."""
    grants = api.VideoGrants(
        room_join=True,
        room=access.room,
        can_publish=True,
        can_subscribe=True,
        can_publish_data=True,
        can_publish_sources=list(PUBLISH_SOURCES),
        can_update_own_metadata=False,
    )
    token = (
        api.AccessToken(signer.api_key, signer.api_secret)
        .with_identity(access.identity)
        .with_name(access.name)
        .with_ttl(dt.timedelta(seconds=ttl_s))
        .with_grants(grants)
        .with_room_config(room_configuration(agent_name, access.attributes))
    )
    if access.attributes:
        token = token.with_attributes(dict(access.attributes))
    return token.to_jwt()


def room_configuration(agent_name: str, attributes: Mapping[str, str]) -> api.RoomConfiguration:
    """How the room is made when the first person enters it: with our agent called.

    The dispatch carries the person's attributes: the agent is on its way before they have joined.
    """
    metadata = dispatch_metadata(attributes)
    return api.RoomConfiguration(
        agents=[api.RoomAgentDispatch(agent_name=agent_name, metadata=metadata)],
        empty_timeout=EMPTY_TIMEOUT_S,
        departure_timeout=DEPARTURE_TIMEOUT_S,
        max_participants=MAX_PEOPLE,
    )
