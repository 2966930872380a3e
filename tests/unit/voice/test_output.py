"""The guide's voice: held at once, resumed at the very sample, finished once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import numpy as np
import pytest
import pytest_asyncio
from livekit import rtc
from livekit.agents.voice.io import PlaybackFinishedEvent

from agent.voice.output import FRAME_MS, SAMPLE_RATE_HZ, VoiceOutput

pytestmark = pytest.mark.unit


class Track:
    """Stands for rtc.AudioSource: plays in a time the test moves by hand."""

    def __init__(self) -> None:
        self.played: list[int] = []
        self._queue: list[int] = []

    @property
    def queued_duration(self) -> float:
        return len(self._queue) / SAMPLE_RATE_HZ

    def clear_queue(self) -> None:
        self._queue.clear()

    async def capture_frame(self, frame: rtc.AudioFrame) -> None:
        self._queue.extend(np.frombuffer(frame.data, dtype=np.int16).tolist())

    def play(self, samples: int) -> None:
        self.played += self._queue[:samples]
        del self._queue[:samples]


class Player:
    def __init__(self) -> None:
        self.track = Track()
        self.audible: list[bool] = []
        self.finished: list[PlaybackFinishedEvent] = []
        self.output = VoiceOutput(self.track, self.audible.append)  # type: ignore[arg-type]
        self.output.on("playback_finished", self.finished.append)

    async def settle(self) -> None:
        """Let the output notice what has been played, without waiting for the time it expects."""
        for _ in range(4):
            self.output._wake.set()
            await asyncio.sleep(0)

    async def play_all(self, step: int = 240) -> None:
        for _ in range(400):
            self.track.play(step)
            await self.settle()
            if not self.output.busy:
                return


@pytest_asyncio.fixture
async def player() -> AsyncIterator[Player]:
    player = Player()
    running = asyncio.create_task(player.output.run())
    yield player
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


def ramp(samples: int) -> rtc.AudioFrame:
    data = (np.arange(samples) % 30_000).astype(np.int16)
    return rtc.AudioFrame(data.tobytes(), SAMPLE_RATE_HZ, 1, samples)


async def test_what_is_said_is_played_whole_and_finished_once(player: Player) -> None:
    await player.output.capture_frame(ramp(10_000))
    player.output.flush()
    await player.play_all(step=2400)
    await player.settle()
    assert player.track.played == list(range(10_000))
    assert [event.interrupted for event in player.finished] == [False]
    assert player.finished[0].playback_position == pytest.approx(10_000 / SAMPLE_RATE_HZ)
    assert player.audible == [True, False]


async def test_a_hold_is_silent_at_once_and_goes_on_with_the_next_sample(player: Player) -> None:
    await player.output.capture_frame(ramp(12_000))
    player.output.flush()
    await player.settle()
    player.track.play(1_777)
    player.output.hold()
    assert player.track.queued_duration == 0
    assert player.audible == [True, False]
    await player.settle()
    player.track.play(5_000)
    assert len(player.track.played) == 1_777
    player.output.release()
    await player.play_all(step=2400)
    await player.settle()
    assert player.track.played == list(range(12_000))
    assert player.finished[-1].playback_position == pytest.approx(0.5)


async def test_holds_again_and_again_lose_and_repeat_nothing(player: Player) -> None:
    await player.output.capture_frame(ramp(24_000))
    player.output.flush()
    for played in (100, 1, 999, 4_000, 37):
        await player.settle()
        player.track.play(played)
        player.output.hold()
        await player.settle()
        player.output.release()
    await player.play_all(step=2400)
    assert player.track.played == list(range(24_000))


async def test_the_framework_resuming_does_not_undo_the_hold(player: Player) -> None:
    await player.output.capture_frame(ramp(4_800))
    player.output.hold()
    player.output.pause()
    player.output.resume()
    await player.settle()
    player.track.play(4_800)
    assert player.track.played == []


async def test_clearing_finishes_the_segment_as_interrupted(player: Player) -> None:
    await player.output.capture_frame(ramp(24_000))
    await player.settle()
    player.track.play(2_400)
    await player.settle()
    player.output.clear_buffer()
    player.output.flush()
    assert [event.interrupted for event in player.finished] == [True]
    assert player.finished[0].playback_position == pytest.approx(0.1, abs=FRAME_MS / 1000)
    assert not player.output.busy


async def test_what_is_said_during_a_hold_waits_for_the_release(player: Player) -> None:
    player.output.hold()
    await player.output.capture_frame(ramp(2_400))
    player.output.flush()
    await player.settle()
    assert player.audible == []
    player.output.release()
    await player.play_all(step=2400)
    assert player.track.played == list(range(2_400))
