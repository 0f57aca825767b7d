"""Searching in a real Chromium: the field, the examples, the waiting, what goes wrong."""

from playwright.sync_api import expect

from tests.assistant.web.browser.chromium import needs_chromium
from tests.assistant.web.conftest import Visit, Visitor
from tests.conftest import USERS_QUESTION

pytestmark = needs_chromium

FOUND_FIRST = {
    "Utleieboliger med tilvisningsavtale i Ringsaker",
    "Ulsholtveien 31, Oslo- 36 utleieboliger",
}


def test_enter_finds_the_two_right_examples(visitor: Visitor) -> None:
    """The user's question; it stays in the field, the heading has focus, the count is said."""
    page = visitor.open()
    expect(page.get_by_label("Hva lurer du på?")).to_be_focused()
    visitor.keep("start")
    visitor.ask(USERS_QUESTION)
    assert set(visitor.titles()[:2]) == FOUND_FIRST
    expect(page.locator("#q")).to_have_value(USERS_QUESTION)
    expect(page.get_by_role("heading", name="2 kilder svarer på spørsmålet")).to_be_focused()
    expect(page.locator("#status")).to_have_text("2 kilder svarer på spørsmålet.")
    assert page.title() == f"{USERS_QUESTION} – Eksempelfinner"
    assert page.locator(".examples").count() == 0
    assert visitor.complaints == []
    visitor.keep("results")


def test_one_request_a_search(visitor: Visitor) -> None:
    """Nothing is loaded anew, and no queue is asked about the answer."""
    visitor.open()
    before = len(visitor.requested)
    visitor.ask("leie til eie")
    asked = [url.partition("?")[0] for url in visitor.requested[before:]]
    # With a new title the browser looks at the icon again, which it has.
    assert [url for url in asked if not url.endswith("icon.svg")] == [
        f"{visitor.address}gradio_api/run/predict"
    ]


def test_the_first_of_six_examples_is_the_users_own(visitor: Visitor) -> None:
    """A click fills the field and searches."""
    page = visitor.open()
    examples = page.locator(".examples a")
    expect(examples).to_have_count(6)
    expect(examples.first).to_have_text(USERS_QUESTION)
    examples.first.click()
    page.wait_for_selector("article")
    expect(page.locator("#q")).to_have_value(USERS_QUESTION)
    assert set(visitor.titles()[:2]) == FOUND_FIRST


def test_the_page_says_that_it_searches(visitor: Visitor) -> None:
    """While an answer is on its way; a slow server is played by holding its answer back."""
    page = visitor.open()
    held = []
    page.route("**/gradio_api/run/**", lambda route: held.append(route))
    page.locator("#q").fill("boligplan")
    page.locator("#q").press("Enter")
    expect(page.locator("#status")).to_have_text("Søker …")
    expect(page.locator("#status")).to_be_visible()
    expect(page.locator(".answer")).to_have_attribute("aria-busy", "true")
    visitor.keep("searching")
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()
    page.wait_for_selector("article")
    expect(page.locator(".answer")).not_to_have_attribute("aria-busy", "true")


def test_an_error_takes_the_place_of_old_results(visitor: Visitor) -> None:
    """A question without words is told as an alert, and nothing old stands under it."""
    page = visitor.open()
    visitor.ask("boligplan")
    visitor.ask("?!")
    expect(page.get_by_role("alert")).to_contain_text("Spørsmålet har ingen ord.")
    assert page.locator("article").count() == 0
    visitor.keep("error")


def test_a_server_that_is_gone_is_told_of(visitor: Visitor) -> None:
    """No stale results, the question still there, and the next search works again."""
    page = visitor.open()
    visitor.ask("boligplan")
    page.route("**/gradio_api/**", lambda route: route.abort())
    page.locator("#q").fill("eldre")
    page.locator("#q").press("Enter")
    expect(page.get_by_role("heading", name="Får ikke kontakt med søket")).to_be_focused()
    expect(page.locator("#q")).to_have_value("eldre")
    assert page.locator("article").count() == 0
    visitor.keep("no-contact")
    page.unroute("**/gradio_api/**")
    visitor.ask("boligplan")
    assert page.locator("article").count() > 0


def test_nothing_found_says_so_and_sets_the_nearest_apart(visitor: Visitor) -> None:
    """What to try, and the nearest under a heading of their own."""
    page = visitor.open()
    visitor.ask("hvordan baker jeg surdeigsbrød?")
    expect(page.get_by_role("heading", name="Vi fant ikke noe svar")).to_be_focused()
    expect(page.locator(".outcome .notice li")).to_have_count(3)
    nearest = page.get_by_role("region", name="De nærmeste kildene")
    expect(nearest.locator("li")).to_have_count(3)
    assert page.locator("article").count() == 0
    visitor.keep("none")


def test_without_javascript_the_page_searches_all_the_same(visit: Visit) -> None:
    """The form is a form and the links are links."""
    visitor = visit(java_script_enabled=False)
    page = visitor.open(ready=False)
    page.get_by_label("Hva lurer du på?").fill(USERS_QUESTION)
    page.get_by_role("button", name="Søk", exact=True).click()
    assert set(visitor.titles()[:2]) == FOUND_FIRST
    expect(page.locator("#q")).to_have_value(USERS_QUESTION)
    expect(page.locator(".citation").first).to_be_visible()
    visitor.keep("no-javascript")
    page.locator(".other > summary").first.click()
    page.get_by_role("link", name="Lignende kilder").first.click()
    expect(page.locator("#results")).to_contain_text("Ligner på")


def test_enter_before_gradio_has_come_searches_too(visitor: Visitor) -> None:
    """The first HTML is a page that works; what is typed into it is not lost either."""
    page = visitor.page
    held = []
    page.route("**/assets/*.js", lambda route: held.append(route))
    page.goto(visitor.address, wait_until="commit")
    page.locator("#q").fill("leie til eie")
    for route in held:
        route.continue_()
    page.unroute_all()
    page.wait_for_selector("html[data-ready]")
    expect(page.locator("#q")).to_have_value("leie til eie")
    expect(page.locator("#q")).to_be_focused()
    page.route("**/assets/*.js", lambda route: route.abort())
    page.goto(visitor.address)
    page.locator("#q").fill("leie til eie")
    page.locator("#q").press("Enter")
    page.wait_for_url("**/?q=leie+til+eie")
    assert page.locator("article").count() > 0
