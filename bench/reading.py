"""How well and how quickly the reader of the screen reads, on pages drawn by Chromium.

Run: `python -m bench.reading`. Each page is 1920 x 1080 px, drawn at device scale 1 and then put
through what a shared screen goes through: colour at half resolution and lossy compression (JPEG at
quality 60 stands in for VP8). What Chromium says it drew, word by word, is the truth.

words: share of the drawn words that were read letter for letter, where they stand: the middle of
the read word lies in the drawn one. letters: mean similarity (difflib) of each drawn word to what
was read there. labels: share of the drawn pieces of text (one line of one element) that came back
as one Line of exactly these words, so that "File Edit View" counts as three.
Times are the best of three with nothing remembered from earlier reads; CPU is of the whole process.
"""

from __future__ import annotations

import asyncio
import io
import os
import statistics
import time
from dataclasses import dataclass
from difflib import SequenceMatcher

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image
from playwright.async_api import async_playwright

from agent.engines.text import TextReader
from agent.reading import Box, Line, Word
from bench.reading_pages import PAGES, STYLE

Rgb = npt.NDArray[np.uint8]

WIDTH_PX, HEIGHT_PX = 1920, 1080
MENU = Box(0, 0, 300, 400)
CHROMIUM = "/usr/bin/chromium"
JPEG_QUALITY = 60
REPEATS = 3

# Each visual line of each element, as its words and where they stand.
_DRAWN = """() => {
  const labels = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    let line = null;
    for (const match of node.data.matchAll(/\\S+/g)) {
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      const box = range.getBoundingClientRect();
      if (!box.width || box.bottom > innerHeight || box.right > innerWidth) continue;
      const shown = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      if (!node.parentElement.contains(shown) && shown !== node.parentElement) continue;
      if (!line || Math.abs(line[0].box.y - box.y) > 3) labels.push((line = []));
      line.push({text: match[0], box: {x: box.x, y: box.y, w: box.width, h: box.height}});
    }
  }
  return labels;
}"""


@dataclass(frozen=True)
class Drawn:
    """A page as Chromium drew it, and its words; one Line for each line of each element."""

    image: Rgb
    labels: list[Line]

    @property
    def words(self) -> list[Word]:
        return [word for label in self.labels for word in label.words]


@dataclass(frozen=True)
class Quality:
    """Shares of 0 to 1; see the module's docstring."""

    words: float
    letters: float
    labels: float
    missed: list[tuple[str, str]]


async def draw(names: list[str]) -> dict[str, Drawn]:
    """Draw pages of PAGES in one Chromium."""
    drawn: dict[str, Drawn] = {}
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", CHROMIUM),
            args=["--no-sandbox", "--disable-gpu", "--disable-lcd-text"],
        )
        page = await browser.new_page(viewport={"width": WIDTH_PX, "height": HEIGHT_PX})
        for name in names:
            await page.set_content(STYLE + PAGES[name])
            png = await page.screenshot()
            labels = [
                Line(tuple(Word(word["text"], _box(word["box"])) for word in label))
                for label in await page.evaluate(_DRAWN)
            ]
            drawn[name] = Drawn(np.asarray(Image.open(io.BytesIO(png)).convert("RGB")), labels)
        await browser.close()
    return drawn


def _box(box: dict[str, float]) -> Box:
    left, top = round(box["x"]), round(box["y"])
    return Box(left, top, round(box["x"] + box["w"]), round(box["y"] + box["h"]))


def as_shared(image: Rgb) -> Rgb:
    """The picture as it arrives: colour at half resolution, compressed with loss."""
    _, jpeg = cv2.imencode(".jpg", image[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    return np.asarray(Image.open(io.BytesIO(jpeg.tobytes())).convert("RGB"))


def quality(drawn: Drawn, lines: list[Line]) -> Quality:
    """Compare what was read with what was drawn."""
    read = [word for line in lines for word in line.words]
    texts = {line.text for line in lines}
    missed: list[tuple[str, str]] = []
    similar: list[float] = []
    for word in drawn.words:
        here = [other.text for other in read if _holds(word.box, other.box)]
        similar.append(max((_similarity(word.text, text) for text in here), default=0.0))
        if word.text not in here:
            missed.append((word.text, " ".join(here)))
    return Quality(
        1 - len(missed) / len(drawn.words),
        statistics.fmean(similar),
        sum(label.text in texts for label in drawn.labels) / len(drawn.labels),
        missed,
    )


def _similarity(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _holds(outer: Box, inner: Box) -> bool:
    across, down = inner.centre_px
    return (
        outer.left_px - 1 <= across <= outer.right_px + 1
        and outer.top_px - 2 <= down <= outer.bottom_px + 2
    )


def _timed(reader: TextReader, image: Rgb) -> tuple[float, float, list[Line]]:
    best_s, best_cpu_s, lines = float("inf"), float("inf"), list[Line]()
    for _ in range(REPEATS):
        reader.forget()
        began_s, began_cpu_s = time.perf_counter(), time.process_time()
        lines = reader.read(image)
        best_cpu_s = min(best_cpu_s, time.process_time() - began_cpu_s)
        best_s = min(best_s, time.perf_counter() - began_s)
    return best_s, best_cpu_s, lines


def main() -> None:
    reader = TextReader()
    pages = asyncio.run(draw(list(PAGES)))
    print(f"{'page':20} {'drawn':>13} {'s':>5} {'CPU s':>6} {'words':>6} {'letters':>7} labels")
    for name, drawn in pages.items():
        for kind, image in (("clean", drawn.image), ("as shared", as_shared(drawn.image))):
            took_s, cpu_s, lines = _timed(reader, image)
            found = quality(drawn, lines)
            print(
                f"{name:20} {len(drawn.labels):3} {kind:9} {took_s:5.2f} {cpu_s:6.2f} "
                f"{found.words:6.1%} {found.letters:7.1%} {found.labels:6.1%}"
            )
            print("    not read:", *(f"{true}|{seen}" for true, seen in found.missed[:12]))
    menu = as_shared(pages["open menu"].image)[: MENU.bottom_px, : MENU.right_px].copy()
    took_s, cpu_s, lines = _timed(reader, menu)
    print(f"menu of {MENU.width_px} x {MENU.height_px} px: {took_s:.2f} s, {cpu_s:.2f} s of CPU,")
    print("   ", " | ".join(line.text for line in lines))
    reader.read(menu)
    began_s = time.perf_counter()
    reader.read(menu)
    print(f"    again, its words remembered: {time.perf_counter() - began_s:.3f} s")


if __name__ == "__main__":
    main()
