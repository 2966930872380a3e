"""The practice screens hold what their questions ask for."""

from __future__ import annotations

import pytest
import yaml

from evaluation.practice import SCREENS, reading_of

pytestmark = pytest.mark.unit


def test_every_acceptable_label_stands_on_its_screen() -> None:
    screens = yaml.safe_load(SCREENS.read_text(encoding="utf-8"))
    assert sum(len(screen["questions"]) for screen in screens) == 120
    for screen in screens:
        shown = [line.text for line in reading_of(screen).lines]
        for question in screen["questions"]:
            for text, which in question["acceptable"]:
                assert shown.count(" ".join(str(text).split())) >= which, (screen["id"], text)
