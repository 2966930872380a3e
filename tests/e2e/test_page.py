"""The page for people who differ: by keyboard alone, in their language, on a phone."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from protocol.messages import Attribute, Sight
from tests.e2e.conftest import Visit
from tests.e2e.conversing import assert_no_complaints, begin, enter, enter_by, open_page
from tests.support.browser import Person, Tab
from tests.support.stack import Stack

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

MOST_TABS = 25
FOCUSED = "() => document.activeElement?.dataset.testid ?? ''"
RING = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" || style.boxShadow !== "none";
}"""


async def go_to(tab: Tab, test_id: str) -> None:
    """Press Tab until this has the focus, which must be seen wherever it is."""
    for _ in range(MOST_TABS):
        await tab.page.keyboard.press("Tab")
        focused = await tab.page.evaluate(FOCUSED)
        if focused:
            assert await tab.page.evaluate(RING), f"the focus is not seen on {focused}"
        if focused == test_id:
            return
    raise AssertionError(f"{test_id} is not reached by {MOST_TABS} presses of Tab")


async def test_a_conversation_by_keyboard_alone(house: Stack, visit: Visit) -> None:
    async with visit(Person(allows=False)) as browser:
        tab = await open_page(house, browser)
        await tab.get("start-talk").wait_for()
        await go_to(tab, "start-talk")
        keyboard = tab.page.keyboard
        guest = await enter_by(house, tab, lambda: keyboard.press("Enter"))
        await guest.until_tone(0)
        await go_to(tab, "chat-input")
        await keyboard.type("Where is the ruler?")
        await keyboard.press("Enter")
        await guest.until_tone(1)
        await go_to(tab, "leave")
        await keyboard.press("Enter")
        await tab.get("start-again").wait_for()
        await go_to(tab, "start-again")
        await keyboard.press("Enter")
        await tab.get("start-share").wait_for()
        assert_no_complaints(tab)


@pytest.mark.parametrize(
    ("locale", "language", "button"),
    [
        ("en-GB", "en", "Show me your screen"),
        ("fr-CA", "fr", "Montrez-moi votre écran"),
        ("es-MX", "es", "Enséñame tu pantalla"),
        ("de-DE", "en", "Show me your screen"),
    ],
)
async def test_the_page_speaks_the_browsers_language(
    house: Stack, visit: Visit, locale: str, language: str, button: str
) -> None:
    async with visit(Person(locale=locale)) as browser:
        tab = await open_page(house, browser)
        await expect(tab.get("start-share")).to_have_text(button)
        await expect(tab.page.locator("html")).to_have_attribute("lang", language)
        await expect(tab.get("language-select")).to_have_value(language)
        assert_no_complaints(tab)


async def test_the_guide_speaks_the_language_chosen_on_the_page(house: Stack, visit: Visit) -> None:
    async with visit(Person()) as browser:
        tab = await open_page(house, browser)
        await tab.get("language-select").select_option("fr")
        await expect(tab.get("start-talk")).to_have_text("Parler sans rien partager")
        guest = await enter(house, tab)
        assert "French" in guest.connection.system_instruction
        await guest.until_tone(0)
        assert_no_complaints(tab)


async def test_on_a_phone_the_camera_takes_the_screens_place(house: Stack, visit: Visit) -> None:
    async with visit(Person(phone=True, width_px=390, height_px=844)) as browser:
        guest = await begin(house, browser, "start-share")
        await expect(guest.tab.page.locator("video")).to_be_visible()
        await guest.until_guide_says(Attribute.SIGHT, Sight.CAMERA)
        await guest.ask("What am I holding?", 1)
        assert guest.turns[0].frames
        assert_no_complaints(guest.tab)
