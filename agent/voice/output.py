"""The guide's voice on its way to the room: it can fall silent at once and lose nothing.

Owns: the audio track's source, what has been handed to it, and the hold. The framework's own output
drops up to 200 ms of speech at each pause, and stops only when the next frame arrives; here a hold
takes effect at once and the voice goes on with the very sample it stopped at.
Must not know why it is held.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable

from livekit import rtc
from livekit.agents.utils.audio import AudioByteStream
from livekit.agents.voice.io import AudioOutput, AudioOutputCapabilities

SAMPLE_RATE_HZ = 24_000
TRACK_NAME = "guide"
# Speech handed over ahead of time, so that a stall of the event loop is not heard. Holding takes it
# back, so it costs nothing in quickness.
LEAD_MS = 200
FRAME_MS = 50


def new_audio_source() -> rtc.AudioSource:
    """The source of a room's track; it outlives the conversations with the model that use it."""
    return rtc.AudioSource(SAMPLE_RATE_HZ, 1, queue_size_ms=LEAD_MS)


class VoiceOutput(AudioOutput):
    """Plays the guide's voice into the room.

    `hold()` and `release()` are the conversation's and stand above the framework's own `pause()`
    and `resume()`: sound leaves only when neither holds it.
    """

    def __init__(self, source: rtc.AudioSource, on_audible: Callable[[bool], None]) -> None:
        """
        Args:
            source: what the published track is made of; see `new_audio_source`.
            on_audible: told when the voice begins and stops being heard.
        """
        super().__init__(
            label="VoiceOutput",
            next_in_chain=None,
            sample_rate=SAMPLE_RATE_HZ,
            capabilities=AudioOutputCapabilities(pause=True),
        )
        self._on_audible = on_audible
        self._audible = False
        self._source = source
        self._blocks = AudioByteStream(
            SAMPLE_RATE_HZ, 1, samples_per_channel=SAMPLE_RATE_HZ * FRAME_MS // 1000
        )
        self._pending: deque[rtc.AudioFrame] = deque()
        self._handed: deque[rtc.AudioFrame] = deque()
        self._played_s = 0.0
        self._segment_open = False
        self._segment_started = False
        self._flushed = False
        self._held = False
        self._paused = False
        self._wake = asyncio.Event()

    @property
    def busy(self) -> bool:
        """Something is being said, or is held in the middle of being said."""
        return bool(self._pending or self._handed)

    def hold(self) -> None:
        """Fall silent now."""
        self._held = True
        self._take_back()

    def release(self) -> None:
        """Go on from where the voice stopped."""
        self._held = False
        self._wake.set()

    def pause(self) -> None:
        super().pause()
        self._paused = True
        self._take_back()

    def resume(self) -> None:
        super().resume()
        self._paused = False
        self._wake.set()

    async def capture_frame(self, frame: rtc.AudioFrame) -> None:
        await super().capture_frame(frame)
        if not self._segment_open:
            self._segment_open, self._segment_started, self._flushed = True, False, False
            self._played_s = 0.0
        self._pending.extend(self._blocks.push(frame.data))
        self._wake.set()

    def flush(self) -> None:
        super().flush()
        self._pending.extend(self._blocks.flush())
        if self._segment_open:
            self._flushed = True
            self._wake.set()

    def clear_buffer(self) -> None:
        self._blocks.clear()
        self._pending.clear()
        self._settle()
        self._source.clear_queue()
        self._handed.clear()
        if self._segment_open:
            self._finish(interrupted=True)

    async def run(self) -> None:
        """Hand sound to the track at the pace it is played. Runs as long as the conversation."""
        while True:
            self._settle()
            if self._can_hand_over():
                await self._hand_over(self._pending.popleft())
            else:
                await self._wait_for_change()

    def _can_hand_over(self) -> bool:
        lead_s = self._source.queued_duration
        silent = self._held or self._paused
        return bool(self._pending) and not silent and lead_s <= (LEAD_MS - FRAME_MS) / 1000

    async def _hand_over(self, frame: rtc.AudioFrame) -> None:
        if not self._segment_started:
            self._segment_started = True
            self.on_playback_started(created_at=time.time())
        self._handed.append(frame)
        self._set_audible(True)
        await self._source.capture_frame(frame)

    async def _wait_for_change(self) -> None:
        self._wake.clear()
        queued_s = self._source.queued_duration
        if self._flushed and not self._pending and queued_s == 0:
            self._finish(interrupted=False)
        if queued_s == 0 and not self._handed:
            self._set_audible(False)
            await self._wake.wait()
            return
        # The next thing to do is due when there is room for a frame, or when the last one ends.
        room_s = queued_s - (LEAD_MS - FRAME_MS) / 1000 if self._pending else queued_s
        try:
            async with asyncio.timeout(max(room_s, 0.001)):
                await self._wake.wait()
        except TimeoutError:
            pass

    def _settle(self) -> None:
        """Forget handed frames that have been played by now."""
        queued_s = self._source.queued_duration
        handed_s = sum(frame.duration for frame in self._handed)
        while self._handed and handed_s - self._handed[0].duration >= queued_s - 1e-6:
            frame = self._handed.popleft()
            handed_s -= frame.duration
            self._played_s += frame.duration

    def _take_back(self) -> None:
        """Silence now: what the track has not played yet returns to the head of the line."""
        self._settle()
        queued_s = self._source.queued_duration
        self._source.clear_queue()
        rest_s = sum(frame.duration for frame in self._handed)
        while self._handed:
            self._pending.appendleft(self._handed.pop())
        if rest_s > queued_s:
            played_s = rest_s - queued_s
            self._pending[0] = _without_start(self._pending[0], played_s)
            self._played_s += played_s
        self._set_audible(False)

    def _finish(self, *, interrupted: bool) -> None:
        self._segment_open = self._flushed = False
        self._set_audible(False)
        self.on_playback_finished(playback_position=self._played_s, interrupted=interrupted)

    def _set_audible(self, audible: bool) -> None:
        if audible is not self._audible:
            self._audible = audible
            self._on_audible(audible)


def _without_start(frame: rtc.AudioFrame, duration_s: float) -> rtc.AudioFrame:
    """The frame less its first `duration_s`; at least one sample is left."""
    skipped = min(round(duration_s * frame.sample_rate), frame.samples_per_channel - 1)
    return rtc.AudioFrame(
        data=frame.data[skipped:].tobytes(),
        sample_rate=frame.sample_rate,
        num_channels=frame.num_channels,
        samples_per_channel=frame.samples_per_channel - skipped,
    )
