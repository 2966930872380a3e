"""The house every end-to-end test visits, and the people who visit it.

One livekit-server, fake model, worker, token server and page for the whole run; a fresh Chromium
for each person. The model answers each turn with a tone of its own, see `tone_hz`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Playwright, async_playwright

from tests.e2e.conversing import tones
from tests.support.browser import Browser, Person
from tests.support.stack import PROJECT_DIR, Stack, running_stack

Visit = Callable[[Person], AbstractAsyncContextManager[Browser]]


@pytest.fixture(scope="session")
def built_page() -> None:
    if not (PROJECT_DIR / "web_client" / "dist" / "index.html").exists():
        pytest.fail("the page is not built: npm --prefix web_client run build", pytrace=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def playwright() -> AsyncIterator[Playwright]:
    async with async_playwright() as running:
        yield running


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def shared_house(
    built_page: None, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Stack]:
    async with running_stack(tmp_path_factory.mktemp("house"), with_page=True) as stack:
        yield stack


@pytest.fixture
def house(shared_house: Stack) -> Stack:
    """The shared house, answering by tones until a test gives the model another script."""
    shared_house.gemini.script = tones()
    return shared_house


@pytest.fixture
def visit(playwright: Playwright, tmp_path: Path) -> Visit:
    """`async with visit(Person()) as browser`: a Chromium of that person."""
    return partial(Browser.of, playwright, log_dir=tmp_path)
