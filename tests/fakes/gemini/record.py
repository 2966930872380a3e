"""What the fake model received and sent, kept for tests to look at.

Owns: turns, frames, activity and replies with their times, within a bound on the media kept.
`*_at` are `time.monotonic()` seconds (comparable between processes of one machine), `*_wall`
are `time.time()`. Must not know: the protocol, scripts.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tests.fakes.gemini.journal import Journal

INPUT_RATE_HZ = 16000
DEFAULT_MEDIA_BYTES = 64 * 1024 * 1024
MAX_FRAMES_LISTED = 20_000


class Cause(StrEnum):
    MANUAL = "manual"  # activity_start ... activity_end
    AUTOMATIC = "automatic"  # the server's own detection
    TEXT = "text"  # realtime text
    CLIENT_CONTENT = "client_content"  # turn_complete=true
    TOOL = "tool"  # injected by a test


@dataclass
class Frame:
    """One picture received. `turn` is the index of the turn it counted for, if any did."""

    index: int
    at: float
    wall: float
    size: int
    jpeg: bytes
    turn: int | None = None


@dataclass
class ReplyRecord:
    """One generation."""

    say: str
    thinking_at: float
    first_audio_at: float | None = None
    last_audio_at: float | None = None
    audio_s: float = 0.0
    tool_calls: list[dict[str, Any]] = field(default_factory=list)
    interrupted_at: float | None = None
    generation_complete_at: float | None = None
    completed_at: float | None = None


@dataclass
class Turn:
    """One turn of the user; `index` counts within its conversation, from 0."""

    index: int
    connection: int
    cause: Cause
    started_at: float
    ended_at: float
    started_wall: float
    ended_wall: float
    pcm: bytes = b""
    frames: list[Frame] = field(default_factory=list)
    text: str = ""
    replies: list[ReplyRecord] = field(default_factory=list)

    @property
    def audio_s(self) -> float:
        """Seconds of 16 kHz audio in the turn."""
        return len(self.pcm) / 2 / INPUT_RATE_HZ

    @property
    def first_audio_at(self) -> float | None:
        return next((r.first_audio_at for r in self.replies if r.first_audio_at), None)


@dataclass(frozen=True)
class Activity:
    """`kind`: start, end, audio_stream_end, or interrupted."""

    kind: str
    at: float


@dataclass
class ConnectionRecord:
    """One socket, from its setup to its close."""

    index: int
    opened_at: float
    opened_wall: float
    setup: dict[str, Any]
    resumed: bool = False
    # The version in the path: `v1` unless the client says otherwise (google-genai 3.4.0).
    api_version: str = ""
    turns: list[Turn] = field(default_factory=list)
    frames: deque[Frame] = field(default_factory=lambda: deque(maxlen=MAX_FRAMES_LISTED))
    frame_count: int = 0
    activities: list[Activity] = field(default_factory=list)
    contents: list[dict[str, Any]] = field(default_factory=list)
    tool_responses: list[dict[str, Any]] = field(default_factory=list)
    cancelled_tool_calls: list[str] = field(default_factory=list)
    # The conversation as the model knows it, (role, text); a resumed one starts with the past.
    context: list[tuple[str, str]] = field(default_factory=list)
    audio_s: float = 0.0
    stray_audio_s: float = 0.0
    interruptions: int = 0
    usage: list[dict[str, Any]] = field(default_factory=list)
    handles: list[str] = field(default_factory=list)
    closed_at: float | None = None
    close_code: int | None = None
    close_reason: str = ""

    @property
    def system_instruction(self) -> str:
        parts = (self.setup.get("systemInstruction") or {}).get("parts", [])
        return "".join(part.get("text", "") for part in parts)


class Record:
    """Everything, over all connections. Media beyond `media_bytes` is dropped, oldest first."""

    def __init__(
        self, media_bytes: int = DEFAULT_MEDIA_BYTES, journal: Journal | None = None
    ) -> None:
        self.connections: list[ConnectionRecord] = []
        self.refusals: list[dict[str, Any]] = []
        self.errors: list[BaseException] = []
        self._journal = journal
        self._media_bytes = media_bytes
        self._media_held = 0
        self._media: deque[Frame | Turn] = deque()
        self._changed = asyncio.Event()

    @property
    def turns(self) -> list[Turn]:
        """In the order they ended."""
        turns = [turn for connection in self.connections for turn in connection.turns]
        return sorted(turns, key=lambda turn: turn.ended_at)

    @property
    def frames(self) -> list[Frame]:
        return [frame for connection in self.connections for frame in connection.frames]

    @property
    def audio_s(self) -> float:
        """All audio received, stray audio and silence included."""
        return sum(connection.audio_s for connection in self.connections)

    def open(self, setup: dict[str, Any]) -> ConnectionRecord:
        connection = ConnectionRecord(len(self.connections), time.monotonic(), time.time(), setup)
        self.connections.append(connection)
        self.note("setup", connection=connection.index, setup=setup)
        return connection

    def add_frame(self, connection: ConnectionRecord, jpeg: bytes, at: float) -> Frame:
        frame = Frame(connection.frame_count, at, time.time(), len(jpeg), jpeg)
        connection.frame_count += 1
        connection.frames.append(frame)
        self._hold(frame, len(jpeg))
        file = None
        if self._journal is not None:
            file = self._journal.media(f"c{connection.index}-frame{frame.index:05}.jpg", jpeg)
        self.note(
            "frame",
            connection=connection.index,
            index=frame.index,
            size=frame.size,
            at=at,
            file=file,
        )
        return frame

    def add_turn(self, connection: ConnectionRecord, turn: Turn) -> None:
        connection.turns.append(turn)
        self._hold(turn, len(turn.pcm))
        file = None
        if self._journal is not None and turn.pcm:
            name = f"c{connection.index}-turn{turn.index:04}.wav"
            file = self._journal.wav(name, turn.pcm, INPUT_RATE_HZ)
        for frame in turn.frames:
            frame.turn = turn.index
        self.note("turn", **describe_turn(turn), file=file)

    def add_interruption(self, connection: ConnectionRecord) -> None:
        connection.interruptions += 1
        self.note("interrupted", connection=connection.index)

    def add_activity(self, connection: ConnectionRecord, kind: str) -> None:
        activity = Activity(kind, time.monotonic())
        connection.activities.append(activity)
        self.note("activity", connection=connection.index, kind=kind, at=activity.at)

    def note(self, event: str, **fields: Any) -> None:
        """Write one line of the journal and wake whoever waits."""
        if self._journal is not None:
            self._journal.line(event, **fields)
        self.changed()

    def changed(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    async def wait_for(self, wanted: Callable[[Record], bool], timeout_s: float = 5.0) -> None:
        """Return once `wanted(record)` holds. Raises TimeoutError."""
        async with asyncio.timeout(timeout_s):
            while not wanted(self):
                await self._changed.wait()

    async def wait_for_turns(self, n: int, timeout_s: float = 5.0) -> list[Turn]:
        """The turns, once there are `n` or more. Raises TimeoutError."""
        await self.wait_for(lambda record: len(record.turns) >= n, timeout_s)
        return self.turns

    async def wait_for_connections(self, n: int, timeout_s: float = 5.0) -> list[ConnectionRecord]:
        """The connections, once `n` or more were set up. Raises TimeoutError."""
        await self.wait_for(lambda record: len(record.connections) >= n, timeout_s)
        return self.connections

    def _hold(self, item: Frame | Turn, size: int) -> None:
        self._media.append(item)
        self._media_held += size
        while self._media_held > self._media_bytes and len(self._media) > 1:
            oldest = self._media.popleft()
            if isinstance(oldest, Frame):
                self._media_held -= len(oldest.jpeg)
                oldest.jpeg = b""
            else:
                self._media_held -= len(oldest.pcm)
                oldest.pcm = b""


def describe_turn(turn: Turn) -> dict[str, Any]:
    """The turn without its media, as JSON."""
    return {
        "index": turn.index,
        "connection": turn.connection,
        "cause": turn.cause,
        "started_at": turn.started_at,
        "ended_at": turn.ended_at,
        "started_wall": turn.started_wall,
        "ended_wall": turn.ended_wall,
        "audio_s": round(turn.audio_s, 3),
        "frames": [frame.index for frame in turn.frames],
        "text": turn.text,
        "replies": [vars(reply) for reply in turn.replies],
    }


def describe_connection(connection: ConnectionRecord) -> dict[str, Any]:
    """One connection without media, as JSON."""
    fields = dict(vars(connection))
    fields["turns"] = [describe_turn(turn) for turn in connection.turns]
    fields["activities"] = [vars(activity) for activity in connection.activities]
    fields["frames"] = [
        {"index": f.index, "at": f.at, "wall": f.wall, "size": f.size, "turn": f.turn}
        for f in connection.frames
    ]
    # A handle lets its holder into the conversation; how many there were is enough here.
    fields["handles"] = len(connection.handles)
    return fields


def describe(record: Record) -> dict[str, Any]:
    """The whole record without media, as JSON."""
    return {
        "connections": [describe_connection(connection) for connection in record.connections],
        "refusals": record.refusals,
        "errors": [repr(error) for error in record.errors],
    }
