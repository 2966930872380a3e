"""Was the right thing shown? Judges one answer, and counts many. Pure.

Must not know how an answer came about, nor whether its question was held back.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from agent.reading import Box

# A label's ink is a little smaller or larger than its element.
GROWN_PX = 4
# About the height of a button: who looks there sees the right thing beside it.
NEAR_PX = 40


class Outcome(StrEnum):
    """HIT and RIGHT_REFUSAL are right; WRONG misleads; the others help less than they should.

    NEAR: beside the target, or over a part of it.
    ASKED_BACK: several things could be meant, and the guide asked which.
    REFUSED: said it is not there, though it is.
    """

    HIT = "hit"
    NEAR = "near"
    WRONG = "wrong"
    REFUSED = "refused"
    RIGHT_REFUSAL = "right refusal"
    ASKED_BACK = "asked back"


def judge(box: Box | None, targets: Iterable[Box], *, asked_back: bool = False) -> Outcome:
    """What an answer is worth.

    Args:
        box: what the guide points at; None when it points at nothing.
        targets: elements it would be right to point at; none when nothing on the page is right.
        asked_back: without a box, whether the guide asked which of several is meant.
    """
    wanted = list(targets)
    if box is None:
        if asked_back:
            return Outcome.ASKED_BACK
        return Outcome.REFUSED if wanted else Outcome.RIGHT_REFUSAL
    if any(_distance_px(box, target) <= 0 for target in map(_grown, wanted)):
        return Outcome.HIT
    if any(_distance_px(box, target) <= NEAR_PX or box.overlaps(target) for target in wanted):
        return Outcome.NEAR
    return Outcome.WRONG


def _grown(box: Box) -> Box:
    return Box(
        box.left_px - GROWN_PX,
        box.top_px - GROWN_PX,
        box.right_px + GROWN_PX,
        box.bottom_px + GROWN_PX,
    )


def _distance_px(box: Box, target: Box) -> float:
    """From the middle of the box to the target; 0 inside it."""
    x_px, y_px = box.centre_px
    return math.hypot(
        max(target.left_px - x_px, 0.0, x_px - target.right_px),
        max(target.top_px - y_px, 0.0, y_px - target.bottom_px),
    )


@dataclass(frozen=True)
class Tally:
    """How often each outcome came, over all questions of a group."""

    counts: dict[Outcome, int]

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> Tally:
        counts = dict.fromkeys(Outcome, 0)
        for outcome in outcomes:
            counts[outcome] += 1
        return cls(counts)

    @property
    def asked(self) -> int:
        return sum(self.counts.values())

    @property
    def right(self) -> int:
        return self.counts[Outcome.HIT] + self.counts[Outcome.RIGHT_REFUSAL]

    def rate(self, outcome: Outcome) -> float:
        """Of all questions; 0 when there are none."""
        return self.counts[outcome] / self.asked if self.asked else 0.0

    @property
    def right_rate(self) -> float:
        return self.right / self.asked if self.asked else 0.0

    def right_interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of `right_rate`: what so few questions can tell.

        Source: E. B. Wilson, JASA 22 (1927), 209-212; z = 1.96.
        """
        if not self.asked:
            return 0.0, 1.0
        z2 = 1.96**2
        share, count = self.right_rate, self.asked
        middle = (share + z2 / (2 * count)) / (1 + z2 / count)
        half = (
            1.96 * math.sqrt(share * (1 - share) / count + z2 / (4 * count**2)) / (1 + z2 / count)
        )
        return max(0.0, middle - half), min(1.0, middle + half)
