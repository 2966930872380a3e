"""From samples to figures, and from figures to goals met or missed. Pure."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bench.samples import Measure, Row, SystemSample

OURS = "ours"
# How `bench.turns` titles its rows.
FRAMEWORK_PREFIX, OURS_PREFIX = "b.", "c."


class Figure(StrEnum):
    """How samples of a measure become one number."""

    MEDIAN = "median"
    WORST = "worst"
    SUM = "sum"


@dataclass(frozen=True)
class Summary:
    """One measure of one system. `missing` counts what never happened; it is in no statistic."""

    median: float
    worst: float
    total: float
    count: int
    missing: int

    def figure(self, figure: Figure) -> float:
        by_figure = {
            Figure.MEDIAN: self.median,
            Figure.WORST: self.worst,
            Figure.SUM: self.total,
        }
        return by_figure[figure]


Summaries = Mapping[str, Mapping[Measure, Summary]]


@dataclass(frozen=True)
class Goal:
    """What must be shown. `limit` is a ratio to the better default, or a figure of our own."""

    title: str
    measure: Measure
    figure: Figure
    limit: float
    ratio: bool = True
    # A figure that leaves out what never happened says nothing when we have such cases.
    all_must_happen: bool = False


GOALS = (
    Goal("barge-in to silence", Measure.BARGE_IN_S, Figure.MEDIAN, 0.7, all_must_happen=True),
    Goal("replies lost to a cough", Measure.LOST_TO_COUGH, Figure.SUM, 0, ratio=False),
    Goal("replies lost to typing", Measure.LOST_TO_TYPING, Figure.SUM, 0, ratio=False),
    Goal("replies lost to a door", Measure.LOST_TO_DOOR, Figure.SUM, 0, ratio=False),
    Goal("replies cut before their end", Measure.REPLY_CUT_SHORT, Figure.SUM, 0, ratio=False),
    Goal("end of question to first word", Measure.ANSWER_S, Figure.MEDIAN, 0.8),
    Goal("connect to first word", Measure.CONNECT_TO_FIRST_WORD_S, Figure.MEDIAN, 0.7),
    Goal("worst event-loop stall", Measure.STALL_S, Figure.WORST, 0.050, ratio=False),
    Goal("CPU, start included", Measure.CPU_WITH_START_S, Figure.MEDIAN, 0.8),
    Goal("CPU of the session alone", Measure.CPU_SESSION_S, Figure.MEDIAN, 0.8),
    Goal("audio sent, share of session", Measure.AUDIO_SENT_SHARE, Figure.MEDIAN, 0.5),
)


@dataclass(frozen=True)
class Verdict:
    """A goal with what was found. `value` is None when it was not measured."""

    title: str
    value: float | None
    limit: float
    met: bool | None


def summarise(samples: Iterable[SystemSample]) -> dict[str, dict[Measure, Summary]]:
    """One summary for each system and measure that has samples."""
    grouped: dict[str, dict[Measure, list[float | None]]] = {}
    for sample in samples:
        values = grouped.setdefault(sample.system, {})
        values.setdefault(sample.sample.measure, []).append(sample.sample.value)
    return {
        system: {measure: _summary(values) for measure, values in measures.items()}
        for system, measures in grouped.items()
    }


def judge(summaries: Summaries) -> list[Verdict]:
    """Every goal of GOALS."""
    return [_judge(goal, summaries) for goal in GOALS]


def judge_endpointing(rows: Sequence[Row]) -> list[Verdict]:
    """The two goals about hesitations, against each of the framework's ways to run its model."""
    ours = next((row for row in rows if row.way.startswith(OURS_PREFIX)), None)
    framework = [row for row in rows if row.way.startswith(FRAMEWORK_PREFIX)]
    if ours is None or not framework:
        return []
    allowed = min(row.false_ends_in_hesitation for row in framework)
    found = ours.false_ends_in_hesitation
    verdicts = [Verdict("false ends in hesitations", found, allowed, found <= allowed)]
    for row in framework:
        ratio = ours.median_s / row.median_s
        beside = row.way.removeprefix(FRAMEWORK_PREFIX).strip()
        verdicts.append(Verdict(f"end of turn / {beside}", ratio, 0.7, ratio <= 0.7))
    return verdicts


def better_default(summaries: Summaries, measure: Measure, figure: Figure) -> float | None:
    """The smallest figure among the defaults."""
    found = [
        measures[measure].figure(figure)
        for system, measures in summaries.items()
        if system != OURS
        and measure in measures
        # A default to which it never happened has no figure to be compared with.
        and measures[measure].count > measures[measure].missing
    ]
    return min(found, default=None)


def _judge(goal: Goal, summaries: Summaries) -> Verdict:
    title = f"{goal.title}, {'ratio' if goal.ratio else goal.figure}"
    ours = summaries.get(OURS, {}).get(goal.measure)
    if ours is None:
        return Verdict(title, None, goal.limit, None)
    if ours.count == ours.missing or (goal.all_must_happen and ours.missing):
        return Verdict(title, None, goal.limit, False)
    value = ours.figure(goal.figure)
    if goal.ratio:
        default = better_default(summaries, goal.measure, goal.figure)
        if not default:
            return Verdict(title, None, goal.limit, None)
        value /= default
    return Verdict(title, value, goal.limit, value <= goal.limit)


def _summary(values: Sequence[float | None]) -> Summary:
    present = [value for value in values if value is not None]
    return Summary(
        median=statistics.median(present) if present else 0.0,
        worst=max(present, default=0.0),
        total=sum(present),
        count=len(values),
        missing=len(values) - len(present),
    )
