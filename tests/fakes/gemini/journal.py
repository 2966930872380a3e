"""The record on disk: `events.jsonl`, and beside it the audio of each turn and each frame.

Must not know: what the events mean.
"""

from __future__ import annotations

import json
import time
import wave
from pathlib import Path
from typing import Any

DEFAULT_MEDIA_BYTES = 512 * 1024 * 1024


class Journal:
    """Writes as things happen, so that another process can follow. Media stops at the bound."""

    def __init__(self, folder: Path, media_bytes: int = DEFAULT_MEDIA_BYTES) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._left = media_bytes
        self._lines = (folder / "events.jsonl").open("a", encoding="utf-8")

    def line(self, event: str, **fields: Any) -> None:
        stamp = {"event": event, "monotonic": time.monotonic(), "wall": time.time()}
        self._lines.write(json.dumps({**stamp, **fields}) + "\n")
        self._lines.flush()

    def media(self, name: str, data: bytes) -> str | None:
        """The file's name, or None once the bound is reached."""
        if len(data) > self._left:
            return None
        self._left -= len(data)
        (self._folder / name).write_bytes(data)
        return name

    def wav(self, name: str, pcm: bytes, rate_hz: int) -> str | None:
        if len(pcm) > self._left:
            return None
        self._left -= len(pcm)
        with wave.open(str(self._folder / name), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(rate_hz)
            file.writeframes(pcm)
        return name

    def close(self) -> None:
        self._lines.close()
