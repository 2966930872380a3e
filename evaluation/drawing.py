"""The picture of every page asked about, as it reaches the guide, and where its elements are.

Owns: what was drawn before. Must not know questions or the guide.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
from dataclasses import dataclass

import numpy as np
from PIL import Image

from agent.reading import Box
from evaluation.cache import Cache, fingerprint, key
from evaluation.rendering import CHROMIUM, Picture, Rendered, Renderer, View
from evaluation.screen_share import shared
from evaluation.sites import SITES


@dataclass(frozen=True)
class Drawn:
    """A picture as PNG, and the boxes of the elements asked for, by selector."""

    png: bytes
    boxes: dict[str, Box]


@dataclass(frozen=True)
class Wanted:
    view: View
    selectors: tuple[str, ...]


async def draw(wanted: dict[str, Wanted], cache: Cache, *, lossless: bool) -> dict[str, Drawn]:
    """All pages by id. Chromium is started when one of them was not drawn before.

    Args:
        lossless: as the browser drew them, instead of as a screen share delivers them.

    Raises:
        UnknownElementError: see Renderer.render.
    """
    versions = _versions()
    drawn: dict[str, Drawn] = {}
    async with contextlib.AsyncExitStack() as stack:
        renderer: Renderer | None = None
        for name, page in wanted.items():
            made_of = key(
                "page", *versions, SITES[page.view.site].version(page.view.path), repr(page)
            )
            before = _known(cache, made_of)
            if before is None:
                if renderer is None:
                    renderer = await stack.enter_async_context(Renderer.running())
                before = _kept(
                    cache, made_of, await renderer.render(page.view, list(page.selectors))
                )
            drawn[name] = before if lossless else Drawn(_delivered(before.png, cache), before.boxes)
    return drawn


def _versions() -> list[str]:
    browser = os.environ.get("CHROMIUM", CHROMIUM)
    said = subprocess.run([browser, "--version"], capture_output=True, text=True, check=True)
    return [said.stdout, fingerprint("evaluation.rendering", "playwright")]


def _known(cache: Cache, made_of: str) -> Drawn | None:
    png, boxes = cache.get(f"{made_of}.png"), cache.get(f"{made_of}.json")
    if png is None or boxes is None:
        return None
    return Drawn(png, {name: Box(*edges) for name, edges in json.loads(boxes).items()})


def _kept(cache: Cache, made_of: str, rendered: Rendered) -> Drawn:
    png = _png(rendered.picture)
    edges = {
        name: [box.left_px, box.top_px, box.right_px, box.bottom_px]
        for name, box in rendered.boxes.items()
    }
    cache.put(f"{made_of}.png", png)
    cache.put(f"{made_of}.json", json.dumps(edges).encode())
    return Drawn(png, rendered.boxes)


def _delivered(png: bytes, cache: Cache) -> bytes:
    name = key("shared", fingerprint("evaluation.screen_share", "av"), png)
    known = cache.get(name)
    if known is not None:
        return known
    with Image.open(io.BytesIO(png)) as image:
        delivered = _png(shared(np.asarray(image.convert("RGB"))))
    cache.put(name, delivered)
    return delivered


def _png(picture: Picture) -> bytes:
    written = io.BytesIO()
    Image.fromarray(picture).save(written, format="PNG", compress_level=1)
    return written.getvalue()
