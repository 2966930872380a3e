"""How long a silence must be before the user's turn is over, given what the voice's melody says.

Owns: the delay as a function of the end-of-turn model's probability. Pure. Must not know: the
model, Silero, or who waits.

Source of the figures: `python -m bench.turns`, recorded and neural sentences with livekit's local
model "turn-detector-v1-mini", asked 0.16 s into the silence. After a finished sentence half the
answers are over 0.78 and three in four over 0.73; below 0.68 it waits through a hesitation of
0.75 s. On 47 sentences with such a hesitation this curve ended 32 turns too soon, the framework's
one threshold (0.36) 44; on 56 finished ones its median delay was 0.41 s, against 0.65 s for the
framework with Silero's usual 0.55 s of silence and 0.39 s with 0.25 s. On sentences that nothing
was tuned on it was the same: 28 of 42 against 39, 0.38 s against 0.64 and 0.38. The model takes
many a pause at the boundary of a phrase for an end: it is the limit here, not the curve.
"""

from __future__ import annotations

from itertools import pairwise

# (probability of an end, silence in seconds that it asks for), straight lines between.
DELAY_CURVE = (
    (0.0, 2.5),
    (0.36, 1.6),
    (0.60, 1.1),
    (0.70, 0.7),
    (0.76, 0.36),
    (0.80, 0.24),
)
UNKNOWN_DELAY_S = 0.7
"""Without an answer: more than Silero's usual 0.55 s, for silence alone knows nothing."""


def required_silence_s(probability: float | None) -> float:
    """Silence in seconds after which the turn is over.

    Args:
        probability: the model's latest answer for this pause, or None while there is none. Falls
            from 2.5 s for 0 (the framework's own longest wait) to 0.24 s from 0.8 on.
    """
    if probability is None:
        return UNKNOWN_DELAY_S
    for (low, slow_s), (high, fast_s) in pairwise(DELAY_CURVE):
        if probability < high:
            share = max(0.0, probability - low) / (high - low)
            return slow_s + share * (fast_s - slow_s)
    return DELAY_CURVE[-1][1]
