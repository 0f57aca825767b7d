"""A whole errand by keyboard alone, in a real Chromium."""

from playwright.sync_api import Locator, Page, expect

from tests.assistant.web.browser.chromium import needs_chromium
from tests.assistant.web.conftest import Visit, Visitor
from tests.conftest import USERS_QUESTION

pytestmark = needs_chromium


def _tab_to(page: Page, target: Locator, most: int = 40) -> int:
    """Press Tab until `target` has focus; return how many times that took."""
    for pressed in range(1, most + 1):
        page.keyboard.press("Tab")
        if target.evaluate("node => node === document.activeElement"):
            assert target.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"
            return pressed
    raise AssertionError(f"not reached with {most} tabs")


def test_ask_copy_the_second_citation_go_back_and_filter(visit: Visit) -> None:
    """The user's question, second result, copy its citation, back, filter by municipality."""
    visitor = visit(permissions=["clipboard-read", "clipboard-write"])
    page = visitor.open()
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type(USERS_QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator("#results")).to_be_focused()
    second = page.locator("article").nth(1)
    _tab_to(page, second.locator("h3 a"))
    _tab_to(page, second.get_by_role("button", name="Kopier sitat og kilde"))
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_have_text("Sitatet og kilden er kopiert.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert second.locator("h3").inner_text() in copied
    # The browser's own keys (Alt and an arrow) reach no page that is run by a test.
    page.go_back()
    expect(page.locator(".examples")).to_be_visible()
    page.go_forward()
    expect(page.locator("#results")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".filters summary")).to_be_focused()
    page.keyboard.press("Enter")
    _tab_to(page, page.get_by_label("Kommune", exact=True))
    page.keyboard.type("Ringsaker")
    _tab_to(page, page.get_by_role("button", name="Bruk filtrene"))
    page.keyboard.press("Enter")
    visitor.settled()
    assert visitor.titles() == ["Utleieboliger med tilvisningsavtale i Ringsaker"]
    expect(page.locator("#results")).to_be_focused()


def test_the_skip_link_comes_first_and_skips(visitor: Visitor) -> None:
    """To the results where there are any."""
    page = visitor.open("?q=bolig")
    page.locator("body").press("Tab")
    skip = page.get_by_role("link", name="Hopp til hovedinnholdet")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#results")).to_be_focused()
    page = visitor.open("oversikt")
    page.locator("body").press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#innhold")).to_be_focused()
