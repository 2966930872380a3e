"""What a client may ask of a token, and what is refused."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.messages import ALL_VOICES, Language
from token_server.errors import FieldNotAllowedError, InvalidFieldError
from token_server.token_request import MAX_NAME_CHARS, TokenRequest

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"room_name": None, "participant_identity": None, "room_config": None},
        {"room_name": "", "participant_metadata": "", "participant_attributes": {}},
        {"room_config": {}},
        {"room_config": {"agents": []}},
        {"room_config": {"agents": [{}]}},
        {"room_config": {"agents": [{"agent_name": "guide"}]}},
        {"room_config": {"agents": [{"agent_name": "guide", "metadata": ""}], "name": ""}},
        {"room_config": {"empty_timeout": 0, "sync_streams": False}},
    ],
)
def test_request_that_asks_for_what_the_server_does_anyway_is_accepted(
    body: dict[str, Any],
) -> None:
    TokenRequest.model_validate(body).refuse_server_choices("guide")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"room_name": "cicerone-someone-elses"}, "room_name"),
        ({"participant_identity": "user-someone"}, "participant_identity"),
        ({"participant_metadata": "{}"}, "participant_metadata"),
        ({"room_config": {"agents": [{"agent_name": "other"}]}}, "room_config"),
        ({"room_config": {"agents": [{"agent_name": "guide", "metadata": "x"}]}}, "room_config"),
        ({"room_config": {"agents": [{"agent_name": "guide"}] * 2}}, "room_config"),
        ({"room_config": {"max_participants": 50}}, "room_config"),
        ({"room_config": {"egress": {"room": {"audio_only": True}}}}, "room_config"),
    ],
)
def test_what_is_the_servers_to_choose_is_refused_by_name(body: dict[str, Any], field: str) -> None:
    with pytest.raises(FieldNotAllowedError) as caught:
        TokenRequest.model_validate(body).refuse_server_choices("guide")
    assert caught.value.details == {"field": field}


@given(st.text(max_size=200))
def test_names_come_out_short_printable_and_trimmed_or_are_refused(name: str) -> None:
    request = TokenRequest(participant_name=name)
    try:
        clean = request.clean_name()
    except InvalidFieldError:
        assert len(name) > MAX_NAME_CHARS
        return
    assert len(clean) <= MAX_NAME_CHARS
    assert clean == clean.strip()
    assert not [char for char in clean if unicodedata.category(char) in {"Cc", "Cs", "Cn"}]


def test_name_keeps_accents_and_joined_emoji_and_loses_direction_overrides() -> None:
    assert TokenRequest(participant_name="  Zoé \n Ñandú ").clean_name() == "Zoé Ñandú"
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    assert TokenRequest(participant_name=family).clean_name() == family
    assert TokenRequest(participant_name="a\u202eb\x00c").clean_name() == "abc"


def test_language_and_voice_are_taken_and_empty_ones_left_out() -> None:
    request = TokenRequest(participant_attributes={"cicerone.language": "fr", "cicerone.voice": ""})
    assert request.clean_attributes() == {"cicerone.language": "fr"}


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("voice", [ALL_VOICES[0], ALL_VOICES[-1]])
def test_every_language_and_voice_of_the_protocol_is_valid(language: str, voice: str) -> None:
    chosen = {"cicerone.language": language, "cicerone.voice": voice}
    assert TokenRequest(participant_attributes=chosen).clean_attributes() == chosen


def test_unknown_value_is_invalid_and_the_valid_ones_are_named() -> None:
    with pytest.raises(InvalidFieldError) as caught:
        TokenRequest(participant_attributes={"cicerone.voice": "HAL"}).clean_attributes()
    assert caught.value.details["allowed"] == list(ALL_VOICES)
    assert "HAL" not in caught.value.message


@pytest.mark.parametrize("name", ["cicerone.state", "lk.agent_name", "x"])
def test_attributes_that_are_not_a_persons_to_choose_are_refused(name: str) -> None:
    with pytest.raises(FieldNotAllowedError):
        TokenRequest(participant_attributes={name: "speaking"}).clean_attributes()
