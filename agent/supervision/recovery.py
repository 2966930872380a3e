"""What to do when the model is lost: how long to wait, and when to say so. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from protocol.messages import Reason

# A refusal is final until somebody changes a setting; asking again cannot help.
FINAL = frozenset({Reason.NO_KEY, Reason.KEY_REFUSED, Reason.MODEL_REFUSED})
DELAYS_S = (0.25, 1.0, 2.0, 4.0, 8.0)
# After the quick attempts the user is told that it is down; it is still tried, for as long as they
# stay.
SLOW_DELAY_S = 15.0


@dataclass(frozen=True)
class Step:
    """Try again in `delay_s`, or never (None). `tell` says to show it as a lasting trouble."""

    delay_s: float | None
    tell: bool


def next_step(failures: int, reason: Reason) -> Step:
    """What follows the `failures`-th failure in a row (1 is the first)."""
    if reason in FINAL:
        return Step(None, tell=True)
    if failures <= len(DELAYS_S):
        return Step(DELAYS_S[failures - 1], tell=False)
    return Step(SLOW_DELAY_S, tell=True)
