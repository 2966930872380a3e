"""The small parts of the fake Gemini server: script, speech, usage, handles, record, journal."""

from __future__ import annotations

import json
import wave
from pathlib import Path

import numpy as np
import pytest

from tests.fakes.gemini.journal import Journal
from tests.fakes.gemini.messages import ProtocolError
from tests.fakes.gemini.record import Cause, Record, Turn
from tests.fakes.gemini.resumption import Conversation, HandleStore
from tests.fakes.gemini.script import Fault, FaultKind, Reply, Script, ToolCall, load_script
from tests.fakes.gemini.speech import SAMPLE_RATE_HZ, Tone, Voice, fit, seconds, speak
from tests.fakes.gemini.usage import TokenLedger

pytestmark = pytest.mark.unit


def turn(index: int = 0, pcm: bytes = b"") -> Turn:
    return Turn(index, 0, Cause.MANUAL, 0.0, 1.0, 0.0, 1.0, pcm)


def test_a_script_answers_in_order_then_by_default() -> None:
    script = Script([Reply("one"), lambda t: Reply(f"turn {t.index}")], default=Reply("else"))
    said = [script.reply(n, turn(n)).say for n in range(4)]
    assert said == ["one", "turn 1", "else", "else"]


def test_after_its_tools_a_reply_speaks_or_goes_on_as_told() -> None:
    calls = [ToolCall("point", {})]
    assert Reply("done", tool_calls=calls).after_tools([]) == Reply("done")
    then = Reply(tool_calls=calls, then=lambda responses: Reply(f"{len(responses)} answers"))
    assert then.after_tools([]).say == "0 answers"


def test_a_script_file_says_the_same_as_python(tmp_path: Path) -> None:
    file = tmp_path / "script.json"
    file.write_text(
        json.dumps(
            {
                "replies": [
                    "plain",
                    {"tone": {"hz": 440, "seconds": 1}, "heard": "yes"},
                    {"say": "a", "tool_calls": [{"name": "point", "args": {"x": 1}}]},
                    {"say": "b", "fault": {"kind": "close", "code": 1008}},
                ],
                "default": {"say": "d"},
            }
        )
    )
    assert load_script(str(file)) == Script(
        (
            Reply("plain"),
            Reply.tone(440, 1, heard="yes"),
            Reply("a", tool_calls=(ToolCall("point", {"x": 1}),)),
            Reply("b", fault=Fault(FaultKind.CLOSE, code=1008)),
        ),
        default=Reply("d"),
    )


@pytest.mark.parametrize("text", ["[]", '{"answers": []}', '{"replies": [{"sey": "x"}]}', "{"])
def test_a_wrong_script_file_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Script.from_json(text)


def test_a_tone_has_its_frequency_and_length() -> None:
    samples = np.frombuffer(Tone(700, 0.5).pcm(), dtype="<i2")
    assert len(samples) == SAMPLE_RATE_HZ // 2
    loudest = np.argmax(np.abs(np.fft.rfft(samples)))
    assert loudest * SAMPLE_RATE_HZ / len(samples) == pytest.approx(700, abs=2)


def test_speech_without_a_program_is_the_same_every_time_and_grows_with_the_words() -> None:
    once = speak("where is it", voice=Voice.SYNTHETIC)
    assert once == speak.__wrapped__("where is it", voice=Voice.SYNTHETIC)
    assert seconds(once) == pytest.approx(3 * 0.35, abs=0.01)
    assert speak("", voice=Voice.SYNTHETIC) == b""
    assert seconds(fit(once, 2.0)) == 2.0
    assert seconds(fit(once, 0.5)) == 0.5


def test_usage_counts_each_modality_and_the_reply_joins_the_context() -> None:
    ledger = TokenLedger(frame_tokens=258)
    ledger.hear(4)
    ledger.see(2)
    ledger.read("x" * 40)
    ledger.speak(2)
    usage = ledger.close_turn()
    details = {d["modality"]: d["tokenCount"] for d in usage["promptTokensDetails"]}
    assert details == {"TEXT": 10, "AUDIO": 100, "VIDEO": 516}
    assert usage["responseTokenCount"] == 50
    assert usage["totalTokenCount"] == 676
    assert ledger.close_turn()["promptTokenCount"] == 676


def test_compression_slides_the_window_only_at_the_trigger() -> None:
    ledger = TokenLedger(frame_tokens=100)
    ledger.see(10)
    assert not ledger.compress(1001, 500)
    assert ledger.compress(1000, 500)
    assert ledger.total == 500


def test_a_handle_restores_the_moment_it_was_issued_for() -> None:
    store, conversation = HandleStore(ttl_s=10), Conversation("m", TokenLedger(1))
    conversation.context.append(("user", "hello"))
    handle = store.issue(conversation, at=0)
    conversation.context.append(("user", "later"))
    assert store.restore(handle, "m", at=5).context == [("user", "hello")]


@pytest.mark.parametrize(("model", "at"), [("m", 11.0), ("other", 1.0)])
def test_a_handle_expired_or_of_another_model_is_refused(model: str, at: float) -> None:
    store = HandleStore(ttl_s=10)
    handle = store.issue(Conversation("m", TokenLedger(1)), at=0)
    with pytest.raises(ProtocolError) as caught:
        store.restore(handle, model, at)
    assert caught.value.code == 1007


async def test_the_record_keeps_media_within_its_bound_and_counts_on() -> None:
    record = Record(media_bytes=250)
    connection = record.open({})
    for _ in range(4):
        record.add_frame(connection, b"x" * 100, 0.0)
    assert [len(frame.jpeg) for frame in record.frames] == [0, 0, 100, 100]
    assert [frame.size for frame in record.frames] == [100] * 4


async def test_waiting_for_turns_that_do_not_come_times_out() -> None:
    record = Record()
    with pytest.raises(TimeoutError):
        await record.wait_for_turns(1, timeout_s=0.01)
    record.add_turn(record.open({}), turn())
    assert len(await record.wait_for_turns(1, timeout_s=0.01)) == 1


async def test_the_journal_holds_lines_and_playable_media_up_to_its_bound(tmp_path: Path) -> None:
    journal = Journal(tmp_path, media_bytes=40_000)
    record = Record(journal=journal)
    connection = record.open({"model": "m"})
    record.add_turn(connection, turn(pcm=bytes(32_000)))
    record.add_frame(connection, b"y" * 20_000, 0.0)
    journal.close()
    lines = [json.loads(line) for line in (tmp_path / "events.jsonl").open()]
    assert [line["event"] for line in lines] == ["setup", "turn", "frame"]
    assert lines[2]["file"] is None
    with wave.open(str(tmp_path / lines[1]["file"])) as audio:
        assert audio.getframerate() == 16000
        assert audio.getnframes() == 16_000
