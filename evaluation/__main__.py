"""`python -m evaluation`: asks the guide the questions of one half, and says how often it is right.

Must not know how a page is drawn, a question asked or an answer judged.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from typing import get_args

from evaluation import report
from evaluation.asking import Result, ask_all, pages_to_draw
from evaluation.cache import Cache
from evaluation.drawing import draw
from evaluation.questions import Half, Questionnaire, load
from evaluation.senses import Ear, Reader

HALVES: tuple[Half, ...] = get_args(Half)


def main(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    questionnaire = load()
    halves = set(HALVES) if options.half == "both" else {options.half}
    try:
        names = questionnaire.chosen(halves, options.only)
    except KeyError:
        _say(f"{options.only}: no question of this half ({options.half})")
        return 2
    results = _results(questionnaire, names, options)
    found: dict[Half, dict[str, object]] = {}
    for half in HALVES:
        of_half = [result for result in results if result.page.half == half]
        if of_half:
            told = half == "open" or options.details
            found[half] = report.as_json(of_half, details=told)
            _tell(half, of_half, options, told=told)
    if options.only is None:
        settings = {"typed": options.typed, "lossless": options.lossless}
        _say(f"\n{report.write(found, settings)}")
    return 0


def _results(
    questionnaire: Questionnaire, names: list[str], options: argparse.Namespace
) -> list[Result]:
    cache = Cache(fresh=options.fresh)
    wanted = pages_to_draw(questionnaire, names)
    drawn = asyncio.run(draw(wanted, cache, lossless=options.lossless))
    ear = None if options.typed else Ear(cache)
    results: list[Result] = []
    for result in ask_all(questionnaire, names, drawn, Reader(cache), ear):
        results.append(result)
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{len(results)} of {len(names)} ")
    return results


def _tell(half: Half, results: list[Result], options: argparse.Namespace, *, told: bool) -> None:
    _say(f"\n{half} half, {len(results)} questions\n")
    _say(report.table(results, groups=told))
    if not options.typed:
        _say(report.heard_line(results))
    if told:
        _say("\n" + report.lines(results))


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument("--half", choices=[*HALVES, "both"], default="open")
    parser.add_argument("--only", metavar="ID", help="one question of that half")
    parser.add_argument("--typed", action="store_true", help="the words as text, without speech")
    parser.add_argument(
        "--lossless", action="store_true", help="the picture as drawn, not as a share delivers it"
    )
    parser.add_argument("--fresh", action="store_true", help="draw, read and hear everything anew")
    parser.add_argument(
        "--details", action="store_true", help="tell single questions of the held-back half too"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
