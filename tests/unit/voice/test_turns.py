"""Who has the floor, by scripted probabilities: three seconds of silence need no waiting."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest

from agent.voice.speech import Verdict
from agent.voice.turns import (
    Action,
    AskEndOfTurn,
    EndTurn,
    HoldVoice,
    Phase,
    ReleaseVoice,
    Samples,
    StartTurn,
    TurnOptions,
    TurnTaker,
)
from protocol.messages import TalkMode

pytestmark = pytest.mark.unit

WINDOW_S = 0.032
SPEECH, SILENCE = 0.9, 0.05
SAMPLES = np.zeros(512, dtype=np.int16)


class ScriptedEvidence:
    """Gives its verdict at the n-th loud window of a sound; UNDECIDED before."""

    def __init__(self, verdict: Verdict, after: int, conclusion: Verdict | None = None) -> None:
        self._verdict, self._after = verdict, after
        self._conclusion = conclusion or verdict
        self._loud = 0

    def push(self, samples: Samples, vad_probability: float) -> Verdict:
        self._loud += vad_probability > 0.5
        return self._verdict if self._loud >= self._after else Verdict.UNDECIDED

    def conclude(self) -> Verdict:
        self._loud = 0
        return self._conclusion


class Sound:
    """Feeds a taker and remembers when each action came."""

    def __init__(
        self,
        verdict: Verdict = Verdict.SPEECH,
        after: int = 6,
        *,
        conclusion: Verdict | None = None,
        silence_s: float = 0.5,
        sure_s: float = 0.25,
    ) -> None:
        self.taker = TurnTaker(
            TurnOptions(),
            evidence=ScriptedEvidence(verdict, after, conclusion),
            silence_for=lambda p: silence_s if p is None else sure_s if p > 0.5 else 2.0,
        )
        self.now_s = 10.0
        self.actions: list[tuple[float, Action]] = []

    def hear(self, probabilities: Iterable[float]) -> None:
        for probability in probabilities:
            start_s, self.now_s = self.now_s, self.now_s + WINDOW_S
            self.note(self.taker.hear(SAMPLES, probability, start_s=start_s, end_s=self.now_s))

    def note(self, actions: list[Action]) -> None:
        self.actions += [(self.now_s, action) for action in actions]

    def speech(self, seconds: float) -> None:
        self.hear([SPEECH] * round(seconds / WINDOW_S))

    def silence(self, seconds: float) -> None:
        self.hear([SILENCE] * round(seconds / WINDOW_S))

    def kinds(self) -> list[type[Action]]:
        return [type(action) for _, action in self.actions]

    def at_s(self, kind: type[Action]) -> float:
        return next(at for at, action in self.actions if isinstance(action, kind))


def without_questions(kinds: list[type[Action]]) -> list[type[Action]]:
    return [kind for kind in kinds if kind is not AskEndOfTurn]


def test_the_voice_is_held_at_the_first_sound_and_the_turn_starts_when_it_is_speech() -> None:
    sound = Sound(after=6)
    sound.speech(1.0)
    assert sound.kinds() == [HoldVoice, StartTurn]
    assert sound.at_s(HoldVoice) == pytest.approx(10.0 + 2 * WINDOW_S)
    assert sound.at_s(StartTurn) == pytest.approx(10.0 + 6 * WINDOW_S)


def test_the_turn_holds_the_run_up_of_the_first_sound() -> None:
    sound = Sound(after=10)
    sound.speech(1.0)
    start = next(action for _, action in sound.actions if isinstance(action, StartTurn))
    assert start.from_s == pytest.approx(10.0 - TurnOptions().run_up_s)


def test_a_single_loud_window_is_not_a_sound() -> None:
    sound = Sound()
    sound.hear([SPEECH, SILENCE] * 20)
    assert sound.kinds() == []
    assert sound.taker.phase is Phase.QUIET


def test_a_cough_holds_the_voice_and_lets_it_go_on() -> None:
    sound = Sound(Verdict.UNDECIDED, conclusion=Verdict.NOISE)
    sound.speech(0.3)
    sound.silence(0.5)
    assert sound.kinds() == [HoldVoice, ReleaseVoice]
    assert sound.taker.phase is Phase.QUIET


def test_a_sound_known_as_noise_lets_the_voice_go_on_before_its_silence_is_over() -> None:
    sound = Sound(Verdict.NOISE, after=4)
    sound.speech(4 * WINDOW_S)
    assert sound.kinds() == [HoldVoice, ReleaseVoice]
    assert sound.at_s(ReleaseVoice) == pytest.approx(10.0 + 4 * WINDOW_S)


def test_a_word_shorter_than_any_decision_counts_when_it_is_over() -> None:
    sound = Sound(Verdict.UNDECIDED, conclusion=Verdict.SPEECH)
    sound.speech(0.2)
    sound.silence(1.0)
    assert without_questions(sound.kinds()) == [HoldVoice, StartTurn, EndTurn]


def test_without_an_answer_from_the_model_silence_alone_ends_the_turn() -> None:
    sound = Sound(silence_s=0.5)
    sound.speech(1.0)
    ended_s = sound.now_s
    sound.silence(1.0)
    assert sound.at_s(EndTurn) - ended_s == pytest.approx(0.5, abs=WINDOW_S)


def test_the_model_is_asked_early_in_the_pause_and_a_sure_answer_ends_it_sooner() -> None:
    sound = Sound(silence_s=0.5, sure_s=0.25)
    sound.speech(1.0)
    paused_s = sound.now_s
    sound.silence(0.2)
    question = next(action for _, action in sound.actions if isinstance(action, AskEndOfTurn))
    assert sound.at_s(AskEndOfTurn) - paused_s == pytest.approx(0.16, abs=WINDOW_S)
    sound.taker.end_of_turn(0.95, pause_s=question.pause_s)
    sound.silence(1.0)
    assert sound.at_s(EndTurn) - paused_s == pytest.approx(0.25, abs=WINDOW_S)


def test_a_hesitation_that_the_model_sees_through_does_not_end_the_turn() -> None:
    sound = Sound(silence_s=0.5)
    sound.speech(1.0)
    for _ in range(10):
        sound.silence(0.08)
        if sound.kinds()[-1] is AskEndOfTurn:
            question = sound.actions[-1][1]
            assert isinstance(question, AskEndOfTurn)
            sound.taker.end_of_turn(0.1, pause_s=question.pause_s)
    sound.speech(1.0)
    assert EndTurn not in sound.kinds()


@pytest.mark.parametrize(("melody", "words", "ends"), [(0.1, 0.95, True), (0.95, 0.1, False)])
def test_words_know_better_than_the_melody(melody: float, words: float, ends: bool) -> None:
    sound = Sound(silence_s=0.5, sure_s=0.25)
    sound.speech(1.0)
    sound.silence(0.2)
    question = next(action for _, action in sound.actions if isinstance(action, AskEndOfTurn))
    sound.taker.end_of_turn(melody, pause_s=question.pause_s)
    sound.taker.end_of_words(words, pause_s=question.pause_s)
    sound.silence(0.2)
    assert (EndTurn(question.pause_s) in [action for _, action in sound.actions]) is ends


def test_words_of_an_earlier_pause_are_ignored_and_a_new_pause_begins_without_any() -> None:
    sound = Sound(silence_s=0.5, sure_s=0.05)
    sound.speech(1.0)
    sound.silence(0.2)
    question = next(action for _, action in sound.actions if isinstance(action, AskEndOfTurn))
    sound.speech(0.5)
    sound.taker.end_of_words(0.99, pause_s=question.pause_s)
    sound.silence(0.3)
    assert EndTurn not in sound.kinds()


def test_an_answer_about_an_earlier_pause_is_ignored() -> None:
    sound = Sound(silence_s=0.5, sure_s=0.05)
    sound.speech(1.0)
    sound.silence(0.2)
    question = next(action for _, action in sound.actions if isinstance(action, AskEndOfTurn))
    sound.speech(0.5)
    sound.taker.end_of_turn(0.99, pause_s=question.pause_s)
    sound.silence(0.3)
    assert EndTurn not in sound.kinds()


def test_a_muted_microphone_ends_the_turn() -> None:
    sound = Sound()
    sound.speech(1.0)
    sound.note(sound.taker.stop())
    assert sound.kinds() == [HoldVoice, StartTurn, EndTurn]
    assert sound.taker.stop() == []


def test_a_microphone_muted_in_doubt_sends_what_may_have_been_a_word() -> None:
    sound = Sound(Verdict.UNDECIDED, conclusion=Verdict.UNDECIDED)
    sound.speech(0.2)
    sound.note(sound.taker.stop())
    assert sound.kinds() == [HoldVoice, StartTurn, EndTurn]


def test_in_hold_mode_sound_without_the_key_is_ignored() -> None:
    sound = Sound()
    sound.note(sound.taker.set_mode(TalkMode.HOLD))
    sound.speech(2.0)
    assert sound.kinds() == []


def test_a_held_key_silences_the_voice_and_its_release_ends_the_turn_with_the_last_syllable() -> (
    None
):
    sound = Sound()
    sound.note(sound.taker.set_mode(TalkMode.HOLD))
    sound.note(sound.taker.hold(True, now_s=sound.now_s))
    assert sound.kinds() == [HoldVoice]
    sound.speech(0.5)
    sound.silence(3.0)
    sound.speech(0.5)
    assert EndTurn not in sound.kinds()
    released_s = sound.now_s
    sound.note(sound.taker.hold(False, now_s=released_s))
    sound.speech(1.0)
    assert sound.kinds()[-1] is EndTurn
    assert sound.at_s(EndTurn) - released_s == pytest.approx(
        TurnOptions().hold_tail_s, abs=WINDOW_S
    )
    assert sound.kinds().count(StartTurn) == 1


def test_a_key_held_in_silence_asks_nothing_and_lets_the_voice_go_on() -> None:
    sound = Sound()
    sound.note(sound.taker.set_mode(TalkMode.HOLD))
    sound.note(sound.taker.hold(True, now_s=sound.now_s))
    sound.silence(1.0)
    sound.note(sound.taker.hold(False, now_s=sound.now_s))
    sound.silence(1.0)
    assert sound.kinds() == [HoldVoice, ReleaseVoice]


def test_letting_go_twice_or_pressing_twice_changes_nothing() -> None:
    sound = Sound()
    sound.note(sound.taker.set_mode(TalkMode.HOLD))
    assert sound.taker.hold(False, now_s=1.0) == []
    sound.taker.hold(True, now_s=1.0)
    assert sound.taker.hold(True, now_s=1.1) == []


def test_changing_to_hold_mode_in_mid_sentence_ends_the_turn() -> None:
    sound = Sound()
    sound.speech(1.0)
    sound.note(sound.taker.set_mode(TalkMode.HOLD))
    assert sound.kinds()[-1] is EndTurn


def test_a_sound_that_is_neither_speech_nor_over_does_not_hold_the_voice_for_ever() -> None:
    sound = Sound(Verdict.UNDECIDED, conclusion=Verdict.NOISE)
    sound.speech(0.1)
    sound.hear([0.4] * 200)
    assert sound.kinds() == [HoldVoice, ReleaseVoice]
    assert sound.at_s(ReleaseVoice) <= 10.0 + TurnOptions().doubt_limit_s + WINDOW_S


def test_a_turn_without_a_pause_ends_at_its_limit() -> None:
    sound = Sound()
    sound.speech(TurnOptions().longest_turn_s + 1)
    assert sound.at_s(EndTurn) == pytest.approx(
        10.0 + TurnOptions().longest_turn_s, abs=2 * WINDOW_S
    )
