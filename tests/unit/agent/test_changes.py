"""What of a screen is read again, when, and how two readings become one."""

from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
import pytest
from PIL import Image, ImageDraw

from agent.reading import Box, Line, Word
from agent.screen.changes import Changes, Pace, differing
from agent.screen.planes import Plane
from agent.screen.rectangles import BLOCK_PX, Rectangle, merged, rectangles

pytestmark = pytest.mark.unit

WIDTH_PX, HEIGHT_PX = 640, 480
# 2.5 Mbit/s is for a full HD screen, of which this is a seventh.
VP8_BIT_S = 360_000
LETTERS = "ABDEGHKMNOPRSUVWXZ"
PACE = Pace(settle_s=0.15, patience_s=1.0, first_pause_s=0.25, longest_pause_s=8.0, calm_s=10.0)


def page(*texts: tuple[int, int, str], dark: bool = False) -> Image.Image:
    image = Image.new("L", (WIDTH_PX, HEIGHT_PX), 30 if dark else 235)
    draw = ImageDraw.Draw(image)
    ink = 200 if dark else 20
    for row in range(6):
        draw.text((40, 40 + 24 * row), f"Entry {row} of the table", ink, font_size=12)
    for left, top, text in texts:
        draw.text((left, top), text, ink, font_size=12)
    return image


def luma(image: Image.Image) -> Plane:
    return np.asarray(image, np.uint8)


def as_vp8(images: list[Image.Image]) -> list[Plane]:
    """As they come out of VP8 at the bit rate a shared screen gets."""
    encoder = av.CodecContext.create("libvpx", "w")
    assert isinstance(encoder, av.VideoCodecContext)
    encoder.width, encoder.height, encoder.pix_fmt = WIDTH_PX, HEIGHT_PX, "yuv420p"
    encoder.bit_rate, encoder.time_base = VP8_BIT_S, Fraction(1, 15)
    encoder.options = {"deadline": "realtime", "cpu-used": "8", "lag-in-frames": "0"}
    decoder = av.CodecContext.create("vp8", "r")
    assert isinstance(decoder, av.VideoCodecContext)
    planes: list[Plane] = []
    for number, image in enumerate(images):
        pixels = np.asarray(image.convert("RGB"), np.uint8)
        frame = av.VideoFrame.from_ndarray(pixels, "rgb24").reformat(format="yuv420p")
        frame.pts = number
        for packet in encoder.encode(frame):
            decoded = decoder.decode(packet)
            planes += [np.asarray(one.to_ndarray()[:HEIGHT_PX], np.uint8) for one in decoded]
    return planes


def read_throughout(changes: Changes, at_s: float) -> None:
    while (found := changes.next_rectangle(changes.due(at_s, at_s), [])) is not None:
        changes.read(found, at_s)


def shown(at_s: float = 0.0) -> Changes:
    changes = Changes(WIDTH_PX, HEIGHT_PX, PACE)
    changes.show(luma(page()), at_s)
    read_throughout(changes, at_s)
    return changes


def line(left: int, top: int, right: int, text: str = "words") -> Line:
    return Line((Word(text, Box(left, top, right, top + 16)),))


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("text", ["3", "w", "Save"])
def test_a_letter_of_12_px_is_a_change(text: str, dark: bool) -> None:
    before, after = page(dark=dark), page((400, 300, text), dark=dark)
    flags = differing(luma(before), luma(after))
    assert flags[300 // BLOCK_PX : 320 // BLOCK_PX, 400 // BLOCK_PX].any()
    assert flags.sum() <= 4


@pytest.mark.parametrize("left_px", range(400, 416, 3))
def test_a_digit_that_becomes_another_is_a_change_wherever_it_stands(left_px: int) -> None:
    for before, after in (("3", "8"), ("1", "7"), ("6", "9"), ("0", "9")):
        pictures = (page((left_px, 300, digit)) for digit in (before, after))
        assert differing(*map(luma, pictures)).any(), (before, after)


@pytest.mark.parametrize("width_px", [1, 2])
def test_a_caret_is_no_change(width_px: int) -> None:
    caret = page()
    ImageDraw.Draw(caret).rectangle((401, 300, 400 + width_px, 316), fill=20)
    assert not differing(luma(page()), luma(caret)).any()


def test_the_noise_of_compression_is_no_change_and_a_digit_in_it_is() -> None:
    before, after = page((400, 300, "3")), page((400, 300, "8"))
    frames = as_vp8([before] * 12 + [after] * 4)
    assert not differing(frames[0], frames[11]).any()
    assert not differing(frames[2], frames[11]).any()
    assert 1 <= differing(frames[11], frames[15]).sum() <= 2


def test_all_of_a_first_picture_is_due_in_bands() -> None:
    changes = Changes(1920, 1080, PACE)
    changes.show(np.full((1080, 1920), 90, np.uint8), 5.0)
    first = changes.next_rectangle(changes.due(5.0), [])
    assert first == Rectangle(0, 0, 16, 120)
    assert changes.complete_s == float("-inf")
    assert not changes.anything_read
    read_throughout(changes, 5.0)
    assert changes.complete_s == 5.0


def test_the_last_rows_that_make_no_whole_block_are_read_with_their_neighbour() -> None:
    changes = Changes(1920, 1079, PACE)
    assert changes.box(Rectangle(48, 0, 67, 120)) == Box(0, 768, 1920, 1079)
    assert changes.crop(Rectangle(48, 0, 67, 120)) == Box(0, 736, 1920, 1078)


def test_a_still_screen_is_not_read_again_and_stays_complete() -> None:
    changes = shown()
    changes.show(luma(page()), 3.0)
    assert not changes.due(9.0).any()
    assert changes.complete_s == 3.0


def test_what_moves_is_read_when_it_rests() -> None:
    changes = shown()
    for step in range(4):
        changes.show(luma(page((300, 300 + 8 * step, "A window"))), 1.0 + step / 10)
        assert not changes.due(1.0 + step / 10).any()
    assert changes.due(1.5).any()


def test_what_never_rests_is_read_after_a_while_all_the_same() -> None:
    changes = shown()
    for step in range(12):
        changes.show(luma(page((300, 300, LETTERS[step] * 3))), 1.0 + step / 10)
    assert changes.due(2.1).any()


def test_what_never_rests_is_read_less_and_less() -> None:
    changes, read_s = shown(), []
    for step in range(150):
        now_s = 1.0 + step / 10
        changes.show(luma(page((300, 300, LETTERS[step * 7 % 18] * 3))), now_s)
        found = changes.next_rectangle(changes.due(now_s), [])
        if found is not None:
            changes.read(found, now_s)
            read_s.append(now_s)
    late = [at_s for at_s in read_s if at_s > 8.5]
    assert 1 <= len(late) < len(read_s) - len(late)
    assert len(read_s) <= 12


def test_a_restless_corner_does_not_hold_up_a_new_menu() -> None:
    changes = shown()
    for step in range(100):
        now_s = 1.0 + step / 10
        changes.show(luma(page((500, 400, LETTERS[step * 7 % 18] * 3))), now_s)
        if (found := changes.next_rectangle(changes.due(now_s), [])) is not None:
            changes.read(found, now_s)
    texts = [(200, 300 + 20 * row, "Paste special") for row in range(4)]
    for step in range(3):
        changes.show(luma(page((500, 400, LETTERS[step] * 3), *texts)), 11.0 + step / 10)
    found = changes.next_rectangle(changes.due(11.2), [])
    assert found is not None
    area = changes.box(found)
    assert area.overlaps(Box(200, 300, 280, 380))
    assert not area.overlaps(Box(500, 400, 530, 416))


def test_somebody_who_asks_does_not_wait_for_rest() -> None:
    changes = shown()
    changes.show(luma(page((300, 300, "Print"))), 1.0)
    assert not changes.due(1.0).any()
    assert changes.due(1.0, wanted_s=1.0).any()
    read_throughout(changes, 1.0)
    assert changes.complete_s == 1.0


def test_reading_what_was_never_shown_is_refused() -> None:
    with pytest.raises(ValueError, match="shown"):
        Changes(64, 64).read(Rectangle(0, 0, 1, 1), 0.0)


def flags_at(*blocks: tuple[int, int]) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    flags = np.zeros((HEIGHT_PX // BLOCK_PX, WIDTH_PX // BLOCK_PX), bool)
    for row, column in blocks:
        flags[row, column] = True
    return flags


def test_changes_far_apart_stay_apart_and_neighbours_are_joined() -> None:
    assert len(rectangles(flags_at((2, 2), (25, 30)), [])) == 2
    assert len(rectangles(flags_at((2, 2), (2, 4)), [])) == 1
    assert rectangles(flags_at(), []) == []


def test_a_changed_word_takes_its_whole_line_and_not_the_paragraph() -> None:
    lines = [line(48, 40 + 20 * row, 400) for row in range(12)]
    (found,) = rectangles(flags_at((8, 22)), [one.box for one in lines])
    touched = lines[4].box  # 120 to 136 px; the changed block is 128 to 144
    assert found.left * BLOCK_PX <= touched.left_px
    assert found.right * BLOCK_PX >= touched.right_px
    assert (found.bottom - found.top) * BLOCK_PX <= 80


def test_a_heading_of_which_the_foot_has_changed_is_read_whole() -> None:
    (found,) = rectangles(flags_at((6, 8)), [Box(48, 40, 400, 100)])
    assert found.top * BLOCK_PX <= 40


def test_a_line_that_is_dropped_is_never_cut_by_the_crop() -> None:
    """One beside the change is read again as well, so the rectangle must hold all of it."""
    beside = line(48, 146, 500).box
    (found,) = rectangles(flags_at((8, 4)), [beside])
    assert found.left * BLOCK_PX <= beside.left_px
    assert found.right * BLOCK_PX >= beside.right_px


def test_many_small_changes_become_few_rectangles() -> None:
    scattered = flags_at(*((row, column) for row in range(0, 30, 5) for column in range(0, 40, 5)))
    assert len(rectangles(scattered, [])) == 1


def test_new_lines_replace_the_old_in_the_area_alone_and_all_are_in_order() -> None:
    area = Box(0, 100, 300, 200)
    old = [line(0, 10, 80, "top"), line(0, 120, 80, "gone"), line(320, 120, 400, "beside")]
    new = [line(0, 150, 80, "new"), line(0, 201, 80, "margin")]
    assert [one.text for one in merged(old, area, new)] == ["top", "beside", "new"]


def test_a_line_on_the_seam_of_two_bands_is_kept_once() -> None:
    bands = [Box(0, 0, 300, 96), Box(0, 96, 300, 192)]
    seen = [line(0, top, 80, str(top)) for top in (70, 84, 88, 92, 110)]
    lines: list[Line] = []
    for band in bands:
        lines = merged(lines, band, seen)
    assert [one.text for one in lines] == ["70", "84", "88", "92", "110"]
