"""What the fake Gemini server reads from `setup`, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest

from tests.fakes.gemini.messages import ProtocolError
from tests.fakes.gemini.profile import Coverage
from tests.fakes.gemini.setup import SessionSetup, read_setup

pytestmark = pytest.mark.unit
V2_5 = "models/gemini-2.5-flash-native-audio-preview-12-2025"
V3_8 = "models/gemini-3.8-live"


def setup(model: str = V3_8, **fields: Any) -> SessionSetup:
    return read_setup({"model": model, **fields}, "v1beta")


def refusal(model: str = V3_8, **fields: Any) -> ProtocolError:
    with pytest.raises(ProtocolError) as caught:
        setup(model, **fields)
    return caught.value


def test_an_unknown_model_is_refused_in_the_words_of_the_real_server() -> None:
    error = refusal("models/gemini-9")
    assert error.code == 1008
    assert error.reason.startswith("models/gemini-9 is not found for API version v1beta, or is")


def test_an_unknown_field_is_named() -> None:
    error = refusal(turnDetection={})
    assert error.code == 1007
    assert 'Unknown name "turnDetection"' in error.reason


@pytest.mark.parametrize(
    ("model", "coverage"), [(V2_5, Coverage.ONLY_ACTIVITY), (V3_8, Coverage.ALL_VIDEO)]
)
def test_the_default_turn_coverage_is_the_model_s(model: str, coverage: Coverage) -> None:
    assert setup(model).coverage is coverage
    asked = {"turnCoverage": "TURN_INCLUDES_ALL_INPUT"}
    assert setup(model, realtimeInputConfig=asked).coverage is Coverage.ALL_INPUT


@pytest.mark.parametrize(
    ("model", "resolution", "tokens"),
    [
        (V2_5, None, 258),
        (V2_5, "MEDIA_RESOLUTION_LOW", 64),
        (V2_5, "MEDIA_RESOLUTION_HIGH", 256),
        (V3_8, None, 70),
        (V3_8, "MEDIA_RESOLUTION_HIGH", 280),
    ],
)
def test_a_frame_costs_what_model_and_resolution_say(
    model: str, resolution: str | None, tokens: int
) -> None:
    assert setup(model, generationConfig={"media_resolution": resolution}).frame_tokens == tokens


def test_tools_of_3_8_do_not_block_unless_told_to() -> None:
    tools = [{"functionDeclarations": [{"name": "a"}, {"name": "b", "behavior": "BLOCKING"}]}]
    assert setup(tools=tools).tools == {"a": True, "b": False}
    assert setup(V2_5, tools=tools).tools == {"a": False, "b": False}


@pytest.mark.parametrize(
    "fields",
    [
        {"generationConfig": {"responseModalities": ["TEXT"]}},
        {"generationConfig": {"thinkingConfig": {"thinkingLevel": "low"}}},
        {"generationConfig": {"enableAffectiveDialog": True}},
        {"proactivity": {"proactiveAudio": False}},
        {"realtimeInputConfig": {"turnCoverage": "EVERYTHING"}},
    ],
)
def test_settings_the_model_does_not_have_are_refused(fields: dict[str, Any]) -> None:
    assert refusal(**fields).code == 1007


def test_inner_fields_are_read_in_both_spellings() -> None:
    detection = {"automatic_activity_detection": {"disabled": True, "silence_duration_ms": 300}}
    read = setup(
        realtimeInputConfig=detection,
        sessionResumption={"handle": "h"},
        contextWindowCompression={"sliding_window": {"target_tokens": 10}, "trigger_tokens": 20},
    )
    assert (read.detection.disabled, read.detection.silence_duration_ms) == (True, 300)
    assert (read.resumption, read.handle) == (True, "h")
    assert (read.compression_trigger_tokens, read.compression_target_tokens) == (20, 10)
