"""How the framework's AgentSession is set up for our conversations.

What is decided here in place of the framework: turns (by the ear), pictures (by the screen's
sampler), typed text (by the chat), and what a loss means (by supervision).
"""

from __future__ import annotations

from livekit.agents import NOT_GIVEN, AgentSession, APIConnectOptions
from livekit.agents.voice.agent_session import SessionConnectOptions
from livekit.agents.voice.room_io import AudioInputOptions, RoomOptions

from agent.voice.ear import FRAME_MS
from agent.voice.profile import VoiceStack
from agent.voice.speech import SAMPLE_RATE_HZ

LLM_TIMEOUT_S = 30.0


def new_session(stack: VoiceStack) -> AgentSession[None]:
    parts = stack.parts
    return AgentSession(
        llm=parts.model,
        stt=parts.stt or NOT_GIVEN,
        tts=parts.tts or NOT_GIVEN,
        vad=None,
        turn_handling={
            "turn_detection": "realtime_llm" if stack.profile.takes_turns else "manual",
            # Holding and going on is done here, exactly; see VoiceOutput.
            "interruption": {"resume_false_interruption": False},
            # The ear has waited already.
            "endpointing": {"min_delay": 0.0},
        },
        # The first loss ends the session: what follows, and what the user is told, is decided once,
        # in supervision.
        conn_options=SessionConnectOptions(
            max_unrecoverable_errors=0,
            # A model on somebody's own machine may think for a while before its first word.
            llm_conn_options=APIConnectOptions(max_retry=1, timeout=LLM_TIMEOUT_S),
        ),
        video_sampler=None,
        aec_warmup_duration=None,
        user_away_timeout=None,
    )


ROOM_OPTIONS = RoomOptions(
    audio_input=AudioInputOptions(
        sample_rate=SAMPLE_RATE_HZ,
        frame_size_ms=FRAME_MS,
        # Browsers do this already; doing it again costs time and pumps the noise up.
        auto_gain_control=False,
    ),
    audio_output=False,
    video_input=False,
    # Typed text comes in by agent/chat.py, which limits its size.
    text_input=False,
    # Whether the user has left is for the session to say: a lost network is not a departure.
    close_on_disconnect=False,
)
