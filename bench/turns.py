"""When is a turn over? False ends and delays of three ways to decide, offline on recorded turns.

Run: `python -m bench.turns [--words]`. Compares (a) Silero's silence alone, (b) the framework's
end-of-turn model as the framework applies it, (c) ours: the turn taker of the agent itself, window
by window, and (d) ours with what the local stack's recogniser makes of the words until a pause.
A false end is a decision before the turn's true end, in a hesitation of 0.75 s or elsewhere; the
delay is from the end of speech to the decision, on finished sentences.

The framework (livekit-agents 1.8.9, `voice/audio_recognition.py`): the model is asked once, at
0.2 s of silence; when the VAD reports the end of speech, a probability under the language's
threshold waits for max_delay (2.5 s) and any other for min_delay (0.3 s). Without a transcript it
knows no language and takes English's threshold, 0.36.
"""

from __future__ import annotations

import argparse
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from livekit.local_inference import EOT, EOT_MAX_SAMPLES, VAD

from agent.voice.local.completeness import probability_of_end
from agent.voice.turns import Action, AskEndOfTurn, EndTurn, StartTurn, TurnTaker
from tests.support.sounds.model import SAMPLE_RATE_HZ, Pcm
from tests.support.sounds.speech import missing
from tests.support.sounds.turns import (
    Turn,
    finished,
    finished_held_back,
    hesitant,
    hesitant_held_back,
)

if TYPE_CHECKING:
    from agent.engines.hearing import Recogniser

WINDOW_SAMPLES = 512
WINDOW_S = WINDOW_SAMPLES / SAMPLE_RATE_HZ
SPEAKING, STILL_SPEAKING = 0.5, 0.35
ASKED_S, MIN_DELAY_S, MAX_DELAY_S, ENGLISH_THRESHOLD = 0.2, 0.3, 2.5, 0.36
# Windows between our asking the model and its answer: 36 ms of work and a thread's start.
ANSWER_WINDOWS = 2
# The same for the words: 0.25 s of recognition.
WORDS_WINDOWS = 8


@dataclass(frozen=True)
class Played:
    """A turn as the detectors hear it."""

    turn: Turn
    windows: list[tuple[Pcm, float]]
    predict: Callable[[int], float]
    """Probability of an end after this many windows."""
    words: Callable[[int], float | None]
    """What the words of so many windows say of an end, by the local stack's recogniser."""


@dataclass(frozen=True)
class Result:
    false_ends: int
    count: int
    delays_s: list[float]


def play(turn: Turn, model: EOT, recogniser: Recogniser | None = None) -> Played:
    """Silero over the whole turn; model and recogniser when asked, once for each moment."""
    samples, vad = turn.sound.samples, VAD()
    answers: dict[int, float] = {}
    starts = range(0, len(samples) - WINDOW_SAMPLES + 1, WINDOW_SAMPLES)
    heard = [samples[first : first + WINDOW_SAMPLES] for first in starts]

    def predict(windows: int) -> float:
        if windows not in answers:
            end = windows * WINDOW_SAMPLES
            answers[windows] = model.predict(samples[max(0, end - EOT_MAX_SAMPLES) : end])
        return answers[windows]

    def words(windows: int) -> float | None:
        assert recogniser is not None
        said = recogniser.transcribe(samples[: windows * WINDOW_SAMPLES], turn.sound.language)
        return probability_of_end(said.text)

    return Played(turn, [(window, vad.predict(window)) for window in heard], predict, words)


def by_silence(played: Played, min_silence_s: float, *, model: bool) -> float:
    """The framework's decision, in seconds: by silence alone or with its model."""
    talking, silence_s, probability = False, 0.0, 1.0
    for index, (_, speech) in enumerate(played.windows, start=1):
        talking = talking or speech >= SPEAKING
        if not talking:
            continue
        silence_s = 0.0 if speech >= STILL_SPEAKING else silence_s + WINDOW_S
        if model and silence_s >= ASKED_S > silence_s - WINDOW_S:
            probability = played.predict(index)
        wait_s = 0.0
        if model:
            wait_s = MAX_DELAY_S if probability < ENGLISH_THRESHOLD else MIN_DELAY_S
        if silence_s >= max(min_silence_s, wait_s):
            return index * WINDOW_S
    return len(played.windows) * WINDOW_S


def by_us(played: Played, *, words: bool = False) -> float:
    """The turn taker's decision, in seconds. The last one, if it first took a part for a turn."""
    taker, started = TurnTaker(), False
    due: deque[tuple[int, float, float]] = deque()
    heard: deque[tuple[int, float | None, float]] = deque()
    asked_s: float | None = None
    for index, (window, speech) in enumerate(played.windows, start=1):
        while due and due[0][0] <= index:
            _, probability, pause_s = due.popleft()
            taker.end_of_turn(probability, pause_s=pause_s)
        while heard and heard[0][0] <= index:
            _, over, pause_s = heard.popleft()
            if over is not None:
                taker.end_of_words(over, pause_s=pause_s)
        end_s = index * WINDOW_S
        actions: list[Action] = taker.hear(window, speech, start_s=end_s - WINDOW_S, end_s=end_s)
        for action in actions:
            if isinstance(action, AskEndOfTurn):
                due.append((index + ANSWER_WINDOWS, played.predict(index), action.pause_s))
                if words and action.pause_s != asked_s:
                    asked_s = action.pause_s
                    heard.append((index + WORDS_WINDOWS, played.words(index), asked_s))
            started = started or isinstance(action, StartTurn)
            if isinstance(action, EndTurn) and started:
                return end_s
    return len(played.windows) * WINDOW_S


def judge(turns: list[Played], decide: Callable[[Played], float]) -> Result:
    """False ends and the delays of the true ones."""
    waits_s = [decide(played) - played.turn.sound.end_s for played in turns]
    # Silero's last window may close within the last syllable's fading: not a false end.
    true_s = [wait_s for wait_s in waits_s if wait_s > -0.1]
    return Result(len(waits_s) - len(true_s), len(waits_s), true_s)


def model_cost_ms(model: EOT) -> float:
    """Median time of one prediction."""
    samples = np.zeros(EOT_MAX_SAMPLES, np.int16)
    times = []
    for _ in range(15):
        began = time.perf_counter()
        model.predict(samples)
        times.append(time.perf_counter() - began)
    return float(np.median(times)) * 1000


WAYS: dict[str, Callable[[Played], float]] = {
    "a. Silero, 0.55 s of silence": lambda p: by_silence(p, 0.55, model=False),
    "a. Silero, 0.25 s of silence": lambda p: by_silence(p, 0.25, model=False),
    "b. framework's model, Silero plugin (0.55 s)": lambda p: by_silence(p, 0.55, model=True),
    "b. framework's model, its own VAD (0.25 s)": lambda p: by_silence(p, 0.25, model=True),
    "c. ours": by_us,
}


WITH_WORDS: dict[str, Callable[[Played], float]] = {
    "d. ours, with the words (local stack)": partial(by_us, words=True)
}


def main(*, words: bool) -> None:
    """Print both tables; `words` adds the local stack, which takes some minutes."""
    ways = {**WAYS, **(WITH_WORDS if words else {})}
    if lacking := missing():
        print("not installed, left out:", ", ".join(lacking))
    model, recogniser = EOT(), _recogniser() if words else None
    for title, whole, parted in (
        ("tuned on", finished(), hesitant()),
        ("held back", finished_held_back(), hesitant_held_back()),
    ):
        ended = [play(turn, model, recogniser) for turn in whole]
        _print_table(title, ways, ended, [play(turn, model, recogniser) for turn in parted])
    print(f"one prediction of the model takes {model_cost_ms(model):.0f} ms")


def _recogniser() -> Recogniser:
    from agent.engines.hearing import Recogniser  # noqa: PLC0415 - a second, and only for this

    return Recogniser()


def _print_table(
    title: str,
    ways: dict[str, Callable[[Played], float]],
    ended: list[Played],
    paused: list[Played],
) -> None:
    print(f"{title:46s} false ends, hesitation   finished   delay s median  90 %  worst")
    for name, decide in ways.items():
        whole, parted = judge(ended, decide), judge(paused, decide)
        delays = "  ".join(f"{np.percentile(whole.delays_s, q):.2f}" for q in (50, 90, 100))
        print(
            f"{name:46s} {parted.false_ends:4d} of {parted.count:3d}"
            f" {whole.false_ends:12d} of {whole.count:3d} {delays:>24s}"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.turns", description=__doc__)
    parser.add_argument("--words", action="store_true", help="the local stack's way too")
    main(words=parser.parse_args().words)
