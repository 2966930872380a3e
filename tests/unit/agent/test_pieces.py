"""Found text is cut at wide gaps, and letters become words with boxes of their own."""

from __future__ import annotations

import numpy as np
import pytest

from agent.engines.pieces import Rgb, cut, laid_out
from agent.reading import Box

pytestmark = pytest.mark.unit

ROW = Box(20, 10, 220, 30)


def strip(*inked: tuple[int, int], noise: int = 0) -> Rgb:
    """A picture with ink in these columns, on the rows of ROW."""
    image = np.full((40, 240, 3), 230, np.uint8)
    image[::2, ::3] -= np.uint8(noise)
    for left, right in inked:
        image[13:27, left:right] = 40
    return image


@pytest.mark.parametrize("noise", [0, 15])
def test_entries_of_a_menu_bar_are_cut_apart_and_words_of_a_sentence_are_not(noise: int) -> None:
    image = strip((24, 50), (56, 80), (110, 150), noise=noise)
    pieces = cut(image, [ROW])
    # A quarter of the height of ground is added at both ends.
    assert [(one.box.left_px, one.box.right_px) for one in pieces] == [(19, 85), (105, 155)]
    assert all(one.image.shape[:2] == (20, one.box.width_px) for one in pieces)
    assert all(one.ink.shape == (one.box.width_px,) for one in pieces)


def test_a_letter_that_the_found_box_leaves_out_is_taken_in() -> None:
    image = strip((26, 34), (36, 60))
    (piece,) = cut(image, [Box(35, 10, 60, 30)])
    assert piece.box.left_px == 26 - 5


def test_ink_further_away_is_left_out() -> None:
    (piece,) = cut(strip((20, 22), (36, 60)), [Box(34, 10, 62, 30)])
    assert piece.box.left_px == 36 - 5


def test_without_ink_there_are_no_pieces() -> None:
    assert cut(strip(), [ROW]) == []


def test_words_get_the_boxes_of_their_ink() -> None:
    (piece,) = cut(strip((24, 34), (36, 46), (52, 62), (64, 80)), [ROW])
    start, width = piece.box.left_px, piece.box.width_px
    letters = [("a", 29), ("b", 41), (" ", 49), ("c", 57), ("d", 72)]
    line = laid_out(
        piece, [letter for letter, _ in letters], [(at - start) / width for _, at in letters], 0.9
    )
    assert line.text == "ab cd"
    assert [word.box for word in line.words] == [Box(24, 10, 46, 30), Box(52, 10, 80, 30)]
    assert line.confidence == 0.9


def test_spaces_alone_are_no_words() -> None:
    (piece,) = cut(strip((24, 34)), [ROW])
    assert laid_out(piece, [" ", "a", " "], [0.0, 0.5, 1.0], 1.0).text == "a"
