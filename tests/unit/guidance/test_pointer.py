"""From a model's box to the one the user sees."""

from __future__ import annotations

import pytest

from agent.guidance.pointer import box_2d_of, request_of
from agent.reading import Box, Line, Reading, Word

pytestmark = pytest.mark.unit


def _line(text: str, left_px: int, top_px: int) -> Line:
    words, x = [], left_px
    for word in text.split():
        words.append(Word(word, Box(x, top_px, x + 10 * len(word), top_px + 20)))
        x += 10 * len(word) + 10
    return Line(tuple(words))


READING = Reading(
    (_line("Enregistrer", 900, 100), _line("Save as", 500, 500), _line("Save as", 900, 900)),
    width_px=1000,
    height_px=1000,
)


def test_a_box_survives_the_way_through_thousandths() -> None:
    box = Box(192, 108, 384, 216)
    reading = Reading((), 1920, 1080)
    request = request_of(box_2d_of(box, reading), "x", None)
    assert (request.left, request.top) == pytest.approx((0.1, 0.1))
    assert (request.width, request.height) == pytest.approx((0.1, 0.1))


def test_a_box_a_little_off_is_laid_on_its_words() -> None:
    request = request_of([130, 880, 160, 940], "enregistrer", READING)
    assert (request.left, request.top) == (0.9, 0.1)
    assert request.width == pytest.approx(0.11)


def test_of_two_like_labels_the_nearer_is_taken() -> None:
    request = request_of([480, 480, 540, 560], "Save as", READING)
    assert (request.left, request.top) == (0.5, 0.5)


@pytest.mark.parametrize("label", ["", "Print", "Save as PDF"])
def test_a_label_that_is_not_written_there_leaves_the_box_alone(label: str) -> None:
    request = request_of([130, 880, 160, 940], label, READING)
    assert (request.left, request.top) == (0.88, 0.13)


def test_a_label_far_from_the_box_does_not_draw_it_away() -> None:
    request = request_of([100, 100, 120, 150], "Enregistrer", READING)
    assert (request.left, request.top) == (0.1, 0.1)


@pytest.mark.parametrize(
    "box", [[], [1, 2, 3], [0, 0, 1001, 5], [-1, 0, 5, 5], [5, 0, 5, 10], [0, 9, 10, 3]]
)
def test_what_is_no_box_is_refused(box: list[int]) -> None:
    with pytest.raises(ValueError, match="box_2d"):
        request_of(box, "x", READING)


def test_a_long_label_is_cut() -> None:
    assert len(request_of([0, 0, 10, 10], "x" * 1000, None).label) == 200
