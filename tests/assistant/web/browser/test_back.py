"""The way back, in a real Chromium: the place on the page, the language, and old results."""

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from tests.assistant.web.browser.chromium import needs_chromium
from tests.assistant.web.conftest import Visitor
from tests.conftest import USERS_QUESTION

pytestmark = needs_chromium

PHONE = {"width": 360, "height": 740}


def test_back_leads_to_the_link_that_was_pressed(visitor: Visitor) -> None:
    """And to the place where it stood, far down the page."""
    page = visitor.open(f"?q={USERS_QUESTION}")
    page.set_viewport_size(PHONE)
    title = page.locator("article").nth(3).locator("h3 a, h4 a")
    title.scroll_into_view_if_needed()
    scrolled = page.evaluate("scrollY")
    assert scrolled > 600
    title.click()
    visitor.settled()
    expect(page.locator("#results")).to_be_focused()
    page.go_back()
    visitor.settled()
    expect(title).to_be_focused()
    expect(title).to_be_in_viewport()
    assert abs(page.evaluate("scrollY") - scrolled) < 100


def test_back_from_another_page_too(visitor: Visitor) -> None:
    """Which was loaded in its place."""
    page = visitor.open("?q=vafler")
    link = page.locator(".advice").get_by_role("link", name="se oversikten over alle kildene")
    link.click()
    expect(page.locator("h1")).to_have_text("Oversikt")
    page.go_back()
    page.wait_for_selector("html[data-ready]")
    expect(link).to_be_focused()


def test_back_after_another_language_is_the_old_one(visitor: Visitor) -> None:
    """At the first press; what is opened from there stays in it."""
    page = visitor.open("?q=eldre")
    page.get_by_role("link", name="Nynorsk").click()
    expect(page.locator("html")).to_have_attribute("lang", "nn")
    page.wait_for_selector("html[data-ready]")
    page.go_back()
    expect(page.locator("html")).to_have_attribute("lang", "nb")
    page.wait_for_selector("html[data-ready]")
    expect(page.locator("#q")).to_have_value("eldre")
    page.get_by_role("link", name="Oversikt", exact=True).first.click()
    expect(page.locator("html")).to_have_attribute("lang", "nb")
    expect(page.locator("h1")).to_have_text("Oversikt")


def test_old_results_do_not_stand_under_a_question_that_is_held_back(visitor: Visitor) -> None:
    """They come back when the personal data is taken out, and go when the question is sent."""
    page = visitor.open(f"?q={USERS_QUESTION}")
    field = page.locator("#q")
    field.fill("bolig til 22 33 44 55")
    field.press("Enter")
    expect(page.locator("#personal")).to_contain_text("Trykk Søk en gang til")
    expect(page.locator(".answer")).not_to_be_visible()
    field.fill("bolig til eldre")
    expect(page.locator(".answer")).to_be_visible()
    field.fill("bolig til 22 33 44 55")
    field.press("Enter")
    field.press("Enter")
    visitor.settled()
    expect(page.locator(".answer")).to_be_visible()


def test_paper_without_an_answer_says_just_that(visitor: Visitor) -> None:
    """No list of what to try hangs from it."""
    page = visitor.open("?q=vafler")
    page.emulate_media(media="print")
    assert page.locator(".outcome").inner_text().strip() == "Vi fant ikke noe svar"
    after = page.locator("#results").evaluate("node => getComputedStyle(node, '::after').content")
    assert after in ('": " attr(data-question)', '": vafler"')
    visitor.keep("print-none")


def test_an_error_is_reported_from_the_page_as_it_is(visitor: Visitor) -> None:
    """Without a contact in the settings there is no link; with one it follows the search."""
    page = visitor.open()
    expect(page.get_by_role("link", name="Meld feil")).to_have_count(0)
    page.evaluate(
        """() => {
            const link = document.createElement("a")
            link.href = "mailto:bolig@kommune.example?body=%2F"
            link.dataset.report = ""
            link.textContent = "Meld feil"
            document.querySelector("footer").append(link)
            document.addEventListener("click", (event) => {
                if (event.target === link) event.preventDefault()
            })
        }"""
    )
    visitor.ask("eldre & unge")
    link = page.get_by_role("link", name="Meld feil")
    link.click()
    body = parse_qs(urlsplit(link.get_attribute("href") or "").query)
    assert body == {"body": [page.url]}
    assert page.url.endswith("?q=eldre+%26+unge")
