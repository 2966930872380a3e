"""What `make run` starts is what a person uses: its own servers, its own secrets, its own page."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import psutil
import pytest

from tests.e2e.conftest import Visit
from tests.e2e.conversing import (
    ENOUGH_TONE_S,
    PROGRAM_TITLE,
    START_WAIT_S,
    pcm_of,
    spoken,
    tone_hz,
    tones,
)
from tests.e2e.measures import picture_likeness, speech_likeness, tone_s
from tests.fakes.gemini import FakeGeminiLive
from tests.support.browser import Person, Tab, eventually
from tests.support.launched import launched

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

LIKE = 0.7
SAME_PICTURE = 0.98


async def test_a_spoken_question_over_a_shared_page_is_answered_at_the_address_it_prints(
    built_page: None, visit: Visit, tmp_path: Path
) -> None:
    async with (
        FakeGeminiLive(tones()) as gemini,
        launched(tmp_path, _model(gemini)) as (launcher, address),
        visit(Person(shares=PROGRAM_TITLE)) as browser,
    ):
        program = await browser.open_program("writer")
        tab = await browser.open(address)
        await tab.get("start-share").click()
        await _heard(tab, turn=0)
        words = spoken("Where do I change the margins of this letter?")
        await tab.say(words)
        await _heard(tab, turn=1)
        greeting, question = gemini.record.turns
        assert greeting.pcm == b""
        assert speech_likeness(words, pcm_of(question)) > LIKE
        screenshot = await program.page.screenshot()

        async def page_was_seen() -> bool:
            return any(
                picture_likeness(frame.jpeg, screenshot) > SAME_PICTURE
                for frame in gemini.record.frames
            )

        await eventually(page_was_seen, "a picture of the shared page at the model", START_WAIT_S)
        children = launcher.descendants()
        launcher.popen.terminate()
        assert await launcher.wait(30) == 0
        assert [child for child in children if _runs(child)] == []


def _runs(process: psutil.Process) -> bool:
    """It may have ended and still wait for its parent to notice."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _model(gemini: FakeGeminiLive) -> dict[str, str]:
    return {
        "GOOGLE_API_KEY": "test-key",
        "GEMINI_BASE_URL": gemini.base_url,
        "SSL_CERT_FILE": str(gemini.ca_file),
    }


async def _heard(tab: Tab, *, turn: int) -> None:
    wanted_hz = tone_hz(0, turn)
    await tab.until_heard(
        lambda heard: tone_s(heard.between(0.0, np.inf), wanted_hz) >= ENOUGH_TONE_S,
        f"the answer to turn {turn}",
    )
