"""What the known models do differently, as data.

Sources: Google's model pages for gemini-3.8-live and gemini-3.1-flash-live-preview ("Migrating
from ..."), the capabilities guide's comparison table, and the notes in the LiveKit plugin.
Must not know: connections, scripts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Coverage(StrEnum):
    """Which realtime input belongs to the user's turn."""

    ONLY_ACTIVITY = "TURN_INCLUDES_ONLY_ACTIVITY"
    ALL_INPUT = "TURN_INCLUDES_ALL_INPUT"
    ALL_VIDEO = "TURN_INCLUDES_AUDIO_ACTIVITY_AND_ALL_VIDEO"


@dataclass(frozen=True)
class ModelProfile:
    """One model's ways. Token figures are per video frame, by `mediaResolution`."""

    default_coverage: Coverage
    frame_tokens: dict[str, int]
    default_frame_tokens: int
    # Audio and its words arrive in one event rather than two.
    merges_parts: bool
    # A lone "." (or a trailing model turn) is answered with an empty turn.
    ignores_placeholder: bool
    requires_role: bool
    non_blocking_tools: bool = False
    non_blocking_by_default: bool = False
    reports_interaction_status: bool = False
    refused_settings: frozenset[str] = field(default_factory=frozenset)


_V2_FRAMES: Final = {
    "MEDIA_RESOLUTION_LOW": 64,
    "MEDIA_RESOLUTION_MEDIUM": 256,
    "MEDIA_RESOLUTION_HIGH": 256,
}
_V3_FRAMES: Final = {
    "MEDIA_RESOLUTION_LOW": 70,
    "MEDIA_RESOLUTION_MEDIUM": 70,
    "MEDIA_RESOLUTION_HIGH": 280,
}

_V2_5 = ModelProfile(
    default_coverage=Coverage.ONLY_ACTIVITY,
    frame_tokens=_V2_FRAMES,
    default_frame_tokens=258,
    merges_parts=False,
    ignores_placeholder=False,
    requires_role=False,
    non_blocking_tools=True,
)
_V3_1 = ModelProfile(
    default_coverage=Coverage.ALL_VIDEO,
    frame_tokens=_V3_FRAMES,
    default_frame_tokens=70,
    merges_parts=True,
    ignores_placeholder=True,
    requires_role=True,
    refused_settings=frozenset({"enableAffectiveDialog", "proactivity"}),
)
_V3_8 = ModelProfile(
    default_coverage=Coverage.ALL_VIDEO,
    frame_tokens=_V3_FRAMES,
    default_frame_tokens=70,
    merges_parts=True,
    ignores_placeholder=True,
    requires_role=True,
    non_blocking_tools=True,
    non_blocking_by_default=True,
    reports_interaction_status=True,
    refused_settings=frozenset({"enableAffectiveDialog", "proactiveAudioOff", "thinkingLevel"}),
)
_V3_8_THINKING = ModelProfile(
    default_coverage=Coverage.ALL_VIDEO,
    frame_tokens=_V3_FRAMES,
    default_frame_tokens=70,
    merges_parts=True,
    ignores_placeholder=True,
    requires_role=True,
    non_blocking_tools=True,
    non_blocking_by_default=True,
    reports_interaction_status=True,
    refused_settings=frozenset({"enableAffectiveDialog", "proactiveAudioOff"}),
)

KNOWN_MODELS: Final[dict[str, ModelProfile]] = {
    "gemini-3.8-live": _V3_8,
    "gemini-3.8-live-extended-thinking": _V3_8_THINKING,
    "gemini-3.1-flash-live-preview": _V3_1,
    "gemini-2.5-flash-native-audio-preview-12-2025": _V2_5,
}
