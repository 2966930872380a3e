"""One visit to a room with what is measured at every visit: arrival, stalls, memory.

Owns: calling the agent, again when the dispatch was lost, and the waiting for what one hears. Must
not know what a visit is made for.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from bench import systems
from bench.model import Model
from bench.samples import Measure, Sample
from bench.sweep import Stretch, stretches
from bench.systems import Worker
from bench.visitor import Clip, NoAgentError, Spoken, Visitor, visiting
from tests.support.livekit import LiveKitServer

logger = logging.getLogger("bench")

ATTEMPTS = 6
FIRST_WORD_TIMEOUT_S = 12.0
ANSWER_TIMEOUT_S = 8.0
POLL_S = 0.03
# A reply is recognised as new by what it begins with; later than this it has begun.
REPLY_BEGINS_WITHIN_S = 0.5


class NothingHeardError(Exception):
    """The agent came and stayed silent."""


@dataclass(frozen=True)
class Scene:
    """Where a visit happens."""

    server: LiveKitServer
    model: Model
    worker: Worker
    samples: list[Sample] = field(default_factory=list)

    def note(self, measure: Measure, value: float | None, **note: object) -> None:
        self.samples.append(Sample(measure, value, note))


async def visit(
    scene: Scene, reply_s: int, act: Callable[[Scene, Visitor], Awaitable[None]]
) -> None:
    """Enter a new room, hear the greeting begin, do what `act` does, leave.

    Raises:
        NoAgentError: no agent came in ATTEMPTS tries.
    """
    await scene.model.answer_with(reply_s)
    for attempt in range(ATTEMPTS):
        await systems.settle(scene.worker)
        try:
            async with visiting(scene.server, scene.worker.system) as visitor:
                await _be_there(scene, visitor, act)
        except NoAgentError:
            logger.warning("%s: no agent came", scene.worker.system.name)
            scene.note(Measure.NO_AGENT, 1.0)
            if attempt == ATTEMPTS - 1:
                raise
        else:
            return


async def _be_there(
    scene: Scene, visitor: Visitor, act: Callable[[Scene, Visitor], Awaitable[None]]
) -> None:
    processes = scene.worker.processes
    used = await asyncio.to_thread(processes.cpu_by_pid)
    audible_s = await visitor.agent()
    first_s = await until_sound(visitor, visitor.connected_s, FIRST_WORD_TIMEOUT_S)
    if first_s is None:
        raise NothingHeardError(f"{scene.worker.system.name} came and did not greet")
    for measure, at_s in (
        (Measure.CONNECT_TO_AGENT_S, await visitor.agent_came),
        (Measure.CONNECT_TO_TRACK_S, audible_s),
        (Measure.CONNECT_TO_FIRST_WORD_S, first_s),
    ):
        scene.note(measure, at_s - visitor.connected_s)
    await act(scene, visitor)
    ended_s = time.monotonic()
    pid = await asyncio.to_thread(processes.busiest_since, used)
    if pid is None:
        raise RuntimeError(f"{scene.worker.system.name}: no process served the visit")
    scene.note(Measure.MEMORY_MB, await asyncio.to_thread(processes.own_memory_mb, pid))
    _note_stalls(scene, pid, visitor.connected_s, ended_s)


def _note_stalls(scene: Scene, pid: int, from_s: float, to_s: float) -> None:
    """The worst stall of the visit, with the next ones for whoever looks for the cause."""
    found = scene.worker.processes.stalls(pid, from_s, to_s)
    worst = sorted(found, key=lambda stall: -stall.wall_s)[:8]
    scene.note(
        Measure.STALL_S,
        worst[0].wall_s if worst else 0.0,
        worst=[vars(stall) | {"at_s": round(stall.at_s - from_s, 3)} for stall in worst],
    )


async def until_sound(visitor: Visitor, after_s: float, timeout_s: float) -> float | None:
    """When the agent is first heard after a time."""
    deadline_s = time.monotonic() + timeout_s
    while time.monotonic() < deadline_s:
        if (at_s := visitor.hearing.first_sound_s(after_s)) is not None:
            return at_s
        await asyncio.sleep(POLL_S)
    return None


async def until_new_reply(visitor: Visitor, after_s: float, timeout_s: float) -> Stretch | None:
    """The beginning of the first reply that starts after a time.

    A reply under way at `after_s` must be further than REPLY_BEGINS_WITHIN_S.
    """
    deadline_s = time.monotonic() + timeout_s
    while time.monotonic() < deadline_s:
        for stretch in stretches(visitor.hearing, after_s):
            if stretch.starts_at_s < REPLY_BEGINS_WITHIN_S:
                return stretch
        await asyncio.sleep(POLL_S)
    return None


async def until_quiet(visitor: Visitor, quiet_s: float, timeout_s: float) -> bool:
    """Whether the agent fell quiet for `quiet_s`."""
    deadline_s = time.monotonic() + timeout_s
    while time.monotonic() < deadline_s:
        if visitor.hearing.first_sound_s(time.monotonic() - quiet_s) is None:
            return True
        await asyncio.sleep(POLL_S)
    return False


async def until_time(at_s: float) -> None:
    await asyncio.sleep(max(0.0, at_s - time.monotonic()))


async def ask(scene: Scene, visitor: Visitor, question: Clip) -> Stretch | None:
    """Say a question into the silence; the answer's beginning, noted as ANSWER_S."""
    spoken: Spoken = await visitor.say(question)
    length_s = spoken.end_s - spoken.start_s
    # From a little after its start: an answer to half of a question counts as what it is.
    answer = await until_new_reply(visitor, spoken.start_s + 0.1, length_s + ANSWER_TIMEOUT_S)
    delay_s = None if answer is None else answer.from_s - spoken.end_s
    early = delay_s is not None and delay_s < 0
    scene.note(Measure.ANSWER_S, None if early else delay_s, question=question.name, early=early)
    return answer


def heard_position_s(visitor: Visitor, at_s: float) -> float | None:
    """How far the reply was at a time, or None in silence."""
    found: Sequence[Stretch] = stretches(visitor.hearing, at_s - 0.4, at_s)
    return found[-1].ends_at_s if found and found[-1].to_s > at_s - 0.1 else None
