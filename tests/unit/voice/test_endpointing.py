"""The silence a turn's end asks for falls as the model grows surer."""

from __future__ import annotations

from itertools import pairwise

import pytest

from agent.voice.endpointing import required_silence_s

pytestmark = pytest.mark.unit

HESITATION_S = 0.75


def test_the_surer_the_sooner() -> None:
    waits_s = [required_silence_s(percent / 100) for percent in range(101)]
    assert waits_s == sorted(waits_s, reverse=True)


def test_it_neither_jumps_nor_leaves_its_bounds() -> None:
    waits_s = [required_silence_s(permille / 1000) for permille in range(1001)]
    assert max(a - b for a, b in pairwise(waits_s)) < 0.02
    assert (max(waits_s), min(waits_s)) == (2.5, 0.24)


def test_a_sure_end_is_taken_at_once() -> None:
    assert required_silence_s(0.85) < 0.3


@pytest.mark.parametrize("probability", [0.0, 0.2, 0.5, 0.65])
def test_a_doubtful_pause_outlasts_a_hesitation(probability: float) -> None:
    assert required_silence_s(probability) > HESITATION_S


def test_without_an_answer_it_waits_longer_than_silence_alone_would() -> None:
    assert 0.55 < required_silence_s(None) < 1.0
