"""One room's lifetime: GuidedSession joins, brings a conversation to life, leaves nothing behind.

Owns: every task of the room, the published track, the state the page sees, and what happens when
the model is lost. Must not know settings files, nor which voice stack it was given.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Protocol

from livekit import rtc
from livekit.agents import JobContext, llm

from agent.assistant import Guide
from agent.chat import Chat
from agent.conversation import Conversation, Surroundings
from agent.guidance.pointer import pointing_tool
from agent.presence import Presence
from agent.reading import Reading
from agent.requests import Requests
from agent.room_events import Handlers, listening
from agent.screen.reader import ScreenReader
from agent.screen.source import ScreenSource
from agent.supervision.health import Event, Health
from agent.supervision.recovery import next_step
from agent.visit import Visit
from agent.voice.output import TRACK_NAME, new_audio_source
from agent.voice.profile import VoiceStack
from protocol.messages import Notice, NoticeCode, PointRequest, Reason, Reply, Sight, TalkMode

logger = logging.getLogger("cicerone.session")

# A user whose network dropped may come back this long; livekit-client itself gives up sooner.
ABSENCE_GRACE_S = 20.0
# livekit-client says goodbye also when it makes its connection anew; it is back in a second or two.
REJOIN_GRACE_S = 5.0
# How much of a conversation is told to a fresh model when the old one's context was full.
REMEMBERED_ITEMS = 12


class Stacks(Protocol):
    """One visit's voice stacks, one after the other.

    Attributes:
        takes_pictures: somebody looks at pictures of the screen.
        reader: reads the words on the screen, when somebody wants those.
    """

    takes_pictures: bool
    reader: ScreenReader | None

    def new(self, voice: str) -> VoiceStack | None:
        """A fresh one with the given voice, or None when a setting is missing."""

    def reason_of(self, error: Exception | None) -> Reason:
        """What an error of such a stack means to the user."""

    async def aclose(self) -> None: ...


class GuidedSession:
    """Run it once per room. Closes `stacks` at its end."""

    def __init__(self, ctx: JobContext, visit: Visit, stacks: Stacks) -> None:
        self._ctx = ctx
        self._room = ctx.room
        self._visit = visit
        self._voice = visit.voice
        self._mode = TalkMode.OPEN
        self._stacks = stacks
        self._requests: Requests | None = None
        self._health = Health()
        self._presence = Presence()
        self._track_source = new_audio_source()
        self._audible = asyncio.Event()
        self._over = asyncio.Event()
        self._user: str | None = None
        self._stack: VoiceStack | None = None
        self._conversation: Conversation | None = None
        self._screen: ScreenSource | None = None
        self._chat_ctx: llm.ChatContext | None = None

    async def run(self) -> None:
        """Guide until the user has left or the worker stops."""
        handlers: Handlers = {
            "participant_disconnected": self._on_participant_left,
            "disconnected": self._on_room_lost,
        }
        try:
            with listening(self._room, handlers):
                await self._live()
        finally:
            await self._track_source.aclose()
            await self._stacks.aclose()
        await self._close_empty_room()

    async def stop(self, reason: Reason) -> None:
        """End it from outside: the worker is stopping."""
        self._report(Event.ENDED, reason)
        await self._presence.publish(self._room)
        self._over.set()

    async def _live(self) -> None:
        async with asyncio.TaskGroup() as tasks:
            lasting = [
                # The model first: its greeting takes longer than joining the room.
                tasks.create_task(self._converse(), name="converse"),
                tasks.create_task(self._attend(), name="attend"),
            ]
            if self._stacks.reader is not None:
                lasting.append(tasks.create_task(self._stacks.reader.run(), name="reader"))
            await self._over.wait()
            for task in lasting:
                task.cancel()

    # -- the room --

    async def _attend(self) -> None:
        """Join, become audible, find the user, and serve what they can ask for."""
        # Before connecting: 10 ms of native work, which would be 40 beside the connection's.
        track = rtc.LocalAudioTrack.create_audio_track(TRACK_NAME, self._track_source)
        await self._ctx.connect()
        self._requests = Requests(
            self._room.local_participant, on_talk=self._on_talk, on_voice=self._on_voice
        )
        self._presence.set_voice(self._voice)
        self._presence.set_sight(Sight.NONE)
        self._presence.set_state(self._health.state, self._health.reason)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._presence.run(self._room), name="presence")
            tasks.create_task(self._publish(track), name="publish-track")
            user = (await self._ctx.wait_for_participant()).identity
            self._user = user

            async def on_text(text: str) -> None:
                if self._conversation is None:
                    await self._tell(Notice(code=NoticeCode.NOT_READY))
                else:
                    await self._conversation.say(text)

            self._screen = ScreenSource(
                self._room,
                user,
                send=self._show if self._stacks.takes_pictures else None,
                on_sight=self._presence.set_sight,
                talking=lambda: self._conversation is not None and self._conversation.talking,
                reader=self._stacks.reader,
            )
            chat = Chat(self._room, user, on_text=on_text, on_notice=self._tell)
            tasks.create_task(self._screen.run(), name="screen")
            tasks.create_task(chat.run(), name="chat")

    async def _publish(self, track: rtc.LocalAudioTrack) -> None:
        publication = await self._room.local_participant.publish_track(
            track, rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_MICROPHONE)
        )
        await publication.wait_for_subscription()
        self._audible.set()

    async def _close_empty_room(self) -> None:
        """A room without people is closed at once instead of waiting for its time-out."""
        people = [
            participant
            for participant in self._room.remote_participants.values()
            if participant.kind == rtc.ParticipantKind.PARTICIPANT_KIND_STANDARD
        ]
        if self._room.isconnected() and not people:
            await self._ctx.delete_room()

    # -- the conversation and its faults --

    async def _converse(self) -> None:
        failures = 0
        now_s = asyncio.get_running_loop().time
        while True:
            stack = self._stacks.new(self._voice)
            if stack is None:
                self._report(Event.GAVE_UP, Reason.NO_KEY)
                return
            started_s = now_s()
            reason = await self._talk_through(stack)
            # A connection that served for a while is not part of a row of failures.
            failures = 1 if now_s() - started_s > ABSENCE_GRACE_S else failures + 1
            step = next_step(failures, reason)
            logger.warning("the model was lost (%s), failure %d", reason, failures)
            self._report(Event.GAVE_UP if step.tell else Event.MODEL_LOST, reason)
            if step.delay_s is None:
                return
            if reason is Reason.CONTEXT_FULL and self._chat_ctx is not None:
                self._chat_ctx.truncate(max_items=REMEMBERED_ITEMS)
            await asyncio.sleep(step.delay_s)

    async def _talk_through(self, stack: VoiceStack) -> Reason:
        """One connection to the model; returns what ended it."""
        guide = Guide(
            self._visit.language,
            greet=self._chat_ctx is None,
            chat_ctx=self._chat_ctx,
            tools=[pointing_tool(self._point, self._words)],
        )
        around = Surroundings(
            room=self._room,
            track_source=self._track_source,
            audible=self._audible,
            look=self._look,
            report=self._report,
            tell=lambda code: self._tell(Notice(code=code)),
        )
        self._stack = stack
        self._conversation = conversation = Conversation(stack, guide, around)
        if self._screen is not None:
            self._screen.show_again()
        try:
            return self._stacks.reason_of(await conversation.run(self._mode))
        except Exception:
            logger.exception("a conversation failed")
            return Reason.INTERNAL
        finally:
            self._chat_ctx = conversation.chat_ctx
            self._conversation = None
            self._stack = None

    def _report(self, event: Event, reason: Reason | None = None) -> None:
        if self._health.apply(event, reason):
            self._presence.set_state(self._health.state, self._health.reason)

    async def _look(self) -> bool:
        return self._screen is not None and await self._screen.look()

    async def _tell(self, notice: Notice) -> None:
        if self._requests is not None and self._user is not None:
            await self._requests.tell(self._user, notice)

    async def _point(self, request: PointRequest) -> Reply:
        if self._requests is None or self._user is None:
            return Reply(ok=False, reason="not_joined")
        return await self._requests.point(self._user, request)

    def _words(self) -> Reading | None:
        reader = self._stacks.reader
        return None if reader is None else reader.reading

    def _show(self, jpeg: bytes) -> None:
        if self._stack is not None:
            self._stack.see(jpeg)

    # -- what the user does --

    def _on_talk(self, mode: TalkMode, held: bool) -> None:
        changed, self._mode = mode is not self._mode, mode
        if self._conversation is None:
            return
        if changed:
            self._conversation.set_mode(mode)
        if mode is TalkMode.HOLD:
            self._conversation.hold(held)

    def _on_voice(self, voice: str) -> bool:
        if self._stack is None or voice not in self._stack.profile.voices:
            return False
        self._voice = voice
        self._stack.set_voice(voice)
        self._presence.set_voice(voice)
        return True

    def _on_participant_left(self, participant: rtc.RemoteParticipant) -> None:
        if participant.identity != self._user:
            return
        said_goodbye = participant.disconnect_reason == rtc.DisconnectReason.CLIENT_INITIATED
        grace_s = REJOIN_GRACE_S if said_goodbye else ABSENCE_GRACE_S
        asyncio.get_running_loop().call_later(grace_s, self._end_if_still_alone)

    def _end_if_still_alone(self) -> None:
        if self._user not in self._room.remote_participants:
            self._over.set()

    def _on_room_lost(self, *_: object) -> None:
        self._over.set()
