"""What a person does on the conversation page, and what they and the model then notice.

Owns: the page's test ids and the model's tones. Must not know: how Chromium or the servers run.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from livekit import api

from protocol.messages import Attribute, TalkMode
from tests.e2e.measures import tone_s
from tests.fakes.gemini import ConnectionRecord, Reply, Script, Turn
from tests.support.browser import Browser, Tab, eventually
from tests.support.sounds.model import Kind, Sound, seconds
from tests.support.sounds.speech import neural
from tests.support.stack import Servers
from tests.support.visitor import Samples

START_WAIT_S = 60.0
TONE_LENGTH_S = 1.2
ENOUGH_TONE_S = 0.5
MARGIN_S = 0.1
PROGRAM_TITLE = "Letter to the council"

Starter = Literal["start-share", "start-talk"]


def tone_hz(connection: int, turn: int) -> float:
    """The tone that answers this turn; no two of neighbouring conversations are the same."""
    return 400.0 + 100.0 * ((4 * connection + turn) % 24)


def tones(length_s: float = TONE_LENGTH_S, heard_over_ms: float = 0.0) -> Script:
    """Each turn of each conversation is answered by its own tone."""
    return Script(
        default=lambda turn: Reply.tone(
            tone_hz(turn.connection, turn.index),
            length_s,
            say=f"Answer {turn.index} of conversation {turn.connection}.",
            heard=f"Question {turn.index} of conversation {turn.connection}?" if turn.pcm else "",
            heard_over_ms=heard_over_ms,
        )
    )


def spoken(text: str) -> Samples:
    """The sentence by the neural voice, without the room before and after it."""
    return without_room(neural(text, Kind.SENTENCE))


def without_room(sound: Sound) -> Samples:
    start, end = seconds(sound.start_s - MARGIN_S), seconds(sound.end_s + MARGIN_S)
    return sound.samples[max(0, start) : end]


def pcm_of(turn: Turn) -> Samples:
    """What the model received in that turn."""
    return np.frombuffer(turn.pcm, dtype="<i2").astype(np.int16)


@dataclass
class Guest:
    """Somebody in a conversation: their page, and the guide's connection to the model."""

    servers: Servers
    tab: Tab
    room: str
    connection: ConnectionRecord

    @property
    def turns(self) -> list[Turn]:
        """What the model took for a turn of the user's; the first one is the guide's greeting."""
        return [turn for turn in self.connection.turns if turn.index > 0]

    def tone_hz(self, turn: int) -> float:
        return tone_hz(self.connection.index, turn)

    async def until_tone(self, turn: int, enough_s: float = ENOUGH_TONE_S) -> None:
        """Wait until the page has played that much of the answer to that turn (0: greeting)."""
        wanted_hz = self.tone_hz(turn)
        await self.tab.until_heard(
            lambda heard: tone_s(heard.between(0.0, np.inf), wanted_hz) >= enough_s,
            f"{enough_s} s of the tone of turn {turn} ({wanted_hz} Hz)",
        )

    async def until_turns(self, count: int) -> list[Turn]:
        async def there() -> bool:
            return len(self.turns) >= count

        await eventually(there, f"{count} turns; the model has {len(self.turns)}")
        return self.turns

    async def until_state(self, *states: str) -> str:
        return await until_state(self.tab, *states)

    async def ask(self, text: str, turn: int) -> Samples:
        """Say it, and wait until its answer is over and the guide listens again."""
        words = spoken(text)
        await self.tab.say(words)
        await self.until_tone(turn)
        await self.until_state("listening")
        return words

    async def type(self, text: str) -> None:
        await self.tab.get("chat-input").fill(text)
        await self.tab.get("chat-send").click()

    async def lines(self) -> list[tuple[str, bool, str]]:
        """The transcript now: speaker, whether it is final, words."""
        return (await shown_lines(self.tab))[-1]

    async def guide_attribute(self, name: Attribute) -> str:
        async with self.servers.api() as livekit:
            people = await livekit.room.list_participants(
                api.ListParticipantsRequest(room=self.room)
            )
        agents = [p for p in people.participants if p.kind == api.ParticipantInfo.Kind.AGENT]
        return agents[0].attributes.get(name, "") if agents else ""

    async def until_guide_says(self, name: Attribute, value: str) -> None:
        async def says() -> bool:
            return await self.guide_attribute(name) == value

        await eventually(says, f"the guide's {name} is {value!r}")

    async def choose_mode(self, mode: TalkMode) -> None:
        await self.tab.get("devices").click()
        await self.tab.get(f"talk-mode-{mode}").check()
        await self.tab.page.keyboard.press("Escape")
        await self.tab.page.locator("h1").focus()


async def begin(servers: Servers, browser: Browser, how: Starter = "start-talk") -> Guest:
    """Open the page, start, and wait for the guide's greeting to be heard and over."""
    guest = await enter(servers, await open_page(servers, browser), how)
    await guest.until_tone(0)
    await guest.until_state("listening")
    return guest


async def open_page(servers: Servers, browser: Browser) -> Tab:
    assert servers.page_url is not None
    return await browser.open(servers.page_url)


async def enter(servers: Servers, tab: Tab, how: Starter = "start-talk") -> Guest:
    """Press the button; returns when the guide has a connection to the model."""
    return await enter_by(servers, tab, tab.get(how).click)


async def enter_by(servers: Servers, tab: Tab, act: Callable[[], Awaitable[None]]) -> Guest:
    """The same by whatever `act` does to the page."""
    record = servers.gemini.record
    rooms, connections = await rooms_of(servers), len(record.connections)
    await act()
    room = await new_room(servers, rooms)
    await record.wait_for_connections(connections + 1, START_WAIT_S)
    return Guest(servers, tab, room, record.connections[connections])


async def rooms_of(servers: Servers) -> set[str]:
    """Names of the rooms that exist now."""
    async with servers.api() as livekit:
        return {room.name for room in (await livekit.room.list_rooms(api.ListRoomsRequest())).rooms}


async def new_room(servers: Servers, known: set[str]) -> str:
    async def opened() -> bool:
        return bool(await rooms_of(servers) - known)

    await eventually(opened, "a room for the conversation", START_WAIT_S)
    (room,) = await rooms_of(servers) - known
    return room


async def until_room_gone(servers: Servers, room: str) -> None:
    async def gone() -> bool:
        return room not in await rooms_of(servers)

    await eventually(gone, f"the room {room} is deleted")


async def until_state(tab: Tab, *states: str) -> str:
    """Wait until the page says one of these."""

    async def said() -> bool:
        return await tab.get("state").get_attribute("data-state") in states

    await eventually(said, f"the page says {' or '.join(states)}")
    return await tab.get("state").get_attribute("data-state") or ""


async def until_failure(tab: Tab, code: str) -> None:
    """Wait until the page shows this failure, and no other."""
    await tab.page.locator(f"[data-testid=failure][data-code={code}]").wait_for()


async def shown_states(tab: Tab) -> list[str]:
    """Every state the page has shown since it was loaded, in order."""
    return [state for _, state in (await tab.page.evaluate("() => testShown()"))["states"]]


async def until_shown(tab: Tab, state: str) -> None:
    """Wait until the page has shown this state, however shortly."""

    async def shown() -> bool:
        return state in await shown_states(tab)

    await eventually(shown, f"the page has shown {state}")


async def shown_lines(tab: Tab) -> list[list[tuple[str, bool, str]]]:
    """Every look the transcript has had, in order: lines of (speaker, final, words)."""
    looks = (await tab.page.evaluate("() => testShown()"))["lines"]
    return [[(speaker, final, words) for speaker, final, words in look] for look in looks]


def assert_no_complaints(tab: Tab, *expected: str) -> None:
    """The page logged no error but the ones the test has brought about."""
    unexpected = [text for text in tab.problems if not any(part in text for part in expected)]
    assert unexpected == [], unexpected
