"""How long a pause must be before the user's turn is over, by what the end-of-turn model says."""

from __future__ import annotations


def required_silence_s(probability: float | None) -> float:
    """Seconds of silence that end the turn; None while the model has not answered."""
    if probability is None:
        return 0.55
    if probability >= 0.7:
        return 0.25
    return 1.6 - 1.3 * probability
