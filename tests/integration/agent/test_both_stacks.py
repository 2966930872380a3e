"""What a user may expect whichever voice stack is behind the guide: one suite over both."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from PIL import Image

from protocol.messages import GuideState, Sight, TalkMode
from tests.integration.agent.sides import Side, joining, running_side
from tests.support.questions import question
from tests.support.sounds.synthesis import coughs
from tests.support.visitor import Visitor, is_audible

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["gemini", "local"])
async def side(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Side]:
    async with running_side(request.param, tmp_path_factory.mktemp("side")) as running:
        yield running


async def speaking(visitor: Visitor, since_s: float) -> None:
    def speaks() -> bool:
        return visitor.heard.audible_s(since_s) > 0.4 and visitor.state() == GuideState.SPEAKING

    await visitor.until(speaks, 15.0, "an answer")


async def test_a_question_is_one_turn_told_by_the_states_and_barging_in_is_another(
    side: Side,
) -> None:
    async with joining(side) as visitor:
        await visitor.until_quiet()
        seen = len(visitor.states)
        _, ended_s = await visitor.say(question(1))
        await speaking(visitor, ended_s)
        assert side.turns() == 1
        states = [state for _, state, _ in visitor.states[seen:]]
        told = [state for state in states if state != GuideState.LOOKING]
        assert told == [GuideState.THINKING, GuideState.SPEAKING]
        barged_s, _ = await visitor.say(question(3))
        # Silent within a second. Later the answer to the sentence's first part may be heard.
        heard = [block for at, block in visitor.heard.blocks if 1.0 <= at - barged_s <= 1.6]
        assert not any(is_audible(block) for block in heard)
        await speaking(visitor, time.monotonic())
        assert side.turns() == 2
        await visitor.until_quiet()
        await visitor.until_state(GuideState.LISTENING)
        captions = list(visitor.captions)
        assert any(who.startswith("guide") for who in captions)
        assert any(who.startswith("user") for who in captions)


async def test_a_cough_takes_nothing_of_the_reply_away(side: Side) -> None:
    sound = coughs()[0]
    async with joining(side) as visitor:
        await visitor.until_quiet()
        lengths_s = []
        for cough in (False, True):
            _, ended_s = await visitor.say(question(1))
            await speaking(visitor, ended_s)
            if cough:
                await visitor.say(sound.samples[: round(16_000 * (sound.end_s + 0.1))])
            await visitor.until_quiet(quiet_s=1.5)
            lengths_s.append(visitor.heard.audible_s(ended_s))
        assert lengths_s[1] == pytest.approx(lengths_s[0], abs=0.35)
        assert side.turns() == 2


async def test_hold_to_talk_takes_what_is_said_while_held_and_nothing_else(side: Side) -> None:
    async with joining(side) as visitor:
        await visitor.until_quiet()
        await visitor.talk(TalkMode.HOLD)
        await visitor.say(question(4))
        assert side.turns() == 0
        await visitor.talk(TalkMode.HOLD, held=True)
        _, ended_s = await visitor.say(question(1))
        await visitor.talk(TalkMode.HOLD, held=False)
        await speaking(visitor, ended_s)
        assert side.turns() == 1


async def test_the_screen_comes_with_the_question_and_its_end_is_known(side: Side) -> None:
    async with joining(side) as visitor:
        await visitor.until_quiet()
        assert visitor.sight() == Sight.NONE
        shared = await visitor.share(Image.new("RGB", (1280, 720), "#b02020"))
        await visitor.until(lambda: visitor.sight() == Sight.SCREEN, 5, "sight of the screen")
        _, ended_s = await visitor.say(question(1))
        await speaking(visitor, ended_s)
        assert side.saw_screen()
        await visitor.unshare(shared)
        await visitor.until(lambda: visitor.sight() == Sight.STOPPED, 5, "the end of sight")


async def test_typing_needs_no_microphone_and_a_lost_model_is_shown_and_comes_back(
    side: Side,
) -> None:
    async with joining(side, microphone=False) as visitor:
        await visitor.until_quiet()
        typed_s = time.monotonic()
        await visitor.type("Where is the save button?")
        await speaking(visitor, typed_s)
        await visitor.until_quiet()
        await side.lose_model()
        await visitor.type("Hello?")
        await visitor.until(
            lambda: GuideState.RECONNECTING in [state for _, state, _ in visitor.states],
            15,
            "the loss",
        )
        await visitor.until_state(GuideState.LISTENING, 20)
        typed_s = time.monotonic()
        await visitor.type("And now?")
        await speaking(visitor, typed_s)
        assert "Where is the save button?" in side.said()
        assert "And now?" in side.said()
