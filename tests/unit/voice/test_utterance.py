"""Whose words are asked for, and when: a turn's pause may be its end, or not."""

from __future__ import annotations

import asyncio

import pytest

from agent.voice.local.utterance import Utterance

pytestmark = pytest.mark.unit


class Recogniser:
    """Answers with how much it was given; only when it is let."""

    def __init__(self) -> None:
        self.asked: list[bytes] = []
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    async def __call__(self, sound: bytes) -> str:
        self.asked.append(sound)
        await self.may_answer.wait()
        return sound.decode()


async def test_a_turn_that_ends_with_its_pause_is_recognised_once() -> None:
    recognise = Recogniser()
    utterance = Utterance(recognise)
    utterance.add(b"where")
    utterance.pause(1.0)
    utterance.add(b"...")
    utterance.pause(1.0)
    assert await utterance.words(1.0) == "where"
    assert recognise.asked == [b"where"]


async def test_speech_after_a_pause_is_recognised_with_what_came_before() -> None:
    recognise = Recogniser()
    utterance = Utterance(recognise)
    utterance.add(b"where ")
    utterance.pause(1.0)
    utterance.add(b"is it")
    utterance.pause(2.0)
    assert await utterance.words(2.0) == "where is it"


@pytest.mark.parametrize("ended_by", [None, 2.0])
async def test_a_turn_that_did_not_end_with_the_last_known_pause_is_recognised_anew(
    ended_by: float | None,
) -> None:
    utterance = Utterance(Recogniser())
    utterance.add(b"where ")
    utterance.pause(1.0)
    utterance.add(b"is it")
    assert await utterance.words(ended_by) == "where is it"


async def test_each_turn_begins_with_nothing() -> None:
    utterance = Utterance(Recogniser())
    utterance.add(b"one")
    assert await utterance.words(None) == "one"
    utterance.add(b"two")
    utterance.pause(1.0)
    assert await utterance.words(1.0) == "two"


async def test_who_speaks_on_before_the_words_are_there_has_said_one_thing() -> None:
    recognise = Recogniser()
    recognise.may_answer.clear()
    utterance = Utterance(recognise)
    utterance.add(b"where is ")
    ended = asyncio.create_task(utterance.words(None))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    utterance.resume()
    assert await ended is None
    recognise.may_answer.set()
    utterance.add(b"the button")
    assert await utterance.words(None) == "where is the button"


async def test_a_failing_recogniser_fails_the_turn_and_not_the_next() -> None:
    async def fail(sound: bytes) -> str:
        if sound == b"bad":
            raise ConnectionError("gone")
        return "fine"

    utterance = Utterance(fail)
    utterance.add(b"bad")
    with pytest.raises(ConnectionError):
        await utterance.words(None)
    utterance.add(b"good")
    assert await utterance.words(None) == "fine"


async def test_closing_leaves_no_task() -> None:
    recognise = Recogniser()
    recognise.may_answer.clear()
    utterance = Utterance(recognise)
    utterance.add(b"where")
    utterance.pause(1.0)
    await asyncio.sleep(0)
    utterance.close()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == {asyncio.current_task()}
