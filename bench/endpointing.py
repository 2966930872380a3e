"""The offline end-of-turn table of `bench.turns`, as data for the report."""

from __future__ import annotations

import numpy as np
from livekit.local_inference import EOT

from bench import turns
from bench.samples import Row
from tests.support.sounds.turns import finished, hesitant


def table(every: int = 1) -> list[Row]:
    """All ways over every n-th sentence."""
    model = EOT()
    whole = [turns.play(turn, model) for turn in finished()[::every]]
    parted = [turns.play(turn, model) for turn in hesitant()[::every]]
    rows = []
    for way, decide in turns.WAYS.items():
        on_whole, on_parted = turns.judge(whole, decide), turns.judge(parted, decide)
        rows.append(
            Row(
                way=way,
                false_ends_in_hesitation=on_parted.false_ends,
                hesitations=on_parted.count,
                false_ends_in_finished=on_whole.false_ends,
                finished=on_whole.count,
                median_s=float(np.median(on_whole.delays_s)),
                worst_s=max(on_whole.delays_s),
            )
        )
    return rows
