"""A person talks, shows and types to the guide, and hears it answer."""

from __future__ import annotations

import json
import time
import wave
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from protocol.messages import Attribute, Sight, TalkMode
from tests.e2e.conftest import Visit
from tests.e2e.conversing import (
    PROGRAM_TITLE,
    Guest,
    assert_no_complaints,
    begin,
    enter,
    open_page,
    pcm_of,
    shown_lines,
    shown_states,
    spoken,
    tones,
)
from tests.e2e.measures import picture_likeness, speech_likeness, tone_s
from tests.support.browser import Person, Tab, eventually
from tests.support.stack import Stack
from tests.support.visitor import MICROPHONE_HZ, Samples

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

MARGINS = "Where do I change the margins of this letter?"
PRINTER = "And how can I send it to the printer afterwards?"
LIKE = 0.7
SAME_PICTURE = 0.98
REPEAT_EVERY_S = 9.0
SHARER = Person(shares=PROGRAM_TITLE)


def repeated(words: Samples, path: Path, times: int) -> Path:
    """A WAV in which the words are said again and again, beginning with a silence."""
    silence = np.zeros(round(REPEAT_EVERY_S * MICROPHONE_HZ) - len(words), dtype=np.int16)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, MICROPHONE_HZ, 0, "NONE", ""))
        file.writeframes(np.concatenate([silence, words] * times).tobytes())
    return path


async def test_a_question_from_the_browsers_own_microphone_is_one_turn_each_time(
    house: Stack, visit: Visit, tmp_path: Path
) -> None:
    words = spoken(MARGINS)
    microphone = repeated(words, tmp_path / "microphone.wav", times=8)
    async with visit(Person(shares=PROGRAM_TITLE, speaks_from=microphone)) as browser:
        program = await browser.open_program("writer")
        guest = await enter(house, await open_page(house, browser), "start-share")

        async def two_whole_questions() -> bool:
            return sum(speech_likeness(words, pcm_of(turn)) > LIKE for turn in guest.turns) >= 2

        await eventually(two_whole_questions, "two whole questions at the model", 60.0)
        # The microphone may have been opened in the middle of the first one.
        turns = [t for t in guest.turns if speech_likeness(words, pcm_of(t)) > LIKE][:2]
        assert turns[1].index == turns[0].index + 1
        assert turns[1].started_at - turns[0].started_at == pytest.approx(REPEAT_EVERY_S, abs=1.5)
        await guest.until_tone(turns[0].index)
        await guest.until_tone(turns[1].index)
        screenshot = await program.page.screenshot()
        assert all(
            picture_likeness(frame.jpeg, screenshot) > SAME_PICTURE
            for frame in guest.connection.frames
        )
        assert any(turn.frames for turn in guest.turns)
        assert_no_complaints(guest.tab)


async def test_each_question_is_one_turn_heard_as_it_was_spoken(house: Stack, visit: Visit) -> None:
    async with visit(Person()) as browser:
        guest = await begin(house, browser)
        first = await guest.ask(MARGINS, 1)
        second = await guest.ask(PRINTER, 2)
        turns = await guest.until_turns(2)
        assert [turn.index for turn in turns] == [1, 2]
        for own, other, turn in ((first, second, turns[0]), (second, first, turns[1])):
            assert speech_likeness(own, pcm_of(turn)) > LIKE
            assert speech_likeness(other, pcm_of(turn)) < LIKE
        heard = (await guest.tab.listen()).between(0.0, np.inf)
        assert [tone_s(heard, guest.tone_hz(turn)) > 0.8 for turn in range(3)] == [True] * 3
        assert_no_complaints(guest.tab)


async def test_the_page_says_what_the_guide_does_and_each_line_once(
    house: Stack, visit: Visit
) -> None:
    async with visit(Person()) as browser:
        guest = await begin(house, browser)
        # Long enough for the page to draw what has been recognised so far.
        house.gemini.script = tones(heard_over_ms=400.0)
        before = len(await shown_states(guest.tab))
        await guest.ask(MARGINS, 1)
        states = (await shown_states(guest.tab))[before - 1 :]
        # Looking may last less than it takes to tell: nothing is shared here.
        assert [state for state in states if state != "looking"] == [
            "listening",
            "thinking",
            "speaking",
            "listening",
        ]
        c = guest.connection.index
        question, answer = f"Question 1 of conversation {c}?", f"Answer 1 of conversation {c}."

        async def complete() -> bool:
            return (await guest.lines())[-2:] == [("user", True, question), ("guide", True, answer)]

        await eventually(complete, f"both lines, final; shown: {await guest.lines()}")
        for look in await shown_lines(guest.tab):
            speakers = [speaker for speaker, _, _ in look]
            assert speakers.count("user") <= 1, look
            assert speakers.count("guide") <= 2, look
        assert any(
            speaker == "user" and not final and question.startswith(words.strip())
            for look in await shown_lines(guest.tab)
            for speaker, final, words in look
        ), "the question was never shown while it was still being recognised"
        assert answer in await guest.tab.get("caption").inner_text()


async def test_a_typed_message_is_answered_aloud(house: Stack, visit: Visit) -> None:
    async with visit(Person()) as browser:
        guest = await begin(house, browser)
        await guest.type("Where is the ruler?")
        await guest.until_tone(1)
        (turn,) = guest.turns
        assert "Where is the ruler?" in turn.text
        assert [words for who, _, words in await guest.lines() if who == "user"] == [
            "Where is the ruler?"
        ]
        assert_no_complaints(guest.tab)


@pytest.mark.parametrize("by", ["space bar", "pointer"])
async def test_holding_to_talk_makes_one_turn_of_what_was_held(
    house: Stack, visit: Visit, by: str
) -> None:
    async with visit(Person()) as browser:
        guest = await begin(house, browser)
        await guest.choose_mode(TalkMode.HOLD)
        await guest.tab.say(spoken(PRINTER))  # not held: nobody's business
        await press(guest.tab, by)
        words = spoken(MARGINS)
        await guest.tab.say(words)
        await release(guest.tab, by)
        await guest.until_tone(1)
        (turn,) = guest.turns
        assert speech_likeness(words, pcm_of(turn)) > LIKE
        assert speech_likeness(spoken(PRINTER), pcm_of(turn)) < LIKE
        assert_no_complaints(guest.tab)


async def press(tab: Tab, by: str) -> None:
    if by == "pointer":
        await tab.get("talk-hold").hover()
        await tab.page.mouse.down()
    else:
        await tab.page.keyboard.down("Space")
    await tab.page.locator("[data-testid=talk-hold][aria-pressed=true]").wait_for()


async def release(tab: Tab, by: str) -> None:
    if by == "pointer":
        await tab.page.mouse.up()
    else:
        await tab.page.keyboard.up("Space")
    await tab.page.locator("[data-testid=talk-hold][aria-pressed=false]").wait_for()


async def test_talking_into_an_answer_stops_it_and_gets_another(house: Stack, visit: Visit) -> None:
    async with visit(Person()) as browser:
        guest = await begin(house, browser)
        house.gemini.script = tones(length_s=12.0)
        await guest.tab.say(spoken(MARGINS))
        await guest.until_tone(1, enough_s=1.5)
        house.gemini.script = tones()
        spoke_s, _ = await guest.tab.say(spoken(PRINTER))
        await guest.until_tone(2)
        heard = await guest.tab.listen()
        # From the first sound of speech to silence; `make bench` holds it to far less.
        assert tone_s(heard.between(spoke_s + 1.5, np.inf), guest.tone_hz(1)) == 0.0
        assert tone_s(heard.between(spoke_s + 1.5, np.inf), guest.tone_hz(2)) >= 0.5
        first, second = guest.turns
        assert first.replies[-1].interrupted_at is not None
        assert speech_likeness(spoken(PRINTER), pcm_of(second)) > LIKE
        states = await shown_states(guest.tab)
        assert ("speaking", "listening") in list(pairwise(states))
        assert_no_complaints(guest.tab)


async def test_the_guide_sees_what_is_shared_while_it_is_shared(house: Stack, visit: Visit) -> None:
    async with visit(SHARER) as browser:
        program = await browser.open_program("writer")
        guest = await begin(house, browser, "start-share")
        await guest.until_guide_says(Attribute.SIGHT, Sight.SCREEN)
        closed = await program.page.screenshot()
        await until_seen(guest, closed)
        await program.page.evaluate("document.getElementById('margins').click()")
        opened = await program.page.screenshot()
        assert picture_likeness(closed, opened) < SAME_PICTURE
        await until_seen(guest, opened)

        await guest.tab.get("share-toggle").click()
        await guest.until_guide_says(Attribute.SIGHT, Sight.STOPPED)
        await guest.tab.page.get_by_text("sharing has stopped").wait_for()
        frames = guest.connection.frame_count
        await guest.ask(MARGINS, 1)
        assert guest.connection.frame_count == frames
        await guest.tab.get("share-toggle").click()
        await guest.until_guide_says(Attribute.SIGHT, Sight.SCREEN)
        await until_seen(guest, opened, after=frames)
        assert_no_complaints(guest.tab)


async def until_seen(guest: Guest, screenshot: bytes, *, after: int = 0) -> None:
    """Wait until the newest picture the model has is this one."""

    async def seen() -> bool:
        frames = guest.connection.frames
        return (
            guest.connection.frame_count > after
            and picture_likeness(frames[-1].jpeg, screenshot) > SAME_PICTURE
        )

    await eventually(seen, "the model has the screen as it is now")


async def test_another_voice_in_mid_call_reaches_the_model(house: Stack, visit: Visit) -> None:
    async with visit(Person()) as browser:
        guest = await begin(house, browser)
        await guest.tab.get("devices").click()
        await guest.tab.get("voice-select").select_option("Kore")
        await guest.until_guide_says(Attribute.VOICE, "Kore")
        started_s = time.monotonic()

        async def in_a_setup() -> bool:
            return '"Kore"' in json.dumps(house.gemini.record.connections[-1].setup)

        await eventually(in_a_setup, "a connection to the model with the new voice")
        await guest.type("Is this your new voice?")
        await guest.tab.until_heard(
            lambda heard: heard.audible_s(started_s) > 0.5, "an answer after the change"
        )
        assert_no_complaints(guest.tab)
