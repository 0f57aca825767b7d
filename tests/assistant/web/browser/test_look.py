"""Light, dark and paper, in a real Chromium."""

import pytest
from playwright.sync_api import expect

from tests.assistant.web.browser.chromium import needs_chromium
from tests.assistant.web.conftest import Visit, Visitor
from tests.conftest import USERS_QUESTION

pytestmark = needs_chromium

WHITE, BLACK = "rgb(255, 255, 255)", "rgb(23, 24, 26)"


def _ground(visitor: Visitor) -> str:
    found: str = visitor.page.evaluate("getComputedStyle(document.body).backgroundColor")
    return found


@pytest.mark.parametrize(("scheme", "ground"), [("light", WHITE), ("dark", BLACK)])
def test_the_page_follows_the_readers_scheme(visit: Visit, scheme: str, ground: str) -> None:
    """Before Gradio has come and after."""
    visitor = visit(color_scheme=scheme)
    visitor.open(ready=False)
    assert _ground(visitor) == ground
    visitor.open()
    assert _ground(visitor) == ground


def test_a_switch_turns_the_scheme(visitor: Visitor) -> None:
    """And says what it will do next."""
    page = visitor.open()
    page.get_by_role("button", name="Mørk visning").click()
    assert _ground(visitor) == BLACK
    page.get_by_role("button", name="Lys visning").click()
    assert _ground(visitor) == WHITE


def test_paper_is_a_list_of_sources(visit: Visit) -> None:
    """Titles, quotes and citations; nothing to press; black on white also from a dark page."""
    visitor = visit(color_scheme="dark")
    page = visitor.open()
    visitor.ask(USERS_QUESTION)
    page.emulate_media(media="print")
    for gone in ("header.site", "form", ".filters", ".actions", ".exports", "footer"):
        for part in page.locator(gone).all():
            expect(part).not_to_be_visible()
    first = page.locator("article").first
    expect(first.locator("h3")).to_be_visible()
    expect(first.locator("blockquote").first).to_be_visible()
    expect(first.locator(".reference")).to_contain_text("https://veiviseren.no/")
    assert _ground(visitor) == WHITE
    visitor.keep("print")
