"""The pitch of a reply tells where in it a listener is."""

from __future__ import annotations

import numpy as np
import pytest

from bench import sweep
from bench.hearing import Hearing

pytestmark = pytest.mark.unit

RATE_HZ = 24_000
HOP = RATE_HZ // 100
REPLY = np.frombuffer(sweep.pcm(10.0, RATE_HZ), np.int16)


def part(from_s: float, to_s: float) -> np.ndarray:
    return REPLY[round(from_s * RATE_HZ) : round(to_s * RATE_HZ)]


def silence(duration_s: float) -> np.ndarray:
    return np.zeros(round(duration_s * RATE_HZ), np.int16)


def hear(*parts: np.ndarray, noise: float = 0.0) -> Hearing:
    samples = np.concatenate(parts).astype(np.float64)
    samples += noise * np.random.default_rng(0).standard_normal(len(samples))
    hearing = Hearing(RATE_HZ)
    for at in range(len(samples) // HOP):
        hearing.add(at / 100, samples[at * HOP : (at + 1) * HOP].astype(np.int16))
    return hearing


def test_the_reply_has_the_length_asked_for() -> None:
    assert len(REPLY) == 10 * RATE_HZ


def test_the_reply_begins_and_ends_without_a_click() -> None:
    assert abs(int(REPLY[0])) < 100
    assert abs(int(REPLY[-1])) < 100


@pytest.mark.parametrize("at_s", [0.1, 1.0, 4.567, 9.9])
def test_position_is_read_to_five_milliseconds(at_s: float) -> None:
    window = part(at_s - sweep.WINDOW_S / 2, at_s + sweep.WINDOW_S / 2)
    assert sweep.position_s(window, RATE_HZ) == pytest.approx(at_s, abs=0.005)


def test_a_stretch_knows_where_it_starts_and_ends() -> None:
    (stretch,) = sweep.stretches(hear(silence(0.5), part(2.0, 5.0), silence(0.5), noise=100), 0)
    assert stretch.from_s == pytest.approx(0.5, abs=0.011)
    assert stretch.to_s == pytest.approx(3.5, abs=0.011)
    assert stretch.starts_at_s == pytest.approx(2.0, abs=0.015)
    assert stretch.ends_at_s == pytest.approx(5.0, abs=0.015)


@pytest.mark.parametrize(("resumes_at_s", "skipped_s"), [(3.0, 0.0), (3.2, 0.2), (2.9, -0.1)])
def test_what_a_pause_skips_or_repeats_is_found(resumes_at_s: float, skipped_s: float) -> None:
    hearing = hear(part(1.0, 3.0), silence(0.4), part(resumes_at_s, resumes_at_s + 2))
    before, after = sweep.stretches(hearing, 0)
    assert sweep.jump_s(before, after) == pytest.approx(skipped_s, abs=0.015)


def test_a_click_is_no_stretch() -> None:
    assert sweep.stretches(hear(silence(0.2), part(1.0, 1.03), silence(0.2)), 0) == []
