"""Draws a page in Chromium, without any network, and says where its elements are.

Owns: the browser. Must not know questions, halves or the guide.
Boxes are in CSS pixels, which are the picture's pixels: the device scale is 1.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Self

import httpx
import numpy as np
import numpy.typing as npt
from PIL import Image
from playwright.async_api import Browser, Page, Request, Route, async_playwright

from agent.reading import Box
from evaluation.sites import SITES

Picture = npt.NDArray[np.uint8]

CHROMIUM = "/usr/bin/chromium"
# As the browser tests start it; fonts without subpixel colours and a fixed profile, so that the
# same page is the same picture.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--disable-lcd-text",
    "--force-color-profile=srgb",
)
LOAD_TIMEOUT_MS = 30_000
_ADDRESS = "http://evaluated.test"
# Where it is, and whether something else would take a click in its middle.
_LOCATE = """element => {
    const box = element.getBoundingClientRect();
    const top = element.ownerDocument.elementFromPoint(
        box.left + box.width / 2, box.top + box.height / 2);
    const mine = top !== null && (element.contains(top) || top.contains(element));
    return [box.left, box.top, box.right, box.bottom, mine];
}"""
_STILL = "* { animation: none !important; transition: none !important; caret-color: transparent }"


class UnknownElementError(LookupError):
    """A selector does not name exactly one element that can be seen and clicked."""


@dataclass(frozen=True)
class View:
    """What to open, and how large the window is.

    Attributes:
        site: a key of `evaluation.sites.SITES`.
        ready: a selector to wait for before the picture is taken.
        clicks: selectors clicked first, one after the other.
    """

    site: str
    path: str
    width_px: int
    height_px: int
    ready: str = "body"
    clicks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rendered:
    """A picture (height, width, 3) in RGB and the boxes of the elements asked for."""

    picture: Picture
    boxes: dict[str, Box]


class Renderer:
    """One running Chromium; each page is opened in a context of its own."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser

    @classmethod
    @contextlib.asynccontextmanager
    async def running(cls) -> AsyncIterator[Self]:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM", CHROMIUM),
                args=list(FLAGS),
                chromium_sandbox=False,
            )
            try:
                yield cls(browser)
            finally:
                await browser.close()

    @property
    def version(self) -> str:
        return self._browser.version

    async def render(self, view: View, selectors: list[str]) -> Rendered:
        """
        Raises:
            UnknownElementError: a selector is not exactly one element with its middle in sight.
        """
        async with self._opened(view) as page:
            boxes = {selector: await _box(page, selector, view) for selector in selectors}
            drawn = await page.screenshot(scale="css", caret="hide", animations="disabled")
        with Image.open(io.BytesIO(drawn)) as image:
            picture = np.asarray(image.convert("RGB"))
        return Rendered(picture, boxes)

    @contextlib.asynccontextmanager
    async def _opened(self, view: View) -> AsyncIterator[Page]:
        context = await self._browser.new_context(
            viewport={"width": view.width_px, "height": view.height_px},
            device_scale_factor=1,
            locale="en-GB",
        )
        transport = httpx.ASGITransport(app=SITES[view.site].make())
        client = httpx.AsyncClient(transport=transport, base_url=_ADDRESS, follow_redirects=True)
        try:
            page = await context.new_page()
            page.set_default_timeout(LOAD_TIMEOUT_MS)

            async def answer(route: Route, request: Request) -> None:
                await _answer(client, route, request)

            await page.route("**/*", answer)
            await page.goto(_ADDRESS + view.path)
            await page.locator(view.ready).first.wait_for()
            for selector in view.clicks:
                await page.locator(selector).click()
            await page.mouse.move(1, view.height_px - 1)
            await page.add_style_tag(content=_STILL)
            await page.evaluate("() => document.fonts.ready.then(() => {})")
            # What the page still draws after its last element is there, like a folding section.
            await asyncio.sleep(0.4)
            yield page
        finally:
            await context.close()
            await client.aclose()


async def _answer(client: httpx.AsyncClient, route: Route, request: Request) -> None:
    """Nothing but the site itself can be reached."""
    if not request.url.startswith(_ADDRESS + "/"):
        await route.abort()
        return
    response = await client.request(request.method, request.url)
    await route.fulfill(
        status=response.status_code,
        headers={"content-type": response.headers.get("content-type", "")},
        body=response.content,
    )


async def _box(page: Page, selector: str, view: View) -> Box:
    found = page.locator(selector)
    count = await found.count()
    if count != 1:
        raise UnknownElementError(f"{selector!r} names {count} elements of {view.path}")
    left, top, right, bottom, reachable = await found.evaluate(_LOCATE)
    box = Box(
        max(0, round(left)),
        max(0, round(top)),
        min(view.width_px, round(right)),
        min(view.height_px, round(bottom)),
    )
    if box.width_px < 4 or box.height_px < 4 or not reachable:
        raise UnknownElementError(f"{selector!r} cannot be seen or is covered, on {view.path}")
    return box
