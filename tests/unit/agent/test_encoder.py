"""Pictures: what a JPEG looks like after all conversions, and what counts as a change."""

from __future__ import annotations

import io

import numpy as np
import pytest
from livekit import rtc
from PIL import Image, ImageDraw

from agent.screen import encoder

pytestmark = pytest.mark.unit


def frame_of(image: Image.Image) -> rtc.VideoFrame:
    rgba = image.convert("RGBA")
    frame = rtc.VideoFrame(rgba.width, rgba.height, rtc.VideoBufferType.RGBA, rgba.tobytes())
    return frame.convert(rtc.VideoBufferType.I420)


def decoded(picture: encoder.Picture) -> Image.Image:
    return Image.open(io.BytesIO(picture.jpeg)).convert("RGB")


@pytest.mark.parametrize(
    "colour", [(255, 255, 255), (0, 0, 0), (200, 30, 40), (30, 160, 60), (20, 60, 220)]
)
def test_colours_survive_the_way_to_the_model(colour: tuple[int, int, int]) -> None:
    picture = encoder.encode(frame_of(Image.new("RGB", (320, 240), colour)))
    seen = decoded(picture).getpixel((160, 120))
    assert isinstance(seen, tuple)
    assert max(abs(a - b) for a, b in zip(seen, colour, strict=True)) <= 6


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((1920, 1080), (1920, 1080)),
        ((3840, 2160), (1920, 1080)),
        ((1080, 2400), (864, 1920)),
        ((641, 479), (641, 479)),
        ((2, 2), (2, 2)),
    ],
)
def test_only_what_exceeds_full_hd_is_made_smaller(
    size: tuple[int, int], expected: tuple[int, int]
) -> None:
    picture = encoder.encode(frame_of(Image.new("RGB", size, "white")))
    assert (picture.width_px, picture.height_px) == expected
    assert decoded(picture).size == expected


def test_an_empty_frame_is_refused() -> None:
    frame = rtc.VideoFrame(1, 1, rtc.VideoBufferType.I420, bytes(3))
    with pytest.raises(ValueError, match="empty"):
        encoder.encode(frame)


def page() -> Image.Image:
    image = Image.new("RGB", (1280, 720), "white")
    ImageDraw.Draw(image).text((100, 100), "Where do I change the margins?", fill="black")
    return image


def test_a_typed_character_is_a_change_and_a_caret_is_not() -> None:
    before = encoder.fingerprint(frame_of(page()))
    typed, caret = page(), page()
    ImageDraw.Draw(typed).text((400, 300), "W", fill="black", font_size=16)
    ImageDraw.Draw(caret).line((400, 300, 400, 316), fill="black", width=1)
    assert encoder.differ(before, encoder.fingerprint(frame_of(typed)))
    assert not encoder.differ(before, encoder.fingerprint(frame_of(caret)))


def test_another_size_is_a_change() -> None:
    small = encoder.fingerprint(frame_of(Image.new("RGB", (640, 480), "white")))
    large = encoder.fingerprint(frame_of(Image.new("RGB", (1280, 720), "white")))
    assert encoder.differ(small, large)
    assert encoder.differ(None, large)


def test_a_change_of_colour_alone_is_a_change() -> None:
    red, blue = Image.new("RGB", (64, 64), "#b02020"), Image.new("RGB", (64, 64), "#2060c0")
    assert encoder.differ(encoder.fingerprint(frame_of(red)), encoder.fingerprint(frame_of(blue)))


@pytest.mark.parametrize("size", [(16, 16), (17, 31), (641, 479), (1920, 1080)])
def test_any_size_has_a_fingerprint(size: tuple[int, int]) -> None:
    marks = encoder.fingerprint(frame_of(Image.new("RGB", size, "white")))
    assert marks.shape == (3, size[1] // 16, size[0] // 16)


def test_any_format_is_seen_alike() -> None:
    planar = frame_of(page())
    packed = planar.convert(rtc.VideoBufferType.RGBA)
    assert not encoder.differ(encoder.fingerprint(planar), encoder.fingerprint(packed))
    assert decoded(encoder.encode(packed)).size == (1280, 720)


def test_a_fingerprint_is_the_mean_of_each_block() -> None:
    image = Image.new("L", (64, 32), 0)
    image.paste(255, (16, 0, 32, 16))
    marks = encoder.fingerprint(frame_of(image))
    assert marks.shape == (3, 2, 4)
    assert marks[0, 0, 1] > 200
    assert np.count_nonzero(marks[0] > 100) == 1
