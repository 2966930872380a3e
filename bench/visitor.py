"""The user: a participant with a scripted microphone, a shared screen and ears with a clock.

Owns: the room connection, publishing in real time, and what was heard. Must not know which worker
it talks to, nor what the figures mean. Times are `time.monotonic()` seconds.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

import numpy as np
from livekit import rtc
from livekit.agents.utils.aio import cancel_and_wait

from bench.hearing import Hearing
from bench.page import HEIGHT_PX, WIDTH_PX, Page
from bench.systems import System
from tests.support.livekit import LiveKitServer
from tests.support.sounds.model import Sound, seconds, to_pcm, to_wave
from tests.support.sounds.synthesis import room_noise
from token_server.tokens import Signer, mint, new_access

MIC_HZ = 48_000
MIC_FRAME_S = 0.010
MIC_FRAME_SAMPLES = round(MIC_HZ * MIC_FRAME_S)
# Sound handed to WebRTC ahead of time, so that a late wake-up leaves no hole.
MIC_QUEUE_MS = 60
EARS_HZ = 24_000
SCREEN_BITRATE = 2_500_000
TOKEN_TTL_S = 600
AGENT_TIMEOUT_S = 12.0
# Kept of a sound before and after what is in it.
LEAD_S, TAIL_S = 0.05, 0.1


class NoAgentError(Exception):
    """The dispatch was lost: nobody came into the room."""


@dataclass(frozen=True)
class Spoken:
    """When a sound left the microphone: the start and end of what is in it."""

    start_s: float
    end_s: float


@dataclass(frozen=True)
class Clip:
    """A sound ready for the microphone."""

    name: str
    samples: np.ndarray
    onset_s: float
    end_s: float


def clip_of(sound: Sound) -> Clip:
    """The event in a sound, with a little of its surroundings, at the microphone's rate."""
    first = max(0, seconds(sound.start_s - LEAD_S))
    last = min(len(sound.samples), seconds(sound.end_s + TAIL_S))
    wave = to_wave(sound.samples[first:last])
    count = 3 * len(wave)
    resampled = np.fft.irfft(np.fft.rfft(wave), count) * 3
    start_s = first / 16_000
    return Clip(sound.name, to_pcm(resampled), sound.start_s - start_s, sound.end_s - start_s)


class Microphone:
    """Gives the quiet of a room, and each clip when it is asked for."""

    def __init__(self) -> None:
        self.source = rtc.AudioSource(MIC_HZ, 1, queue_size_ms=MIC_QUEUE_MS)
        noise = room_noise(10 * MIC_HZ, np.random.default_rng(0))
        self._noise = to_pcm(noise)
        self._at = 0
        self._clip: Clip | None = None
        self._clip_at = 0
        self._started: asyncio.Future[float] | None = None
        self._free = asyncio.Event()
        self._free.set()

    async def say(self, clip: Clip) -> Spoken:
        """Start a clip, after the one before; returns as soon as its times are known.

        It has not been said by then: wait for its end by the clock.
        """
        await self._free.wait()
        self._free.clear()
        self._started = asyncio.get_running_loop().create_future()
        self._clip, self._clip_at = clip, 0
        began_s = await self._started
        return Spoken(began_s + clip.onset_s, began_s + clip.end_s)

    async def run(self) -> None:
        while True:
            samples = self._next()
            await self.source.capture_frame(
                rtc.AudioFrame(samples.tobytes(), MIC_HZ, 1, len(samples))
            )

    def _next(self) -> np.ndarray:
        if self._at + MIC_FRAME_SAMPLES > len(self._noise):
            self._at = 0
        frame = self._noise[self._at : self._at + MIC_FRAME_SAMPLES]
        self._at += MIC_FRAME_SAMPLES
        if self._clip is None:
            return frame
        if self._started is not None and not self._started.done():
            self._started.set_result(time.monotonic() + self.source.queued_duration)
        part = self._clip.samples[self._clip_at : self._clip_at + MIC_FRAME_SAMPLES]
        self._clip_at += MIC_FRAME_SAMPLES
        if self._clip_at >= len(self._clip.samples):
            self._clip = None
            self._free.set()
        frame = frame.copy()
        frame[: len(part)] = part
        return frame


class Visitor:
    """One person in one room. Made by `visiting`."""

    def __init__(self, room: rtc.Room, share_fps: float) -> None:
        loop = asyncio.get_running_loop()
        self.room = room
        self._share_fps = share_fps
        self.microphone = Microphone()
        self.hearing = Hearing(EARS_HZ)
        self.connected_s = 0.0
        self.agent_came: asyncio.Future[float] = loop.create_future()
        self.agent_audible: asyncio.Future[float] = loop.create_future()
        self._screen = rtc.VideoSource(WIDTH_PX, HEIGHT_PX, is_screencast=True)
        self._page = Page()
        self._tasks: list[asyncio.Task[None]] = []

    async def say(self, clip: Clip) -> Spoken:
        return await self.microphone.say(clip)

    async def agent(self, timeout_s: float = AGENT_TIMEOUT_S) -> float:
        """Wait until the agent's voice can be heard; the time of it.

        Raises:
            NoAgentError: it did not come.
        """
        try:
            async with asyncio.timeout(timeout_s):
                return await asyncio.shield(self.agent_audible)
        except TimeoutError:
            raise NoAgentError from None

    async def _join(self, url: str, token: str) -> None:
        self.room.on("participant_connected", self._on_participant)
        self.room.on("track_subscribed", self._on_track)
        await self.room.connect(url, token)
        self.connected_s = time.monotonic()
        for participant in self.room.remote_participants.values():
            self._on_participant(participant)
        microphone = rtc.LocalAudioTrack.create_audio_track("microphone", self.microphone.source)
        screen = rtc.LocalVideoTrack.create_video_track("screen", self._screen)
        self._spawn(self.microphone.run(), "microphone")
        self._spawn(self._share(), "screen")
        me = self.room.local_participant
        await me.publish_track(
            microphone, rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_MICROPHONE)
        )
        await me.publish_track(
            screen,
            rtc.TrackPublishOptions(
                source=rtc.TrackSource.SOURCE_SCREENSHARE,
                video_codec=rtc.VideoCodec.VP8,
                simulcast=False,
                video_encoding=rtc.VideoEncoding(
                    max_framerate=self._share_fps, max_bitrate=SCREEN_BITRATE
                ),
            ),
        )

    async def _leave(self) -> None:
        await self.room.disconnect()
        await cancel_and_wait(*self._tasks)
        for task in self._tasks:
            if not task.cancelled() and (error := task.exception()) is not None:
                raise error
        await self.microphone.source.aclose()
        await self._screen.aclose()

    def _spawn(self, work: object, name: str) -> None:
        self._tasks.append(asyncio.create_task(work, name=name))  # type: ignore[arg-type]

    def _on_participant(self, participant: rtc.RemoteParticipant) -> None:
        agent = participant.kind == rtc.ParticipantKind.PARTICIPANT_KIND_AGENT
        if agent and not self.agent_came.done():
            self.agent_came.set_result(time.monotonic())

    def _on_track(self, track: rtc.Track, *_: object) -> None:
        if track.kind != rtc.TrackKind.KIND_AUDIO:
            return
        if not self.agent_audible.done():
            self.agent_audible.set_result(time.monotonic())
        self._spawn(self._listen(track), "ears")

    async def _listen(self, track: rtc.Track) -> None:
        stream = rtc.AudioStream(track, sample_rate=EARS_HZ, num_channels=1, frame_size_ms=10)
        try:
            async for event in stream:
                samples = np.frombuffer(event.frame.data, np.int16).copy()
                self.hearing.add(time.monotonic(), samples)
        finally:
            await stream.aclose()

    async def _share(self) -> None:
        """The newest picture at each tick of the clock; a tick that was missed is skipped."""
        tick, fps = 0, self._share_fps
        while True:
            tick = max(tick + 1, int((time.monotonic() - self.connected_s) * fps))
            due_s = self.connected_s + tick / fps
            await asyncio.sleep(max(0.0, due_s - time.monotonic()))
            planes = self._page.frame(tick / fps)
            self._screen.capture_frame(
                rtc.VideoFrame(WIDTH_PX, HEIGHT_PX, rtc.VideoBufferType.I420, planes)
            )


@contextlib.asynccontextmanager
async def visiting(server: LiveKitServer, system: System) -> AsyncIterator[Visitor]:
    """Join a new room whose token calls the system's agent; leave it at the end."""
    visitor = Visitor(rtc.Room(), system.share_fps)
    access = new_access()
    signer = Signer(server.api_key, server.api_secret)
    token = mint(access, signer, system.agent_name, TOKEN_TTL_S)
    try:
        await visitor._join(server.url, token)  # noqa: SLF001 - the maker's half of the class
        yield visitor
    finally:
        await visitor._leave()  # noqa: SLF001
