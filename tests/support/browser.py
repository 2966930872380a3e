"""A person with a browser: a real Chromium of their own, whose microphone and ears are the test's.

Owns: starting Chromium, what is said into its microphone, what its page plays, its errors, and the
evidence left when a test fails. Must not know: the guide, nor what the page means.
Times are `time.monotonic`, comparable with the fake model's record.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import numpy as np
from playwright.async_api import (
    BrowserContext,
    ConsoleMessage,
    Error,
    Locator,
    Page,
    Playwright,
    ViewportSize,
)

from tests.support.visitor import BLOCK_MS, HEARD_HZ, MICROPHONE_HZ, Heard, Samples

PAGES_DIR = Path(__file__).parent / "pages"
CHROMIUM = "/usr/bin/chromium"
PHONE = "Pixel 7"
LAUNCH_TIMEOUT_MS = 60_000
ACTION_TIMEOUT_MS = 30_000
# Generous: several test runs may share the machine.
WAIT_S = 60.0
POLL_S = 0.05
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Not the fake permission dialogs as well: they would share a drawn screen instead of a tab.
    "--use-fake-device-for-media-stream",
)
# Chromium says these by itself, and nothing is wrong with the page.
_IDLE_WORDS = ("The AudioContext was not allowed to start",)


@dataclass(frozen=True)
class Person:
    """Who sits at the browser, and what they will answer when it asks.

    allows: whether they let the page use microphone and camera.
    shares: title of the tab they choose when asked what to share; None shows the chooser.
    speaks_from: a WAV that Chromium itself plays as the microphone, from the moment it is opened.
        Without one, `Tab.say` is the microphone.
    films: an MJPEG file that Chromium plays as the camera, again and again.
    """

    locale: str = "en-US"
    allows: bool = True
    shares: str | None = None
    speaks_from: Path | None = None
    films: Path | None = None
    width_px: int = 1280
    height_px: int = 800
    phone: bool = False

    @property
    def flags(self) -> list[str]:
        flags = [*_FLAGS, f"--lang={self.locale}"]
        if self.shares is not None:
            flags.append(f"--auto-select-tab-capture-source-by-title={self.shares}")
        if self.speaks_from is not None:
            flags.append(f"--use-file-for-fake-audio-capture={self.speaks_from}%noloop")
        if self.films is not None:
            flags.append(f"--use-file-for-fake-video-capture={self.films}")
        return flags


@dataclass
class Browser:
    """One running Chromium."""

    context: BrowserContext
    log_dir: Path
    tabs: list[Tab] = field(default_factory=list)

    @classmethod
    @contextlib.asynccontextmanager
    async def of(cls, playwright: Playwright, person: Person, log_dir: Path) -> AsyncIterator[Self]:
        """Run it until the block is left. When that is by an exception, screenshots are kept."""
        viewport: ViewportSize = {"width": person.width_px, "height": person.height_px}
        phone = playwright.devices[PHONE] if person.phone else None
        with tempfile.TemporaryDirectory(prefix="cicerone-chromium-") as profile:
            context = await playwright.chromium.launch_persistent_context(
                profile,
                executable_path=os.environ.get("CHROMIUM", CHROMIUM),
                args=person.flags,
                chromium_sandbox=False,
                locale=person.locale,
                viewport=viewport,
                user_agent=phone["user_agent"] if phone else None,
                has_touch=person.phone,
                is_mobile=person.phone,
                device_scale_factor=2 if person.phone else 1,
                permissions=["microphone", "camera"] if person.allows else [],
                timeout=LAUNCH_TIMEOUT_MS,
            )
            context.set_default_timeout(ACTION_TIMEOUT_MS)
            await context.add_init_script(path=PAGES_DIR / "recorder.js")
            await context.add_init_script(path=PAGES_DIR / "watcher.js")
            if person.speaks_from is None:
                await context.add_init_script(path=PAGES_DIR / "microphone.js")
            browser = cls(context, log_dir)
            try:
                yield browser
            except BaseException:
                await browser.keep_evidence()
                raise
            finally:
                # A page that is left says goodbye; one whose browser is killed does not.
                for tab in browser.tabs:
                    with contextlib.suppress(Error):
                        await tab.page.goto("about:blank", timeout=5_000)
                await context.close()

    async def open(self, url: str) -> Tab:
        """A new tab with the page loaded; the first one uses the tab Chromium starts with."""
        unused = [page for page in self.context.pages if page.url == "about:blank"]
        page = unused[0] if unused else await self.context.new_page()
        tab = Tab(page)
        self.tabs.append(tab)
        await page.goto(url)
        return tab

    async def open_program(self, name: str) -> Tab:
        """One of the programs in `tests/support/pages`, as something to share."""
        return await self.open((PAGES_DIR / f"{name}.html").as_uri())

    async def keep_evidence(self) -> None:
        """A screenshot of each tab and what its page complained of; prints where."""
        for number, tab in enumerate(self.tabs):
            path = self.log_dir / f"{os.getpid()}-{time.monotonic_ns()}-tab{number}.png"
            with contextlib.suppress(Error):
                await tab.page.screenshot(path=path, timeout=10_000)
            path.with_suffix(".log").write_text("\n".join(tab.console), encoding="utf-8")
            print(f"screenshot and console of {tab.page.url}: {path}", file=sys.stderr)


class Tab:
    """One page in a browser."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.heard = Heard()
        self.console: list[str] = []
        self.problems: list[str] = []
        self._behind_s = time.time() - time.monotonic()
        page.on("console", self._on_console)
        page.on("pageerror", self._on_page_error)

    def get(self, test_id: str) -> Locator:
        return self.page.get_by_test_id(test_id)

    async def say(self, samples: Samples) -> tuple[float, float]:
        """Say it into the microphone; returns when it began and ended."""
        encoded = base64.b64encode(samples.astype("<i2").tobytes()).decode()
        began_s, ended_s = await self.page.evaluate(
            "([sound, rate]) => testSay(sound, rate)", [encoded, MICROPHONE_HZ]
        )
        return began_s - self._behind_s, ended_s - self._behind_s

    async def listen(self) -> Heard:
        """All that the page has played until now, in blocks of BLOCK_MS."""
        for began_s, rate_hz, encoded in await self.page.evaluate("() => testHeard()"):
            samples = np.frombuffer(base64.b64decode(encoded), dtype="<i2")
            at_s = began_s - self._behind_s
            self.heard.blocks.extend(
                (at_s + number * BLOCK_MS / 1000, block)
                for number, block in enumerate(_blocks(samples, rate_hz))
            )
        return self.heard

    async def until_heard(
        self, wanted: Callable[[Heard], bool], what: str, timeout_s: float = WAIT_S
    ) -> Heard:
        """Listen until it is true."""

        async def true() -> bool:
            return wanted(await self.listen())

        await eventually(true, what, timeout_s)
        return self.heard

    def _on_console(self, message: ConsoleMessage) -> None:
        self.console.append(f"{message.type}: {message.text}")
        if message.type == "error" and not message.text.startswith(_IDLE_WORDS):
            self.problems.append(message.text)

    def _on_page_error(self, error: Error) -> None:
        self.console.append(f"uncaught: {error}")
        self.problems.append(str(error))


def _blocks(samples: Samples, rate_hz: int) -> list[Samples]:
    """Blocks of BLOCK_MS at HEARD_HZ, which the browser's rate is a multiple of."""
    factor = rate_hz // HEARD_HZ
    size = HEARD_HZ * BLOCK_MS // 1000
    whole = samples[: len(samples) // (factor * size) * factor * size]
    lowered = whole.reshape(-1, factor).mean(axis=1).astype(np.int16)
    return list(lowered.reshape(-1, size))


async def eventually(
    condition: Callable[[], Awaitable[bool]], what: str, timeout_s: float = WAIT_S
) -> None:
    """Wait until it is true.

    Raises:
        AssertionError: it was not, in time; says what was waited for.
    """
    deadline_s = time.monotonic() + timeout_s
    while not await condition():
        if time.monotonic() > deadline_s:
            raise AssertionError(f"not within {timeout_s} s: {what}")
        await asyncio.sleep(POLL_S)
