"""What is one label, where it lies and what stands beside it."""

from __future__ import annotations

import pytest

from agent.guidance.phrases.grammar import Side, Vertical
from agent.guidance.places import Beside, labels, neighbour, paragraph, region
from agent.reading import Box, Line
from tests.unit.guidance.screens import line, screen

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("left_px", "top_px", "expected"),
    [
        (0, 0, (Vertical.TOP, Side.LEFT)),
        (450, 300, (Vertical.MIDDLE, Side.CENTRE)),
        (880, 590, (Vertical.BOTTOM, Side.RIGHT)),
        (880, 0, (Vertical.TOP, Side.RIGHT)),
        (2000, -50, (Vertical.TOP, Side.RIGHT)),
    ],
)
def test_a_box_lies_in_a_third_down_and_across(
    left_px: int, top_px: int, expected: tuple[Vertical, Side]
) -> None:
    assert region(Box(left_px, top_px, left_px + 10, top_px + 10), 900, 600) == expected


def test_the_nearest_in_the_row_is_the_neighbour() -> None:
    page = labels(screen(line("Save", 40, 300), line("Cancel", 110, 300), line("Quit", 220, 300)))
    found = neighbour(page[2].box, page, 1280)
    assert found is not None
    assert (found[0], found[1].text) == (Beside.NEXT_TO, "Cancel")


def test_without_one_in_the_row_it_is_what_stands_right_above() -> None:
    page = labels(screen(line("E-mail", 40, 100), line("Password", 40, 140), line("x", 90, 139)))
    found = neighbour(page[1].box, page, 1280)
    assert found is not None
    assert (found[0], found[1].text) == (Beside.UNDER, "E-mail")


def test_what_is_far_or_long_or_unsure_is_no_neighbour() -> None:
    long = line("A whole sentence that nobody wants to hear", 120, 300)
    unsure = Line(line("Blurred", 40, 270).words, confidence=0.4)
    page = labels(screen(line("Save", 40, 300), long, line("Far", 1200, 300), unsure))
    assert neighbour(page[0].box, page, 1280) is None


def test_a_wide_gap_and_the_end_of_a_sentence_part_labels() -> None:
    wide = Line(line("Save as", 40, 10).words + line("Cancel", 400, 10).words)
    ended = line("New here? Sign up", 40, 60)
    assert [label.text for label in labels(screen(wide, ended))] == [
        "Save as",
        "Cancel",
        "New here?",
        "Sign up",
    ]


def test_a_bar_between_entries_parts_them_and_belongs_to_none() -> None:
    page = labels(screen(line("Imprint | Site map | Contact us", 40, 690)))
    assert [label.text for label in page] == ["Imprint", "Site map", "Contact us"]


def test_a_paragraph_ends_where_the_lines_part() -> None:
    page = labels(
        screen(
            line("First line", 40, 100),
            line("second line", 40, 126),
            line("other column", 700, 126),
            line("far below", 40, 300),
        )
    )
    assert [label.text for label in paragraph(page[0], page)] == ["First line", "second line"]
