"""The Gemini Live stack: the Google plugin's realtime model, with turns taken here.

Owns: how the plugin is configured, and the two verbs it lacks (end a turn without asking for a
second reply; send a picture that is already a JPEG). Must not know rooms or settings files.

Why `gemini-3.8-live` is the default: it is the stable model Google's own documentation names as
the default for low-latency voice conversation (model page, September 2026), the only one known to
the plugin under the same name on the Gemini API and on Vertex, and its default turn coverage counts
the pictures sent between utterances, which is what a guide that watches a screen needs. The 2.5
model is an older preview whose plugin path appends a "." turn after each question.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable
from functools import cache
from typing import Any

from google.genai import Client, types
from livekit.agents import AgentSession
from livekit.plugins.google.realtime import RealtimeModel
from livekit.plugins.google.realtime.realtime_api import RealtimeSession
from pydantic import BaseModel

from agent.voice.profile import SessionParts, VoiceProfile
from protocol.messages import VOICES, Reason

# Context compression begins at this many tokens and keeps this many. Without it a session with
# video ends after about two minutes (Google's Live API limits). Half of the model's 131,072-token
# window leaves room for a long answer; a quarter keeps some minutes of pictures.
COMPRESSION_TRIGGER_TOKENS = 65_536
COMPRESSION_TARGET_TOKENS = 32_768
CONNECT_TIMEOUT_MS = 10_000


class GeminiSession(RealtimeSession):
    """The plugin's session, with the activity of the user driven from outside."""

    def end_user_activity(self) -> None:
        """Say that the user has finished.

        The plugin's own way, `generate_reply`, follows the end with a completed client turn, which
        interrupts the answer that the end itself has already set off.
        """
        if self._in_user_activity:
            self._in_user_activity = False
            self._send_client_event(types.LiveClientRealtimeInput(activity_end=types.ActivityEnd()))

    def push_jpeg(self, jpeg: bytes) -> None:
        """Send one picture. The plugin's `push_video` encodes on the loop (71 ms at 1080p)."""
        self._send_client_event(
            types.LiveClientRealtimeInput(video=types.Blob(data=jpeg, mime_type="image/jpeg"))
        )

    def _report_connection_acquired(self, *args: Any, **kwargs: Any) -> None:
        # Called by the plugin each time the server has accepted a connection.
        super()._report_connection_acquired(*args, **kwargs)
        model = self._realtime_model
        if isinstance(model, GeminiModel) and model.on_connected is not None:
            model.on_connected()

    def interrupt(self) -> None:
        """Leave the server alone: it is interrupted by what follows, speech or a typed message.

        The plugin would open an activity here, which nobody would close.
        """
        if not self._manual_activity_detection:
            super().interrupt()


class GeminiModel(RealtimeModel):
    """The plugin's model, making sessions of ours and remembering the latest."""

    current: GeminiSession | None = None
    on_connected: Callable[[], None] | None = None

    def session(self, *, turn_detection_disabled: bool = False) -> GeminiSession:
        self.current = GeminiSession(self)
        self._sessions.add(self.current)
        return self.current


class GeminiStack:
    """One conversation's Gemini Live model. See `VoiceStack` for the verbs."""

    def __init__(
        self,
        *,
        api_key: str,
        model: str,
        voice: str,
        base_url: str | None = None,
        takes_turns: bool = False,
    ) -> None:
        self._profile = VoiceProfile(
            takes_turns=takes_turns, hears_itself=True, voices=tuple(VOICES)
        )
        self._model = GeminiModel(
            api_key=api_key,
            model=model,
            voice=voice,
            realtime_input_config=_realtime_input(takes_turns),
            context_window_compression=types.ContextWindowCompressionConfig(
                trigger_tokens=COMPRESSION_TRIGGER_TOKENS,
                sliding_window=types.SlidingWindow(target_tokens=COMPRESSION_TARGET_TOKENS),
            ),
            # An empty configuration asks the server for handles; the plugin keeps the newest.
            session_resumption=types.SessionResumptionConfig(),
            media_resolution=types.MediaResolution.MEDIA_RESOLUTION_HIGH,
            http_options=_http_options(base_url),
        )

    @property
    def profile(self) -> VoiceProfile:
        return self._profile

    @property
    def parts(self) -> SessionParts:
        return SessionParts(model=self._model)

    def on_connected(self, callback: Callable[[], None]) -> None:
        self._model.on_connected = callback

    def on_unheard(self, callback: Callable[[], None]) -> None:
        """The server answers whatever it hears."""

    def on_words(self, callback: Callable[[float, float], None]) -> None:
        """The server tells no words before the end."""

    async def prepare(self, session: AgentSession[None]) -> None:
        """The plugin connects by itself when the session starts."""

    def start_turn(self) -> None:
        if (session := self._model.current) is not None:
            session.start_user_activity()

    def may_end(self, pause_s: float) -> None:
        """The server has the sound already."""

    def end_turn(self, pause_s: float | None) -> None:
        if (session := self._model.current) is not None:
            session.end_user_activity()

    def see(self, jpeg: bytes) -> None:
        if (session := self._model.current) is not None:
            session.push_jpeg(jpeg)

    def set_voice(self, voice: str) -> None:
        # By the session where there is one: the plugin's model first changes the options that it
        # shares with its sessions, so these find nothing changed and keep the old connection.
        (self._model.current or self._model).update_options(voice=voice)

    async def aclose(self) -> None:
        """The plugin's session was closed with the conversation's."""


def preload() -> None:
    """Do once, ahead of time, what is slow the first time: no connection is made."""
    client = Client(api_key="unused", http_options=_http_options(None))
    client.close()
    for model in _MESSAGES:
        # The client leaves each of its schemas to be built by the first message that needs it.
        model.model_rebuild()


# What a conversation sends and receives, measured by what a conversation had built at its end.
_MESSAGES: tuple[type[BaseModel], ...] = (
    types.ActivityEnd,
    types.ActivityStart,
    types.AudioTranscriptionConfig,
    types.AutomaticActivityDetection,
    types.Blob,
    types.Content,
    types.ContextWindowCompressionConfig,
    types.FunctionCall,
    types.FunctionDeclaration,
    types.FunctionResponse,
    types.GenerationConfig,
    types.LiveClientContent,
    types.LiveClientRealtimeInput,
    types.LiveClientToolResponse,
    types.LiveConnectConfig,
    types.LiveConnectParameters,
    types.LiveSendRealtimeInputParameters,
    types.LiveServerContent,
    types.LiveServerMessage,
    types.LiveServerSessionResumptionUpdate,
    types.LiveServerSetupComplete,
    types.LiveServerToolCall,
    types.ModalityTokenCount,
    types.Part,
    types.PrebuiltVoiceConfig,
    types.RealtimeInputConfig,
    types.SessionResumptionConfig,
    types.SlidingWindow,
    types.SpeechConfig,
    types.Tool,
    types.Transcription,
    types.UsageMetadata,
    types.VoiceConfig,
)


@cache
def _tls() -> ssl.SSLContext:
    """One for the process: the client would load the certificates three times for each session,
    35 ms each, on the event loop."""
    return ssl.create_default_context()


def _http_options(base_url: str | None) -> types.HttpOptions:
    return types.HttpOptions(
        base_url=base_url,
        # The client's own default is v1; Google documents the Live API under v1beta only.
        api_version="v1beta",
        timeout=CONNECT_TIMEOUT_MS,
        client_args={"verify": _tls()},
        async_client_args={"verify": _tls(), "ssl": _tls()},
    )


def _realtime_input(takes_turns: bool) -> types.RealtimeInputConfig:
    return types.RealtimeInputConfig(
        automatic_activity_detection=types.AutomaticActivityDetection(disabled=not takes_turns),
        turn_coverage=types.TurnCoverage.TURN_INCLUDES_AUDIO_ACTIVITY_AND_ALL_VIDEO,
    )


def reason_of(error: Exception | None) -> Reason:
    """What an error that ended a connection means to the user.

    The server closes with 1007 both for an exhausted context and for a key it does not know, and
    with 1008 for a model it does not have; only its words tell the first two apart. A refusal of
    the handshake is an HTTP status. Of all this the plugin keeps only the words.
    """
    words = str(error).lower()
    codes = set(_CODES.findall(words))
    if "api key" in words or "api_key" in words or codes & {"401", "403"}:
        return Reason.KEY_REFUSED
    if codes & {"404", "1008"} or "not found" in words:
        return Reason.MODEL_REFUSED
    if "1007" in codes:
        return Reason.CONTEXT_FULL
    return Reason.MODEL_UNREACHABLE


# HTTP statuses of a refused handshake, WebSocket codes of a close.
_CODES = re.compile(r"\b(?:401|403|404|1007|1008)\b")
