"""A conversation with the real worker, livekit-server and the unmodified plugin."""

from __future__ import annotations

import io
import json
import time

import numpy as np
import pytest
from livekit import rtc
from PIL import Image, ImageDraw

from agent.guidance.pointer import POINT
from protocol.messages import Attribute, PointRequest, RpcMethod
from tests.fakes.gemini import Cause, ToolCall, Turn
from tests.fakes.gemini.record import ConnectionRecord
from tests.integration.agent.conftest import FIRST_HZ, GREETING_HZ, SECOND_HZ, Joining
from tests.support.questions import likeness, question, word
from tests.support.sounds.synthesis import coughs, doors, typing
from tests.support.stack import Stack
from tests.support.visitor import Visitor, dominant_hz

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="module")]


def newest(stack: Stack) -> ConnectionRecord:
    return stack.gemini.record.connections[-1]


def spoken_turns(stack: Stack) -> list[Turn]:
    return [turn for turn in newest(stack).turns if turn.cause is Cause.MANUAL]


async def greeted(visitor: Visitor) -> None:
    await visitor.until_quiet()
    assert dominant_hz(visitor.heard.between(0, time.monotonic())) == pytest.approx(
        GREETING_HZ, abs=5
    )


async def answered(visitor: Visitor, hz: float, after_s: float) -> None:
    """The answer of this pitch has been heard since then."""

    def heard() -> bool:
        samples = visitor.heard.between(after_s, time.monotonic())[-4800:]
        return bool(samples.size == 4800 and abs(dominant_hz(samples) - hz) < 8 and samples.any())

    await visitor.until(heard, 10.0, f"an answer of {hz} Hz")


async def test_the_guide_greets_and_answers_a_spoken_question_in_one_turn(
    stack: Stack, joining: Joining
) -> None:
    async with joining() as visitor:
        await greeted(visitor)
        began_s, _ = await visitor.say(question(0))
        await answered(visitor, FIRST_HZ, began_s)
        (turn,) = spoken_turns(stack)
        received = np.frombuffer(turn.pcm, dtype=np.int16)
        assert likeness(question(0), received) > 0.8
        await visitor.until_quiet()
        states = [state for _, state, _ in visitor.states]
        assert states[:2] == ["listening", "speaking"]
        assert "thinking" in states
        assert visitor.state() == "listening"


async def test_two_questions_are_two_turns_and_silence_is_not_sent(
    stack: Stack, joining: Joining
) -> None:
    async with joining() as visitor:
        await greeted(visitor)
        for number, hz in ((1, FIRST_HZ), (2, SECOND_HZ)):
            began_s, _ = await visitor.say(question(number))
            await answered(visitor, hz, began_s)
            await visitor.until_quiet()
        assert len(spoken_turns(stack)) == 2
        spoken_s = (question(1).size + question(2).size) / 16_000
        # Run-up and the pause that ends a turn, 2.5 s at the longest, are all that is added.
        assert newest(stack).audio_s < spoken_s + 2 * (0.4 + 2.6)
        assert newest(stack).stray_audio_s == 0


@pytest.mark.parametrize("name", ["en-neural_yes", "fr-vm_no", "es-vm_no"])
async def test_a_single_short_word_is_a_turn(stack: Stack, joining: Joining, name: str) -> None:
    async with joining() as visitor:
        await greeted(visitor)
        began_s, _ = await visitor.say(word(name))
        await answered(visitor, FIRST_HZ, began_s)
        (turn,) = spoken_turns(stack)
        assert likeness(word(name), np.frombuffer(turn.pcm, dtype=np.int16)) > 0.7


async def test_barging_in_silences_the_voice_and_starts_a_new_turn(
    stack: Stack, joining: Joining
) -> None:
    async with joining() as visitor:
        await greeted(visitor)
        began_s, _ = await visitor.say(question(0))
        await answered(visitor, FIRST_HZ, began_s)
        barged_s, _ = await visitor.say(question(3))
        last_first_s = max(
            at
            for at, block in visitor.heard.blocks
            if block.any() and abs(dominant_hz(block) - FIRST_HZ) < 60
        )
        await answered(visitor, SECOND_HZ, barged_s)
        assert last_first_s - barged_s < 1.0
        assert newest(stack).interruptions == 1
        assert len(spoken_turns(stack)) == 2


async def test_the_greeting_itself_can_be_interrupted(stack: Stack, joining: Joining) -> None:
    async with joining() as visitor:
        await visitor.until(lambda: visitor.heard.first_sound_s() is not None, 15, "the greeting")
        began_s, _ = await visitor.say(question(1))
        await answered(visitor, FIRST_HZ, began_s)
        assert len(spoken_turns(stack)) == 1


@pytest.mark.parametrize("sound", [coughs()[0], typing()[0], doors()[0]], ids=lambda s: s.kind)
async def test_a_noise_loses_no_sample_of_the_reply(
    stack: Stack, joining: Joining, sound: object
) -> None:
    from tests.support.sounds.model import Sound

    assert isinstance(sound, Sound)
    async with joining() as visitor:
        await greeted(visitor)
        began_s, _ = await visitor.say(question(0))
        await answered(visitor, FIRST_HZ, began_s)
        await visitor.say(sound.samples[: round(16_000 * (sound.end_s + 0.1))])
        await visitor.until_quiet(quiet_s=1.0)
        assert visitor.heard.audible_s(began_s) == pytest.approx(4.0, abs=0.15)
        assert newest(stack).interruptions == 0
        assert len(spoken_turns(stack)) == 1


async def test_a_typed_message_is_answered(stack: Stack, joining: Joining) -> None:
    async with joining() as visitor:
        await greeted(visitor)
        typed_s = time.monotonic()
        await visitor.type("Where is the save button?")
        await answered(visitor, FIRST_HZ, typed_s)
        said = [text for role, text in newest(stack).context if role == "user"]
        assert "Where is the save button?" in said


async def test_muting_in_mid_sentence_ends_the_turn(stack: Stack, joining: Joining) -> None:
    async with joining() as visitor:
        await greeted(visitor)
        said = question(0)
        began_s, _ = await visitor.say(said[: said.size // 2])
        await visitor.mute(True)
        await answered(visitor, FIRST_HZ, began_s)
        assert len(spoken_turns(stack)) == 1


async def test_the_screen_at_the_end_of_the_question_belongs_to_its_turn(
    stack: Stack, joining: Joining
) -> None:
    async with joining() as visitor:
        await greeted(visitor)
        await visitor.share(page("#b02020"))
        await stack.gemini.record.wait_for(lambda _: bool(newest(stack).frames), 10)
        visitor.show(page("#2060c0"))
        await visitor.say(question(0))
        await stack.gemini.record.wait_for(lambda _: len(spoken_turns(stack)) == 1, 10)
        (turn,) = spoken_turns(stack)
        assert turn.frames, "the turn saw nothing"
        newest_frame = Image.open(io.BytesIO(turn.frames[-1].jpeg)).convert("RGB")
        assert newest_frame.size == (1920, 1080)
        red, _, blue = _pixel(newest_frame)
        assert blue > 150
        assert red < 80


async def test_a_still_screen_is_sent_once(stack: Stack, joining: Joining) -> None:
    async with joining() as visitor:
        await visitor.share(page("#b02020"))
        await greeted(visitor)
        await visitor.say(question(0))
        await stack.gemini.record.wait_for(lambda _: len(spoken_turns(stack)) == 1, 10)
        # The first frames of a video stream sharpen; after that nothing changes.
        assert 1 <= len(newest(stack).frames) <= 3


async def test_language_and_voice_of_the_dispatch_reach_the_model(
    stack: Stack, joining: Joining
) -> None:
    metadata = json.dumps({Attribute.LANGUAGE: "fr", Attribute.VOICE: "Kore"})
    async with joining(metadata=metadata) as visitor:
        await greeted(visitor)
        assert "French" in newest(stack).system_instruction
        assert '"Kore"' in json.dumps(newest(stack).setup)


async def test_what_is_said_is_captioned_for_both(stack: Stack, joining: Joining) -> None:
    async with joining() as visitor:
        await greeted(visitor)
        began_s, _ = await visitor.say(question(0))
        await answered(visitor, FIRST_HZ, began_s)
        await visitor.until_quiet()
        guide = [text for who, text in visitor.captions.items() if who.startswith("guide")]
        user = [text for who, text in visitor.captions.items() if who.startswith("user")]
        assert guide == ["tone of 400 hertz", "tone of 600 hertz"]
        assert len(user) == 1


async def test_the_model_points_in_the_browser_and_learns_that_the_box_is_seen(
    stack: Stack, joining: Joining
) -> None:
    shown: list[PointRequest] = []

    async def show(data: rtc.RpcInvocationData) -> str:
        shown.append(PointRequest.model_validate_json(data.payload))
        return json.dumps({"ok": True})

    async with joining() as visitor:
        visitor.room.local_participant.register_rpc_method(RpcMethod.POINT, show)
        await greeted(visitor)
        box = {"box_2d": [100, 200, 150, 300], "label": "Save"}
        stack.gemini.inject_tool_call(ToolCall(POINT, box))
        await visitor.until(lambda: bool(shown), 10, "the box")
        assert (shown[0].left, shown[0].top, shown[0].label) == (0.2, 0.1, "Save")
        await stack.gemini.record.wait_for(lambda _: bool(newest(stack).tool_responses), 10)
        assert "The box is shown" in json.dumps(newest(stack).tool_responses)


def page(colour: str) -> Image.Image:
    image = Image.new("RGB", (1920, 1080), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((800, 400, 1120, 680), fill=colour)
    draw.text((100, 100), "File  Edit  View", fill="black", font_size=24)
    return image


def _pixel(image: Image.Image) -> tuple[int, int, int]:
    pixel = image.getpixel((960, 540))
    assert isinstance(pixel, tuple)
    return pixel[0], pixel[1], pixel[2]
