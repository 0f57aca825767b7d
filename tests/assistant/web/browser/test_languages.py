"""Bokmål, nynorsk and English in a real Chromium whose own language is none of them."""

import pytest
from playwright.sync_api import expect

from tests.assistant.web.browser.chromium import needs_chromium
from tests.assistant.web.conftest import Visit, Visitor

pytestmark = needs_chromium


@pytest.mark.parametrize(
    ("language", "label", "button"),
    [
        ("nb", "Hva lurer du på?", "Søk"),
        ("nn", "Kva lurer du på?", "Søk"),
        ("en", "What do you want to know?", "Search"),
    ],
)
def test_every_language(visitor: Visitor, language: str, label: str, button: str) -> None:
    """The field, its button and the language of the document, also once Gradio has come."""
    page = visitor.open(f"?lang={language}")
    expect(page.get_by_label(label)).to_be_visible()
    expect(page.get_by_role("button", name=button, exact=True)).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", language)
    visitor.ask("korleis fekk ei lita bygd fleire innbyggjarar?")
    # Quotes are never translated, and marked with their own language.
    quote = page.locator("blockquote").first
    expect(quote).to_have_attribute("lang", "nn")
    expect(quote).to_contain_text("Vegårshei kommune vart med")
    assert page.evaluate("document.documentElement.lang") == language


def test_switching_keeps_the_question_and_is_remembered(visit: Visit) -> None:
    """By a text link; the next visit is in the language that was chosen."""
    visitor = visit()
    page = visitor.open("?q=bolig&fylke=Nordland")
    visitor.ask("eldre")
    page.get_by_role("link", name="Nynorsk").click()
    expect(page.locator("html")).to_have_attribute("lang", "nn")
    expect(page.locator("#q")).to_have_value("eldre")
    expect(page.locator(".chip")).to_have_text("Fjern filteret Fylke: Nordland×")
    assert visitor.stored()["local"] == {"language": "nn"}
    visitor.open()
    expect(page.locator("html")).to_have_attribute("lang", "nn")
    page.get_by_role("link", name="Bokmål").click()
    visitor.open()
    expect(page.locator("html")).to_have_attribute("lang", "nb")


def test_overview_and_about_in_every_language(visitor: Visitor) -> None:
    """The same pages, other words."""
    for language, overview, about in (
        ("nb", "Oversikt", "Om Eksempelfinner"),
        ("nn", "Oversikt", "Om Eksempelfinner"),
        ("en", "Overview", "About Eksempelfinner"),
    ):
        page = visitor.open(f"oversikt?lang={language}")
        expect(page.locator("h1")).to_have_text(overview)
        page = visitor.open(f"om?lang={language}")
        expect(page.locator("h1")).to_have_text(about)
        expect(page.locator("html")).to_have_attribute("lang", language)
