"""Where sound becomes turns: stands between the microphone and the model.

Owns: Silero, the end-of-turn model, the run-up buffer, and the order in which sound and turn marks
reach the model. Lets only speech through. Must not know rooms or what the guide says.

The framework pulls: it asks for a frame, hands it to the model, asks for the next. So a mark that
is due after a frame is carried out when what follows that frame is asked for: the model has then
had all that came before. No timing is involved.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Protocol

import numpy as np
from livekit import rtc
from livekit.agents.voice.io import AudioInput
from livekit.local_inference import EOT, EOT_MAX_SAMPLES, VAD, VAD_WINDOW_SAMPLES

from agent.voice.speech import SAMPLE_RATE_HZ
from agent.voice.turns import (
    Action,
    AskEndOfTurn,
    EndTurn,
    HoldVoice,
    Phase,
    ReleaseVoice,
    Samples,
    StartTurn,
    TurnTaker,
)
from protocol.messages import TalkMode

# One VAD window a frame: nothing waits for a second frame to fill a window.
FRAME_MS = 1000 * VAD_WINDOW_SAMPLES // SAMPLE_RATE_HZ
# The plugin sends in blocks of 50 ms and keeps the remainder for the next block; without filling up
# the last one, the end of a turn would be heard at the start of the next.
MODEL_BLOCK_SAMPLES = SAMPLE_RATE_HZ // 20
END_OF_TURN_SAMPLES = EOT_MAX_SAMPLES
# A muted or unplugged microphone sends nothing at all, so the end of the sound has to be noticed by
# the clock. Longer than any gap of a network that still carries speech.
STARVED_S = 0.5
# After a stall of the event loop, frames that have already arrived get this long to be taken.
SECOND_CHANCE_S = 0.1
# Longest first stretch of a sound that may still be in doubt, with its run-up.
BUFFER_S = 3.0


class Floor(Protocol):
    """Carries out what the ear decides."""

    def hold_voice(self) -> None: ...

    def release_voice(self) -> None: ...

    def start_turn(self) -> None: ...

    def may_end(self, pause_s: float) -> None:
        """The user paused at `pause_s` on the sound's clock: the turn may be about to end."""

    def end_turn(self, pause_s: float | None) -> None:
        """The turn ended with that pause, or was cut off (None)."""


class EndOfTurnModel(Protocol):
    def predict(self, samples: Samples) -> float: ...


class Ear(AudioInput):
    """An AudioInput that yields only what belongs to the user's turns.

    Args:
        source: 16 kHz mono sound in frames of FRAME_MS.
        floor: told of holds, turn starts and ends, in order with the sound.
        spawn: starts the end-of-turn prediction as a task of the conversation.
    """

    def __init__(
        self,
        source: AudioInput,
        floor: Floor,
        *,
        spawn: Callable[[asyncio.Future[float], Callable[[float], None]], None],
        taker: TurnTaker | None = None,
        end_of_turn_model: EndOfTurnModel | None = None,
    ) -> None:
        super().__init__(label="Ear", source=source)
        self._floor = floor
        self._spawn = spawn
        self._taker = taker or TurnTaker()
        self._vad = VAD()
        self._end_of_turn = end_of_turn_model or EOT()
        self._kept: deque[tuple[int, rtc.AudioFrame]] = deque()
        self._out: asyncio.Queue[rtc.AudioFrame | Action | None] = asyncio.Queue()
        self._heard_samples = 0
        self._turn_samples = 0
        self._starving: asyncio.TimerHandle | None = None

    async def run(self) -> None:
        """Listen until the source ends; whatever was open is then closed."""
        assert self.source is not None
        try:
            async for frame in self.source:
                self._take(frame)
                self._watch_for_silence(STARVED_S)
        finally:
            self._forget_silence()
            self._stop()
            self._out.put_nowait(None)

    async def __anext__(self) -> rtc.AudioFrame:
        while True:
            item = await self._out.get()
            if item is None:
                raise StopAsyncIteration
            if isinstance(item, rtc.AudioFrame):
                return item
            self._carry_out(item)

    def set_mode(self, mode: TalkMode) -> None:
        """Open microphone, or hold a key to talk."""
        self._queue(self._taker.set_mode(mode))

    def hold(self, held: bool) -> None:
        """The key to talk was pressed or let go."""
        self._queue(self._taker.hold(held, now_s=self._now_s))
        self._watch_for_silence(STARVED_S)

    def interrupt(self) -> None:
        """The user turned to something else: what they were saying is finished."""
        self._stop()

    def judge_words(self, probability: float, pause_s: float) -> None:
        """What the words of the pause begun at `pause_s` say of its being the end."""
        self._taker.end_of_words(probability, pause_s=pause_s)

    @property
    def phase(self) -> Phase:
        return self._taker.phase

    @property
    def _now_s(self) -> float:
        return self._heard_samples / SAMPLE_RATE_HZ

    def _stop(self) -> None:
        self._queue(self._taker.stop())

    def _watch_for_silence(self, delay_s: float, *, last_chance: bool = False) -> None:
        self._forget_silence()
        if self._taker.awaits_sound:
            then = self._stop if last_chance else self._on_starved
            self._starving = asyncio.get_running_loop().call_later(delay_s, then)

    def _on_starved(self) -> None:
        self._watch_for_silence(SECOND_CHANCE_S, last_chance=True)

    def _forget_silence(self) -> None:
        if self._starving is not None:
            self._starving.cancel()
            self._starving = None

    def _take(self, frame: rtc.AudioFrame) -> None:
        start = self._heard_samples
        self._heard_samples += frame.samples_per_channel
        was_talking = self._taker.phase is Phase.TALKING
        self._keep(start, frame)
        if was_talking:
            self._send(frame)
        samples = np.frombuffer(frame.data, dtype=np.int16)
        if samples.size != VAD_WINDOW_SAMPLES:
            return  # only a track's last frame is short; it holds no sound worth a decision
        probability = self._vad.predict(samples)
        self._queue(
            self._taker.hear(
                samples, probability, start_s=start / SAMPLE_RATE_HZ, end_s=self._now_s
            )
        )

    def _keep(self, start: int, frame: rtc.AudioFrame) -> None:
        self._kept.append((start, frame))
        oldest = self._heard_samples - BUFFER_S * SAMPLE_RATE_HZ
        while self._kept and self._kept[0][0] < oldest:
            self._kept.popleft()

    def _queue(self, actions: list[Action]) -> None:
        for action in actions:
            match action:
                case HoldVoice() | ReleaseVoice() | AskEndOfTurn():
                    # These concern what is heard now, not what is still on its way to the model.
                    self._carry_out(action)
                case StartTurn(from_s):
                    self._out.put_nowait(action)
                    self._release_kept(from_s)
                case EndTurn():
                    self._fill_last_block()
                    self._out.put_nowait(action)

    def _release_kept(self, from_s: float) -> None:
        self._turn_samples = 0
        for start, frame in self._kept:
            if start >= from_s * SAMPLE_RATE_HZ:
                self._send(frame)

    def _send(self, frame: rtc.AudioFrame) -> None:
        self._turn_samples += frame.samples_per_channel
        self._out.put_nowait(frame)

    def _fill_last_block(self) -> None:
        if missing := -self._turn_samples % MODEL_BLOCK_SAMPLES:
            self._send(silence(missing, SAMPLE_RATE_HZ))

    def _carry_out(self, action: Action) -> None:
        match action:
            case HoldVoice():
                self._floor.hold_voice()
            case ReleaseVoice():
                self._floor.release_voice()
            case StartTurn():
                self._floor.start_turn()
            case AskEndOfTurn(pause_s):
                self._floor.may_end(pause_s)
                self._ask_end_of_turn(pause_s)
            case EndTurn(pause_s=ended_s):
                self._floor.end_turn(ended_s)

    def _ask_end_of_turn(self, pause_s: float) -> None:
        frames = [np.frombuffer(frame.data, dtype=np.int16) for _, frame in self._kept]
        recent = np.concatenate(frames)[-END_OF_TURN_SAMPLES:]
        # 36 ms of work (measured): in a thread, so that sound goes on being heard.
        loop = asyncio.get_running_loop()
        answer = loop.run_in_executor(None, self._end_of_turn.predict, recent)
        self._spawn(
            answer, lambda probability: self._taker.end_of_turn(probability, pause_s=pause_s)
        )


def silence(samples: int, sample_rate_hz: int) -> rtc.AudioFrame:
    """A frame of silence, mono."""
    return rtc.AudioFrame(
        data=bytes(2 * samples),
        sample_rate=sample_rate_hz,
        num_channels=1,
        samples_per_channel=samples,
    )
