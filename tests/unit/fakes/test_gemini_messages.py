"""The wire of the fake Gemini server: both spellings, base64, and what it refuses."""

from __future__ import annotations

import base64
import json

import pytest

from tests.fakes.gemini.messages import (
    MAX_CLOSE_REASON_BYTES,
    Blob,
    ProtocolError,
    parse_client_message,
    session_resumption_update,
    turn_complete,
)

pytestmark = pytest.mark.unit
DATA = bytes(range(256))


@pytest.mark.parametrize(
    "raw",
    [
        {"realtime_input": {"activity_start": {}, "audio_stream_end": True}},
        {"realtimeInput": {"activityStart": {}, "audioStreamEnd": True}},
    ],
)
def test_both_spellings_mean_the_same(raw: dict[str, object]) -> None:
    realtime = parse_client_message(json.dumps(raw)).realtime_input
    assert realtime is not None
    assert realtime.activity_start == {}
    assert realtime.activity_end is None
    assert realtime.audio_stream_end is True


@pytest.mark.parametrize(
    "text",
    [
        base64.urlsafe_b64encode(DATA).decode(),
        base64.b64encode(DATA).decode(),
        base64.urlsafe_b64encode(DATA).decode().rstrip("="),
    ],
)
def test_every_base64_alphabet_is_read(text: str) -> None:
    assert Blob(data=text).decode() == DATA


def test_text_that_is_not_base64_closes_with_1007() -> None:
    with pytest.raises(ProtocolError) as caught:
        Blob(data="!!").decode()
    assert caught.value.code == 1007


def test_the_rate_is_read_from_the_type() -> None:
    assert Blob(mime_type="audio/pcm;rate=24000").sample_rate_hz() == 24000
    assert Blob(mime_type="audio/pcm").sample_rate_hz() == 16000


@pytest.mark.parametrize(
    "raw", ["not json", "[]", "{}", '{"nonsense": {}}', '{"setup": {}, "realtimeInput": {}}']
)
def test_a_message_that_is_not_one_of_the_protocol_closes_with_1007(raw: str) -> None:
    with pytest.raises(ProtocolError) as caught:
        parse_client_message(raw)
    assert caught.value.code == 1007


def test_a_close_reason_fits_a_control_frame() -> None:
    error = ProtocolError(1008, "é" * 500)
    assert 0 < len(error.reason.encode()) <= MAX_CLOSE_REASON_BYTES


def test_false_and_empty_fields_are_left_out_as_proto_json_does() -> None:
    assert session_resumption_update(None) == {"sessionResumptionUpdate": {}}
    assert turn_complete(None) == {"serverContent": {"turnComplete": True}}
