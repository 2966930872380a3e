"""The table a person reads and the JSON a machine reads. Must not know how figures came about."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil

from bench.measures import (
    OURS,
    Figure,
    Summaries,
    Summary,
    Verdict,
    better_default,
    judge,
    judge_endpointing,
    summarise,
)
from bench.samples import Measure, Row, SystemSample

RESULTS_DIR = Path(__file__).resolve().parent / "results"
PACKAGES = ("livekit", "livekit-agents", "livekit-plugins-google", "google-genai")

# Title, and the figures shown of it.
_MEDIAN_WORST = (Figure.MEDIAN, Figure.WORST)
ROWS: dict[Measure, tuple[str, tuple[Figure, ...]]] = {
    Measure.CONNECT_TO_AGENT_S: ("connect to agent present, s", _MEDIAN_WORST),
    Measure.CONNECT_TO_TRACK_S: ("connect to agent's track, s", _MEDIAN_WORST),
    Measure.CONNECT_TO_FIRST_WORD_S: ("connect to first word, s", _MEDIAN_WORST),
    Measure.ANSWER_S: ("end of question to first word, s", _MEDIAN_WORST),
    Measure.BARGE_IN_S: ("barge-in: first sound to silence, s", _MEDIAN_WORST),
    Measure.BARGE_IN_IGNORED: ("barge-ins that were ignored", (Figure.SUM,)),
    Measure.LOST_TO_COUGH: ("replies lost to a cough", (Figure.SUM,)),
    Measure.LOST_TO_TYPING: ("replies lost to typing", (Figure.SUM,)),
    Measure.LOST_TO_DOOR: ("replies lost to a door", (Figure.SUM,)),
    Measure.REPLY_CUT_SHORT: ("disturbed replies cut before their end", (Figure.SUM,)),
    Measure.NOTHING_TO_DISTURB: ("noises that found no reply", (Figure.SUM,)),
    Measure.PAUSE_S: ("noise: pause in the reply, s", _MEDIAN_WORST),
    Measure.SKIPPED_S: ("noise: reply skipped, s", _MEDIAN_WORST),
    Measure.REPEATED_S: ("noise: reply repeated, s", _MEDIAN_WORST),
    Measure.STALL_S: ("event loop blocked in a visit, s", _MEDIAN_WORST),
    Measure.CPU_WITH_START_S: ("worker CPU, start included, s", (Figure.MEDIAN,)),
    Measure.CPU_SESSION_S: ("worker CPU of the session, s", (Figure.MEDIAN,)),
    Measure.MEMORY_MB: ("memory of the active process (USS), MB", _MEDIAN_WORST),
    Measure.AUDIO_SENT_SHARE: ("audio sent, share of the session", (Figure.MEDIAN,)),
    Measure.FRAMES_PER_MINUTE: ("frames sent a minute", (Figure.MEDIAN,)),
    Measure.LIVE_FALSE_END: ("false ends in hesitations, live", (Figure.SUM,)),
    Measure.LIVE_END_DELAY_S: ("end of speech to end of turn, live, s", _MEDIAN_WORST),
    Measure.NO_AGENT: ("visits to which no agent came", (Figure.SUM,)),
}
_TITLE, _CELL = 40, 17


def render(samples: Sequence[SystemSample], rows: Sequence[Row]) -> str:
    """All tables, as text."""
    summaries = summarise(samples)
    systems = list(summaries)
    lines = ["", _line("", [*systems, "ratio"]), "-" * (_TITLE + _CELL * (len(systems) + 1))]
    for measure, (title, figures) in ROWS.items():
        for figure in figures:
            shown = _row(measure, title, figure, summaries)
            if shown is not None:
                lines.append(shown)
    lines += _endpointing_lines(rows) + _goal_lines(verdicts(samples, rows))
    return "\n".join(lines)


def verdicts(samples: Sequence[SystemSample], rows: Sequence[Row]) -> list[Verdict]:
    return [*judge(summarise(samples)), *judge_endpointing(rows)]


def write(samples: Sequence[SystemSample], rows: Sequence[Row], run: dict[str, Any]) -> Path:
    """Everything into one file in RESULTS_DIR; its path."""
    RESULTS_DIR.mkdir(exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    path = RESULTS_DIR / f"{stamp}.json"
    content = {
        "time": stamp,
        "machine": machine(),
        "versions": {name: version(name) for name in PACKAGES},
        "run": run,
        "goals": [asdict(verdict) for verdict in verdicts(samples, rows)],
        "summaries": {
            system: {measure: asdict(summary) for measure, summary in measures.items()}
            for system, measures in summarise(samples).items()
        },
        "endpointing": [asdict(row) for row in rows],
        "samples": [asdict(sample) for sample in samples],
    }
    path.write_text(json.dumps(content, indent=1), encoding="utf-8")
    return path


def machine() -> dict[str, Any]:
    return {
        "system": platform.platform(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_mb": round(psutil.virtual_memory().total / 1e6),
        "python": platform.python_version(),
    }


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.exists() else []
    names = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor())


def _row(measure: Measure, title: str, figure: Figure, summaries: Summaries) -> str | None:
    found = {system: measures.get(measure) for system, measures in summaries.items()}
    if not any(found.values()):
        return None
    cells = [_cell(summary, figure) for summary in found.values()]
    ours = found.get(OURS)
    default = better_default(summaries, measure, figure)
    ratio = ""
    if ours is not None and ours.count > ours.missing and default:
        ratio = f"{ours.figure(figure) / default:.2f}"
    name = f"{title} ({figure})" if figure is not Figure.SUM else title
    return _line(name, [*cells, ratio])


def _cell(summary: Summary | None, figure: Figure) -> str:
    if summary is None:
        return "-"
    if summary.count == summary.missing:
        return f"never of {summary.count}"
    if figure is Figure.SUM:
        return f"{summary.total:g} of {summary.count}"
    value = summary.figure(figure)
    text = f"{value:.1f}" if abs(value) >= 10 else f"{value:.3f}"
    return f"{text} (-{summary.missing})" if summary.missing else text


def _endpointing_lines(rows: Sequence[Row]) -> list[str]:
    if not rows:
        return []
    heads = ["hesitation", "finished", "median s", "worst s"]
    lines = ["", _line("end of turn, offline: false ends, delay", heads)]
    for row in rows:
        cells = [
            f"{row.false_ends_in_hesitation} of {row.hesitations}",
            f"{row.false_ends_in_finished} of {row.finished}",
            f"{row.median_s:.2f}",
            f"{row.worst_s:.2f}",
        ]
        lines.append(_line(row.way, cells))
    return lines


def _goal_lines(found: Sequence[Verdict]) -> list[str]:
    words = {True: "met", False: "NOT MET", None: "not measured"}
    lines = ["", _line("goal", ["found", "at most", ""])]
    for verdict in found:
        value = "-" if verdict.value is None else f"{verdict.value:.3g}"
        lines.append(_line(verdict.title, [value, f"{verdict.limit:.3g}", words[verdict.met]]))
    return lines


def _line(title: str, cells: Sequence[str]) -> str:
    return f"{title:<{_TITLE + 6}}" + "".join(f"{cell:>{_CELL}}" for cell in cells)
