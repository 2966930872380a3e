"""One reply going out: thinking, tool calls, audio with its words, faults, playback.

Owns: the order and the pace of what the model sends for one reply.
Must not know: what the user does meanwhile; an interruption is a cancellation from outside.
"""

from __future__ import annotations

import asyncio
import itertools
import secrets
import time
from dataclasses import dataclass, field
from enum import StrEnum

from tests.fakes.gemini import messages, speech
from tests.fakes.gemini.context import Link
from tests.fakes.gemini.messages import FunctionCall, ToolResponseItem
from tests.fakes.gemini.record import ReplyRecord, Turn
from tests.fakes.gemini.script import FaultKind, Reply
from tests.fakes.gemini.speech import Tone, Voice


class Stage(StrEnum):
    THINKING = "thinking"
    SPEAKING = "speaking"  # audio is leaving
    AWAITING_TOOLS = "awaiting_tools"  # blocking calls are out
    PLAYING = "playing"  # all is sent; the client would still be playing it
    DONE = "done"


class ReplyAbandonedError(Exception):
    """A scripted fault ended the reply; nothing more may be sent for it."""


@dataclass
class Generation:
    """One reply, under way."""

    reply: Reply
    turn: Turn
    record: ReplyRecord
    follows_tools: bool = False
    stage: Stage = Stage.THINKING
    # Monotonic time at which a client that plays in real time would have played all.
    playback_until: float = 0.0
    said: str = ""
    unanswered: dict[str, FunctionCall] = field(default_factory=dict)
    responses: list[ToolResponseItem] = field(default_factory=list)
    blocking: bool = True

    def active(self) -> bool:
        """Something of it can still be interrupted."""
        return self.stage is not Stage.DONE


def new_generation(reply: Reply, turn: Turn, *, follows_tools: bool = False) -> Generation:
    """A generation about to think, entered in the turn's record."""
    record = ReplyRecord(reply.say, time.monotonic())
    turn.replies.append(record)
    return Generation(reply, turn, record, follows_tools)


async def think(generation: Generation, link: Link) -> bytes:
    """Wait for the thinking time and the gate; the reply's audio is made meanwhile."""
    reply, options = generation.reply, link.services.options
    thinking_ms = options.thinking_ms if reply.thinking_ms is None else reply.thinking_ms
    deadline = time.monotonic() + thinking_ms / 1000 / options.speed
    pcm = await _audio_of(reply, options.voice)
    await asyncio.sleep(max(0.0, deadline - time.monotonic()))
    await link.services.thinking_gate.wait()
    return pcm


async def hear(generation: Generation, link: Link) -> str:
    """Send the input transcription; it comes just before the first content."""
    heard = generation.reply.heard
    if heard is None and generation.turn.pcm and not generation.follows_tools:
        heard = f"({generation.turn.audio_s:.1f} seconds of speech)"
    if heard and link.setup.transcribes_input:
        pieces = _pieces(heard, 2)
        between_s = generation.reply.heard_over_ms / 1000 / max(1, len(pieces) - 1)
        for number, piece in enumerate(pieces):
            if number:
                await link.services.options.sleep(between_s)
            await link.send(messages.input_transcription(piece))
    return heard or ""


async def call_tools(generation: Generation, link: Link) -> None:
    """Send the reply's tool calls, after its preamble."""
    if generation.reply.preamble:
        pcm = await _speech(generation.reply.preamble, generation.reply.language, link)
        await say(generation, link, pcm, generation.reply.preamble)
    calls = [
        FunctionCall(f"function-call-{secrets.randbits(63)}", call.name, dict(call.args))
        for call in generation.reply.tool_calls
    ]
    generation.unanswered = {call.id: call for call in calls}
    generation.blocking = any(not link.setup.non_blocking(call.name) for call in calls)
    generation.record.tool_calls = [vars(call) for call in calls]
    if generation.blocking:
        generation.stage = Stage.AWAITING_TOOLS
    await link.send(messages.tool_call(calls))
    link.services.record.changed()


async def say(generation: Generation, link: Link, pcm: bytes, words: str) -> None:
    """Send audio in chunks, its words along with it. Raises ReplyAbandonedError on a fault."""
    options = link.services.options
    size = round(options.chunk_s * speech.SAMPLE_RATE_HZ) * 2
    chunks = [pcm[start : start + size] for start in range(0, len(pcm), size)]
    pieces = _pieces(words, max(1, len(chunks)))
    started_at = time.monotonic()
    generation.stage = Stage.SPEAKING
    generation.playback_until = max(generation.playback_until, started_at)
    late_s = 0.0
    for number, chunk in enumerate(chunks):
        due = started_at + late_s + number * options.chunk_s / options.pace / options.speed
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        late_s += await _fault(generation, link)
        await _send_chunk(generation, link, chunk, pieces[number] if number < len(pieces) else "")
    await _fault(generation, link, at_end=True)


async def complete(generation: Generation, link: Link) -> None:
    """generationComplete at once, then wait until the reply would have been played."""
    fault = generation.reply.fault
    if fault is not None and fault.kind is FaultKind.NEVER_COMPLETE:
        await asyncio.get_running_loop().create_future()
    await link.send(messages.generation_complete())
    generation.record.generation_complete_at = time.monotonic()
    generation.stage = Stage.PLAYING
    link.services.record.changed()
    await asyncio.sleep(max(0.0, generation.playback_until - time.monotonic()))


async def _send_chunk(generation: Generation, link: Link, chunk: bytes, words: str) -> None:
    audio = messages.audio_chunk(chunk, speech.SAMPLE_RATE_HZ)
    transcript = messages.output_transcription(words) if words else None
    if not link.setup.transcribes_output:
        transcript = None
    if transcript is not None and link.setup.profile.merges_parts:
        audio, transcript = messages.merged(audio, transcript), None
    await link.send(audio)
    now, length_s = time.monotonic(), speech.seconds(chunk)
    record = generation.record
    record.audio_s += length_s
    record.last_audio_at = now
    generation.playback_until += length_s / link.services.options.speed
    generation.said += words
    if record.first_audio_at is None:
        record.first_audio_at = now
        link.services.record.changed()
    if transcript is not None:
        await link.send(transcript)


async def _fault(generation: Generation, link: Link, *, at_end: bool = False) -> float:
    """Carry out the reply's fault when its moment has come; the seconds it took."""
    fault = generation.reply.fault
    if fault is None or (generation.record.audio_s < fault.after_s and not at_end):
        return 0.0
    if fault.kind is FaultKind.STALL and not at_end:
        before = generation.record.audio_s - link.services.options.chunk_s
        if before < fault.after_s:
            await link.services.options.sleep(fault.stall_s)
            return fault.stall_s / link.services.options.speed
    if fault.kind is FaultKind.CLOSE:
        await link.close(fault.code, fault.reason)
        raise ReplyAbandonedError
    if fault.kind is FaultKind.MALFORMED:
        await link.send_raw(b"{this is not JSON")
        raise ReplyAbandonedError
    if fault.kind is FaultKind.ERROR:
        error = {"code": 500, "message": fault.reason, "status": "INTERNAL"}
        await link.send(error)
        raise ReplyAbandonedError
    return 0.0


async def _audio_of(reply: Reply, voice: Voice) -> bytes:
    if isinstance(reply.audio, Tone):
        pcm = reply.audio.pcm()
    elif reply.audio is not None:
        pcm = reply.audio
    else:
        pcm = await asyncio.to_thread(speech.speak, reply.say, reply.language, voice)
    return speech.fit(pcm, reply.duration_s)


async def _speech(words: str, language: str, link: Link) -> bytes:
    return await asyncio.to_thread(speech.speak, words, language, link.services.options.voice)


def _pieces(text: str, count: int) -> list[str]:
    """The text in at most `count` runs of whole words that join up to it again."""
    words = [word if n == 0 else f" {word}" for n, word in enumerate(text.split())]
    count = min(count, len(words))
    if count == 0:
        return []
    bounds = [round(n * len(words) / count) for n in range(count + 1)]
    return ["".join(words[a:b]) for a, b in itertools.pairwise(bounds)]
