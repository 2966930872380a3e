"""Whether words sound finished: what recognition's own punctuation says of a pause. Pure.

The end-of-turn model listens to the melody alone. Where the words of a pause are known, they say
more: Whisper puts a question mark after a question that is one, and dots, or nothing at all, after
words that lead on ("I would like to change..."). A full stop says little, it stands after fragments
too ("He was not."), and so does a question mark after an article.
"""

from __future__ import annotations

import re

# As if the end-of-turn model had said so; see `voice/endpointing.py` for the silence they ask for.
ASKED = 0.79
LEADING_ON = 0.3
# A question of fewer words is mostly the beginning of one ("How do?").
LEAST_WORDS = 3

# Words that no question ends with: articles, prepositions, conjunctions, possessives.
_OPEN_WORDS = (
    "a an the this these those my your his her its our their to of in on at for from with and "
    "or but if that which when because do does did is are was can i you "
    "le la les un une des du de d' ce cet cette ces mon ma mes votre vos à au aux en dans sur "
    "pour par avec et ou mais si que qui quand je vous est sont "
    "el los las unos unas este esta estos estas mi mis su sus al con por para y o pero cuando "
    "porque yo usted es son del"
)
_OPEN = frozenset(_OPEN_WORDS.split())


def probability_of_end(text: str) -> float | None:
    """0 to 1, or None when the words do not tell.

    Args:
        text: what was said until the pause, with the recogniser's punctuation.
    """
    said = text.strip()
    if not said:
        return None
    if said.endswith(("...", "…", ",", "-")):
        return LEADING_ON
    words = re.findall(r"[^\W_]+'?", said.casefold())
    if words and words[-1] in _OPEN:
        return LEADING_ON
    if said.endswith("?") and len(words) >= LEAST_WORDS:
        return ASKED
    return None
