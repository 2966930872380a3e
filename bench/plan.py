"""What is done in which order: rounds in which every system does the same, one after another."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from bench import sessions, systems
from bench.model import Model
from bench.samples import SystemSample
from bench.scenes import NothingHeardError, Scene
from bench.sessions import Hesitation
from bench.systems import OURS, SERVER, System
from bench.visitor import Clip, NoAgentError, clip_of
from tests.support.livekit import LiveKitServer
from tests.support.sounds import synthesis
from tests.support.sounds.model import Kind, Sound
from tests.support.sounds.speech import neural
from tests.support.sounds.turns import Turn, hesitant

logger = logging.getLogger("bench")
Item = TypeVar("Item")
# One part that fails does not cost the figures of the others.
FAILURES = (NoAgentError, NothingHeardError, RuntimeError, TimeoutError)

QUESTIONS = (
    "Where do I change the margins?",
    "What is on the left?",
    "Which button should I press now?",
    "How can I make the letters bigger?",
    "Is this the right menu?",
)
ASKED_AGAIN = "What should I do next?"
BARGE_IN = "Wait, stop, that is not what I meant."


class Part(StrEnum):
    TALK = "talk"
    ARRIVE = "arrive"
    BARGE_IN = "barge_in"
    NOISES = "noises"
    HESITATE = "hesitate"


@dataclass(frozen=True)
class Extent:
    """How much is done. Noises are of each kind; the defaults lose so many that fewer tell."""

    rounds: int = 2
    arrivals: int = 5
    barge_in_visits: int = 1
    noises: int = 20
    default_noises: int = 6
    hesitations: int = 10


FULL = Extent()
QUICK = Extent(rounds=1, arrivals=1, noises=3, default_noises=1, hesitations=3)


@dataclass(frozen=True)
class Clips:
    """Everything the microphone will give."""

    questions: tuple[Clip, ...]
    again: Clip
    barge_in: Clip
    noises: tuple[tuple[str, Clip], ...]
    hesitations: tuple[Hesitation, ...]


def prepare(extent: Extent) -> Clips:
    """Make or load the sounds; some seconds of work.

    Raises:
        ModuleNotFoundError: the neural voice is not installed.
    """
    kinds = (
        synthesis.coughs()[: extent.noises],
        synthesis.typing()[: extent.noises],
        synthesis.doors()[: extent.noises],
    )
    # By turns, so that any part of the list has as many of each.
    mixed = [sound for trio in zip(*kinds, strict=True) for sound in trio]
    turns = hesitant()
    step = max(1, len(turns) // extent.hesitations)
    return Clips(
        questions=tuple(clip_of(_spoken(text)) for text in QUESTIONS),
        again=clip_of(_spoken(ASKED_AGAIN)),
        barge_in=clip_of(_spoken(BARGE_IN)),
        noises=tuple((str(sound.kind), clip_of(sound)) for sound in mixed),
        hesitations=tuple(_hesitation(turn) for turn in turns[::step][: extent.hesitations]),
    )


async def run(
    chosen: Sequence[System], parts: Sequence[Part], extent: Extent, folder: Path
) -> list[SystemSample]:
    """All rounds. A part that a system does not survive is reported and left out."""
    clips = prepare(extent)
    samples: list[SystemSample] = []
    async with LiveKitServer.start(log_dir=folder) as server, Model.running(folder) as model:
        for number in range(extent.rounds):
            for system in chosen:
                logger.info("round %d of %d: %s", number + 1, extent.rounds, system.title)
                async with systems.running(system, server, model, folder) as worker:
                    for part in parts:
                        scene = Scene(server, model, worker)
                        load = os.getloadavg()[0]
                        try:
                            await _do(part, scene, clips, extent, number)
                        except FAILURES as error:
                            logger.warning("%s, %s is left out: %r", system.title, part, error)
                        samples += [
                            SystemSample(system.name, number, load, sample)
                            for sample in scene.samples
                        ]
    return samples


async def _do(part: Part, scene: Scene, clips: Clips, extent: Extent, number: int) -> None:
    is_ours = scene.worker.system.command == OURS.command
    match part:
        case Part.TALK:
            await sessions.talk(scene, clips.questions)
        case Part.ARRIVE:
            for _ in range(extent.arrivals):
                await sessions.only_arrive(scene)
        case Part.BARGE_IN:
            moments = sessions.BARGE_AT_S
            for visit in range(extent.barge_in_visits):
                at = (number * extent.barge_in_visits + visit) % len(moments)
                await sessions.barge_in(scene, clips.barge_in, clips.again, moments[at])
        case Part.NOISES:
            count = 3 * (extent.noises if is_ours else extent.default_noises)
            await sessions.noises(scene, _share(clips.noises[:count], number, extent), clips.again)
        case Part.HESITATE:
            # The fake server's own detection is the fake's: there is nothing to learn from it.
            if scene.worker.system is not SERVER:
                await sessions.hesitate(scene, _share(clips.hesitations, number, extent))


def _share(items: Sequence[Item], number: int, extent: Extent) -> Sequence[Item]:
    """This round's part of the items."""
    size = -(-len(items) // extent.rounds)
    return items[number * size : (number + 1) * size]


def _spoken(text: str) -> Sound:
    return neural(text, Kind.SENTENCE)


def _hesitation(turn: Turn) -> Hesitation:
    clip = clip_of(turn.sound)
    assert turn.pause_s is not None
    moved_s = turn.sound.start_s - clip.onset_s
    return Hesitation(clip, turn.pause_s[0] - moved_s, turn.pause_s[1] - moved_s)
