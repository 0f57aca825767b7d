"""The address carries the state, in a real Chromium."""

from playwright.sync_api import expect

from tests.assistant.web.browser.chromium import needs_chromium
from tests.assistant.web.conftest import Visit, Visitor

pytestmark = needs_chromium


def test_back_and_forward(visitor: Visitor) -> None:
    """Each search is a step; the field and the answer follow."""
    page = visitor.open()
    visitor.ask("leie til eie")
    visitor.ask("korleis fekk ei lita bygd fleire innbyggjarar?")
    page.go_back()
    expect(page.locator("#q")).to_have_value("leie til eie")
    expect(page.locator("article h3").first).to_have_text("Leie før eie i Gjøvik")
    page.go_back()
    expect(page.locator("#q")).to_have_value("")
    expect(page.locator(".examples")).to_be_visible()
    page.go_forward()
    page.go_forward()
    expect(page.locator("#q")).to_have_value("korleis fekk ei lita bygd fleire innbyggjarar?")
    expect(page.locator("article").first).to_contain_text("Vegårshei")


def test_a_link_opens_the_same(visit: Visit) -> None:
    """What one reader sees, another sees from the address alone."""
    one, other = visit(), visit()
    one.open()
    one.ask("bolig for eldre")
    one.page.get_by_text("Filtre", exact=True).click()
    one.page.get_by_label("Fylke").select_option("Trøndelag")
    one.page.get_by_role("button", name="Bruk filtrene").click()
    one.settled()
    other.open(one.page.url.removeprefix(one.address))
    assert other.titles() == one.titles()
    expect(other.page.locator(".chip")).to_have_text("Fjern filteret Fylke: Trøndelag×")


def test_an_address_that_cannot_be_used_is_told(visitor: Visitor) -> None:
    """In one sentence, with what was expected."""
    page = visitor.open("?q=bolig&fra=snart")
    expect(page.get_by_role("alert")).to_contain_text("Verdien «snart» kan ikke brukes for fra")
    page = visitor.open("?dok=finnes-ikke")
    expect(page.get_by_role("alert")).to_contain_text("Det finnes ingen kilde på denne adressen.")
