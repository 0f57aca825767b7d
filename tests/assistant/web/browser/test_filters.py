"""Filters in a real Chromium: native controls, counts, one by one away again."""

from playwright.sync_api import expect

from tests.assistant.web.browser.chromium import needs_chromium
from tests.assistant.web.conftest import Visitor
from tests.conftest import USERS_QUESTION

pytestmark = needs_chromium


def test_choose_and_remove(visitor: Visitor) -> None:
    """Two filters by native controls; each is shown, and each can be taken away by itself."""
    page = visitor.open()
    visitor.ask(USERS_QUESTION)
    page.get_by_text("Filtre", exact=True).click()
    page.get_by_label("Kommune", exact=True).select_option(label="Oslo (1)")
    page.get_by_label("Type").select_option("example")
    visitor.keep("filters")
    page.get_by_role("button", name="Bruk filtrene").click()
    visitor.settled()
    assert visitor.titles() == ["Ulsholtveien 31, Oslo- 36 utleieboliger"]
    assert "kommune=Oslo" in page.url
    assert "kind=example" in page.url
    # It stays open: another filter may be wanted.
    expect(page.get_by_label("Kommune", exact=True)).to_have_value("Oslo")
    page.get_by_role("link", name="Fjern filteret Kommune: Oslo").click()
    visitor.settled()
    assert "kommune" not in page.url
    expect(page.get_by_label("Kommune", exact=True)).to_have_value("")
    expect(page.get_by_label("Type")).to_have_value("example")
    page.get_by_role("link", name="Fjern filteret Type: Eksempel").click()
    visitor.settled()
    assert page.locator(".chip").count() == 0


def test_counts_follow_the_question(visitor: Visitor) -> None:
    """Every value is there; how many it leaves depends on what was asked."""
    page = visitor.open()
    towns = page.locator("#f-kommune option")
    expect(towns.filter(has_text="Bodø")).to_have_text("Bodø (3)")
    visitor.ask(USERS_QUESTION)
    expect(towns.filter(has_text="Bodø")).to_have_text("Bodø (0)")
    expect(towns.filter(has_text="Ringsaker")).to_have_text("Ringsaker (1)")


def test_filters_that_leave_nothing_are_named_as_the_cause(visitor: Visitor) -> None:
    """With the way out."""
    page = visitor.open("?q=bolig&kommune=Oslo&kind=report")
    expect(page.locator(".outcome .notice")).to_contain_text(
        "Ingen kilder passer til både Rapport og Oslo."
    )
    page.locator(".outcome").get_by_role("link", name="Søk uten filtre").click()
    visitor.settled()
    assert page.locator("article").count() > 0


def test_a_new_question_keeps_the_filters(visitor: Visitor) -> None:
    """Until they are taken away."""
    page = visitor.open("?q=eldre&fylke=Nordland")
    visitor.ask("boligpolitisk handlingsplan")
    assert "fylke=Nordland" in page.url
    expect(page.locator(".chip")).to_have_text("Fjern filteret Fylke: Nordland×")


def test_filters_chosen_before_a_question_wait_for_it(visitor: Visitor) -> None:
    """They are shown, the field has focus, and nothing is called an error."""
    page = visitor.open()
    page.get_by_text("Filtre", exact=True).click()
    page.get_by_label("Kommune", exact=True).select_option("Oslo")
    page.get_by_role("button", name="Bruk filtrene").click()
    visitor.settled()
    expect(page.locator(".chip")).to_have_text("Fjern filteret Kommune: Oslo×")
    expect(page.locator("#q")).to_be_focused()
    visitor.ask("bolig")
    assert visitor.titles() == ["Ulsholtveien 31, Oslo- 36 utleieboliger"]
