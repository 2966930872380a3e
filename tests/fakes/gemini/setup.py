"""The first message of a session, checked as the real server checks it.

Owns: reading `setup` into a frozen description of the session, and refusing what the real
server refuses. Must not know: sockets, time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pydantic.alias_generators import to_camel

from tests.fakes.gemini.messages import (
    INVALID_ARGUMENT,
    POLICY_VIOLATION,
    Content,
    Json,
    ProtocolError,
)
from tests.fakes.gemini.profile import KNOWN_MODELS, Coverage, ModelProfile

# Fields of LiveClientSetup in google-genai 3.4.0; the real server names an unknown one and closes.
_SETUP_FIELDS = frozenset(
    {
        "model",
        "generationConfig",
        "systemInstruction",
        "tools",
        "realtimeInputConfig",
        "sessionResumption",
        "contextWindowCompression",
        "inputAudioTranscription",
        "outputAudioTranscription",
        "proactivity",
        "explicitVadSignal",
        "historyConfig",
        "avatarConfig",
        "safetySettings",
        "labels",
    }
)


@dataclass(frozen=True)
class DetectionSetup:
    """`automaticActivityDetection`; None leaves the detector's own default."""

    disabled: bool = False
    prefix_padding_ms: int | None = None
    silence_duration_ms: int | None = None
    low_start_sensitivity: bool = False
    low_end_sensitivity: bool = False


@dataclass(frozen=True)
class SessionSetup:
    """One session as the client asked for it."""

    model: str
    profile: ModelProfile
    system_instruction: str
    coverage: Coverage
    interrupts: bool
    detection: DetectionSetup
    frame_tokens: int
    transcribes_input: bool
    transcribes_output: bool
    resumption: bool
    transparent: bool
    handle: str | None
    compression_trigger_tokens: int | None
    compression_target_tokens: int | None
    waits_for_history: bool
    # Tool names, each with whether the model goes on talking while it runs.
    tools: dict[str, bool] = field(default_factory=dict)
    raw: Json = field(default_factory=dict)

    @property
    def compresses(self) -> bool:
        return self.compression_trigger_tokens is not None

    def non_blocking(self, tool: str) -> bool:
        return self.tools.get(tool, self.profile.non_blocking_by_default)


def read_setup(raw: Json, api_version: str) -> SessionSetup:
    """Raises ProtocolError with the real server's code for a setup it would refuse."""
    setup = {to_camel(name): value for name, value in raw.items()}
    for name in setup:
        if name not in _SETUP_FIELDS:
            raise ProtocolError(
                INVALID_ARGUMENT,
                f"Invalid JSON payload received. Unknown name \"{name}\" at 'setup': "
                "Cannot find field.",
            )
    model = str(setup.get("model", ""))
    profile = _profile(model, api_version)
    generation = _camel(setup.get("generationConfig"))
    _refuse_settings(setup, generation, profile)
    realtime = _camel(setup.get("realtimeInputConfig"))
    compression = setup.get("contextWindowCompression")
    trigger, target = _compression(compression)
    resumption = setup.get("sessionResumption")
    return SessionSetup(
        model=model,
        profile=profile,
        system_instruction=Content.model_validate(setup.get("systemInstruction") or {}).text,
        coverage=_coverage(realtime.get("turnCoverage"), profile),
        interrupts=realtime.get("activityHandling") != "NO_INTERRUPTION",
        detection=_detection(realtime.get("automaticActivityDetection")),
        frame_tokens=profile.frame_tokens.get(
            str(generation.get("mediaResolution")), profile.default_frame_tokens
        ),
        transcribes_input=setup.get("inputAudioTranscription") is not None,
        transcribes_output=setup.get("outputAudioTranscription") is not None,
        resumption=resumption is not None,
        transparent=bool(_camel(resumption).get("transparent")),
        handle=_camel(resumption).get("handle") or None,
        compression_trigger_tokens=trigger,
        compression_target_tokens=target,
        waits_for_history=bool(
            _camel(setup.get("historyConfig")).get("initialHistoryInClientContent")
        ),
        tools=_tools(setup.get("tools"), profile),
        raw=setup,
    )


def _camel(value: Any) -> Json:
    return {to_camel(key): item for key, item in value.items()} if isinstance(value, dict) else {}


def _profile(model: str, api_version: str) -> ModelProfile:
    profile = KNOWN_MODELS.get(model.removeprefix("models/"))
    if profile is None or not model.startswith("models/"):
        raise ProtocolError(
            POLICY_VIOLATION,
            f"{model} is not found for API version {api_version}, or is not supported for "
            "bidiGenerateContent. Call ListModels to see the list of available models.",
        )
    return profile


def _refuse_settings(setup: Json, generation: Json, profile: ModelProfile) -> None:
    asked = set()
    if generation.get("enableAffectiveDialog"):
        asked.add("enableAffectiveDialog")
    if _camel(generation.get("thinkingConfig")).get("thinkingLevel"):
        asked.add("thinkingLevel")
    if setup.get("proactivity") is not None:
        asked.add("proactivity")
        if _camel(setup["proactivity"]).get("proactiveAudio") is False:
            asked.add("proactiveAudioOff")
    modalities = generation.get("responseModalities") or ["AUDIO"]
    if asked & profile.refused_settings or [str(m).upper() for m in modalities] != ["AUDIO"]:
        raise ProtocolError(INVALID_ARGUMENT, "Request contains an invalid argument.")


def _coverage(value: Any, profile: ModelProfile) -> Coverage:
    if value in (None, "TURN_COVERAGE_UNSPECIFIED"):
        return profile.default_coverage
    try:
        return Coverage(value)
    except ValueError as error:
        raise ProtocolError(
            INVALID_ARGUMENT, "Invalid value at 'setup.realtime_input_config.turn_coverage'"
        ) from error


def _detection(value: Any) -> DetectionSetup:
    detection = _camel(value)
    return DetectionSetup(
        disabled=bool(detection.get("disabled")),
        prefix_padding_ms=detection.get("prefixPaddingMs"),
        silence_duration_ms=detection.get("silenceDurationMs"),
        low_start_sensitivity=detection.get("startOfSpeechSensitivity") == "START_SENSITIVITY_LOW",
        low_end_sensitivity=detection.get("endOfSpeechSensitivity") == "END_SENSITIVITY_LOW",
    )


def _compression(value: Any) -> tuple[int | None, int | None]:
    if value is None:
        return None, None
    config = _camel(value)
    # Google's documents: by default 80 % of the window triggers, half of that stays.
    trigger = int(config.get("triggerTokens") or 131_072 * 4 // 5)
    target = int(_camel(config.get("slidingWindow")).get("targetTokens") or trigger // 2)
    return trigger, target


def _tools(value: Any, profile: ModelProfile) -> dict[str, bool]:
    behaviour: dict[str, bool] = {}
    for tool in value or []:
        for declaration in _camel(tool).get("functionDeclarations") or []:
            asked = declaration.get("behavior")
            chosen = asked == "NON_BLOCKING" if asked else profile.non_blocking_by_default
            behaviour[str(declaration.get("name"))] = chosen and profile.non_blocking_tools
    return behaviour
