"""What belongs to a turn: manual activity, automatic detection, turn coverage."""

from __future__ import annotations

from typing import Any

import pytest

from tests.fakes.gemini.intake import Intake, Started, TurnInput
from tests.fakes.gemini.messages import ProtocolError
from tests.fakes.gemini.record import Cause, Frame
from tests.fakes.gemini.setup import read_setup
from tests.unit.fakes.test_gemini_detection import noise, silence

pytestmark = pytest.mark.unit
MODEL = "models/gemini-2.5-flash-native-audio-preview-12-2025"
ALL_VIDEO = "TURN_INCLUDES_AUDIO_ACTIVITY_AND_ALL_VIDEO"
ALL_INPUT = "TURN_INCLUDES_ALL_INPUT"


def intake(*, manual: bool = True, coverage: str | None = None, **detection: Any) -> Intake:
    config = {
        "automaticActivityDetection": {"disabled": manual, **detection},
        "turnCoverage": coverage,
    }
    return Intake(read_setup({"model": MODEL, "realtimeInputConfig": config}, "v1"))


def frame(index: int) -> Frame:
    return Frame(index, 0.0, 0.0, 1, b"x")


def only_turn(happenings: list[Started | TurnInput]) -> TurnInput:
    (turn,) = (h for h in happenings if isinstance(h, TurnInput))
    return turn


def test_a_manual_turn_is_what_came_between_start_and_end() -> None:
    user = intake()
    user.audio(noise(0.5), 1.0)
    assert user.activity_start(1.5) == [Started(1.5)]
    user.audio(noise(0.25), 1.6)
    turn = only_turn(user.activity_end(2.0))
    assert (turn.cause, turn.started_at, turn.ended_at) == (Cause.MANUAL, 1.5, 2.0)
    assert len(turn.pcm) == len(noise(0.25))
    assert user.stray_audio_s == pytest.approx(0.5)


def test_an_end_without_a_start_and_a_second_start_change_nothing() -> None:
    user = intake()
    assert user.activity_end(1.0) == []
    user.activity_start(2.0)
    assert user.activity_start(3.0) == []
    assert only_turn(user.activity_end(4.0)).started_at == 2.0


@pytest.mark.parametrize(
    ("coverage", "counted"), [(None, [1]), (ALL_VIDEO, [0, 1]), (ALL_INPUT, [0, 1])]
)
def test_coverage_decides_whether_frames_between_turns_count(
    coverage: str | None, counted: list[int]
) -> None:
    user = intake(coverage=coverage)
    user.video(frame(0))
    user.activity_start(1.0)
    user.video(frame(1))
    turn = only_turn(user.activity_end(2.0))
    assert [f.index for f in turn.frames] == counted
    user.activity_start(3.0)
    assert only_turn(user.activity_end(4.0)).frames == []


def test_all_input_keeps_the_audio_between_turns_too() -> None:
    user = intake(coverage=ALL_INPUT)
    user.audio(silence(1.0), 1.0)
    user.activity_start(1.0)
    user.audio(noise(0.5), 1.5)
    assert len(only_turn(user.activity_end(2.0)).pcm) == len(silence(1.5))


def test_automatic_detection_makes_one_turn_with_its_run_up() -> None:
    user = intake(manual=False)
    happenings = []
    for audio in (silence(3), noise(1), silence(1)):
        happenings += user.audio(audio, 5.0)
    assert [type(h) for h in happenings] == [Started, TurnInput]
    turn = only_turn(happenings)
    assert turn.cause is Cause.AUTOMATIC
    # 0.3 s of run-up, 1 s of speech, and the chunk in which the end was committed.
    assert len(turn.pcm) / 32000 == pytest.approx(2.3, abs=0.05)


def test_the_client_s_silence_duration_is_used() -> None:
    user = intake(manual=False, silenceDurationMs=200)
    happenings = user.audio(noise(0.5) + silence(0.3), 1.0)
    assert [type(h) for h in happenings] == [Started, TurnInput]


def test_explicit_activity_is_refused_under_automatic_detection() -> None:
    with pytest.raises(ProtocolError) as caught:
        intake(manual=False).activity_start(1.0)
    assert caught.value.code == 1007


def test_the_end_of_the_stream_ends_the_turn() -> None:
    user = intake(manual=False)
    user.audio(noise(0.5), 1.0)
    assert only_turn(user.stream_end(2.0)).cause is Cause.AUTOMATIC
    assert user.stream_end(3.0) == []


def test_realtime_text_is_a_turn_of_its_own_only_under_automatic_detection() -> None:
    assert only_turn(intake(manual=False).text("hello", 1.0)).text == "hello"
    manual = intake()
    assert manual.text("hello", 1.0) == []
    manual.activity_start(2.0)
    assert only_turn(manual.activity_end(3.0)).text == "hello"


def test_client_content_takes_the_frames_but_leaves_the_user_speaking() -> None:
    user = intake(coverage=ALL_VIDEO)
    user.activity_start(1.0)
    user.audio(noise(0.5), 1.2)
    user.video(frame(0))
    assert [f.index for f in user.content_turn(1.5).frames] == [0]
    assert user.active
    assert len(only_turn(user.activity_end(2.0)).pcm) == len(noise(0.5))
