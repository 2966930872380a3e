"""How the fake server behaves, apart from what it says."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from tests.fakes.gemini.resumption import DEFAULT_HANDLE_TTL_S
from tests.fakes.gemini.speech import Voice


@dataclass(frozen=True)
class Options:
    """Durations are the real server's; `speed` divides every one the server waits itself
    (thinking, pacing, playback, limits). It does not touch automatic detection, which counts
    the audio it receives.

    thinking_ms: end of turn to first content, unless the reply says otherwise.
    chunk_s, pace: audio leaves in chunks of this length, `pace` times faster than real time.
        A log of the real server shows 0.2 to 0.3 s chunks at about 3.3 times.
    connection_limit_s: GoAway `go_away_notice_s` before it, then a close with 1011 (a user's log
        of the real server: timeLeft 50s, then 1011 "Deadline expired ..."). None: no limit.
    audio_limit_s, video_limit_s: of a session without context compression (Google's documents:
        15 min, 2 min with video); the close is the 1007 the LiveKit plugin documents.
    """

    speed: float = 1.0
    thinking_ms: float = 300.0
    chunk_s: float = 0.2
    pace: float = 3.3
    connection_limit_s: float | None = 600.0
    go_away_notice_s: float = 50.0
    audio_limit_s: float | None = 900.0
    video_limit_s: float | None = 120.0
    handle_ttl_s: float = DEFAULT_HANDLE_TTL_S
    voice: Voice = Voice.AUTO

    async def sleep(self, seconds: float) -> None:
        """Sleep for `seconds` of the server's clock."""
        await asyncio.sleep(max(0.0, seconds) / self.speed)
