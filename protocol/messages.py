"""Names and messages shared by the worker, the token server and the web client.

The guide's state travels as participant attributes, so that a client that joins late, or
reconnects, reads the present state and not a history. Requests travel as LiveKit RPC.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Attribute(StrEnum):
    """Participant attributes. The first two are the user's, the others the guide's."""

    LANGUAGE = "cicerone.language"
    VOICE = "cicerone.voice"
    STATE = "cicerone.state"
    REASON = "cicerone.reason"
    SIGHT = "cicerone.sight"


class RpcMethod(StrEnum):
    """RPC methods. `NOTICE` and `POINT` are answered by the browser, the others by the guide."""

    TALK = "cicerone.talk"
    SET_VOICE = "cicerone.set_voice"
    NOTICE = "cicerone.notice"
    POINT = "cicerone.point"


class Topic(StrEnum):
    """Text stream topics, all LiveKit's own, so that any LiveKit client can talk to the guide."""

    CHAT = "lk.chat"
    TRANSCRIPTION = "lk.transcription"


class GuideState(StrEnum):
    """What the guide is doing: exactly one at a time."""

    LISTENING = "listening"
    LOOKING = "looking"
    THINKING = "thinking"
    SPEAKING = "speaking"
    WORKING = "working"
    RECONNECTING = "reconnecting"
    DEGRADED = "degraded"
    ENDED = "ended"


class Reason(StrEnum):
    """Why the guide is reconnecting, degraded or ended; "" (absent) otherwise."""

    NO_KEY = "no_key"
    KEY_REFUSED = "key_refused"
    MODEL_UNREACHABLE = "model_unreachable"
    MODEL_REFUSED = "model_refused"
    CONTEXT_FULL = "context_full"
    USER_LEFT = "user_left"
    WORKER_STOPPING = "worker_stopping"
    INTERNAL = "internal"


class Sight(StrEnum):
    """What the guide sees."""

    NONE = "none"
    SCREEN = "screen"
    CAMERA = "camera"
    STOPPED = "stopped"


class NoticeCode(StrEnum):
    """Something the user should know that changes no state."""

    MESSAGE_TOO_LONG = "message_too_long"
    MESSAGE_UNREADABLE = "message_unreadable"
    TOO_MANY_MESSAGES = "too_many_messages"
    NOT_READY = "not_ready"
    NOT_UNDERSTOOD = "not_understood"
    NO_ANSWER = "no_answer"


class Language(StrEnum):
    FRENCH = "fr"
    ENGLISH = "en"
    SPANISH = "es"


class TalkMode(StrEnum):
    OPEN = "open"  # the microphone is on, the guide decides when a turn ends
    HOLD = "hold"  # the user holds a key or button while talking


class _Message(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TalkRequest(_Message):
    """How the user talks. In hold mode a turn starts with held=true and ends with held=false."""

    mode: TalkMode
    held: bool = False


class SetVoiceRequest(_Message):
    voice: Annotated[str, Field(min_length=1, max_length=40)]


class Notice(_Message):
    code: NoticeCode
    limit: int | None = None


_Share = Annotated[float, Field(ge=0, le=1)]


class PointRequest(_Message):
    """Show the user a place on what they share: a box, as shares of the picture's width and height.

    `label` is what is written there, for those who cannot see the box.
    """

    left: _Share
    top: _Share
    width: _Share
    height: _Share
    label: Annotated[str, Field(max_length=200)]


class Reply(_Message):
    """Every RPC's answer."""

    ok: bool
    reason: str | None = None


class ClientConfig(_Message):
    """What the page needs before anyone talks: `GET /api/v1/client-config`."""

    languages: list[Language]
    voices: dict[Language, list[str]]
    """The voices that speak each language; the first is the default."""
    missing_setting: str | None = None
    """Name of the environment variable the guide lacks, e.g. GOOGLE_API_KEY."""


# A typed message longer than this is refused with a notice. Roughly 1,000 tokens.
MAX_CHAT_CHARS = 4000
# Our page shares a screen at this rate. A guide reads, and looks at most four times a second; every
# further frame is encoded, carried and decoded for nobody (most of a session's CPU), and takes bits
# from the sharpness of the text.
SHARE_FRAME_RATE_HZ = 5
# How the guide's participant is recognised: LiveKit marks workers with the kind AGENT.
USER_IDENTITY_PREFIX = "user-"
ROOM_PREFIX = "cicerone-"


def dispatch_metadata(attributes: Mapping[str, str]) -> str:
    """What a dispatch says of the user: their own attributes, as a JSON object.

    The guide reads it before it has met them, so that its voice and language are right at once.
    """
    told = (Attribute.LANGUAGE, Attribute.VOICE)
    said = {name: attributes[name] for name in told if attributes.get(name)}
    return json.dumps(said, sort_keys=True) if said else ""


# The voices of Gemini Live; a test holds this list against the plugin's.
VOICES = (
    "Puck",
    "Charon",
    "Kore",
    "Fenrir",
    "Aoede",
    "Leda",
    "Orus",
    "Zephyr",
    "Achernar",
    "Achird",
    "Algenib",
    "Algieba",
    "Alnilam",
    "Autonoe",
    "Callirrhoe",
    "Despina",
    "Enceladus",
    "Erinome",
    "Gacrux",
    "Iapetus",
    "Laomedeia",
    "Pulcherrima",
    "Rasalgethi",
    "Sadachbia",
    "Sadaltager",
    "Schedar",
    "Sulafat",
    "Umbriel",
    "Vindemiatrix",
    "Zubenelgenubi",
)

# The voices of the local stack; a test holds this table against the engines'.
LOCAL_VOICES: dict[Language, tuple[str, ...]] = {
    Language.FRENCH: ("Pico",),
    Language.ENGLISH: ("Heart", "Pico British", "Pico American"),
    Language.SPANISH: ("Pico",),
}

ALL_VOICES = (*VOICES, *(voice for voices in LOCAL_VOICES.values() for voice in voices))


def voices_by_language(*, local: bool, preferred: str = "") -> dict[Language, tuple[str, ...]]:
    """What each language may be spoken with, `preferred` first where it can."""
    table = LOCAL_VOICES if local else dict.fromkeys(Language, VOICES)
    return {
        language: tuple(sorted(voices, key=lambda voice: voice != preferred))
        for language, voices in table.items()
    }
