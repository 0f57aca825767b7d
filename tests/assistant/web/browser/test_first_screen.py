"""What a reader sees without scrolling, and how long the page is, in a real Chromium."""

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from tests.assistant.web.browser.chromium import needs_chromium
from tests.assistant.web.conftest import Visit, Visitor
from tests.conftest import USERS_QUESTION

pytestmark = needs_chromium

MAX_FIRST_VISIT_BYTES = 350_000

ASKED = f"?q={USERS_QUESTION}"


def _answers_in_view(page: Page) -> list[str]:
    """Return the ids of the cards of which all that answers is on the first screen."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("article")].filter((card) => {
            const marks = [...card.querySelectorAll(":scope > .quote mark")]
            const seen = (mark) => mark.getBoundingClientRect().bottom < innerHeight
            return marks.length && marks.every(seen)
        }).map((card) => card.dataset.id)"""
    )
    return found


def _first_answer_in_view(page: Page) -> bool:
    found: bool = page.evaluate(
        """() => document.querySelector("article > .quote").getBoundingClientRect().bottom
            < innerHeight"""
    )
    return found


def _height(page: Page) -> int:
    found: int = page.evaluate("document.documentElement.scrollHeight")
    return found


def test_two_answers_on_a_desks_screen(visit: Visit) -> None:
    """1366 by 768 pixels, and a page that is not three screens long."""
    visitor = visit(viewport={"width": 1366, "height": 768})
    page = visitor.open(ASKED)
    assert len(_answers_in_view(page)) >= 2
    assert _height(page) <= 2400
    visitor.keep("first-screen")


def test_one_answer_on_a_phones_screen(visit: Visit) -> None:
    """360 by 740 pixels."""
    visitor = visit(viewport={"width": 360, "height": 740})
    page = visitor.open(ASKED)
    assert _first_answer_in_view(page)
    assert _height(page) <= 4500
    visitor.keep("first-screen-360")


@pytest.mark.parametrize("unfolded", [False, True])
def test_paper_has_what_is_unfolded(visitor: Visitor, unfolded: bool) -> None:
    """Two pages as it opens; what the reader unfolds is printed too."""
    page = visitor.open(ASKED)
    if unfolded:
        page.locator("details.passages > summary").first.click()
    paper = pypdfium2.PdfDocument(page.pdf(format="A4"))
    sheets = (sheet.get_textpage().get_text_bounded() for sheet in paper)
    text = " ".join(" ".join(sheets).split())
    assert len(paper) == 2
    assert ("Ett av resultatene av dette arbeidet" in text) is unfolded
    assert USERS_QUESTION in text
    assert "Kopier" not in text
    assert "lignende tema" not in text


@pytest.mark.parametrize("query", ["", ASKED])
def test_a_first_visit_is_small(server: str, browser: Browser, query: str) -> None:
    """Of all that comes over the wire, three quarters are Gradio's scripts."""
    context = browser.new_context()
    page = context.new_page()
    received: list[int] = []
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda seen: received.append(seen["encodedDataLength"]))
    page.goto(server + query)
    page.wait_for_selector("html[data-ready]")
    page.wait_for_load_state("networkidle")
    context.close()
    assert 100_000 < sum(received) < MAX_FIRST_VISIT_BYTES


def test_nothing_scrolls_inside_a_small_window(visit: Visit) -> None:
    """400 % zoom of 1280 by 1024 pixels: no box has a scrollbar of its own."""
    visitor = visit(viewport={"width": 320, "height": 256})
    for query in (ASKED, f"{ASKED}&dok=utleieboliger-med-tilvisningsavtale-i-ringsaker"):
        page = visitor.open(query)
        for summary in page.locator("summary").all():
            summary.click()
        boxes = page.evaluate(
            """() => [...document.querySelectorAll("main *")].filter((node) => {
                const scrolls = /auto|scroll/.test(getComputedStyle(node).overflowY)
                return scrolls && node.scrollHeight > node.clientHeight + 1
            }).map((node) => node.outerHTML.slice(0, 80))"""
        )
        assert boxes == []
