"""The room token: what is in it and what is not."""

from __future__ import annotations

import json
import time
from typing import Any

import jwt
import pytest

from protocol.messages import ROOM_PREFIX, USER_IDENTITY_PREFIX, Attribute
from tests.unit.token_server.conftest import SECRET
from token_server.tokens import RoomAccess, Signer, mint, new_access

pytestmark = pytest.mark.unit

SIGNER = Signer("key", SECRET)


def claims(token: str) -> dict[str, Any]:
    decoded: dict[str, Any] = jwt.decode(token, SECRET, algorithms=["HS256"])
    return decoded


def test_token_names_room_identity_and_issuer() -> None:
    access = RoomAccess("cicerone-r", "user-u", "Ana", {"cicerone.language": "es"})
    found = claims(mint(access, SIGNER, "guide", 600))
    assert (found["sub"], found["iss"], found["name"]) == ("user-u", "key", "Ana")
    assert found["attributes"] == {"cicerone.language": "es"}
    assert "metadata" not in found


def test_token_grants_exactly_what_a_person_in_one_room_needs() -> None:
    found = claims(mint(RoomAccess("cicerone-r", "user-u"), SIGNER, "guide", 600))
    assert found["video"] == {
        "roomJoin": True,
        "room": "cicerone-r",
        "canPublish": True,
        "canSubscribe": True,
        "canPublishData": True,
        "canPublishSources": ["microphone", "camera", "screen_share", "screen_share_audio"],
        "canUpdateOwnMetadata": False,
    }
    assert "sip" not in found
    assert not found.get("kind")


def test_token_calls_the_agent_and_keeps_the_room_small_and_short_lived() -> None:
    found = claims(mint(RoomAccess("cicerone-r", "user-u"), SIGNER, "guide", 600))
    assert found["roomConfig"] == {
        "agents": [{"agentName": "guide"}],
        "emptyTimeout": 60,
        "departureTimeout": 20,
        "maxParticipants": 2,
    }


@pytest.mark.parametrize("ttl_s", [60, 600])
def test_token_lives_as_long_as_the_setting_says(ttl_s: int) -> None:
    before_s = int(time.time())
    found = claims(mint(RoomAccess("cicerone-r", "user-u"), SIGNER, "guide", ttl_s))
    assert before_s + ttl_s <= found["exp"] <= time.time() + ttl_s


def test_rooms_and_identities_are_new_each_time_and_long_enough_not_to_be_guessed() -> None:
    accesses = [new_access() for _ in range(1000)]
    assert len({access.room for access in accesses}) == 1000
    assert len({access.identity for access in accesses}) == 1000
    for access in accesses:
        assert access.room.startswith(ROOM_PREFIX)
        assert access.identity.startswith(USER_IDENTITY_PREFIX)
        assert len(access.room) - len(ROOM_PREFIX) >= 24


def test_secret_is_not_in_the_signers_repr() -> None:
    assert SECRET not in repr(SIGNER)


def test_the_dispatch_tells_the_agent_the_persons_language_and_voice() -> None:
    attributes: dict[str, str] = {Attribute.LANGUAGE: "fr", Attribute.VOICE: "Kore"}
    found = claims(mint(new_access("", attributes), SIGNER, "guide", 600))
    metadata = found["roomConfig"]["agents"][0]["metadata"]
    assert json.loads(metadata) == attributes
