"""`python -m evaluation.practice [--details]`: the finder over screens given as text, in a second.

Questions that strangers wrote without knowing the finder, for tuning beside the open half: they may
be read and learnt from, so their figures say less and less of strange screens.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from agent.guidance.finder import Finder
from agent.reading import Box, Line, Reading, Word
from evaluation.score import Outcome, judge
from protocol.messages import Language

SCREENS = Path(__file__).with_name("practice.yaml")
# About those of 16 px interface text.
CHAR_PX, HEIGHT_PX = 8, 16


def reading_of(screen: dict[str, Any]) -> Reading:
    """The screen's labels as a reader would give them."""
    return Reading(tuple(_line(*label) for label in screen["labels"]), *screen["size"])


def _line(text: str, left_px: int, top_px: int) -> Line:
    words, x = [], left_px
    for word in str(text).split():
        end = x + CHAR_PX * len(word)
        words.append(Word(word, Box(x, top_px, end, top_px + HEIGHT_PX)))
        x = end + CHAR_PX
    return Line(tuple(words))


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m evaluation.practice", description=__doc__)
    parser.add_argument("--details", action="store_true", help="print what was not right")
    options = parser.parse_args(arguments)
    counts: dict[str, Counter[Outcome]] = {}
    for screen in yaml.safe_load(SCREENS.read_text(encoding="utf-8")):
        reading = reading_of(screen)
        for question in screen["questions"]:
            outcome, said = _ask(question, reading)
            for group in (question["wording"], question["language"], "total"):
                counts.setdefault(group, Counter())[outcome] += 1
            if options.details and outcome not in (Outcome.HIT, Outcome.RIGHT_REFUSAL):
                print(f"{outcome:<14}{screen['id']}: {question['words']} -> {said}")
    for group, found in counts.items():
        shares = "  ".join(f"{outcome} {found[outcome]}" for outcome in Outcome)
        print(f"{group:<12}{found.total():>4}  {shares}")
    return 0


def _ask(question: dict[str, Any], reading: Reading) -> tuple[Outcome, str]:
    answer = Finder(Language(question["language"])).answer(question["words"], reading)
    targets = []
    for text, which in question["acceptable"]:
        alike = [line.box for line in reading.lines if line.text == " ".join(str(text).split())]
        targets.append(alike[which - 1])
    asked_back = answer.kind == "several" and answer.box is None
    return judge(answer.box, targets, asked_back=asked_back), answer.text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
