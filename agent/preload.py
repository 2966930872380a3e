"""First uses that need no thread, done on import in the process that conversations are forked from.

The libraries build much of themselves when it is first used: schemas, word tables, modules imported
in functions. Left alone, that happens on the event loop of a conversation that is just beginning
(0.13 s of CPU, measured, before the first word), and again in every spare process. Native code
is not run here: a fork would copy its locks without the threads that hold them. See `warmup.py`.
"""

from __future__ import annotations

from livekit.agents import llm, metrics
from livekit.agents.tokenize import basic

from agent.voice import gemini


def _preload() -> None:
    llm.AgentConfigUpdate(instructions="")
    llm.ChatMessage(role="assistant", content=["words"])
    metrics.RealtimeModelMetrics.InputTokenDetails.model_rebuild()
    basic.hyphenate_word("words")
    gemini.preload()


_preload()
