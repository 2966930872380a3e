"""Tables and files of results. Pure but for the writing.

Must not know how results came about. Of held-back questions it tells totals unless told otherwise:
who has seen which of them fail cannot help tuning on them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path

from evaluation.asking import Result
from evaluation.questions import Half
from evaluation.score import Outcome, Tally

RESULTS_DIR = Path(__file__).parent / "results"
_COLUMNS = {
    Outcome.HIT: "hit",
    Outcome.RIGHT_REFUSAL: "refused, rightly",
    Outcome.NEAR: "near",
    Outcome.ASKED_BACK: "asked back",
    Outcome.REFUSED: "refused",
    Outcome.WRONG: "wrong",
}
_GROUPS: dict[str, Callable[[Result], str]] = {
    "language": lambda result: result.question.language,
    "page": lambda result: result.page.kind,
    "wording": lambda result: result.question.wording,
}
_RIGHT = {Outcome.HIT, Outcome.RIGHT_REFUSAL}


def table(results: list[Result], *, groups: bool) -> str:
    """Rates in percent over all questions of each row; "of 100" is Wilson's 95 % interval.

    Args:
        groups: rows per language, page kind and wording, besides the total.
    """
    header = ["", "asked", "right", "of 100", *_COLUMNS.values()]
    rows = [header]
    if groups:
        for title, group_of in _GROUPS.items():
            names = dict.fromkeys(map(group_of, results))
            rows += [
                _row(f"{title}: {name}", [r for r in results if group_of(r) == name])
                for name in names
            ]
    rows.append(_row("total", results))
    return _aligned(rows)


def lines(results: Iterable[Result]) -> str:
    """What was asked, heard and shown, of every question that was not answered right."""
    return "\n".join(
        f"{result.outcome.value:<10} {result.name}: {result.question.words!r}"
        + ("" if result.heard == result.question.words else f", heard {result.heard!r}")
        + f" -> {result.kind}, {result.label!r}"
        for result in results
        if result.outcome not in _RIGHT
    )


def heard_line(results: list[Result]) -> str:
    """How many questions were recognised word for word."""
    exact = sum(result.heard_exactly for result in results)
    return f"heard word for word: {exact} of {len(results)}"


def as_json(results: list[Result], *, details: bool) -> dict[str, object]:
    """Totals, and with `details` every question."""
    tally = Tally.of(result.outcome for result in results)
    found: dict[str, object] = {
        "asked": tally.asked,
        "right": tally.right,
        "right_rate": tally.right_rate,
        "right_interval": tally.right_interval(),
        "heard_exactly": sum(result.heard_exactly for result in results),
        "outcomes": {outcome.value: count for outcome, count in tally.counts.items()},
    }
    if details:
        found["questions"] = {result.name: _detail(result) for result in results}
    return found


def write(
    halves: dict[Half, dict[str, object]], settings: dict[str, object], folder: Path = RESULTS_DIR
) -> Path:
    """One file per selection and way of asking; a later run replaces it."""
    folder.mkdir(parents=True, exist_ok=True)
    way = [name for name, on in settings.items() if on is True]
    path = folder / f"{'-'.join([*halves, *way])}.json"
    content = {"settings": settings, "halves": halves}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path


def _detail(result: Result) -> dict[str, object]:
    return {
        "outcome": result.outcome.value,
        "page": result.question.page,
        "language": result.question.language,
        "wording": result.question.wording,
        "words": result.question.words,
        "heard": result.heard,
        "kind": result.kind,
        "said": result.said,
        "label": result.label,
        "box": asdict(result.box) if result.box is not None else None,
        "targets": [asdict(target) for target in result.targets],
    }


def _row(name: str, results: list[Result]) -> list[str]:
    tally = Tally.of(result.outcome for result in results)
    low, high = tally.right_interval()
    return [
        name,
        str(tally.asked),
        f"{tally.right_rate:.0%}",
        f"{100 * low:.0f}-{100 * high:.0f}",
        *(f"{tally.rate(outcome):.0%}" for outcome in _COLUMNS),
    ]


def _aligned(rows: list[list[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if number == 0 else cell.rjust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )
