"""The user's picture: finds the track, keeps the newest frame only, sends what the sampler wants.

Owns: the subscription to one video track and its stream. Must not know who receives the pictures.
The screen share is preferred; the camera counts only when no screen is shared.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Protocol

from livekit import rtc
from livekit.agents.utils.aio import cancel_and_wait

from agent.room_events import Handlers, listening
from agent.screen import encoder
from agent.screen.sampler import Sampler
from protocol.messages import Sight

logger = logging.getLogger("cicerone.screen")

_SIGHT_BY_SOURCE = {
    rtc.TrackSource.SOURCE_SCREENSHARE: Sight.SCREEN,
    rtc.TrackSource.SOURCE_CAMERA: Sight.CAMERA,
}


class FrameReader(Protocol):
    """Reads the words in what is shown; see `reader.py`."""

    def offer(self, frame: rtc.VideoFrame) -> None: ...

    def reset(self) -> None: ...


class ScreenSource:
    """Watches one participant's screen share, or camera.

    Args:
        send: takes each JPEG worth seeing; None when nobody looks at pictures.
        on_sight: told when what can be seen changes.
        talking: whether the user is talking now.
        reader: is offered every frame, when words are wanted too.
    """

    def __init__(
        self,
        room: rtc.Room,
        identity: str,
        *,
        send: Callable[[bytes], None] | None,
        on_sight: Callable[[Sight], None],
        talking: Callable[[], bool],
        reader: FrameReader | None = None,
        sampler: Sampler | None = None,
    ) -> None:
        self._room = room
        self._identity = identity
        self._send = send
        self._on_sight = on_sight
        self._talking = talking
        self._reader = reader
        self._sampler = sampler or Sampler()
        self._track: rtc.RemoteVideoTrack | None = None
        self._sight = Sight.NONE
        self._changed = asyncio.Event()
        self._newest: rtc.VideoFrame | None = None
        self._shown: encoder.Fingerprint | None = None
        self._lock = asyncio.Lock()

    @property
    def sight(self) -> Sight:
        return self._sight

    async def run(self) -> None:
        """Follow the user's tracks until cancelled."""
        handlers: Handlers = {
            "track_subscribed": self._choose,
            "track_unsubscribed": self._choose,
            "track_muted": self._choose,
            "track_unmuted": self._choose,
        }
        with listening(self._room, handlers):
            self._choose()
            while True:
                self._changed.clear()
                watching = asyncio.create_task(self._watch(self._track), name="screen-watch")
                try:
                    await self._changed.wait()
                finally:
                    await cancel_and_wait(watching)

    async def look(self) -> bool:
        """Send the newest frame if the model has not seen it. True when one was sent."""
        self._sampler.ask()
        return await self._consider()

    def show_again(self) -> None:
        """The model has forgotten everything: the next frame is new to it."""
        self._shown = None
        self._sampler.reset()

    def _choose(self, *_: object) -> None:
        best: rtc.RemoteVideoTrack | None = None
        sight = Sight.NONE if self._sight is Sight.NONE else Sight.STOPPED
        participant = self._room.remote_participants.get(self._identity)
        publications = participant.track_publications.values() if participant else ()
        for source in (rtc.TrackSource.SOURCE_CAMERA, rtc.TrackSource.SOURCE_SCREENSHARE):
            for publication in publications:
                track = publication.track
                if publication.source != source or publication.muted:
                    continue
                if isinstance(track, rtc.RemoteVideoTrack):
                    best, sight = track, _SIGHT_BY_SOURCE[source]
        if sight is not self._sight:
            self._sight = sight
            self._on_sight(sight)
        if best is not self._track:
            self._track = best
            self._newest = None
            if self._reader is not None:
                self._reader.reset()
            self.show_again()
            self._changed.set()

    async def _watch(self, track: rtc.RemoteVideoTrack | None) -> None:
        if track is None:
            return
        # Room for one frame: while one is being encoded, only the newest of the others is kept.
        # The decoder's own format, which is I420: asking for it would copy each frame once more.
        stream = rtc.VideoStream(track, capacity=1)
        try:
            async for event in stream:
                self._newest = event.frame
                if self._reader is not None:
                    self._reader.offer(event.frame)
                await self._consider()
        finally:
            await stream.aclose()

    async def _consider(self) -> bool:
        """Send the newest frame if it is due. One at a time: frames stay in order."""
        if self._send is None:
            return False
        async with self._lock:
            frame, track = self._newest, self._track
            talking = self._talking()
            if frame is None or not self._sampler.worth_comparing(
                time.monotonic(), talking=talking
            ):
                return False
            marks = await asyncio.to_thread(encoder.fingerprint, frame)
            changed = encoder.differ(self._shown, marks)
            if self._sampler.due(time.monotonic(), changed=changed, talking=talking) is None:
                return False
            try:
                picture = await asyncio.to_thread(encoder.encode, frame)
            except ValueError:
                logger.debug("a video frame without a picture was skipped")
                return False
            if self._track is not track:
                return False
            self._shown = marks
            self._sampler.sent(time.monotonic())
            self._send(picture.jpeg)
            return True
