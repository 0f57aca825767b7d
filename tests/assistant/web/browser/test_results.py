"""Cards in a real Chromium: quotes, whole texts, copying, likeness, what was also searched."""

import pytest
from playwright.sync_api import expect

from ingest.records import LANGUAGES
from tests.assistant.web.browser.chromium import needs_chromium
from tests.assistant.web.browser.test_access import violations
from tests.assistant.web.conftest import Visit, Visitor
from tests.conftest import RINGSAKER, ULSHOLTVEIEN, USERS_QUESTION

pytestmark = needs_chromium

CARD = f"article[data-id={RINGSAKER}]"


def test_a_card_quotes_marks_and_names_its_source(visitor: Visitor) -> None:
    """Kind, place and age, the sentences that answer, a link that says where it leads."""
    visitor.open()
    visitor.ask(USERS_QUESTION)
    card = visitor.page.locator(CARD)
    expect(card.locator(".kind")).to_have_text("Eksempel Ringsaker, Innlandet Veiviseren, 2021")
    first = card.locator("> .quote mark.answering")
    expect(first).to_have_count(1)
    expect(first.nth(0)).to_contain_text("tilvisningsrett på 40 % av boenhetene")
    word = first.nth(0).locator("b").first
    expect(word).to_have_text("utleieboliger")
    assert int(word.evaluate("node => getComputedStyle(node).fontWeight")) >= 600
    source = card.get_by_role("link", name="Les hos Veiviseren (veiviseren.no)")
    expect(source).to_have_attribute(
        "href",
        "https://veiviseren.no/forstaa-helheten/eksempler-og-erfaringer/"
        "utleieboliger-med-tilvisningsavtale-i-ringsaker",
    )
    # Once for the whole page, not on every card.
    expect(visitor.page.get_by_text("kan være flyttet")).to_have_count(1)


def test_the_passages_unfold_in_the_order_of_the_text(visitor: Visitor) -> None:
    """In place, with what answers told apart by more than a colour."""
    page = visitor.open()
    visitor.ask(USERS_QUESTION)
    page.locator(CARD).get_by_text("Vis 2 avsnitt til").click()
    passages = page.locator(f"{CARD} .passages blockquote")
    expect(passages).to_have_count(3)
    expect(passages.nth(0)).to_contain_text("For å møte det stadig voksende behovet")
    expect(passages.nth(1)).to_contain_text("tilvisningsrett på 40 %")
    expect(passages.nth(2)).to_contain_text("Ett av resultatene av dette arbeidet")
    mark = passages.nth(0).locator("mark").first
    assert "underline" in mark.evaluate("node => getComputedStyle(node).textDecorationLine")
    # A list in it is a list, also to a screen reader.
    other = page.locator(f"article[data-id={ULSHOLTVEIEN}]")
    other.get_by_text("Vis hele avsnittet").click()
    items = other.locator("blockquote li")
    expect(items.first).to_have_text("en privat stiftelse er utbygger/ utleier")
    visitor.keep("passages")


def test_the_whole_text_opens_at_the_passage(visitor: Visitor) -> None:
    """On the page of the document, with the passage that answers in view."""
    page = visitor.open()
    visitor.ask(USERS_QUESTION)
    page.locator(CARD).get_by_text("Vis 2 avsnitt til").click()
    page.locator(CARD).get_by_role("link", name="Hele teksten").click()
    visitor.settled()
    here = page.locator(".whole-text .here:focus")
    expect(here).to_have_count(1)
    expect(here).to_be_in_viewport()
    expect(page.locator("#results")).to_have_text("Utleieboliger med tilvisningsavtale i Ringsaker")
    assert f"#{RINGSAKER}-" in page.url
    visitor.keep("whole-text")


def test_the_citation_is_copied(visit: Visit) -> None:
    """For the case file: quote, place, title, address, date; and the page says that it did."""
    visitor = visit(permissions=["clipboard-read", "clipboard-write"])
    page = visitor.open()
    visitor.ask(USERS_QUESTION)
    page.locator(CARD).get_by_role("button", name="Kopier sitat og kilde").first.click()
    expect(page.locator("#status")).to_have_text("Sitatet og kilden er kopiert.")
    # Seen where it was pressed: the line under the field may be far away.
    pressed = page.locator(f"{CARD} .actions > li > [data-copy]")
    said = pressed.evaluate("node => getComputedStyle(node, '::after').content")
    assert said == '"✓ Kopiert"'
    expect(pressed).not_to_have_attribute("data-copied-here", "✓ Kopiert")
    copied = page.evaluate("navigator.clipboard.readText()")
    quote, reference = copied.split("\n")
    assert (quote[0], quote[-2:]) == ("«", ".»")
    assert reference.startswith(
        "Ringsaker kommune (u.å.). Utleieboliger med tilvisningsavtale i Ringsaker. "
        "Husbanken (Veiviseren). https://veiviseren.no/forstaa-helheten/"
    )


def test_the_source_alone_is_copied(visit: Visit) -> None:
    """Folded away, since most want the quote too; each passage that is unfolded has its own."""
    visitor = visit(permissions=["clipboard-read", "clipboard-write"])
    page = visitor.open(f"?q={USERS_QUESTION}")
    card = page.locator(CARD)
    card.locator(".other > summary").click()
    card.get_by_role("button", name="Kopier kilde").click()
    expect(page.locator("#status")).to_have_text("Kilden er kopiert.")
    reference = page.evaluate("navigator.clipboard.readText()")
    assert reference.startswith("Ringsaker kommune (u.å.). Utleieboliger med tilvisningsavtale")
    card.get_by_text("Vis 2 avsnitt til").click()
    third = card.locator(".passages [data-copy]").nth(2)
    expect(third).to_contain_text("avsnitt 3, Utleieboliger med tilvisningsavtale i Ringsaker")
    third.click()
    expect(page.locator("#status")).to_have_text("Sitatet og kilden er kopiert.")
    quote, source = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert quote.startswith("«Ett av resultatene av dette arbeidet")
    assert source == reference
    visitor.keep("actions")


def test_what_is_shown_is_what_is_copied(visit: Visit) -> None:
    """All of it: a card with two extracts has two quotes, and no heading or bullet in them."""
    visitor = visit(permissions=["clipboard-read", "clipboard-write"])
    page = visitor.open(f"?q={USERS_QUESTION}")
    card = page.locator(f"article[data-id={ULSHOLTVEIEN}]")
    shown = card.locator("> .quote").all_inner_texts()
    card.get_by_role("button", name="Kopier sitat og kilde").first.click()
    expect(page.locator("#status")).to_have_text("Sitatet og kilden er kopiert.")
    *quotes, reference = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert [" ".join(text.split()) for text in shown] == [quote.strip("«»") for quote in quotes]
    assert reference.startswith("Oslo kommune (u.å.). Ulsholtveien 31")


def _refuse(visitor: Visitor) -> None:
    visitor.page.evaluate(
        """() => {
            navigator.clipboard.writeText = async () => { throw new Error("refused") }
            document.execCommand = () => false
        }"""
    )


def test_what_cannot_be_copied_is_shown_and_marked(visitor: Visitor) -> None:
    """The button stays, has focus, and can be pressed again; the next one takes the place."""
    page = visitor.open(f"?q={USERS_QUESTION}")
    _refuse(visitor)
    card = page.locator(CARD)
    button = card.get_by_role("button", name="Kopier sitat og kilde").first
    button.click()
    refused = "Vi fikk ikke kopiert. Teksten er merket: trykk Ctrl+C."
    expect(page.locator("#status")).to_have_text(refused)
    expect(card.locator(".copying > p").first).to_have_text(refused)
    expect(button).to_be_focused()
    selected = page.evaluate("getSelection().toString()")
    assert selected.startswith("«")
    assert "Ringsaker kommune (u.å.). Utleieboliger" in selected
    visitor.keep("copying-refused")
    assert violations(page) == []
    card.locator(".other > summary").click()
    share = card.get_by_role("button", name="Kopier lenke")
    share.click()
    expect(share).to_be_visible()
    assert page.evaluate("getSelection().toString()").startswith(visitor.address)
    expect(card.locator(".copying")).to_contain_text("Lenken virker bare på denne maskinen.")


def test_an_older_way_of_copying_is_enough(visitor: Visitor) -> None:
    """It works over plain http; then nothing needs to be shown."""
    page = visitor.open(f"?q={USERS_QUESTION}")
    page.evaluate(
        """() => {
            navigator.clipboard.writeText = async () => { throw new Error("refused") }
            document.execCommand = () => true
        }"""
    )
    button = page.locator(CARD).get_by_role("button", name="Kopier sitat og kilde").first
    button.click()
    expect(button).to_have_attribute("data-copied-here", "✓ Kopiert")
    expect(page.locator(f"{CARD} .copying")).not_to_be_visible()


@pytest.mark.parametrize(("width", "rows"), [(1366, 1), (360, 2)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_actions_stand_on_few_lines(visit: Visit, language: str, width: int, rows: int) -> None:
    """In every language, whatever the site is called that the source stands on."""
    visitor = visit(viewport={"width": width, "height": 740})
    page = visitor.open(f"?q=boligplan&lang={language}")
    lines = page.evaluate(
        """() => [...document.querySelectorAll(".card > .actions")].map((actions) => new Set(
            [...actions.children].map((item) => Math.round(item.getBoundingClientRect().top / 10))
        ).size)"""
    )
    assert len(lines) > 3
    assert max(lines) <= rows


def test_a_link_to_exactly_one_result(visit: Visit) -> None:
    """It is copied, and opens that document with its quotes and its whole text."""
    visitor = visit(permissions=["clipboard-read", "clipboard-write"])
    page = visitor.open()
    visitor.ask(USERS_QUESTION)
    page.locator(CARD).locator(".other > summary").click()
    page.locator(CARD).get_by_role("button", name="Kopier lenke").click()
    expect(page.locator("#status")).to_have_text(
        "Lenken er kopiert. Lim den inn i en e-post eller melding. "
        "Lenken virker bare på denne maskinen."
    )
    expect(page.locator(f"{CARD} .copying")).to_have_text("Lenken virker bare på denne maskinen.")
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
    page.locator("article").first.locator(".other > summary").click()
    page.locator("article").first.get_by_role("link", name="Lignende kilder").click()
    visitor.settled()
    expect(page.locator("#results")).to_have_text("Ligner på «Leie før eie i Gjøvik»")
    assert "Leie før eie i Gjøvik" not in visitor.titles()
    assert len(visitor.titles()) + page.locator(".source-lines li").count() == 10
    visitor.keep("similar")
    page.get_by_role("link", name="Alle treff for").click()
    visitor.settled()
    assert visitor.titles()[0] == "Leie før eie i Gjøvik"


def test_what_was_also_searched_can_be_switched_off(visitor: Visitor) -> None:
    """An English question is searched for in Norwegian terms, unless told not to."""
    page = visitor.open()
    visitor.ask("rent-to-own for families")
    also = page.locator(".also")
    expect(also).to_contain_text("Vi søkte også etter:")
    also.get_by_role("link", name="Søk bare etter mine ord").click()
    visitor.settled()
    expect(also).to_contain_text("Vi søkte bare etter dine egne ord.")
    assert "ord=egne" in page.url
    also.get_by_role("link", name="Ta med beslektede ord").click()
    visitor.settled()
    assert "ord=" not in page.url


def test_a_report_known_by_its_title_is_no_quote(visitor: Visitor) -> None:
    """The page says that it has not read it, and shows nothing as a quote from it."""
    visitor.open("?q=Mobilitet+blant+eldre+p%C3%A5+boligmarkedet")
    page = visitor.page
    known = page.get_by_role("region", name="Rapporter vi bare har tittelen på")
    line = known.locator("li[data-id^=mobilitet-blant-eldre]")
    expect(line).to_contain_text("NOVA, 2020")
    line.get_by_role("link", name="Mobilitet blant eldre", exact=False).first.click()
    visitor.settled()
    expect(page.locator(".title-only")).to_have_text(
        "Vi har bare tittelen. Les rapporten hos NOVA."
    )
    assert page.locator("blockquote").count() == 0


def test_the_list_can_be_taken_along(visitor: Visitor) -> None:
    """Plain links, with the same question and filters."""
    page = visitor.open("?q=eldre&kommune=Trondheim")
    for label, suffix in (("Regneark (CSV)", "csv"), ("Word (DOCX)", "docx"), ("Markdown", "md")):
        link = page.get_by_role("link", name=label)
        expect(link).to_have_attribute("href", f"eksport.{suffix}?q=eldre&kommune=Trondheim&alle=1")
        with page.expect_download() as download:
            link.click()
        name = download.value.suggested_filename
        assert name.startswith("eksempelfinner-eldre-")
        assert name.endswith(f".{suffix}")
