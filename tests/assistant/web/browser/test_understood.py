"""What was understood of a question, in a real Chromium: chips that one click removes."""

from playwright.sync_api import expect

from tests.assistant.web.browser.chromium import needs_chromium
from tests.assistant.web.conftest import Visitor

pytestmark = needs_chromium


def test_what_was_understood_is_removed_by_a_click(visitor: Visitor) -> None:
    """The address carries it; a new question is understood anew."""
    page = visitor.open()
    visitor.ask("eksempler fra Innlandet")
    expect(page.locator(".understood .chip")).to_have_text(
        ["Ikke ta hensyn til: Type: Eksempel×", "Ikke ta hensyn til: Fylke: Innlandet×"]
    )
    assert len(visitor.titles()) == 2
    visitor.keep("understood")
    page.get_by_role("link", name="Ikke ta hensyn til: Fylke: Innlandet").click()
    visitor.settled()
    assert "uten=county" in page.url
    expect(page.locator(".understood .chip")).to_have_text(
        ["Ikke ta hensyn til: helst Type: Eksempel×"]
    )
    page.get_by_role("link", name="Ta hensyn til hele spørsmålet igjen").click()
    visitor.settled()
    assert "uten" not in page.url
    page.get_by_role("link", name="Ikke ta hensyn til: Type: Eksempel", exact=False).click()
    visitor.settled()
    visitor.ask("eksempler fra Agder")
    assert "uten" not in page.url
    expect(page.locator(".understood .chip")).to_have_text(
        ["Ikke ta hensyn til: Type: Eksempel×", "Ikke ta hensyn til: Fylke: Agder×"]
    )


def test_what_no_source_fits_is_said(visitor: Visitor) -> None:
    """Above the results."""
    page = visitor.open("?q=rapporter+fra+Oslo")
    expect(page.locator(".dropped")).to_have_text(
        "Ingen kilder passer med Type: Rapport. Det er sett bort fra."
    )
    assert visitor.titles() == ["Ulsholtveien 31, Oslo- 36 utleieboliger"]
