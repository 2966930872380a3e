"""The synthetic screen shows the same at the same second, and changes where it should."""

from __future__ import annotations

import numpy as np
import pytest

from bench.page import CARET_S, HEIGHT_PX, WIDTH_PX, Activity, Page

pytestmark = pytest.mark.unit

ACTIVITY = Activity(typing_s=(2.0, 4.0), scroll_s=(5.0, 6.0), switches_s=(7.0, 8.0))


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(ACTIVITY)


def changed(page: Page, before_s: float, after_s: float) -> int:
    """Pixels of luma that differ."""
    before, after = (np.frombuffer(page.frame(at), np.uint8) for at in (before_s, after_s))
    return int(np.count_nonzero(before != after))


def test_a_frame_holds_three_planes(page: Page) -> None:
    assert len(page.frame(0.0)) == WIDTH_PX * HEIGHT_PX * 3 // 2


def test_a_still_screen_changes_by_its_caret_only(page: Page) -> None:
    assert changed(page, 0.0, 2 * CARET_S) == 0
    assert 0 < changed(page, 0.0, CARET_S) < 100


def test_typing_changes_a_line(page: Page) -> None:
    assert 100 < changed(page, 2.0, 2.0 + 2 * CARET_S) < 36 * WIDTH_PX


def test_scrolling_and_switching_change_much_of_the_screen(page: Page) -> None:
    assert changed(page, 4.9, 6.0) > 50_000
    assert changed(page, 6.9, 7.1) > 50_000


def test_a_second_switch_brings_the_first_window_back(page: Page) -> None:
    assert changed(page, 6.9, 6.9 + 4 * CARET_S) == 0
