"""The page of one source in a real Chromium: its contents, a search within it, its pictures."""

import re
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Locator, expect

from tests.assistant.web.browser.chromium import needs_chromium
from tests.assistant.web.browser.test_access import DARK, PHONE, violations
from tests.assistant.web.conftest import Visit, Visitor
from tests.long_report import CHAPTERS, LONG_QUESTION, LONG_REPORT, LONG_TITLE

pytestmark = needs_chromium

ALONE = f"?dok={LONG_REPORT}"
ASKED = f"?q={LONG_QUESTION}&dok={LONG_REPORT}"
SMALL = {"viewport": {"width": 320, "height": 256}}


@pytest.fixture
def reader(visit: Visit, long_report_server: str) -> Visitor:
    """A reader of the site that has the long report, at an ordinary screen."""
    return visit(long_report_server, viewport={"width": 1366, "height": 768})


def test_the_card_leads_to_the_passage(reader: Visitor) -> None:
    """From its caption straight to the place in the text, and back to as many results."""
    page = reader.open(f"?q={LONG_QUESTION}")
    title = page.locator("#results").inner_text()
    page.locator(f"article[data-id={LONG_REPORT}] > .quote figcaption a").first.click()
    reader.settled()
    expect(page.locator("#results")).to_have_text(LONG_TITLE)
    expect(page.locator(":focus")).to_have_class("here")
    expect(page.locator(":focus")).to_be_in_viewport()
    count = title.partition(" ")[0]
    page.get_by_role("link", name=f"Tilbake til {count} treff").click()
    reader.settled()
    expect(page.locator("#results")).to_have_text(title)


def test_the_text_stands_there_once(reader: Visitor) -> None:
    """In its order, the sentences that answer marked in it; a browser finds all of it."""
    page = reader.open(ASKED)
    text = page.locator(".whole-text")
    marked = text.locator("mark.answering")
    sentences = [f"Ved brua i bydel {number} er det {number + 40}" for number in (3, 6, 9, 12)]
    expect(marked).to_have_count(4)
    for place, sentence in enumerate(sentences):
        expect(marked.nth(place)).to_contain_text(sentence)
        assert text.inner_text().count(sentence) == 1
    found = page.evaluate("window.find('Tiltak 2', false, false, true) && window.find('bydel 12')")
    assert found
    reader.keep("source")


def questions(visitor: Visitor) -> list[str]:
    """Return the requests that asked the server for an answer."""
    return [url for url in visitor.requested if "/run/" in url or f"dok={LONG_REPORT}" in url]


def test_what_answers_and_the_contents_lead_to_their_places(reader: Visitor) -> None:
    """On the same page, with nothing asked of the server; back leads back."""
    page = reader.open(ASKED)
    expect(page.locator("#funnet")).to_have_text(f"4 avsnitt svarer på «{LONG_QUESTION}»")
    before = questions(reader)
    page.locator(".found li a").nth(2).click()
    here = page.locator(":focus")
    expect(here).to_have_class("here")
    expect(here).to_be_in_viewport()
    contents = page.locator(".contents a")
    expect(contents).to_have_count(3 * CHAPTERS)
    contents.nth(3 * CHAPTERS - 1).click()
    expect(page.locator(":focus")).to_contain_text(f"{CHAPTERS}.2 Tiltak 2")
    expect(page.locator(":focus")).to_be_in_viewport()
    # Still in sight beside the text, all the way down.
    expect(contents.nth(3 * CHAPTERS - 1)).to_be_in_viewport()
    assert questions(reader) == before
    page.go_back()
    page.wait_for_timeout(200)
    assert questions(reader) == before
    passage = page.locator(".found li a").nth(2).get_attribute("href")
    assert page.url.partition("#")[2] == (passage or "").partition("#")[2]


def test_the_report_is_searched_from_its_page(reader: Visitor) -> None:
    """The results of the question before stay one click away."""
    page = reader.open(ASKED)
    field = page.get_by_label("Søk i denne rapporten", exact=True).last
    field.fill("hva skjer med kirkegården?")
    field.press("Enter")
    reader.settled()
    expect(page.locator("#funnet")).to_contain_text("«hva skjer med kirkegården?»")
    expect(page.locator("#funnet")).to_be_focused()
    expect(page.locator(".found li a").first).to_contain_text("Kirkegården utvides mot øst")
    assert page.locator("#q").input_value() == LONG_QUESTION
    assert "i=hva+skjer" in page.url
    reader.keep("source-within")
    field = page.locator("#within")
    field.fill("oppskrift på vafler")
    field.press("Enter")
    reader.settled()
    expect(page.locator("#funnet")).to_have_text("Ingen avsnitt svarer på «oppskrift på vafler»")
    expect(page.locator(".whole-text .here")).to_have_count(0)
    expect(page.get_by_role("link", name="Tilbake til")).to_be_visible()


def test_personal_data_is_warned_of_there_too(reader: Visitor) -> None:
    """Before anything is sent."""
    page = reader.open(ALONE)
    before = page.url
    field = page.locator("#within")
    field.fill("ring 22 33 44 55")
    expect(page.locator("#within-personal")).to_contain_text("telefon")
    expect(page.locator("#personal")).to_be_empty()
    field.press("Enter")
    assert page.url == before
    field.press("Enter")
    reader.settled()
    assert "i=ring" in page.url


def test_all_of_it_works_without_scripts(visit: Visit, long_report_server: str) -> None:
    """The search within is a form, what answers and the contents are links."""
    visitor = visit(long_report_server, java_script_enabled=False, **PHONE)
    page = visitor.open(ASKED, ready=False)
    page.locator("#within").fill("kirkegården")
    page.locator("form.within button").click()
    page.wait_for_url("**i=kirkeg*")
    expect(page.locator("#funnet")).to_be_in_viewport()
    page.locator(".found li a").first.click()
    expect(page.locator(".whole-text .here").first).to_be_attached()
    marked = page.locator(".whole-text mark.answering").filter(visible=True)
    assert any(mark.bounding_box()["y"] < 740 for mark in marked.all())
    page.locator(".whole-text .page-view > summary").first.click()
    page.get_by_text("Vis hele side").first.click()
    # The whole page is not drawn before it is asked for.
    link = page.locator("details.whole-page a").first
    expect(link).to_be_visible()


def open_crop(visitor: Visitor) -> Locator:
    """Open the picture of the first passage that answers, and return it when it is there."""
    visitor.page.locator(".whole-text .page-view > summary").first.click()
    image = visitor.page.locator(".whole-text .page-view img.crop").first
    image.scroll_into_view_if_needed()
    visitor.page.wait_for_function("node => node.complete", arg=image.element_handle())
    return image


def open_whole(visitor: Visitor) -> Locator:
    """Open the picture of the whole page too, and return that."""
    open_crop(visitor)
    visitor.page.locator(".whole-text .whole-page > summary").first.click()
    image = visitor.page.locator(".whole-text .whole-page img").first
    visitor.page.wait_for_function("node => node.complete", arg=image.element_handle())
    return image


@pytest.mark.parametrize("width", [360, 1366])
def test_the_picture_opens_at_the_passage(
    visit: Visit, long_report_server: str, width: int
) -> None:
    """As wide as a phone, and cropped; the whole page and a larger picture are asked for."""
    visitor = visit(long_report_server, viewport={"width": width, "height": 768})
    page = visitor.open(ASKED)
    image = open_crop(visitor)
    box = image.bounding_box()
    assert box is not None
    if width == 360:
        assert (box["x"], box["width"]) == (0, 360)
    assert box["height"] < 768
    expect(image).to_have_attribute("alt", re.compile("^Utsnitt av side 3 i «Bruer og stier»."))
    assert not [url for url in visitor.requested if "/side/" in url and "utsnitt" not in url]
    page.locator(".whole-text .whole-page > summary").first.click()
    whole = page.locator(".whole-text .whole-page img").first
    page.wait_for_function("node => node.complete && node.naturalWidth", arg=whole.element_handle())
    natural = whole.evaluate("node => [node.naturalWidth, node.naturalHeight]")
    assert natural[1] > natural[0] > 1000
    expect(whole).to_have_attribute("alt", re.compile("^Hele side 3 i «Bruer og stier»."))
    visitor.keep(f"source-picture-{width}")
    large = page.locator(".page-view .large a").first
    with page.expect_response("**/side/**stor=1") as answered:
        large.click()
    assert answered.value.status == 200


def leave(visitor: Visitor) -> None:
    """Leave the page as it opened."""


def search_within(visitor: Visitor) -> None:
    """Search within the report for what it does not have."""
    visitor.page.locator("#within").fill("vafler")
    visitor.page.locator("#within").press("Enter")
    visitor.settled()


STATES: dict[str, tuple[str, Callable[[Visitor], object], dict[str, Any]]] = {
    "alone": (ALONE, leave, {}),
    "asked": (ASKED, leave, {}),
    "asked, dark, 360 px": (ASKED, leave, {**PHONE, **DARK}),
    "nothing found within": (ASKED, search_within, {}),
    "picture": (ASKED, open_whole, {}),
    "picture, dark, 360 px": (ASKED, open_whole, {**PHONE, **DARK}),
    "nynorsk": (f"{ASKED}&lang=nn&i=brua", leave, DARK),
    "English, 360 px": (f"{ASKED}&lang=en&i=brua", leave, PHONE),
}


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(visit: Visit, long_report_server: str, state: str) -> None:
    """And nothing is cut off."""
    query, bring_about, settings = STATES[state]
    visitor = visit(long_report_server, **settings)
    visitor.open(query)
    bring_about(visitor)
    cut = visitor.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not cut
    visitor.keep(f"source-{state.replace(',', '').replace(' ', '-')}")
    assert violations(visitor.page) == []


def test_the_contents_are_folded_on_a_phone(visit: Visit, long_report_server: str) -> None:
    """They would stand before all else."""
    visitor = visit(long_report_server, **PHONE)
    page = visitor.open(ALONE)
    expect(page.locator(".contents a").first).not_to_be_visible()
    page.locator(".contents summary").click()
    page.locator(".contents a").nth(4).click()
    expect(page.locator(":focus")).to_have_text("2.1 Tiltak 1")


def test_nothing_scrolls_inside_a_small_window(visit: Visit, long_report_server: str) -> None:
    """At 400 % zoom of 1280 by 1024 pixels, with everything unfolded."""
    visitor = visit(long_report_server, **SMALL)
    page = visitor.open(ASKED)
    for summary in page.locator("summary").all():
        if summary.is_visible():
            summary.click()
    boxes = page.evaluate(
        """() => [...document.querySelectorAll("main *, .answer *")].filter((node) => {
            const scrolls = /auto|scroll/.test(getComputedStyle(node).overflowY)
            return scrolls && node.scrollHeight > node.clientHeight + 1
        }).map((node) => node.outerHTML.slice(0, 80))"""
    )
    assert boxes == []


def test_paper_has_the_text_and_nothing_to_press(reader: Visitor) -> None:
    """All of it, and the reference."""
    page = reader.open(ASKED)
    paper = pypdfium2.PdfDocument(page.pdf(format="A4"))
    sheets = (sheet.get_textpage().get_text_bounded() for sheet in paper)
    text = " ".join(" ".join(sheets).split())
    assert "Ved brua i bydel 12 er det 52 parkeringsplasser" in text
    assert "12.2 Tiltak 2" in text
    for pressed in ("Søk i denne rapporten", "Innhold", "Kopier", "Stort bilde", "Tilbake til"):
        assert pressed not in text
