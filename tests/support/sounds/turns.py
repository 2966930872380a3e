"""Turns to judge endpointing by: finished sentences, and sentences with a hesitation inside.

Owns: the choice of sentences and the splice. Neural and recorded voices only: the prosody of
formant synthesis says nothing of whether a sentence is over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec

import numpy as np

from tests.support.sounds.model import SAMPLE_RATE_HZ, Kind, Sound, Wave, seconds, to_pcm, to_wave
from tests.support.sounds.speech import (
    ASTERISK_DIR,
    ASTERISK_VOICES,
    from_file,
    neural,
    prolonged,
    sphinx_sentences,
)

HESITATION_S = 0.75

# Prompts that are one clause, the same in English, French and Spanish.
CLAUSES = (
    "all-circuits-busy-now",
    "cannot-complete-as-dialed",
    "feature-not-avail-line",
    "conf-onlyperson",
    "conf-placeintoconf",
    "conf-waitforleader",
    "confbridge-only-participant",
    "vm-nobodyavail",
    "vm-rec-unv",
    "queue-youarenext",
    "number-not-answering",
    "sorry-youre-having-problems",
)
QUESTIONS = (
    "Where do I change the margins?",
    "How do I add a second page?",
    "What is on the left?",
    "Can you see my screen?",
    "Which button should I press now?",
    "How can I make the letters bigger?",
    "Did it save my document?",
    "Where did my toolbar go?",
    "Is this the right menu?",
    "What does this message mean?",
    "I want to print two copies of this page.",
    "Show me how to insert a table.",
)
# Spoken without a pause: the splice falls inside a phrase, where one searches for a word.
SEARCHING = (
    "I would like to change the margins of this page.",
    "Can you show me where the print button is?",
    "I want to send this file to my daughter in Spain.",
    "How do I make the second column wider?",
    "Could you tell me if the document was saved?",
    "I was looking for the button that adds a picture.",
    "Nothing happens when I click on the little arrow.",
    "Where can I find the settings for the printer?",
    "I think that the last step did not work.",
    "Should I save the file before I close this?",
    "How do I add a row in this table?",
    "The letters on the left side are too small.",
)

# The same kinds, other words: nothing was tuned on these.
HELD_BACK_CLAUSES = (
    "conf-leaderhasleft",
    "conf-lockednow",
    "conf-now-muted",
    "conf-otherinparty",
    "conf-unlockednow",
    "confbridge-lock-out",
    "confbridge-mute-in",
    "queue-callswaiting",
    "vm-marked-urgent",
    "vm-passchanged",
    "vm-tempgreetactive",
    "vm-unknown-caller",
)
HELD_BACK_QUESTIONS = (
    "How do I print only the first page?",
    "Which of these pictures is the right one?",
    "Has the file been sent?",
    "Why is this button grey?",
    "What should I type here?",
    "I cannot find the menu you mean.",
)
HELD_BACK_SEARCHING = (
    "I am trying to open the letter from last week.",
    "Could you explain what the blue icon does?",
    "How can I copy this list into my message?",
    "I would like the title in the middle of the page.",
    "Is there a way to undo what I just deleted?",
    "The window that was here a minute ago is gone.",
)


@dataclass(frozen=True)
class Turn:
    """One turn: it ends at `sound.end_s` and nowhere before."""

    sound: Sound
    pause_s: tuple[float, float] | None = None
    """Where the hesitation is."""


def finished() -> list[Turn]:
    """Whole sentences and questions."""
    return [Turn(sound) for sound in (*sphinx_sentences(), *_clauses(CLAUSES), *_said(QUESTIONS))]


def hesitant() -> list[Turn]:
    """Sentences with 0.75 s of room noise at the quietest point of their middle."""
    read = [sound for sound in sphinx_sentences() if "austen" in sound.name]
    return [_with_hesitation(sound) for sound in (*read, *_clauses(CLAUSES), *_said(SEARCHING))]


def finished_held_back() -> list[Turn]:
    """Whole sentences that nothing was tuned on."""
    return [Turn(s) for s in (*_clauses(HELD_BACK_CLAUSES), *_said(HELD_BACK_QUESTIONS))]


def hesitant_held_back() -> list[Turn]:
    """Hesitations that nothing was tuned on."""
    sounds = (*_clauses(HELD_BACK_CLAUSES), *_said(HELD_BACK_SEARCHING))
    return [_with_hesitation(sound) for sound in sounds]


def _said(texts: Sequence[str]) -> list[Sound]:
    """By the neural voice, where it is installed."""
    return [neural(text, Kind.SENTENCE) for text in texts] if find_spec("hibari") else []


def _clauses(stems: Sequence[str]) -> list[Sound]:
    return [
        from_file(path, path.stem, language)
        for voice, language in ASTERISK_VOICES.items()
        for stem in stems
        if (path := ASTERISK_DIR / voice / f"{stem}.g722").exists()
    ]


def _with_hesitation(sound: Sound) -> Turn:
    wave = to_wave(sound.samples)
    at = _quietest(wave, sound.start_s, sound.end_s)
    room = wave[: seconds(sound.start_s - 0.1)]
    pause = prolonged(room, seconds(HESITATION_S))
    fade = np.linspace(1, 0, seconds(0.01))
    before, after = wave[:at].copy(), wave[at:].copy()
    before[-len(fade) :] *= fade
    after[: len(fade)] *= fade[::-1]
    spliced = replace(
        sound.with_samples(to_pcm(np.concatenate([before, pause, after])), "+hesitation"),
        end_s=sound.end_s + HESITATION_S,
    )
    start_s = at / SAMPLE_RATE_HZ
    return Turn(spliced, (start_s, start_s + HESITATION_S))


def _quietest(wave: Wave, start_s: float, end_s: float) -> int:
    """Middle of the quietest 60 ms between 30 and 75 % of the speech: a boundary of words."""
    length_s = end_s - start_s
    first, last = seconds(start_s + 0.3 * length_s), seconds(start_s + 0.75 * length_s)
    width = seconds(0.06)
    power = np.convolve(wave[first:last] ** 2, np.ones(width), mode="valid")
    return first + int(power.argmin()) + width // 2
