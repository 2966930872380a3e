"""What reaches the model, and in which order with the marks of a turn."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import numpy as np
import pytest
from livekit import rtc
from livekit.agents.voice.io import AudioInput

from agent.voice import ear as ears
from agent.voice.ear import Ear
from agent.voice.speech import SAMPLE_RATE_HZ
from agent.voice.turns import Action, HoldVoice, Phase, Samples, StartTurn, TurnTaker
from protocol.messages import TalkMode

pytestmark = pytest.mark.unit

WINDOW = 512


class Microphone(AudioInput):
    """Frames whose every sample is their number; ends, or falls silent, after the last."""

    def __init__(self, frames: int, *, ends: bool = True) -> None:
        super().__init__(label="microphone")
        self._left = list(range(frames))
        self._ends = ends

    async def __anext__(self) -> rtc.AudioFrame:
        await asyncio.sleep(0)
        if not self._left:
            if self._ends:
                raise StopAsyncIteration
            await asyncio.Event().wait()
        data = np.full(WINDOW, self._left.pop(0), dtype=np.int16)
        return rtc.AudioFrame(data.tobytes(), SAMPLE_RATE_HZ, 1, WINDOW)


class ScriptedTaker(TurnTaker):
    """Starts a turn at one frame and ends it at another."""

    def __init__(self, start_at: int, from_frame: int, end_at: int | None) -> None:
        super().__init__()
        self._plan = (start_at, from_frame, end_at)

    def hear(
        self, samples: Samples, probability: float, *, start_s: float, end_s: float
    ) -> list[Action]:
        start_at, from_frame, end_at = self._plan
        number = int(samples[0])
        if number == start_at:
            self._phase = Phase.TALKING
            return [HoldVoice(), StartTurn(from_frame * WINDOW / SAMPLE_RATE_HZ)]
        if number == end_at:
            return self.stop()
        return []


class Floor:
    def __init__(self, log: list[object]) -> None:
        self._log = log

    def hold_voice(self) -> None:
        self._log.append("hold")

    def release_voice(self) -> None:
        self._log.append("release")

    def start_turn(self) -> None:
        self._log.append("start")

    def may_end(self, pause_s: float) -> None:
        self._log.append("may end")

    def end_turn(self, pause_s: float | None) -> None:
        self._log.append("end")


def spawn(answer: asyncio.Future[float], use: Callable[[float], None]) -> None:
    raise AssertionError("nothing is asked here")


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - what is waited for has no event of its own
            await asyncio.sleep(0.001)


async def heard(microphone: Microphone, taker: TurnTaker) -> tuple[list[object], int]:
    """What the floor and the model got, in order; and how many samples the model got."""
    log: list[object] = []
    samples = 0
    ear = Ear(microphone, Floor(log), spawn=spawn, taker=taker)
    listening = asyncio.create_task(ear.run())
    async with asyncio.timeout(5):
        async for frame in ear:
            data = np.frombuffer(frame.data, dtype=np.int16)
            samples += data.size
            log.append(int(data[0]))
    await listening
    return log, samples


async def test_the_run_up_and_the_turn_lie_between_its_marks_and_nothing_else_is_sent() -> None:
    log, samples = await heard(Microphone(20), ScriptedTaker(8, 5, 12))
    assert log[0] == "hold"
    assert log[1:-2] == ["start", 5, 6, 7, 8, 9, 10, 11, 12]
    assert log[-2:] == [0, "end"]
    assert samples % ears.MODEL_BLOCK_SAMPLES == 0


async def test_the_voice_is_held_before_what_is_still_on_its_way_to_the_model() -> None:
    log, _ = await heard(Microphone(10), ScriptedTaker(3, 0, 6))
    assert log[:2] == ["hold", "start"]


async def test_an_unfinished_turn_is_ended_when_the_microphone_is_unplugged() -> None:
    log, _ = await heard(Microphone(10), ScriptedTaker(4, 2, None))
    assert log[-1] == "end"


async def test_a_muted_microphone_ends_the_turn_without_any_further_frame(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ears, "STARVED_S", 0.01)
    monkeypatch.setattr(ears, "SECOND_CHANCE_S", 0.01)
    log: list[object] = []
    ear = Ear(Microphone(10, ends=False), Floor(log), spawn=spawn, taker=ScriptedTaker(4, 2, None))
    listening = asyncio.create_task(ear.run())

    async def model() -> None:
        async for _ in ear:
            pass

    pulling = asyncio.create_task(model())
    await until(lambda: "end" in log)
    for task in (listening, pulling):
        task.cancel()
    await asyncio.gather(listening, pulling, return_exceptions=True)
    assert log[-1] == "end"


async def test_a_key_let_go_while_nothing_is_heard_lets_the_voice_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ears, "STARVED_S", 0.01)
    monkeypatch.setattr(ears, "SECOND_CHANCE_S", 0.01)
    log: list[object] = []
    ear = Ear(Microphone(0, ends=False), Floor(log), spawn=spawn)
    ear.set_mode(TalkMode.HOLD)
    ear.hold(True)
    ear.hold(False)
    await until(lambda: "release" in log)
    assert log == ["hold", "release"]
