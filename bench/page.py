"""A synthetic screen: a page that is typed into, scrolled, and another window. I420 at 1920x1080.

Owns: what the screen shows at a given second of a session, the same for every system.
Must not know: LiveKit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

WIDTH_PX, HEIGHT_PX = 1920, 1080
CHROMA_BYTES = WIDTH_PX * HEIGHT_PX // 4
LINE_PX, MARGIN_PX, TYPED_Y_PX = 36, 160, 300
CARET_S = 0.53  # the usual half period of a blinking caret
TEXT = (
    "To change the margins open the Layout tab and choose Margins then Custom Margins "
    "type the new value for the top and press Enter the page is shown as it will be printed "
)
TYPED = "Dear Anna, thank you for the photos of the garden. The roses have come out well this year"

Luma = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Activity:
    """What happens on the screen, in seconds of the session."""

    typing_s: tuple[float, float] = (8.0, 16.0)
    keys_per_s: float = 5.0
    scroll_s: tuple[float, float] = (24.0, 26.0)
    scroll_px_per_s: float = 600.0
    switches_s: tuple[float, ...] = (34.0, 44.0)


class Page:
    """Ask `frame(t)` for the picture at second `t`: planes Y, U and V one after another."""

    def __init__(self, activity: Activity | None = None) -> None:
        self._activity = activity or Activity()
        self._font = ImageFont.load_default(26)
        self._document = _text_page("Document - Writer", self._font, 2 * HEIGHT_PX, seed=1)
        self._other = _text_page("Inbox - Mail", self._font, HEIGHT_PX, seed=2)
        self._typed = [self._typed_line(n) for n in range(len(TYPED) + 1)]

    def frame(self, at_s: float) -> bytearray:
        out = bytearray(b"\x80") * (WIDTH_PX * HEIGHT_PX * 3 // 2)
        luma = np.frombuffer(out, np.uint8, WIDTH_PX * HEIGHT_PX).reshape(HEIGHT_PX, WIDTH_PX)
        if sum(at_s >= switch for switch in self._activity.switches_s) % 2:
            luma[:] = self._other
            return out
        offset = self._scrolled_px(at_s)
        luma[:] = self._document[offset : offset + HEIGHT_PX]
        self._draw_typed(luma, at_s, TYPED_Y_PX - offset)
        return out

    def _scrolled_px(self, at_s: float) -> int:
        start, end = self._activity.scroll_s
        return int(min(max(0.0, at_s - start), end - start) * self._activity.scroll_px_per_s) // 2

    def _draw_typed(self, luma: Luma, at_s: float, top: int) -> None:
        if top < 0:
            return
        start, end = self._activity.typing_s
        typed_s = min(max(0.0, at_s - start), end - start)
        line, caret_px = self._typed[min(len(TYPED), int(typed_s * self._activity.keys_per_s))]
        luma[top : top + LINE_PX, MARGIN_PX : MARGIN_PX + line.shape[1]] = line
        if int(at_s / CARET_S) % 2 == 0:
            left = MARGIN_PX + caret_px
            luma[top + 2 : top + LINE_PX - 4, left : left + 2] = 16

    def _typed_line(self, count: int) -> tuple[Luma, int]:
        image = Image.new("L", (WIDTH_PX - 2 * MARGIN_PX, LINE_PX), 235)
        draw = ImageDraw.Draw(image)
        draw.text((0, 0), TYPED[:count], fill=16, font=self._font)
        return np.asarray(image), int(draw.textlength(TYPED[:count], font=self._font)) + 2


def _text_page(
    title: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, height_px: int, seed: int
) -> Luma:
    """A window: a bar with its title, a row of buttons, and lines of text."""
    rng = np.random.default_rng(seed)
    image = Image.new("L", (WIDTH_PX, height_px), 235)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH_PX, 60), fill=90)
    draw.text((24, 14), title, fill=235, font=font)
    for at, label in enumerate(("File", "Edit", "View", "Insert", "Layout", "Help")):
        draw.rectangle((24 + 170 * at, 76, 174 + 170 * at, 122), outline=120, width=2)
        draw.text((44 + 170 * at, 82), label, fill=40, font=font)
    for top in range(TYPED_Y_PX + 2 * LINE_PX, height_px - LINE_PX, LINE_PX):
        words = " ".join(rng.choice(TEXT.split(), size=int(rng.integers(8, 15))))
        draw.text((MARGIN_PX, top), words, fill=30, font=font)
    return np.asarray(image)
