"""The wire: client frames parsed into typed messages, server messages built as plain dicts.

Owns: both spellings of every client field (`realtime_input` and `realtimeInput`), URL-safe
base64, the close codes and reasons of the real server.
Must not know: what a session does with a message.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

Json = dict[str, Any]

INVALID_ARGUMENT = 1007
POLICY_VIOLATION = 1008
INTERNAL_ERROR = 1011
# RFC 6455, 5.5: a control frame holds 125 bytes, two of which are the code. The real server
# cuts its reasons there too ("... is not supported for bidiGenerateContent. Call").
MAX_CLOSE_REASON_BYTES = 123


class ProtocolError(Exception):
    """The client broke the protocol: the connection is closed with this code and reason."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason.encode()[:MAX_CLOSE_REASON_BYTES].decode(errors="ignore")


class _Wire(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="ignore")


class Blob(_Wire):
    """Media as sent: base64 text, standard or URL-safe, padded or not."""

    data: str = ""
    mime_type: str = ""

    def decode(self) -> bytes:
        """The raw bytes. Raises ProtocolError when the text is not base64."""
        text = self.data.replace("-", "+").replace("_", "/").rstrip("=")
        try:
            return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
        except binascii.Error as error:
            raise ProtocolError(INVALID_ARGUMENT, "Base64 decoding failed.") from error

    def sample_rate_hz(self, default: int = 16000) -> int:
        """The rate a type such as `audio/pcm;rate=16000` names."""
        for part in self.mime_type.split(";")[1:]:
            name, _, value = part.strip().partition("=")
            if name == "rate" and value.isdigit() and int(value) > 0:
                return int(value)
        return default


class Part(_Wire):
    text: str | None = None
    inline_data: Blob | None = None
    thought: bool | None = None


class Content(_Wire):
    role: str | None = None
    parts: list[Part] = Field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(part.text or "" for part in self.parts)


class ClientContent(_Wire):
    turns: list[Content] = Field(default_factory=list)
    turn_complete: bool = False


class RealtimeInput(_Wire):
    media_chunks: list[Blob] | None = None
    audio: Blob | None = None
    audio_stream_end: bool | None = None
    video: Blob | None = None
    text: str | None = None
    activity_start: Json | None = None
    activity_end: Json | None = None


class ToolResponseItem(_Wire):
    id: str = ""
    name: str = ""
    response: Json = Field(default_factory=dict)
    scheduling: str | None = None
    will_continue: bool | None = None


class ToolResponse(_Wire):
    function_responses: list[ToolResponseItem] = Field(default_factory=list)


class ContextUpdate(_Wire):
    system_instruction: Content | None = None
    tools: Json | None = None


class ClientMessage(_Wire):
    """One frame from the client; exactly one field is set."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid")

    setup: Json | None = None
    client_content: ClientContent | None = None
    realtime_input: RealtimeInput | None = None
    tool_response: ToolResponse | None = None
    context_update: ContextUpdate | None = None


def parse_client_message(raw: str | bytes) -> ClientMessage:
    """Raises ProtocolError (1007), as the real server closes on JSON it cannot read."""
    try:
        message = ClientMessage.model_validate(json.loads(raw))
    except (ValueError, RecursionError) as error:
        detail = "Request contains an invalid argument."
        if isinstance(error, ValidationError):
            place = ".".join(str(step) for step in error.errors()[0]["loc"])
            detail = f"Invalid JSON payload received. Invalid value at '{place}'."
        raise ProtocolError(INVALID_ARGUMENT, detail) from error
    if len(message.model_fields_set) != 1:
        raise ProtocolError(INVALID_ARGUMENT, "Request contains an invalid argument.")
    return message


@dataclass(frozen=True)
class FunctionCall:
    """A call as it goes out on the wire."""

    id: str
    name: str
    args: Json


def encode(message: Json) -> bytes:
    """Real frames from the server are binary JSON."""
    return json.dumps(message, separators=(",", ":")).encode()


def setup_complete() -> Json:
    return {"setupComplete": {}}


def audio_chunk(pcm: bytes, sample_rate_hz: int) -> Json:
    data = base64.b64encode(pcm).decode()
    blob = {"mimeType": f"audio/pcm;rate={sample_rate_hz}", "data": data}
    return {"serverContent": {"modelTurn": {"parts": [{"inlineData": blob}]}}}


def output_transcription(text: str) -> Json:
    return {"serverContent": {"outputTranscription": {"text": text}}}


def input_transcription(text: str) -> Json:
    return {"serverContent": {"inputTranscription": {"text": text}}}


def merged(first: Json, second: Json) -> Json:
    """One event with the content of both, as the 3.x models send audio and its words."""
    return {"serverContent": {**first["serverContent"], **second["serverContent"]}}


def generation_complete() -> Json:
    return {"serverContent": {"generationComplete": True}}


def interrupted() -> Json:
    return {"serverContent": {"interrupted": True}}


def turn_complete(usage: Json | None, interaction_status: str | None = None) -> Json:
    content: Json = {"turnComplete": True}
    if interaction_status is not None:
        content["interactionStatus"] = interaction_status
    message: Json = {"serverContent": content}
    if usage is not None:
        message["usageMetadata"] = usage
    return message


def tool_call(calls: list[FunctionCall]) -> Json:
    listed = [{"id": call.id, "name": call.name, "args": call.args} for call in calls]
    return {"toolCall": {"functionCalls": listed}}


def tool_call_cancellation(ids: list[str]) -> Json:
    return {"toolCallCancellation": {"ids": ids}}


def go_away(time_left_s: float) -> Json:
    return {"goAway": {"timeLeft": f"{time_left_s:g}s"}}


def session_resumption_update(handle: str | None, consumed_index: int | None = None) -> Json:
    """`handle` None means: cannot be resumed right now (proto3 leaves out false and empty)."""
    update: Json = {} if handle is None else {"newHandle": handle, "resumable": True}
    if consumed_index is not None:
        update["lastConsumedClientMessageIndex"] = str(consumed_index)
    return {"sessionResumptionUpdate": update}
