"""When an answer is a hit, near, wrong or an honest refusal, and how they are counted."""

from __future__ import annotations

import pytest

from agent.reading import Box
from evaluation.score import Outcome, Tally, judge

pytestmark = pytest.mark.unit

BUTTON = Box(100, 200, 180, 230)
OTHER = Box(600, 600, 700, 640)


def _centred(x_px: int, y_px: int, side_px: int = 2) -> Box:
    half_px = side_px // 2
    return Box(x_px - half_px, y_px - half_px, x_px + half_px, y_px + half_px)


def test_a_box_around_the_label_of_a_button_is_a_hit() -> None:
    assert judge(Box(115, 207, 165, 223), [BUTTON]) is Outcome.HIT


@pytest.mark.parametrize(
    ("x_px", "outcome"), [(184, Outcome.HIT), (186, Outcome.NEAR), (96, Outcome.HIT)]
)
def test_the_element_is_grown_by_four_pixels(x_px: int, outcome: Outcome) -> None:
    assert judge(_centred(x_px, 215), [BUTTON]) is outcome


def test_any_of_several_right_elements_will_do() -> None:
    assert judge(_centred(650, 620), [BUTTON, OTHER]) is Outcome.HIT


@pytest.mark.parametrize(("y_px", "outcome"), [(270, Outcome.NEAR), (272, Outcome.WRONG)])
def test_near_ends_forty_pixels_from_the_element(y_px: int, outcome: Outcome) -> None:
    assert judge(_centred(140, y_px), [BUTTON]) is outcome


def test_a_corner_is_measured_across() -> None:
    assert judge(_centred(180 + 30, 230 + 30), [BUTTON]) is Outcome.WRONG


def test_a_box_that_overlaps_the_element_with_its_middle_far_away_is_near() -> None:
    assert judge(Box(170, 200, 900, 240), [BUTTON]) is Outcome.NEAR


def test_a_box_that_only_touches_the_element_does_not_overlap_it() -> None:
    assert judge(Box(180, 200, 900, 230), [BUTTON]) is Outcome.WRONG


def test_showing_nothing_is_right_only_when_nothing_is_there() -> None:
    assert judge(None, []) is Outcome.RIGHT_REFUSAL
    assert judge(None, [BUTTON]) is Outcome.REFUSED


def test_a_box_where_nothing_is_right_is_wrong() -> None:
    assert judge(BUTTON, []) is Outcome.WRONG


def test_asking_back_is_neither_right_nor_wrong() -> None:
    assert judge(None, [BUTTON], asked_back=True) is Outcome.ASKED_BACK
    assert judge(None, [], asked_back=True) is Outcome.ASKED_BACK


def test_who_asks_back_and_points_is_judged_by_the_box() -> None:
    assert judge(OTHER, [BUTTON], asked_back=True) is Outcome.WRONG


def test_rates_are_over_all_questions() -> None:
    tally = Tally.of([Outcome.HIT, Outcome.RIGHT_REFUSAL, Outcome.WRONG, Outcome.ASKED_BACK])
    assert tally.asked == 4
    assert tally.right_rate == 0.5
    assert tally.rate(Outcome.WRONG) == 0.25
    assert tally.rate(Outcome.NEAR) == 0.0


def test_the_interval_is_wilsons() -> None:
    # 8 of 10: 0.4902 to 0.9433 (Wilson, z = 1.96), worked out by hand.
    tally = Tally.of([Outcome.HIT] * 8 + [Outcome.WRONG] * 2)
    assert tally.right_interval() == pytest.approx((0.4902, 0.9433), abs=5e-4)


def test_without_questions_nothing_is_known() -> None:
    assert Tally.of([]).right_interval() == (0.0, 1.0)
    assert Tally.of([]).right_rate == 0.0
