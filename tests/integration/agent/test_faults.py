"""Faults and bad input: each a clear state or a shrug, never a crash or another user's trouble."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import multiprocessing
import time
from pathlib import Path

import psutil
import pytest
from livekit import api, rtc
from PIL import Image

from protocol.messages import MAX_CHAT_CHARS, GuideState, NoticeCode, Reason, Topic
from tests.fakes.gemini import Cause, Reply, Script
from tests.integration.agent.conftest import FIRST_HZ, SECOND_HZ, Joining
from tests.integration.agent.test_conversation import answered, greeted, newest, page
from tests.support.processes import until
from tests.support.questions import question
from tests.support.stack import Stack, running_stack
from tests.support.visitor import Visitor, loudness_at

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="module")]

LOAD_TIMEOUT_S = 60.0


async def test_a_lost_model_connection_is_shown_and_the_conversation_goes_on(
    stack: Stack, joining: Joining
) -> None:
    async with joining() as visitor:
        await greeted(visitor)
        await visitor.say(question(0))
        await answered(visitor, FIRST_HZ, 0)
        await visitor.until_quiet()
        await stack.gemini.close_connections(1011)
        await visitor.until_state(GuideState.RECONNECTING)
        await visitor.until_state(GuideState.LISTENING)
        began_s, _ = await visitor.say(question(1))
        await answered(visitor, SECOND_HZ, began_s)
        assert newest(stack).resumed


async def test_a_message_of_ten_megabytes_is_refused_and_the_next_one_answered(
    stack: Stack, joining: Joining
) -> None:
    async with joining() as visitor:
        await greeted(visitor)
        await visitor.type("x" * 10_000_000)
        await visitor.until(lambda: bool(visitor.notices), 30, "a notice")
        assert json.loads(visitor.notices[0]) == {
            "code": NoticeCode.MESSAGE_TOO_LONG,
            "limit": MAX_CHAT_CHARS,
        }
        typed_s = time.monotonic()
        await visitor.type("Sorry. Where is the save button?")
        await answered(visitor, FIRST_HZ, typed_s)


async def test_messages_that_never_end_are_given_up_and_the_next_one_is_answered(
    joining: Joining,
) -> None:
    async with joining() as visitor:
        await greeted(visitor)
        # More than may wait: one is being read, eight wait, the others are refused.
        begun = [
            await visitor.room.local_participant.stream_text(topic=Topic.CHAT) for _ in range(11)
        ]
        wanted = {NoticeCode.MESSAGE_UNREADABLE, NoticeCode.TOO_MANY_MESSAGES}

        def told() -> bool:
            return {json.loads(notice)["code"] for notice in visitor.notices} >= wanted

        await visitor.until(told, 30, "both notices")
        for writer in begun:
            await writer.aclose()
        typed_s = time.monotonic()
        await visitor.type("Where is the save button?")
        await answered(visitor, FIRST_HZ, typed_s)


async def test_nonsense_requests_are_refused_and_change_nothing(joining: Joining) -> None:
    async with joining() as visitor:
        await greeted(visitor)
        for payload in ("", "{", '{"mode": "shout"}', '{"mode": "hold", "extra": 1}', "x" * 15_000):
            with pytest.raises(Exception, match="could not be read"):
                await visitor.room.local_participant.perform_rpc(
                    destination_identity=visitor.agent_identity(),
                    method="cicerone.talk",
                    payload=payload,
                )
        began_s, _ = await visitor.say(question(0))
        await answered(visitor, FIRST_HZ, began_s)


async def test_a_share_that_grows_stops_and_starts_again_is_followed(
    stack: Stack, joining: Joining
) -> None:
    async with joining() as visitor:
        await greeted(visitor)
        sizes: list[tuple[int, int]] = []
        for size in ((1280, 720), (3840, 2160)):
            before = len(newest(stack).frames)
            publication = await visitor.share(page("#b02020").resize(size), fps=5)
            await stack.gemini.record.wait_for(
                lambda _, n=before: len(newest(stack).frames) > n,  # type: ignore[misc]
                LOAD_TIMEOUT_S,
            )
            sizes.append(size)
            assert visitor.sight() == "screen"
            await visitor.unshare(publication)
            await visitor.until(lambda: visitor.sight() == "stopped", 10, "sight stopped")
        began_s, _ = await visitor.say(question(0))
        await answered(visitor, FIRST_HZ, began_s)


async def test_a_window_resized_in_mid_call_is_seen_in_its_new_size(
    stack: Stack, joining: Joining
) -> None:
    async with joining() as visitor:
        await greeted(visitor)
        await visitor.share(page("#b02020").resize((1280, 720)), fps=5)
        for size in ((1280, 720), (1000, 800)):
            visitor.show(page("#2060c0").resize(size))

            def seen(_: object, size: tuple[int, int] = size) -> bool:
                jpegs = [frame.jpeg for frame in newest(stack).frames]
                return any(Image.open(io.BytesIO(jpeg)).size == size for jpeg in jpegs)

            await stack.gemini.record.wait_for(seen, LOAD_TIMEOUT_S)


async def test_two_users_at_once_never_hear_each_other(tmp_path: Path) -> None:
    def reply_by_language(turn: object) -> Reply:
        connection = stack.gemini.record.connections[turn.connection]  # type: ignore[attr-defined]
        return Reply.tone(700.0 if "French" in connection.system_instruction else 1100.0, 2.0)

    async with running_stack(tmp_path, script=Script(default=reply_by_language)) as stack:
        french = json.dumps({"cicerone.language": "fr"})
        async with (
            Visitor.joining(stack.livekit.url, stack.user_token(name="a", metadata=french)) as ada,
            Visitor.joining(stack.livekit.url, stack.user_token(name="b")) as bob,
        ):
            for visitor in (ada, bob):
                await visitor.until_quiet()
            await asyncio.gather(ada.say(question(0)), bob.say(question(1)))
            for visitor, own_hz in ((ada, 700.0), (bob, 1100.0)):
                await visitor.until_quiet()
                everything = visitor.heard.between(0, time.monotonic())
                own, other = loudness_at(everything, own_hz), loudness_at(everything, 1800 - own_hz)
                assert own > 100 * other > 0


async def test_after_a_conversation_no_room_process_or_connection_is_left(
    stack: Stack, joining: Joining
) -> None:
    idle = await _settled_processes(stack)
    async with joining() as visitor:
        await greeted(visitor)
        await visitor.share(page("#2060c0"))
        began_s, _ = await visitor.say(question(0))
        await answered(visitor, FIRST_HZ, began_s)
        room = visitor.room.name

    async def all_gone() -> bool:
        return not stack.gemini.open_connections and not await _rooms_named(stack, room)

    await until(all_gone, LOAD_TIMEOUT_S)
    assert await _settled_processes(stack) == idle


async def test_a_browser_that_vanishes_leaves_nothing_either(stack: Stack) -> None:
    token = stack.user_token(name="vanishing")
    context = multiprocessing.get_context("spawn")
    browser = context.Process(target=_join_and_hang, args=(stack.livekit.url, token))
    browser.start()

    async def both_there() -> bool:
        return await _people_and_agents(stack, "cicerone-vanishing") == (1, 1)

    async def room_gone() -> bool:
        return not await _rooms_named(stack, "cicerone-vanishing")

    try:
        await until(both_there, LOAD_TIMEOUT_S)
        browser.kill()
        await until(room_gone, 90)
    finally:
        browser.kill()
        browser.join(10)


async def test_without_a_key_the_state_says_so_and_nothing_crashes(tmp_path: Path) -> None:
    async with (
        running_stack(tmp_path, env={"VOICE_STACK": "gemini", "GOOGLE_API_KEY": ""}) as stack,
        Visitor.joining(stack.livekit.url, stack.user_token()) as visitor,
    ):
        await visitor.until_state(GuideState.DEGRADED, 20)
        assert visitor.states[-1][2] == Reason.NO_KEY
        await visitor.type("Hello?")
        await visitor.until(lambda: bool(visitor.notices), 10, "a notice")


async def test_a_refused_key_is_told_and_not_tried_for_ever(tmp_path: Path) -> None:
    async with (
        running_stack(tmp_path, env={"GOOGLE_API_KEY": "bad-key"}) as stack,
        Visitor.joining(stack.livekit.url, stack.user_token()) as visitor,
    ):
        await visitor.until_state(GuideState.DEGRADED, 20)
        assert visitor.states[-1][2] == Reason.KEY_REFUSED
        assert len(stack.gemini.record.refusals) == 1
        assert "bad-key" not in stack.worker.log_text()


async def test_the_servers_own_turn_detection_is_a_setting(tmp_path: Path) -> None:
    script = Script([Reply.tone(400.0, 1.0), Reply.tone(FIRST_HZ, 1.0)])
    async with (
        running_stack(tmp_path, script=script, env={"TURN_DETECTION": "server"}) as stack,
        Visitor.joining(stack.livekit.url, stack.user_token()) as visitor,
    ):
        await greeted(visitor)
        began_s, _ = await visitor.say(question(0))
        await answered(visitor, FIRST_HZ, began_s)
        assert Cause.AUTOMATIC in {turn.cause for turn in newest(stack).turns}


@pytest.mark.timeout(300)
async def test_twenty_rooms_at_once_on_a_busy_machine_get_twenty_agents(tmp_path: Path) -> None:
    names = [f"u{n}" for n in range(20)]
    came: set[str] = set()
    async with running_stack(tmp_path) as stack, contextlib.AsyncExitStack() as visits:

        async def every_room_has_had_one() -> bool:
            for name in set(names) - came:
                if (await _people_and_agents(stack, f"cicerone-{name}"))[1]:
                    came.add(name)
            return came == set(names)

        with _busy_cpu(2):
            await asyncio.gather(*(_open_room(stack, name, visits) for name in names))
            await until(every_room_has_had_one, 200)


async def _open_room(stack: Stack, name: str, visits: contextlib.AsyncExitStack) -> None:
    """A person who is only there: twenty that also listen are too much for one process."""
    room = rtc.Room()
    await room.connect(
        stack.livekit.url, stack.user_token(name=name), rtc.RoomOptions(auto_subscribe=False)
    )
    visits.push_async_callback(room.disconnect)


@contextlib.contextmanager
def _busy_cpu(processes: int):  # type: ignore[no-untyped-def]
    context = multiprocessing.get_context("spawn")
    busy = [context.Process(target=_spin, daemon=True) for _ in range(processes)]
    for process in busy:
        process.start()
    try:
        yield
    finally:
        for process in busy:
            process.kill()
            process.join(5)


def _spin() -> None:
    until = time.monotonic() + 180
    while time.monotonic() < until:
        pass


def _join_and_hang(url: str, token: str) -> None:
    async def hang() -> None:
        async with Visitor.joining(url, token):
            await asyncio.sleep(120)

    asyncio.run(hang())


async def _rooms_named(stack: Stack, name: str) -> int:
    async with stack.api() as livekit:
        return len((await livekit.room.list_rooms(api.ListRoomsRequest(names=[name]))).rooms)


async def _people_and_agents(stack: Stack, room: str) -> tuple[int, int]:
    async with stack.api() as livekit:
        try:
            listed = await livekit.room.list_participants(api.ListParticipantsRequest(room=room))
        except api.TwirpError:
            return (0, 0)
    agents = sum(person.kind == api.ParticipantInfo.Kind.AGENT for person in listed.participants)
    return (len(listed.participants) - agents, agents)


async def _settled_processes(stack: Stack) -> int:
    """How many processes the worker has when their number has stopped changing."""
    worker = psutil.Process(stack.worker.pid)
    same, count = 0, -1
    async with asyncio.timeout(60):
        while same < 30:
            await asyncio.sleep(0.1)
            now = len(worker.children(recursive=True))
            same, count = (same + 1 if now == count else 0), now
    return count
