"""Figures from samples, and goals from figures."""

from __future__ import annotations

import pytest

from bench.measures import (
    GOALS,
    Figure,
    better_default,
    judge,
    judge_endpointing,
    summarise,
)
from bench.samples import Measure, Row, Sample, SystemSample

pytestmark = pytest.mark.unit


def taken(system: str, measure: Measure, *values: float | None) -> list[SystemSample]:
    return [SystemSample(system, 0, 0.1, Sample(measure, value)) for value in values]


def verdict_on(measure: Measure, samples: list[SystemSample]) -> tuple[float | None, bool | None]:
    verdicts = judge(summarise(samples))
    (index,) = [at for at, goal in enumerate(GOALS) if goal.measure is measure]
    return verdicts[index].value, verdicts[index].met


def test_median_worst_and_sum_are_of_what_happened() -> None:
    summaries = summarise(taken("ours", Measure.ANSWER_S, 1.0, None, 3.0, 2.0))
    summary = summaries["ours"][Measure.ANSWER_S]
    assert (summary.median, summary.worst, summary.total) == (2.0, 3.0, 6.0)
    assert (summary.count, summary.missing) == (4, 1)


def test_the_better_default_is_the_one_with_the_smaller_figure() -> None:
    summaries = summarise(
        taken("ours", Measure.ANSWER_S, 0.1)
        + taken("server", Measure.ANSWER_S, 1.2)
        + taken("manual", Measure.ANSWER_S, 1.0)
    )
    assert better_default(summaries, Measure.ANSWER_S, Figure.MEDIAN) == 1.0


def test_a_default_to_which_it_never_happened_is_not_compared_with() -> None:
    summaries = summarise(
        taken("server", Measure.BARGE_IN_S, None, None) + taken("manual", Measure.BARGE_IN_S, 0.8)
    )
    assert better_default(summaries, Measure.BARGE_IN_S, Figure.MEDIAN) == 0.8


@pytest.mark.parametrize(("ours_s", "met"), [(0.8, True), (0.81, False)])
def test_a_ratio_goal_is_met_up_to_its_limit(ours_s: float, met: bool) -> None:
    samples = taken("ours", Measure.ANSWER_S, ours_s) + taken("server", Measure.ANSWER_S, 1.0)
    value, verdict = verdict_on(Measure.ANSWER_S, samples)
    assert value == pytest.approx(ours_s)
    assert verdict is met


def test_one_lost_reply_misses_the_goal() -> None:
    samples = taken("ours", Measure.LOST_TO_COUGH, 0.0, 1.0, 0.0)
    assert verdict_on(Measure.LOST_TO_COUGH, samples) == (1.0, False)


def test_the_worst_stall_counts_not_the_median() -> None:
    samples = taken("ours", Measure.STALL_S, 0.01, 0.06, 0.02)
    assert verdict_on(Measure.STALL_S, samples) == (0.06, False)


def test_a_barge_in_that_never_worked_misses_the_goal() -> None:
    samples = taken("ours", Measure.BARGE_IN_S, 0.1, None) + taken("server", Measure.BARGE_IN_S, 1)
    assert verdict_on(Measure.BARGE_IN_S, samples) == (None, False)


def test_what_was_not_measured_is_neither_met_nor_missed() -> None:
    assert {verdict.met for verdict in judge({})} == {None}


def test_a_ratio_without_a_default_is_not_judged() -> None:
    assert verdict_on(Measure.ANSWER_S, taken("ours", Measure.ANSWER_S, 1.0)) == (None, None)


def row(way: str, false_ends: int, median_s: float) -> Row:
    return Row(way, false_ends, 10, 0, 10, median_s, 2.0)


def test_hesitations_are_judged_against_each_of_the_frameworks_ways() -> None:
    rows = [row("a. plain", 9, 0.3), row("b. one", 2, 1.0), row("b. two", 3, 0.8)]
    false_ends, beside_one, beside_two = judge_endpointing([*rows, row("c. ours", 2, 0.6)])
    assert (false_ends.value, false_ends.met) == (2, True)
    assert (beside_one.title, beside_one.met) == ("end of turn / one", True)
    assert beside_one.value == pytest.approx(0.6)
    assert beside_two.value == pytest.approx(0.75)
    assert not beside_two.met
    assert not judge_endpointing([*rows, row("c. ours", 3, 0.6)])[0].met


def test_without_a_table_nothing_is_said_of_hesitations() -> None:
    assert judge_endpointing([]) == []
