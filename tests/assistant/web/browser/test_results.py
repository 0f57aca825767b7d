"""Cards in a real Chromium: quotes, whole texts, copying, likeness, what was also searched."""

from playwright.sync_api import expect

from tests.assistant.web.browser.chromium import needs_chromium
from tests.assistant.web.conftest import Visit, Visitor
from tests.conftest import RINGSAKER, USERS_QUESTION

pytestmark = needs_chromium

CARD = f"article[data-id={RINGSAKER}]"


def test_a_card_quotes_marks_and_names_its_source(visitor: Visitor) -> None:
    """Kind, place, quotes with marked words, the address with a note on its age."""
    visitor.open()
    visitor.ask(USERS_QUESTION)
    card = visitor.page.locator(CARD)
    expect(card.locator(".kind")).to_have_text("Eksempel Ringsaker, Innlandet")
    assert 1 <= card.locator("blockquote").count() <= 3
    mark = card.locator("mark").first
    expect(mark).to_have_text("skaffe")
    # Underlined and bold: not by colour alone.
    assert "underline" in mark.evaluate("node => getComputedStyle(node).textDecorationLine")
    assert int(mark.evaluate("node => getComputedStyle(node).fontWeight")) >= 600
    source = card.get_by_role("link", name="Åpne kilden: Utleieboliger med tilvisningsavtale")
    expect(source).to_have_attribute(
        "href",
        "https://veiviseren.no/forstaa-helheten/eksempler-og-erfaringer/"
        "utleieboliger-med-tilvisningsavtale-i-ringsaker",
    )
    expect(visitor.page.locator("footer")).to_contain_text("arkivert")


def test_the_whole_text_opens_at_the_passage(visitor: Visitor) -> None:
    """In place, with the passage that matched told apart and in view."""
    page = visitor.open()
    visitor.ask(USERS_QUESTION)
    page.locator(CARD).locator("summary").click()
    here = page.locator(f"{CARD} .here").first
    expect(here).to_be_visible()
    box, passage = page.locator(f"{CARD} .whole-text").bounding_box(), here.bounding_box()
    assert box is not None
    assert passage is not None
    assert box["y"] <= passage["y"] < box["y"] + box["height"]
    visitor.keep("whole-text")


def test_the_citation_is_copied(visit: Visit) -> None:
    """For the case file: quote, place, title, address, date; and the page says that it did."""
    visitor = visit(permissions=["clipboard-read", "clipboard-write"])
    page = visitor.open()
    visitor.ask(USERS_QUESTION)
    page.locator(CARD).get_by_role("button", name="Kopier kilde").click()
    expect(page.locator("#status")).to_have_text("Kilden er kopiert.")
    copied = page.evaluate("navigator.clipboard.readText()")
    quote, reference = copied.split("\n")
    assert (quote[0], quote[-2:]) == ("«", ".»")
    assert reference.startswith(
        "Ringsaker kommune (u.å.). Utleieboliger med tilvisningsavtale i Ringsaker. "
        "Husbanken (Veiviseren). https://veiviseren.no/forstaa-helheten/"
    )


def test_the_citation_is_shown_where_copying_is_refused(visitor: Visitor) -> None:
    """Browsers refuse over plain http from another machine."""
    page = visitor.open()
    page.evaluate(
        "() => { navigator.clipboard.writeText = async () => { throw new Error('refused') } }"
    )
    visitor.ask(USERS_QUESTION)
    page.locator(CARD).get_by_role("button", name="Kopier kilde").click()
    expect(page.locator(f"{CARD} .citation")).to_be_visible()
    selected = page.evaluate("getSelection().toString()")
    assert selected.startswith("«")
    assert "Ringsaker kommune (u.å.). Utleieboliger" in selected


def test_a_link_to_exactly_one_result(visit: Visit) -> None:
    """It is copied, and opens that document with its quotes and its whole text."""
    visitor = visit(permissions=["clipboard-read", "clipboard-write"])
    page = visitor.open()
    visitor.ask(USERS_QUESTION)
    page.locator(CARD).get_by_role("link", name="Tips en kollega").click()
    expect(page.locator("#status")).to_contain_text("Lenken er kopiert.")
    link = page.evaluate("navigator.clipboard.readText()")
    colleague = visit()
    colleague.open(link.removeprefix(visitor.address))
    assert colleague.titles() == ["Utleieboliger med tilvisningsavtale i Ringsaker"]
    expect(colleague.page.locator("mark").first).to_be_visible()
    expect(colleague.page.locator(".whole-text .here").first).to_be_visible()
    colleague.keep("one-document")


def test_similar_examples(visitor: Visitor) -> None:
    """Others, not itself, and the way back."""
    page = visitor.open()
    visitor.ask("leie til eie for barnefamilier")
    page.locator("article").first.get_by_role("link", name="Lignende eksempler").click()
    visitor.settled()
    expect(page.locator("#results")).to_have_text("Ligner på «Leie før eie i Gjøvik»")
    assert "Leie før eie i Gjøvik" not in visitor.titles()
    assert len(visitor.titles()) == 10
    visitor.keep("similar")
    page.get_by_role("link", name="Alle treff for").click()
    visitor.settled()
    assert visitor.titles()[0] == "Leie før eie i Gjøvik"


def test_what_was_also_searched_can_be_switched_off(visitor: Visitor) -> None:
    """An English question is searched for in Norwegian terms, unless told not to."""
    page = visitor.open()
    visitor.ask("rent-to-own for families")
    also = page.locator(".also")
    expect(also).to_contain_text("Søkte også etter:")
    also.get_by_role("link", name="Søk bare etter mine egne ord").click()
    visitor.settled()
    expect(also).to_contain_text("Søkte bare etter dine egne ord.")
    assert "ord=egne" in page.url
    also.get_by_role("link", name="Ta med beslektede ord").click()
    visitor.settled()
    assert "ord=" not in page.url


def test_a_report_known_by_its_title_is_no_quote(visitor: Visitor) -> None:
    """The page says that it has not read it, and shows nothing as a quote from it."""
    visitor.open("?q=Mobilitet+blant+eldre+p%C3%A5+boligmarkedet")
    card = visitor.page.locator("article[data-id^=mobilitet-blant-eldre]")
    expect(card.locator(".title-only")).to_have_text(
        "Bare kjent med tittel. Rapporten er ikke lest."
    )
    assert card.locator("blockquote").count() == 0


def test_the_list_can_be_taken_along(visitor: Visitor) -> None:
    """Plain links, with the same question and filters."""
    page = visitor.open("?q=eldre&kommune=Trondheim")
    for label, suffix in (("CSV", "csv"), ("DOCX", "docx"), ("Markdown", "md")):
        link = page.get_by_role("link", name=f"Last ned som {label}")
        expect(link).to_have_attribute("href", f"eksport.{suffix}?q=eldre&kommune=Trondheim")
        with page.expect_download() as download:
            link.click()
        assert download.value.suggested_filename == f"eksempelfinner.{suffix}"
