"""What the fake model answers: it understands nothing, so a test writes it down.

    Script([Reply("Hello!"), Reply("Top right.", tool_calls=[ToolCall("point", {"x": 1})])],
           default=Reply("Sorry?"))

Each conversation (a resumed one too) walks the list from its start; `default` answers the rest.
An entry may be a function of the turn. Must not know: sockets, time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from tests.fakes.gemini.messages import ToolResponseItem
from tests.fakes.gemini.record import Turn
from tests.fakes.gemini.speech import Tone


class FaultKind(StrEnum):
    CLOSE = "close"  # the socket closes with `code` and `reason`
    NEVER_COMPLETE = "never_complete"  # audio ends, generationComplete and turnComplete never come
    MALFORMED = "malformed"  # a frame that is not JSON
    ERROR = "error"  # an error object instead of content; the reply ends there
    SILENT = "silent"  # nothing at all is sent for this turn
    EMPTY = "empty"  # the turn completes without any content
    STALL = "stall"  # the audio stops for `stall_s`, then goes on


@dataclass(frozen=True)
class Fault:
    """Something going wrong once `after_s` seconds of the reply's audio are out."""

    kind: FaultKind
    after_s: float = 0.0
    code: int = 1011
    reason: str = "Internal error encountered."
    stall_s: float = 5.0


@dataclass(frozen=True)
class ToolCall:
    """A call of one of the client's functions; the id is made when it goes out."""

    name: str
    args: dict[str, Any]


@dataclass(frozen=True)
class Reply:
    """One answer.

    say: the words, spoken and transcribed. With `tool_calls` they come after the responses.
    heard: the input transcription to claim for an audio turn (a description when None).
    heard_over_ms: from its first piece to its last.
    thinking_ms: from the end of the turn to the first content; the server's default when None.
    audio: raw PCM (24 kHz, 16 bit, mono) or a tone; speech made from `say` when None.
    duration_s: cut or padded with silence to this length.
    preamble: words spoken before the tool calls.
    then: what follows the tool responses, instead of `say`.
    """

    say: str = ""
    heard: str | None = None
    heard_over_ms: float = 0.0
    thinking_ms: float | None = None
    tool_calls: Sequence[ToolCall] = ()
    audio: bytes | Tone | None = None
    duration_s: float | None = None
    language: str = "en"
    preamble: str = ""
    then: Reply | Callable[[Sequence[ToolResponseItem]], Reply] | None = None
    fault: Fault | None = None

    @classmethod
    def tone(cls, hz: float, seconds: float, say: str | None = None, **more: Any) -> Reply:
        """A pure tone, so that a listener can tell by FFT which reply it heard."""
        text = f"tone of {hz:g} hertz" if say is None else say
        return cls(text, audio=Tone(hz, seconds), **more)

    @classmethod
    def silence(cls) -> Reply:
        """No answer at all to this turn."""
        return cls(fault=Fault(FaultKind.SILENT))

    def after_tools(self, responses: Sequence[ToolResponseItem]) -> Reply:
        """The answer once every call of this one has been responded to."""
        if callable(self.then):
            return self.then(responses)
        if self.then is not None:
            return self.then
        return replace(self, tool_calls=(), preamble="", heard=None)


Entry = Reply | Callable[[Turn], Reply]


@dataclass(frozen=True)
class Script:
    """Replies in order, then `default` for ever. Immutable; shared by all conversations."""

    replies: Sequence[Entry] = ()
    default: Entry = Reply("I see.")

    def reply(self, position: int, turn: Turn) -> Reply:
        """The answer to the conversation's turn number `position` (from 0)."""
        entry = self.replies[position] if position < len(self.replies) else self.default
        return entry(turn) if callable(entry) else entry

    @classmethod
    def from_json(cls, text: str) -> Script:
        """`{"replies": [{"say": ...}, ...], "default": {...}}`. Raises ValueError."""
        data = json.loads(text)
        if not isinstance(data, dict):
            raise ValueError(  # noqa: TRY004 - one error for any bad file
                "a script is a JSON object with replies and default"
            )
        unknown = set(data) - {"replies", "default"}
        if unknown:
            raise ValueError(f"unknown keys in the script: {sorted(unknown)}")
        return cls(
            tuple(_read_reply(item) for item in data.get("replies", ())),
            _read_reply(data.get("default", {"say": "I see."})),
        )


def _tones() -> Script:
    """Turn n (from 0) is answered with 1.5 s of 400 + 100 n Hz: easy to tell apart."""
    return Script(default=lambda turn: Reply.tone(400 + 100 * (turn.index % 20), 1.5))


def _guide() -> Script:
    return Script(
        [Reply("Hello, I am your guide. What would you like to do?")],
        default=lambda turn: Reply(
            f"This is answer number {turn.index}. I can see {len(turn.frames)} new pictures of "
            "your screen. Tell me what to look for next."
        ),
    )


NAMED: dict[str, Callable[[], Script]] = {"guide": _guide, "tones": _tones}


def load_script(name_or_file: str) -> Script:
    """A named script, or a JSON file. Raises ValueError or OSError."""
    if name_or_file in NAMED:
        return NAMED[name_or_file]()
    return Script.from_json(Path(name_or_file).read_text(encoding="utf-8"))


def _read_reply(data: Any) -> Reply:
    if isinstance(data, str):
        return Reply(data)
    if not isinstance(data, dict):
        raise ValueError("a reply is a string or an object")  # noqa: TRY004 - as above
    fields = dict(data)
    if "tone" in fields:
        tone = fields.pop("tone")
        fields["audio"] = Tone(float(tone["hz"]), float(tone["seconds"]))
        fields.setdefault("say", f"tone of {tone['hz']:g} hertz")
    if "fault" in fields:
        fault = dict(fields["fault"])
        fields["fault"] = Fault(FaultKind(fault.pop("kind")), **fault)
    calls = fields.get("tool_calls", ())
    fields["tool_calls"] = tuple(ToolCall(call["name"], call.get("args", {})) for call in calls)
    if "then" in fields:
        fields["then"] = _read_reply(fields["then"])
    try:
        return Reply(**fields)
    except TypeError as error:
        raise ValueError(f"not a reply: {error}") from error
