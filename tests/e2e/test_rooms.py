"""Coming, going and being several: each person has a room of their own, gone when they are."""

from __future__ import annotations

import numpy as np
import psutil
import pytest

from tests.e2e.conftest import Visit
from tests.e2e.conversing import (
    Guest,
    assert_no_complaints,
    begin,
    enter,
    pcm_of,
    rooms_of,
    until_room_gone,
)
from tests.e2e.measures import speech_likeness, tone_s
from tests.support.browser import Person, eventually
from tests.support.stack import Stack

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]


async def test_after_a_reload_the_old_room_is_gone_and_a_new_conversation_works(
    house: Stack, visit: Visit
) -> None:
    async with visit(Person()) as browser:
        before = await begin(house, browser)
        await before.tab.page.reload()
        after = await enter(house, before.tab)
        assert after.room != before.room
        await after.until_tone(0)
        await after.ask("Are you still there?", 1)
        await until_room_gone(house, before.room)
        await until_model_let_go(before)
        assert after.room in await rooms_of(house)
        assert_no_complaints(after.tab)


async def test_leaving_leaves_nothing_behind(house: Stack, visit: Visit) -> None:
    await until_idle(house)
    warm = set(house.worker.descendants())
    async with visit(Person()) as browser:
        guest = await begin(house, browser)
        await guest.tab.get("leave").click()
        await guest.tab.get("start-again").wait_for()
        await until_room_gone(house, guest.room)
        await until_model_let_go(guest)

        async def job_gone() -> bool:
            now = set(house.worker.descendants())
            return len(now) == len(warm) and bool(warm - now)

        await eventually(job_gone, "the process of the conversation is gone")
        again = guest.tab
        await again.get("start-again").click()
        await again.get("start-talk").wait_for()
        assert_no_complaints(again)


async def until_idle(house: Stack) -> None:
    """Wait until no conversation is left, and the processes kept warm for the next are there."""

    async def idle() -> bool:
        return not await rooms_of(house) and house.gemini.open_connections == 0

    await eventually(idle, "no room and no connection to the model is left")
    count, seen = len(house.worker.descendants()), 0

    async def steady() -> bool:
        nonlocal count, seen
        now = len([p for p in house.worker.descendants() if p.status() != psutil.STATUS_ZOMBIE])
        count, seen = now, seen + 1 if now == count else 0
        return seen >= 60

    await eventually(steady, "the number of processes stays the same for 3 s")


async def until_model_let_go(guest: Guest) -> None:
    async def closed() -> bool:
        return guest.connection.closed_at is not None

    await eventually(closed, "the connection to the model is closed")


async def test_two_people_at_once_never_hear_each_other(house: Stack, visit: Visit) -> None:
    async with visit(Person()) as one, visit(Person()) as other:
        ada, ben = await begin(house, one), await begin(house, other)
        assert ada.room != ben.room
        of_ada = await ada.ask("Where do I change the margins of this letter?", 1)
        of_ben = await ben.ask("How can I send it to the printer afterwards?", 1)
        (at_ada,), (at_ben,) = ada.turns, ben.turns
        assert speech_likeness(of_ada, pcm_of(at_ada)) > speech_likeness(of_ben, pcm_of(at_ada))
        assert speech_likeness(of_ben, pcm_of(at_ben)) > speech_likeness(of_ada, pcm_of(at_ben))
        for me, them in ((ada, ben), (ben, ada)):
            heard = (await me.tab.listen()).between(0.0, np.inf)
            assert [tone_s(heard, me.tone_hz(turn)) > 0.5 for turn in (0, 1)] == [True, True]
            assert [tone_s(heard, them.tone_hz(turn)) for turn in (0, 1)] == [0.0, 0.0]
            assert_no_complaints(me.tab)
