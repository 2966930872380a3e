"""A user without a browser: joins a room, talks, shares a screen, types, and hears the guide.

Sound goes out in real time, silence when nothing is said, as a microphone does.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Self

import numpy as np
import numpy.typing as npt
from livekit import rtc
from PIL import Image

from protocol.messages import Attribute, RpcMethod, TalkMode, TalkRequest, Topic

Samples = npt.NDArray[np.int16]

MICROPHONE_HZ = 16_000
HEARD_HZ = 24_000
BLOCK_MS = 10
# Below this the guide is silent: sound decoded from silence is not exactly zero.
AUDIBLE_RMS = 100.0


@dataclass
class Heard:
    """The guide's voice as it arrived, in blocks of BLOCK_MS."""

    blocks: list[tuple[float, Samples]] = field(default_factory=list)

    def between(self, start_s: float, end_s: float) -> Samples:
        """All that arrived in that time (time.monotonic)."""
        kept = [samples for at, samples in self.blocks if start_s <= at < end_s]
        return np.concatenate(kept) if kept else np.zeros(0, dtype=np.int16)

    def first_sound_s(self, after_s: float = 0.0) -> float | None:
        """When the first audible block after `after_s` arrived."""
        return next((at for at, block in self.blocks if at >= after_s and is_audible(block)), None)

    def last_sound_s(self) -> float | None:
        """When the last audible block arrived."""
        return next((at for at, block in reversed(self.blocks) if is_audible(block)), None)

    def audible_s(self, after_s: float = 0.0) -> float:
        """Seconds of audible sound since then."""
        return sum(
            BLOCK_MS / 1000 for at, block in self.blocks if at >= after_s and is_audible(block)
        )


def is_audible(block: Samples) -> bool:
    return bool(np.sqrt(np.mean(block.astype(np.float64) ** 2)) > AUDIBLE_RMS)


def dominant_hz(samples: Samples) -> float:
    """The strongest frequency of a sound at HEARD_HZ."""
    spectrum = np.abs(np.fft.rfft(samples.astype(np.float64) * np.hanning(samples.size)))
    return float(np.argmax(spectrum) * HEARD_HZ / samples.size)


def loudness_at(samples: Samples, hz: float) -> float:
    """How much of a frequency (within 20 Hz) is in a sound at HEARD_HZ; only ratios mean much."""
    spectrum = np.abs(np.fft.rfft(samples.astype(np.float64) * np.hanning(samples.size)))
    around = np.abs(np.fft.rfftfreq(samples.size, 1 / HEARD_HZ) - hz) < 20
    return float(np.sqrt(np.mean(spectrum[around] ** 2)))


class Visitor:
    """Use `async with Visitor.joining(url, token) as visitor`."""

    def __init__(self, room: rtc.Room, tasks: asyncio.TaskGroup) -> None:
        self.room = room
        self.heard = Heard()
        self.states: list[tuple[float, str, str]] = []
        self.captions: dict[str, str] = {}
        self.final_captions: list[tuple[float, str, str]] = []
        self.notices: list[str] = []
        self.connected_s = 0.0
        self.agent_s: float | None = None
        self._tasks = tasks
        self._running: list[asyncio.Task[None]] = []
        self._leaving = False
        self._microphone = rtc.AudioSource(MICROPHONE_HZ, 1, queue_size_ms=100)
        self._to_say: asyncio.Queue[Samples] = asyncio.Queue()
        self._screen: rtc.VideoSource | None = None
        self._picture: rtc.VideoFrame | None = None
        self._publication: rtc.LocalTrackPublication | None = None

    @classmethod
    @contextlib.asynccontextmanager
    async def joining(cls, url: str, token: str, *, microphone: bool = True) -> AsyncIterator[Self]:
        """Join; on leaving everything of this visitor is stopped."""
        room = rtc.Room()
        async with asyncio.TaskGroup() as tasks:
            visitor = cls(room, tasks)
            visitor._listen()
            await room.connect(url, token)
            visitor.connected_s = time.monotonic()
            for participant in room.remote_participants.values():
                visitor._on_participant(participant)
            visitor._serve_notices()
            if microphone:
                await visitor._publish_microphone()
            try:
                yield visitor
            finally:
                visitor._leaving = True
                for task in visitor._running:
                    task.cancel()
                await room.disconnect()
                await visitor._microphone.aclose()
                if visitor._screen is not None:
                    await visitor._screen.aclose()

    # -- doing --

    async def say(self, samples: Samples) -> tuple[float, float]:
        """Say it; returns when it began and ended, as `time.monotonic`."""
        began_s = time.monotonic()
        for start in range(0, samples.size, MICROPHONE_HZ // 100):
            self._to_say.put_nowait(samples[start : start + MICROPHONE_HZ // 100])
        await self._to_say.join()
        return began_s, time.monotonic()

    async def type(self, text: str) -> None:
        await self.room.local_participant.send_text(text, topic=Topic.CHAT)

    async def talk(self, mode: TalkMode, *, held: bool = False) -> str:
        return await self.room.local_participant.perform_rpc(
            destination_identity=self.agent_identity(),
            method=RpcMethod.TALK,
            payload=TalkRequest(mode=mode, held=held).model_dump_json(),
        )

    async def mute(self, muted: bool) -> None:
        assert self._publication is not None
        track = self._publication.track
        assert isinstance(track, rtc.LocalAudioTrack)
        if muted:
            track.mute()
        else:
            track.unmute()

    async def share(self, image: Image.Image, *, fps: int = 10) -> rtc.LocalTrackPublication:
        """Share a picture as a screen, until `unshare`. Call `show` to change it."""
        self._screen = rtc.VideoSource(image.width, image.height, is_screencast=True)
        track = rtc.LocalVideoTrack.create_video_track("screen", self._screen)
        options = rtc.TrackPublishOptions(
            source=rtc.TrackSource.SOURCE_SCREENSHARE, simulcast=False
        )
        self.show(image)
        self._start(self._send_pictures(fps), "screen")
        return await self.room.local_participant.publish_track(track, options)

    async def unshare(self, publication: rtc.LocalTrackPublication) -> None:
        await self.room.local_participant.unpublish_track(publication.sid)

    def show(self, image: Image.Image) -> None:
        rgba = image.convert("RGBA")
        self._picture = rtc.VideoFrame(
            rgba.width, rgba.height, rtc.VideoBufferType.RGBA, rgba.tobytes()
        ).convert(rtc.VideoBufferType.I420)

    # -- seeing --

    def agent(self) -> rtc.RemoteParticipant | None:
        kind = rtc.ParticipantKind.PARTICIPANT_KIND_AGENT
        present = [p for p in self.room.remote_participants.values() if p.kind == kind]
        return present[0] if present else None

    def agent_identity(self) -> str:
        agent = self.agent()
        assert agent is not None
        return agent.identity

    def sight(self) -> str:
        agent = self.agent()
        return agent.attributes.get(Attribute.SIGHT, "") if agent else ""

    def state(self) -> str:
        return self.states[-1][1] if self.states else ""

    async def until(self, condition: Callable[[], bool], timeout_s: float, what: str) -> None:
        """Wait until it is true.

        Raises:
            AssertionError: it was not, in time; says what was waited for and what was seen.
        """
        deadline = time.monotonic() + timeout_s
        while not condition():
            if time.monotonic() > deadline:
                seen = [(round(at - self.connected_s, 2), state) for at, state, _ in self.states]
                raise AssertionError(f"not within {timeout_s} s: {what}; states: {seen}")
            await asyncio.sleep(0.01)

    async def until_state(self, state: str, timeout_s: float = 10.0) -> None:
        await self.until(lambda: self.state() == state, timeout_s, f"state {state}")

    async def until_quiet(self, timeout_s: float = 20.0, *, quiet_s: float = 0.4) -> None:
        """Wait until the guide has said something and then nothing for `quiet_s`."""

        def quiet() -> bool:
            last_s = self.heard.last_sound_s()
            return last_s is not None and time.monotonic() - last_s > quiet_s

        await self.until(quiet, timeout_s, "the guide has finished speaking")

    # -- inside --

    def _start(self, work: object, name: str) -> None:
        assert asyncio.iscoroutine(work)
        if self._leaving:
            # The guide's track may come at this very moment, and nobody would stop listening to it.
            work.close()
            return
        self._running.append(self._tasks.create_task(work, name=name))

    def _listen(self) -> None:
        self.room.on("track_subscribed", self._on_track)
        self.room.on("participant_connected", self._on_participant)
        self.room.on("participant_attributes_changed", self._on_attributes)
        self.room.register_text_stream_handler(Topic.TRANSCRIPTION, self._on_caption)

    def _serve_notices(self) -> None:
        async def on_notice(data: rtc.RpcInvocationData) -> str:
            self.notices.append(data.payload)
            return '{"ok": true}'

        self.room.local_participant.register_rpc_method(RpcMethod.NOTICE, on_notice)

    def _on_participant(self, participant: rtc.RemoteParticipant) -> None:
        if participant.kind == rtc.ParticipantKind.PARTICIPANT_KIND_AGENT:
            self.agent_s = self.agent_s or time.monotonic()
            self._on_attributes(participant.attributes, participant)

    def _on_attributes(self, changed: dict[str, str], participant: rtc.Participant) -> None:
        if Attribute.STATE in changed or Attribute.REASON in changed:
            attributes = participant.attributes
            state, reason = (
                attributes.get(Attribute.STATE, ""),
                attributes.get(Attribute.REASON, ""),
            )
            if state:
                self.states.append((time.monotonic(), state, reason))

    def _on_track(self, track: rtc.Track, *_: object) -> None:
        if isinstance(track, rtc.RemoteAudioTrack):
            self._start(self._record(track), "record")

    async def _record(self, track: rtc.RemoteAudioTrack) -> None:
        stream = rtc.AudioStream(
            track, sample_rate=HEARD_HZ, num_channels=1, frame_size_ms=BLOCK_MS
        )
        try:
            async for event in stream:
                samples = np.frombuffer(event.frame.data, dtype=np.int16).copy()
                self.heard.blocks.append((time.monotonic(), samples))
        finally:
            await stream.aclose()

    def _on_caption(self, reader: rtc.TextStreamReader, identity: str) -> None:
        async def read() -> None:
            who = "user" if identity == self.room.local_participant.identity else "guide"
            segment = (reader.info.attributes or {}).get("lk.segment_id", reader.info.stream_id)
            key = f"{who}:{segment}"
            self.captions[key] = ""
            async for text in reader:
                self.captions[key] += text
            if (reader.info.attributes or {}).get("lk.transcription_final") == "true":
                self.final_captions.append((time.monotonic(), who, self.captions[key]))

        self._start(read(), "caption")

    async def _publish_microphone(self) -> None:
        track = rtc.LocalAudioTrack.create_audio_track("microphone", self._microphone)
        self._publication = await self.room.local_participant.publish_track(
            track, rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_MICROPHONE)
        )
        self._start(self._speak(), "microphone")

    async def _speak(self) -> None:
        size = MICROPHONE_HZ // 100
        silence = np.zeros(size, dtype=np.int16)
        due_s = time.monotonic()
        while True:
            saying = not self._to_say.empty()
            samples = self._to_say.get_nowait() if saying else silence
            if samples.size < size:
                samples = np.pad(samples, (0, size - samples.size))
            await self._microphone.capture_frame(
                rtc.AudioFrame(samples.tobytes(), MICROPHONE_HZ, 1, size)
            )
            if saying:
                self._to_say.task_done()
            due_s = max(due_s + 0.01, time.monotonic() - 0.05)
            await asyncio.sleep(max(0.0, due_s - time.monotonic()))

    async def _send_pictures(self, fps: int) -> None:
        assert self._screen is not None
        while True:
            if self._picture is not None:
                self._screen.capture_frame(self._picture)
            await asyncio.sleep(1 / fps)
