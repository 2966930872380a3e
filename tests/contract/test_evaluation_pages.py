"""Every target of the evaluation is one element of its page that can be seen and clicked."""

from __future__ import annotations

import asyncio

import pytest

from evaluation.asking import pages_to_draw
from evaluation.drawing import Wanted
from evaluation.questions import load
from evaluation.rendering import Rendered, Renderer, UnknownElementError, View

pytestmark = pytest.mark.contract

QUESTIONNAIRE = load()
# Pages wait more than they work.
AT_ONCE = 4


async def _rendered(wanted: dict[str, Wanted]) -> dict[str, Rendered | UnknownElementError]:
    places = asyncio.Semaphore(AT_ONCE)
    async with Renderer.running() as renderer:

        async def one(page: Wanted) -> Rendered | UnknownElementError:
            async with places:
                try:
                    return await renderer.render(page.view, list(page.selectors))
                except UnknownElementError as error:
                    return error

        found = await asyncio.gather(*map(one, wanted.values()))
    return dict(zip(wanted, found, strict=True))


@pytest.fixture(scope="module")
def rendered() -> dict[str, Rendered | UnknownElementError]:
    return asyncio.run(_rendered(pages_to_draw(QUESTIONNAIRE, list(QUESTIONNAIRE.questions))))


@pytest.mark.parametrize("page", QUESTIONNAIRE.pages)
def test_every_target_is_exactly_one_element_in_sight(
    page: str, rendered: dict[str, Rendered | UnknownElementError]
) -> None:
    found = rendered[page]
    assert isinstance(found, Rendered), found
    width_px, height_px = QUESTIONNAIRE.pages[page].size
    assert found.picture.shape == (height_px, width_px, 3)
    assert found.boxes.keys() == set(QUESTIONNAIRE.selectors(page))
    # A blank page has one colour.
    assert found.picture.std() > 5


@pytest.mark.parametrize("page", QUESTIONNAIRE.pages)
def test_a_target_is_no_larger_than_a_row(
    page: str, rendered: dict[str, Rendered | UnknownElementError]
) -> None:
    found = rendered[page]
    assert isinstance(found, Rendered), found
    for selector, box in found.boxes.items():
        assert box.height_px <= 64, selector


async def _refused(selector: str) -> None:
    async with Renderer.running() as renderer:
        await renderer.render(View("own", "/board.html", 1920, 1080), [selector])


@pytest.mark.parametrize("selector", ["#not-there", ".c", "#bg-create"])
def test_what_is_absent_ambiguous_or_covered_is_no_target(selector: str) -> None:
    with pytest.raises(UnknownElementError):
        asyncio.run(_refused(selector))
