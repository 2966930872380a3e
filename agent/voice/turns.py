"""Who has the floor: decides from sound when the user's turn starts and ends. Pure.

Time is the audio's own clock, an argument; nothing here waits, and nothing here knows LiveKit.

    QUIET --first sound--> DOUBTFUL --speech--> TALKING --silence long enough--> QUIET
                               \\--a cough, a key, a door--> QUIET

In DOUBTFUL the guide is silent but nothing is lost: the model has not been told, so the voice can
go on from where it stopped. What was heard meanwhile is kept and sent when it proves to be speech,
so waiting for the proof delays nothing: the model answers at the end of the turn, not at its start.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np
import numpy.typing as npt

from agent.voice.endpointing import required_silence_s
from agent.voice.speech import SpeechEvidence, Verdict
from protocol.messages import TalkMode

Samples = npt.NDArray[np.int16]


class Phase(StrEnum):
    QUIET = "quiet"
    DOUBTFUL = "doubtful"
    TALKING = "talking"


@dataclass(frozen=True)
class HoldVoice:
    """Silence the guide now; it may go on."""


@dataclass(frozen=True)
class ReleaseVoice:
    """It was nothing: go on from where the voice stopped."""


@dataclass(frozen=True)
class StartTurn:
    """It is speech; everything heard since `from_s` belongs to the turn."""

    from_s: float


@dataclass(frozen=True)
class AskEndOfTurn:
    """Ask the end-of-turn model about the sound so far, for the pause begun at `pause_s`."""

    pause_s: float


@dataclass(frozen=True)
class EndTurn:
    """The user has finished, with the pause begun at `pause_s`; None when they were cut off."""

    pause_s: float | None = None


Action = HoldVoice | ReleaseVoice | StartTurn | AskEndOfTurn | EndTurn


class Evidence(Protocol):
    """Is what is heard speech? Fed every window; `conclude` judges a sound that is over."""

    def push(self, samples: Samples, vad_probability: float) -> Verdict: ...

    def conclude(self) -> Verdict: ...


@dataclass(frozen=True)
class TurnOptions:
    """Thresholds are Silero's speech probability; durations in seconds of sound.

    start_probability, keep_probability: Silero's own defaults (0.5, and 0.15 below it).
    onset_windows: windows of 32 ms in a row that make a first sound; one alone is often a click.
    run_up_s: sound before the first detected window that is sent along: soft first consonants.
    doubt_gap_s: silence after which a doubtful sound is over and must be judged.
    doubt_limit_s: a sound that is neither speech nor over by now is judged as it is: the voice must
        not be held for ever by a fan.
    longest_turn_s: a television never pauses.
    ask_after_s: when in a pause the end-of-turn model is asked; again when the pause is this many
        times as long (ask_again). An answer costs 60 ms of CPU, and says less new each time.
    hold_tail_s: after a held key is let go, the last syllable is still on its way.
    """

    start_probability: float = 0.5
    keep_probability: float = 0.35
    onset_windows: int = 2
    run_up_s: float = 0.4
    doubt_gap_s: float = 0.2
    doubt_limit_s: float = 1.5
    longest_turn_s: float = 120.0
    ask_after_s: float = 0.16
    ask_again: float = 1.6
    hold_tail_s: float = 0.25


class TurnTaker:
    """Feed it every window of sound in order; carry out the actions it returns, in order."""

    def __init__(
        self,
        options: TurnOptions | None = None,
        *,
        evidence: Evidence | None = None,
        silence_for: Callable[[float | None], float] = required_silence_s,
    ) -> None:
        self._options = options or TurnOptions()
        self._evidence = evidence or SpeechEvidence()
        self._silence_for = silence_for
        self._mode = TalkMode.OPEN
        self._held = False
        self._release_s: float | None = None
        self._pause_s: float | None = None
        self._ask_due_s = 0.0
        self._end_probability: float | None = None
        self._words_probability: float | None = None
        self._reset()

    @property
    def phase(self) -> Phase:
        return self._phase

    @property
    def awaits_sound(self) -> bool:
        """Something is open that only more sound, or the news that none will come, can close."""
        return self._phase is not Phase.QUIET or self._release_s is not None

    def hear(
        self, samples: Samples, probability: float, *, start_s: float, end_s: float
    ) -> list[Action]:
        """Take one window of sound, `start_s` to `end_s` on the audio's clock."""
        if self._mode is TalkMode.HOLD and not self._held and self._release_s is None:
            return []
        verdict = self._evidence.push(samples, probability)
        actions = self._listen(verdict, probability, start_s, end_s)
        if self._release_s is not None and end_s >= self._release_s:
            actions += self.stop()
        return actions

    def end_of_turn(self, probability: float, *, pause_s: float) -> None:
        """The end-of-turn model's answer for the pause that began at `pause_s`."""
        if pause_s == self._pause_s:
            self._end_probability = probability

    def end_of_words(self, probability: float, *, pause_s: float) -> None:
        """The same from the words that were recognised, which know better than the melody."""
        if pause_s == self._pause_s:
            self._words_probability = probability

    def set_mode(self, mode: TalkMode) -> list[Action]:
        """Change how the user talks; an open turn ends."""
        if mode is self._mode:
            return []
        actions = self.stop()
        self._mode = mode
        return actions

    def hold(self, held: bool, *, now_s: float) -> list[Action]:
        """The key or button was pressed or let go (hold mode only)."""
        if self._mode is not TalkMode.HOLD or held is self._held:
            return []
        self._held = held
        if held:
            self._release_s = None
            return [] if self._phase is Phase.TALKING else [HoldVoice()]
        self._release_s = now_s + self._options.hold_tail_s
        return []

    def stop(self) -> list[Action]:
        """The sound has ended for good (muted, unplugged, key let go): judge what is open."""
        phase, verdict = self._phase, self._evidence.conclude()
        let_go, self._release_s = self._release_s is not None, None
        onset_s, pause_s = self._onset_s, self._pause_s
        self._reset()
        if phase is Phase.TALKING:
            return [EndTurn(pause_s)]
        if phase is Phase.DOUBTFUL and verdict is not Verdict.NOISE:
            return [StartTurn(max(0.0, onset_s - self._options.run_up_s)), EndTurn()]
        return [ReleaseVoice()] if phase is Phase.DOUBTFUL or let_go else []

    def _reset(self) -> None:
        self._phase = Phase.QUIET
        self._onset_s = 0.0
        self._run = 0
        self._pause_s = None
        self._ask_due_s = self._options.ask_after_s
        self._end_probability = self._words_probability = None

    def _listen(
        self, verdict: Verdict, probability: float, start_s: float, end_s: float
    ) -> list[Action]:
        match self._phase:
            case Phase.QUIET:
                return self._when_quiet(probability, start_s)
            case Phase.DOUBTFUL:
                return self._when_doubtful(verdict, probability, start_s, end_s)
            case Phase.TALKING:
                return self._when_talking(probability, start_s, end_s)

    def _when_quiet(self, probability: float, start_s: float) -> list[Action]:
        if probability < self._options.start_probability:
            self._run = 0
            return []
        if self._run == 0:
            self._onset_s = start_s
        self._run += 1
        if self._run < self._options.onset_windows:
            return []
        self._phase = Phase.DOUBTFUL
        return [HoldVoice()]

    def _when_doubtful(
        self, verdict: Verdict, probability: float, start_s: float, end_s: float
    ) -> list[Action]:
        self._track_pause(probability, start_s)
        over = end_s - self._onset_s >= self._options.doubt_limit_s or (
            self._pause_s is not None and end_s - self._pause_s >= self._options.doubt_gap_s
        )
        if over and verdict is Verdict.UNDECIDED:
            verdict = self._evidence.conclude()
        match verdict:
            case Verdict.SPEECH:
                self._phase = Phase.TALKING
                return [StartTurn(max(0.0, self._onset_s - self._options.run_up_s))]
            case Verdict.NOISE:
                self._reset()
                return [] if self._held else [ReleaseVoice()]
            case Verdict.UNDECIDED:
                return []

    def _when_talking(self, probability: float, start_s: float, end_s: float) -> list[Action]:
        self._track_pause(probability, start_s)
        if self._mode is TalkMode.HOLD:
            return []
        if end_s - self._onset_s >= self._options.longest_turn_s:
            return self.stop()
        if self._pause_s is None:
            return []
        silence_s = end_s - self._pause_s
        words, melody = self._words_probability, self._end_probability
        if silence_s >= self._silence_for(melody if words is None else words):
            return self.stop()
        if silence_s >= self._ask_due_s:
            self._ask_due_s = silence_s * self._options.ask_again
            return [AskEndOfTurn(self._pause_s)]
        return []

    def _track_pause(self, probability: float, start_s: float) -> None:
        if probability >= self._options.keep_probability:
            self._pause_s = None
            self._ask_due_s = self._options.ask_after_s
            self._end_probability = self._words_probability = None
        elif self._pause_s is None:
            self._pause_s = start_s
