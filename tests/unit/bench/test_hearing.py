"""Sound is told from silence, and gaps from lost packets."""

from __future__ import annotations

import numpy as np
import pytest

from bench.hearing import Hearing, level_dbfs

pytestmark = pytest.mark.unit

RATE_HZ = 24_000
LOUD = np.full(240, 8000, np.int16)
SILENT = np.zeros(240, np.int16)


def heard(pattern: str) -> Hearing:
    """One hop of 10 ms for each character, `#` for sound; the clock starts at 100 s."""
    hearing = Hearing(RATE_HZ)
    for at, mark in enumerate(pattern):
        hearing.add(100 + at / 100, LOUD if mark == "#" else SILENT)
    return hearing


def test_full_scale_square_is_zero_dbfs() -> None:
    assert level_dbfs(np.full(10, 32767, np.int16)) == pytest.approx(0.0, abs=0.01)


def test_half_of_full_scale_is_six_db_less() -> None:
    assert level_dbfs(np.full(10, 16384, np.int16)) == pytest.approx(-6.02, abs=0.01)


def test_no_samples_are_silence() -> None:
    assert level_dbfs(np.zeros(0, np.int16)) < -100


def test_first_sound_is_the_first_loud_hop_after_the_time() -> None:
    hearing = heard("##......####")
    assert hearing.first_sound_s(0) == pytest.approx(100.00)
    assert hearing.first_sound_s(100.03) == pytest.approx(100.08)


def test_nothing_heard_has_no_first_sound() -> None:
    assert heard("......").first_sound_s(0) is None


def test_a_lost_packet_does_not_end_a_run() -> None:
    runs = heard("####..####").runs()
    assert [(run.first, run.end) for run in runs] == [(0, 10)]


def test_a_gap_of_more_than_50_ms_ends_a_run() -> None:
    runs = heard("###......####").runs()
    assert [(run.first, run.end) for run in runs] == [(0, 3), (9, 13)]
    assert runs[0].to_s == pytest.approx(100.03)
    assert runs[1].from_s == pytest.approx(100.09)


def test_runs_are_clipped_to_the_time_asked_for() -> None:
    (run,) = heard("##########").runs(100.03, 100.06)
    assert (run.first, run.end) == (3, 6)


def test_sounding_looks_back_50_ms() -> None:
    assert heard("###....").sounding
    assert not heard("###......").sounding


def test_samples_of_a_run_are_its_own() -> None:
    hearing = heard("......###")
    (run,) = hearing.runs()
    assert hearing.samples_of(run).tolist() == [8000] * 720
