"""What the visitor does in each kind of visit, and what is noted of it.

The same clips, the same order and the same times for every system.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bench import sweep
from bench.samples import Measure
from bench.scenes import (
    Scene,
    ask,
    heard_position_s,
    until_new_reply,
    until_quiet,
    until_time,
    visit,
)
from bench.visitor import Clip, Visitor

# The scripted conversation whose CPU, memory, audio and frames are counted.
TALK_S = 75.0
TALK_REPLY_S = 3
# After it the worker has its leavings to clear away; that counts too.
CLEAR_UP_S = 3.0
BARGE_REPLY_S = 12
# Moments of a reply, in seconds from its first sound. The first of a visit falls into the first
# two seconds of the first reply.
BARGE_AT_S = ((0.8, 3.0, 1.5, 5.0, 2.2), (1.4, 4.0, 1.0, 6.0, 2.6))
NOISE_REPLY_S = 30
# No noise begins after this: what follows must fit before the reply's end.
LAST_NOISE_AT_S = 26.0
# A reply that was paused for nothing is given up as lost after this (the default resumes in 2 s).
RESUME_TIMEOUT_S = 4.0
HESITATION_REPLY_S = 2
HESITATION_TIMEOUT_S = 5.0


@dataclass(frozen=True)
class Hesitation:
    """A sentence with a pause inside. The pause is in seconds of the clip."""

    clip: Clip
    pause_from_s: float
    pause_to_s: float


async def talk(scene: Scene, questions: Sequence[Clip]) -> None:
    """A conversation about a page that is typed into, scrolled and switched."""

    async def act(scene: Scene, visitor: Visitor) -> None:
        await until_quiet(visitor, 1.0, 10.0)
        for question in questions:
            await ask(scene, visitor, question)
            await until_quiet(visitor, 1.5, 10.0)
        await until_time(visitor.connected_s + TALK_S)

    worker = scene.worker
    before_s = await asyncio.to_thread(worker.processes.cpu_s)
    await visit(scene, TALK_REPLY_S, act)
    await asyncio.sleep(CLEAR_UP_S)
    used_s = await asyncio.to_thread(worker.processes.cpu_s) - before_s
    scene.note(Measure.CPU_SESSION_S, used_s)
    scene.note(Measure.CPU_WITH_START_S, used_s + worker.start_cpu_s)
    connection = await scene.model.last_connection()
    scene.note(Measure.AUDIO_SENT_SHARE, float(connection["audio_s"]) / TALK_S)
    scene.note(Measure.FRAMES_PER_MINUTE, len(connection["frames"]) / (TALK_S / 60))


async def only_arrive(scene: Scene) -> None:
    """Come, hear the first word, go."""

    async def act(_: Scene, visitor: Visitor) -> None:
        await until_quiet(visitor, 0.5, 6.0)

    await visit(scene, HESITATION_REPLY_S, act)


async def barge_in(scene: Scene, words: Clip, question: Clip, moments_s: Sequence[float]) -> None:
    """Speak into replies; each barge-in brings the reply that the next one speaks into."""

    async def act(scene: Scene, visitor: Visitor) -> None:
        reply = await until_new_reply(visitor, visitor.connected_s, 6.0)
        for number, moment_s in enumerate(moments_s):
            if reply is None or not visitor.hearing.sounding:
                await until_quiet(visitor, 0.5, BARGE_REPLY_S)
                reply = await ask(scene, visitor, question)
            if reply is None:
                continue
            await until_time(reply.from_s + moment_s)
            reply = await _interrupt(scene, visitor, words, moment_s, first=number == 0)

    await visit(scene, BARGE_REPLY_S, act)


async def _interrupt(
    scene: Scene, visitor: Visitor, words: Clip, moment_s: float, *, first: bool
) -> sweep.Stretch | None:
    """Say the words; note when the old reply was last heard. Returns the new one."""
    if heard_position_s(visitor, time.monotonic()) is None:
        return None  # the reply ended by itself, or stuttered: nothing to speak into
    spoken = await visitor.say(words)
    await until_time(spoken.end_s)
    new = await until_new_reply(visitor, spoken.start_s, BARGE_REPLY_S)
    until_s = new.from_s - 0.02 if new else time.monotonic()
    old = sweep.stretches(visitor.hearing, spoken.start_s, until_s)
    silent_s = (old[-1].to_s if old else spoken.start_s) - spoken.start_s
    # A reply that went on to its end was not interrupted by anybody.
    ignored = bool(old) and old[-1].ends_at_s > BARGE_REPLY_S - 0.3
    note = {"moment_s": moment_s, "first_reply": first, "stretches": len(old)}
    scene.note(Measure.BARGE_IN_IGNORED, float(ignored), **note)
    scene.note(Measure.BARGE_IN_S, None if ignored else silent_s, **note)
    return new


_LOST = {
    "cough": Measure.LOST_TO_COUGH,
    "typing": Measure.LOST_TO_TYPING,
    "door": Measure.LOST_TO_DOOR,
}


async def noises(scene: Scene, sounds: Sequence[tuple[str, Clip]], question: Clip) -> None:
    """Play noises, each with its kind, into long replies."""

    async def act(scene: Scene, visitor: Visitor) -> None:
        await until_new_reply(visitor, visitor.connected_s, 6.0)
        for kind, clip in sounds:
            if not await _long_enough_left(scene, visitor):
                await ask(scene, visitor, question)
                await asyncio.sleep(1.2)
            await _disturb(scene, visitor, kind, clip)
        await _until_end_of_reply(scene, visitor)

    await visit(scene, NOISE_REPLY_S, act)


async def _long_enough_left(scene: Scene, visitor: Visitor) -> bool:
    """Whether a reply is being heard that has room for one more noise."""
    position_s = heard_position_s(visitor, time.monotonic())
    if position_s is not None and position_s < 1.2:
        await asyncio.sleep(1.2 - max(0.0, position_s))
        return True
    if position_s is not None and position_s <= LAST_NOISE_AT_S:
        return True
    if position_s is not None:
        await _until_end_of_reply(scene, visitor)
    return False


async def _until_end_of_reply(scene: Scene, visitor: Visitor) -> None:
    """Hear a reply out; note whether it was heard to its last moment."""
    if heard_position_s(visitor, time.monotonic()) is None:
        return
    started_s = time.monotonic()
    await until_quiet(visitor, 1.0, NOISE_REPLY_S + RESUME_TIMEOUT_S)
    heard = sweep.stretches(visitor.hearing, started_s - 0.5)
    cut = not heard or heard[-1].ends_at_s < NOISE_REPLY_S - 0.2
    scene.note(Measure.REPLY_CUT_SHORT, float(cut))


async def _disturb(scene: Scene, visitor: Visitor, kind: str, clip: Clip) -> None:
    """One noise; note whether the reply was lost to it, and what was skipped or repeated."""
    noise = await visitor.say(clip)
    await until_time(noise.start_s + 0.02)
    at_s = heard_position_s(visitor, time.monotonic())
    if at_s is None:
        scene.note(Measure.NOTHING_TO_DISTURB, 1.0, noise=clip.name)
        return
    kept = await _goes_on(visitor, noise.start_s, noise.end_s, at_s)
    scene.note(_LOST[kind], float(not kept), noise=clip.name)
    if not kept:
        return
    await asyncio.sleep(0.4)
    heard = sweep.stretches(visitor.hearing, noise.start_s - 0.3)
    sounded_s = sum(part.to_s - part.from_s for part in heard)
    paused_s = heard[-1].to_s - heard[0].from_s - sounded_s
    scene.note(Measure.PAUSE_S, max(0.0, paused_s), noise=clip.name)
    if len(heard) > 1:
        jumps_s = [sweep.jump_s(a, b) for a, b in pairwise(heard)]
        note = {"noise": clip.name, "jumps_s": [round(jump, 3) for jump in jumps_s]}
        scene.note(Measure.SKIPPED_S, sum(max(0.0, jump) for jump in jumps_s), **note)
        scene.note(Measure.REPEATED_S, sum(max(0.0, -jump) for jump in jumps_s), **note)


async def _goes_on(visitor: Visitor, from_s: float, to_s: float, at_s: float) -> bool:
    """Whether the reply that was at `at_s` when a noise began is heard further after it."""
    deadline_s = to_s + RESUME_TIMEOUT_S
    while time.monotonic() < deadline_s:
        await asyncio.sleep(0.05)
        heard = sweep.stretches(visitor.hearing, from_s)
        if any(part.starts_at_s < 0.5 for part in heard):
            return False
        last = heard[-1] if heard else None
        # Heard well after the noise, because a hold may come at its very end.
        if last is not None and last.to_s > to_s + 0.8 and last.ends_at_s > at_s + 0.3:
            return visitor.hearing.sounding
        if last is not None and last.ends_at_s >= NOISE_REPLY_S - 0.2:
            return True
    return False


async def hesitate(scene: Scene, sentences: Sequence[Hesitation]) -> None:
    """Sentences with a pause inside, into silence: was the pause taken for the end?"""

    async def act(scene: Scene, visitor: Visitor) -> None:
        await until_quiet(visitor, 0.8, 6.0)
        for sentence in sentences:
            spoken = await visitor.say(sentence.clip)
            await until_time(spoken.end_s)
            await until_new_reply(visitor, spoken.end_s, HESITATION_TIMEOUT_S)
            await until_quiet(visitor, 1.0, HESITATION_TIMEOUT_S)
            began_s = spoken.start_s - sentence.clip.onset_s
            ends = await _turn_ends(scene, spoken.start_s)
            early = [at_s for at_s in ends if at_s < began_s + sentence.pause_to_s]
            late = [at_s for at_s in ends if at_s >= spoken.end_s]
            note = {"sentence": sentence.clip.name}
            scene.note(Measure.LIVE_FALSE_END, float(bool(early)), **note)
            delay_s = late[0] - spoken.end_s if late else None
            scene.note(Measure.LIVE_END_DELAY_S, delay_s, **note)

    await visit(scene, HESITATION_REPLY_S, act)


async def _turn_ends(scene: Scene, after_s: float) -> list[float]:
    """When the model was told that the user had finished. One machine, one monotonic clock."""
    connection = await scene.model.last_connection()
    ends = (float(turn["ended_at"]) for turn in connection["turns"])
    return [at_s for at_s in ends if at_s > after_s]
