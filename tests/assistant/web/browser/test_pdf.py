"""The pages of an added report in a real Chromium: shown in a card, opened as a PDF, on paper."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.assistant.web.browser.chromium import needs_chromium
from tests.assistant.web.browser.test_access import DARK, PHONE, violations
from tests.assistant.web.conftest import Visit, Visitor
from tests.made_report import QUESTION, REPORT, TITLE

pytestmark = needs_chromium

ASKED = f"?limit=2&q={QUESTION}"
CARD = f"article[data-id={REPORT}]"


@pytest.fixture
def reader(visit: Visit, report_server: str) -> Visitor:
    """A reader of the site that has the report."""
    return visit(report_server)


def unfold(visitor: Visitor) -> None:
    """Unfold the passages of the report, under which its pages are."""
    details = visitor.page.locator(f"{CARD} .passages")
    if details.get_attribute("open") is None:
        details.locator("> summary").click()


def open_pages(visitor: Visitor) -> Locator:
    """Open the pages of the report's first passage, and return the first image when it is there."""
    unfold(visitor)
    visitor.page.locator(f"{CARD} .page-view > summary").first.click()
    image = visitor.page.locator(f"{CARD} .page-view img").first
    image.scroll_into_view_if_needed()
    visitor.page.wait_for_function("node => node.complete", arg=image.element_handle())
    return image


def test_a_page_is_fetched_when_it_is_opened(reader: Visitor) -> None:
    """And says in words what can be seen on it."""
    reader.open(ASKED)
    assert not [url for url in reader.requested if "/side/" in url]
    image = open_pages(reader)
    # Its two short lines are not blown up to the width of the page.
    assert 400 < image.evaluate("node => node.naturalWidth") < 1100
    # No word of the front page says why it was found, and so none is marked.
    alt = f"Utsnitt av side i i «{TITLE}». Avsnittet er rammet inn."
    expect(image).to_have_attribute("alt", alt)
    assert [url for url in reader.requested if f"/side/{REPORT}/1.png" in url]
    reader.keep("page-view")


def test_the_pdf_opens_at_the_page(reader: Visitor) -> None:
    """In the browser's own viewer, not as a download."""
    page = reader.open(ASKED)
    unfold(reader)
    link = page.locator(f"{CARD} .pages .pdf").first
    expect(link).to_have_text(f"Åpne PDF-en på side i: {TITLE}")
    with page.expect_response("**/fil/**") as answered:
        link.click()
    assert answered.value.status == 200
    page.wait_for_url(f"**/fil/{REPORT}.pdf#page=1")
    # The viewer is an extension of Chromium's in a frame of its own.
    for _ in range(50):
        if any(frame.url.startswith("chrome-extension:") for frame in page.frames):
            break
        page.wait_for_timeout(100)
    else:
        pytest.fail("the PDF is not shown")
    page.go_back()
    expect(page.locator(CARD)).to_be_visible()


def test_pages_need_no_script(visit: Visit, report_server: str) -> None:
    """The browser opens them by itself; without scripts it fetches them at once."""
    visitor = visit(report_server, java_script_enabled=False)
    with visitor.page.expect_response(f"**/side/{REPORT}/1.png*") as answered:
        visitor.open(ASKED, ready=False)
    assert answered.value.status == 200
    image = visitor.page.locator(f"{CARD} .page-view img").first
    unfold(visitor)
    expect(image).not_to_be_visible()
    visitor.page.locator(f"{CARD} .page-view > summary").first.click()
    expect(image).to_be_visible()


def open_empty(visitor: Visitor) -> None:
    """Open the list of the pages that have no text."""
    visitor.page.locator("details.empty > summary").click()


def open_text(visitor: Visitor) -> None:
    """Open the whole text, on the report's own page."""
    unfold(visitor)
    visitor.page.locator(CARD).get_by_role("link", name="Hele teksten").click()
    visitor.settled()
    visitor.page.wait_for_selector(".whole-text .page-number")


def leave(visitor: Visitor) -> None:
    """Leave the page as it opened."""


STATES: dict[str, tuple[str, Callable[[Visitor], object], dict[str, Any]]] = {
    "page": (ASKED, open_pages, {}),
    "page, dark": (ASKED, open_pages, DARK),
    "page, 360 px": (ASKED, open_pages, PHONE),
    "page, dark, 360 px": (ASKED, open_pages, {**PHONE, **DARK}),
    "text": (ASKED, open_text, {}),
    "report": (f"?dok={REPORT}", leave, DARK),
    "read": ("oversikt", open_empty, {}),
    "read, dark, 360 px": ("oversikt", open_empty, {**PHONE, **DARK}),
}


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(visit: Visit, report_server: str, state: str) -> None:
    """And nothing is cut off."""
    query, bring_about, settings = STATES[state]
    visitor = visit(report_server, **settings)
    visitor.open(query)
    bring_about(visitor)
    cut = visitor.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not cut
    visitor.keep(f"added-{state.replace(',', '').replace(' ', '-')}")
    assert violations(visitor.page) == []


def test_on_paper_only_an_opened_page_is_seen(reader: Visitor) -> None:
    """And no link that cannot be pressed there."""
    page = reader.open(ASKED)
    page.emulate_media(media="print")
    expect(page.locator(f"{CARD} .page-view").first).not_to_be_visible()
    expect(page.locator(f"{CARD} .pages .pdf").first).not_to_be_visible()
    page.emulate_media(media="screen")
    image = open_pages(reader)
    page.emulate_media(media="print")
    expect(image).to_be_visible()
    expect(page.locator(f"{CARD} .page-view > summary").first).not_to_be_visible()
    reader.keep("page-view-print")
    page.emulate_media(media="screen")
