"""What is measured, and each single figure. Data only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Measure(StrEnum):
    """Less is better for all of them. Units are in the names; a share is from 0 to 1."""

    CONNECT_TO_AGENT_S = "connect_to_agent_s"
    CONNECT_TO_TRACK_S = "connect_to_track_s"
    CONNECT_TO_FIRST_WORD_S = "connect_to_first_word_s"
    ANSWER_S = "answer_s"
    BARGE_IN_S = "barge_in_s"
    BARGE_IN_IGNORED = "barge_in_ignored"
    LOST_TO_COUGH = "lost_to_cough"
    LOST_TO_TYPING = "lost_to_typing"
    LOST_TO_DOOR = "lost_to_door"
    REPLY_CUT_SHORT = "reply_cut_short"
    NOTHING_TO_DISTURB = "nothing_to_disturb"
    PAUSE_S = "pause_s"
    SKIPPED_S = "skipped_s"
    REPEATED_S = "repeated_s"
    STALL_S = "stall_s"
    CPU_WITH_START_S = "cpu_with_start_s"
    CPU_SESSION_S = "cpu_session_s"
    MEMORY_MB = "memory_mb"
    AUDIO_SENT_SHARE = "audio_sent_share"
    FRAMES_PER_MINUTE = "frames_per_minute"
    LIVE_FALSE_END = "live_false_end"
    LIVE_END_DELAY_S = "live_end_delay_s"
    NO_AGENT = "no_agent"


@dataclass(frozen=True)
class Sample:
    """One figure. None stands for "it never happened" (a barge-in that was not heard)."""

    measure: Measure
    value: float | None
    note: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """One way to decide that a turn is over, judged offline. Delays in seconds from the end of
    speech, of finished sentences."""

    way: str
    false_ends_in_hesitation: int
    hesitations: int
    false_ends_in_finished: int
    finished: int
    median_s: float
    worst_s: float


@dataclass(frozen=True)
class SystemSample:
    """A figure with whose it is. `load` is the machine's one-minute load average then."""

    system: str
    round: int
    load: float
    sample: Sample
