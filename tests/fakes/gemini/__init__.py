"""A Gemini Live server for tests: BidiGenerateContent over TLS, answering by script."""

from tests.fakes.gemini.options import Options
from tests.fakes.gemini.record import Cause, ConnectionRecord, Frame, Record, Turn
from tests.fakes.gemini.script import Fault, FaultKind, Reply, Script, ToolCall
from tests.fakes.gemini.server import FakeGeminiLive
from tests.fakes.gemini.speech import Tone, Voice

__all__ = [
    "Cause",
    "ConnectionRecord",
    "FakeGeminiLive",
    "Fault",
    "FaultKind",
    "Frame",
    "Options",
    "Record",
    "Reply",
    "Script",
    "Tone",
    "ToolCall",
    "Turn",
    "Voice",
]
