"""Without any key: heard, found on the shared page, pointed at and said, on this machine alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from agent.engines.hearing import Recogniser
from tests.e2e.conftest import Visit
from tests.e2e.conversing import PROGRAM_TITLE, START_WAIT_S, shown_lines, spoken, until_state
from tests.support.browser import Person, Tab, eventually
from tests.support.launched import launched
from tests.support.visitor import HEARD_HZ, MICROPHONE_HZ, Samples

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

LABEL = "Orientation"
QUESTION = "Where is the orientation button?"
NO_KEY = {"GOOGLE_API_KEY": "", "GEMINI_API_KEY": "", "VOICE_STACK": "auto"}


async def test_a_spoken_question_is_answered_in_words_and_by_a_box_on_the_button(
    built_page: None, visit: Visit, tmp_path: Path
) -> None:
    async with (
        launched(tmp_path, NO_KEY) as (_, address),
        visit(Person(shares=PROGRAM_TITLE)) as browser,
    ):
        program = await browser.open_program("writer")
        tab = await browser.open(address)
        await tab.get("start-share").click()
        await said_by_guide(tab, "share your screen")
        await until_state(tab, "listening")
        began_s, _ = await tab.say(spoken(QUESTION))
        await said_by_guide(tab, f"“{LABEL}” is at the top left")
        lines = (await shown_lines(tab))[-1]
        assert [words for who, _, words in lines if who == "user"] == [QUESTION]
        assert await overlap(tab, program) > 0.5
        await until_state(tab, "listening")
        heard = (await tab.listen()).between(began_s, np.inf)
    words = Recogniser().transcribe(at_16_khz(heard), "en").text.lower()
    assert LABEL.lower() in words
    assert "top" in words


async def said_by_guide(tab: Tab, words: str) -> None:
    async def said() -> bool:
        snapshots = await shown_lines(tab)
        return bool(snapshots) and any(
            who == "guide" and words.lower() in line.lower() for who, _, line in snapshots[-1]
        )

    await eventually(said, f"the guide says {words!r}", START_WAIT_S)


async def overlap(tab: Tab, program: Tab) -> float:
    """Which part of the box lies on the button, both as shares of the shared page."""
    pointer = tab.get("pointer")
    left, top, width, height = [
        float(await pointer.get_attribute(f"data-{edge}") or "nan")
        for edge in ("left", "top", "width", "height")
    ]
    button = await program.page.get_by_role("button", name=LABEL).bounding_box()
    view = program.page.viewport_size
    assert button is not None
    assert view is not None
    x, y = button["x"] / view["width"], button["y"] / view["height"]
    right = x + button["width"] / view["width"]
    bottom = y + button["height"] / view["height"]
    across = min(left + width, right) - max(left, x)
    down = min(top + height, bottom) - max(top, y)
    return max(0.0, float(across)) * max(0.0, float(down)) / (width * height)


def at_16_khz(samples: Samples) -> Samples:
    """What the page played, at the recogniser's rate."""
    length = samples.size * MICROPHONE_HZ // HEARD_HZ
    places = np.arange(length) * HEARD_HZ / MICROPHONE_HZ
    return np.interp(places, np.arange(samples.size), samples).astype(np.int16)
