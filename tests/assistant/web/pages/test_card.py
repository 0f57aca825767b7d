"""Cards, as values: what a reader is shown of one document."""

from dataclasses import replace

from assistant.search.answer import Hit, Result
from assistant.show.description import Description
from assistant.web.pages.card import Card, Passages, card
from assistant.web.pages.links import Link
from assistant.web.pages.page_views import PageView, QuotedPages, WholePage
from assistant.web.pages.quotes import Block, Quote, Run
from assistant.web.pages.templates import fill
from assistant.web.request.address import Address
from index.generation import Generation
from ingest.description import own_form
from ingest.records import Document, Locator, Passage, Source
from tests.assistant.web.pages.made_context import (
    document_of,
    make_context,
    make_hit,
    make_result,
)
from tests.conftest import RINGSAKER, ULSHOLTVEIEN
from tests.made_report import REPORT, TITLE

PLAN = "sor-varanger-kommune-boligpolitisk-plan-2020-2030"
PLAN_WITHOUT_ADDRESS = "asker-kommune-kommuneplanens-samfunnsdel-2020-2032"
KNOWN_BY_TITLE = "kommunal-planlegging-som-redskap-for-a-redusere-sosiale-helseforskjeller"
SITE = "https://www.sor-varanger.kommune.no"
NOT_FOUND = "Vi har ikke funnet denne kilden på nettet."


def unfolded(found: Card) -> tuple[Quote, ...]:
    """Return the passages that a card unfolds."""
    assert found.passages is not None
    return found.passages.quotes


def words_of(quote: Quote) -> list[str]:
    """Return the lines of a quote as text."""
    return [
        "".join(text for run in line for text, _ in run.pieces)
        for block in quote.blocks
        for line in block.lines
    ]


def test_a_plan(fake_generation: Generation) -> None:
    """All that is known of it, and its quote."""
    plan = document_of(fake_generation, PLAN)
    hit = make_hit(fake_generation, PLAN, "temaplan")
    before, _, after = hit.passage.text.partition("temaplan")
    first, _, rest = after.partition("kommunen.")
    shown, whole = (
        Quote(
            (Block(False, ((Run(False, pieces),),)),),
            place=f"?q=bolig&dok={PLAN}#{hit.passage.id}",
            cite=url,
        )
        for url in [f"{SITE}/boligpolitisk-plan-2020-2030-vedtatt.6344488-17830.html"]
        for pieces in (
            ((before, False), ("temaplan", True), (f"{first}kommunen.", False)),
            ((before, False), ("temaplan", True), (after, False)),
        )
    )
    assert rest
    url = f"{SITE}/boligpolitisk-plan-2020-2030-vedtatt.6344488-17830.html"
    reference = (
        "Sør-Varanger kommune (2020). Boligpolitisk plan (2020-2030). "
        f"Omtalt av Husbanken (Veiviseren). {url} (lest i Eksempelfinner 09.03.2026)"
    )
    assert card(make_context(fake_generation), Result(1, 0.5, plan, (hit,))) == Card(
        id=PLAN,
        kind="plan",
        kind_label="Kommunal plan",
        level=3,
        area="Sør-Varanger, Finnmark",
        title="Sør-Varanger kommune: boligpolitisk plan (2020-2030)",
        language="nb",
        address=f"?q=bolig&dok={PLAN}",
        citation=f"«{''.join(words_of(shown))}»\n{reference}",
        reference=reference,
        similar=f"?q=bolig&like={PLAN}",
        origin="Veiviseren, 2021",
        quotes=(shown,),
        passages=Passages(
            "Vis hele avsnittet",
            (replace(whole, citation=f"«{plan.text}»\n{reference}"),),
            Link(f"?q=bolig&dok={PLAN}#{hit.passage.id}", "Hele teksten"),
        ),
        source=Link(url, "Les hos sor-varanger.kommune.no"),
    )


def test_an_example_in_english(fake_generation: Generation) -> None:
    """The document's own texts stay as they are; addresses keep the language of the page."""
    context = make_context(fake_generation, Address("en", "bolig"))
    hit = make_hit(fake_generation, ULSHOLTVEIEN)
    found = card(context, make_result(fake_generation, ULSHOLTVEIEN, hit))
    assert (found.kind, found.kind_label, found.area) == ("example", "Example", "Oslo")
    assert (found.title, found.language) == ("Ulsholtveien 31, Oslo- 36 utleieboliger", "nb")
    assert found.address == f"?q=bolig&dok={ULSHOLTVEIEN}&lang=en"
    assert found.similar == f"?q=bolig&like={ULSHOLTVEIEN}&lang=en"
    assert found.passages is not None
    assert found.passages.summary == "Whole passage"
    assert found.passages.whole == Link(
        f"?q=bolig&dok={ULSHOLTVEIEN}&lang=en#{hit.passage.id}", "The whole text"
    )
    (quote,) = found.passages.quotes
    assert [(block.is_list, len(block.lines)) for block in quote.blocks] == [
        (False, 1),
        (False, 1),
        (True, 4),
        (False, 1),
    ]
    (first,) = quote.blocks[2].lines[0]
    assert first == Run(False, (("en privat stiftelse er utbygger/ utleier", False),))
    assert found.source is not None
    assert found.source.text == "Read at Veiviseren (veiviseren.no)"


def test_a_report_known_only_by_its_title(fake_generation: Generation) -> None:
    """It says so, quotes nothing, has no text to unfold, and is described in our own words."""
    hit = make_hit(fake_generation, KNOWN_BY_TITLE, "Kommunal")
    report = document_of(fake_generation, KNOWN_BY_TITLE)
    url = report.url or ""
    reference = (
        "Hege Hofstad (2019). "
        "Kommunal planlegging som redskap for å redusere sosiale helseforskjeller: Oppsummering av "
        "erfaringer fra tidligere forskning og workshop med nøkkelaktører (NIBR-rapport 2019:6). "
        f"NIBR. {url} (oppført i Eksempelfinner 09.03.2026)"
    )
    result = make_result(fake_generation, KNOWN_BY_TITLE, hit)
    assert card(make_context(fake_generation), result) == Card(
        id=KNOWN_BY_TITLE,
        kind="report",
        kind_label="Rapport",
        level=3,
        area="",
        title="Kommunal planlegging som redskap for å redusere sosiale helseforskjeller",
        language="nb",
        address=f"?q=bolig&dok={KNOWN_BY_TITLE}",
        citation="",
        reference=reference,
        similar=f"?q=bolig&like={KNOWN_BY_TITLE}",
        subtitle="Oppsummering av erfaringer fra tidligere forskning og workshop med nøkkelaktører",
        origin="NIBR, 2019",
        facts="Hege Hofstad · NIBR-rapport 2019:6 · på oppdrag fra Helsedirektoratet",
        note="Vi har bare tittelen. Les rapporten hos NIBR.",
        about=Description(
            "Omtale (vår, etter veiviseren.no)",
            report.about or "",
            "Temaer: " + ", ".join(map(own_form, report.topics)),
        ),
        source=Link(url, "Les hos Veiviseren (veiviseren.no)"),
    )


def test_a_description_is_no_quote(fake_generation: Generation) -> None:
    """No mark and no blockquote has it; the places are told, the topics where it stands alone."""
    hit = make_hit(fake_generation, "eldres-boligsituasjon", "Eldres")
    result = make_result(fake_generation, "eldres-boligsituasjon", hit)
    context = make_context(fake_generation)
    html = fill("card", context.texts, card(context, result))
    assert '<span class="label">Omtale (vår, etter veiviseren.no):</span>' in html
    assert "Kommuner som er undersøkt: Tromsø, Bodø, Larvik, Hamar, Rana, Asker" in html
    assert "<mark" not in html
    assert "<blockquote" not in html
    assert "Temaer:" not in html
    alone = make_context(fake_generation, Address("nb", "bolig", document="eldres-boligsituasjon"))
    html = fill("card", alone.texts, card(alone, result))
    assert "Temaer: eldre, omsorgsbolig, boligbehov, tilgjengelighet" in html
    assert "older people" not in html
    assert 'Mer om dette: <a class="out" href="http://www.hioa.no/' in html


def test_a_quote_links_to_its_page_in_the_file_on_the_web(report_generation: Generation) -> None:
    """By the number that the file counts; the address is the quote's, and the citation's too."""
    context = make_context(report_generation)
    hit = make_hit(report_generation, REPORT, "rørlegger", pages=(2, 2))
    known = document_of(report_generation, REPORT)
    file_url = "https://kudos.dfo.no/dokument/x/filer/y.pdf"
    result = Result(1, 0.5, replace(known, file_url=file_url), (hit,))
    found = card(context, result)
    (quote,) = unfolded(found)
    assert quote.cite == f"{file_url}#page=2"
    assert quote.file == Link(f"{file_url}#page=2", "Åpne side 2 i PDF-en hos kudos.dfo.no")
    assert f"{file_url}#page=2 (lest i Eksempelfinner" in found.citation
    assert "#page" not in found.reference
    assert found.facts.endswith("Kilde: Kudos (DFØ)")
    html = fill("card", context.texts, found)
    assert f'<a class="out" href="{file_url}#page=2"' in html
    for url in ("javascript:alert(1)", None, "fil.pdf"):
        result = Result(1, 0.5, replace(known, file_url=url), (hit,))
        (quote,) = unfolded(card(context, result))
        assert (quote.file, quote.cite) == (None, None)


def test_an_added_report_on_one_page(report_generation: Generation) -> None:
    """The page unfolds under the quote, and the whole PDF is a source though it has no address."""
    hit = make_hit(report_generation, REPORT, "rørlegger", pages=(2, 2))
    found = card(make_context(report_generation), make_result(report_generation, REPORT, hit))
    start = hit.passage.text.index("rørlegger")
    asked = f"at={hit.passage.id}&ord={start}-{start + 9}"
    told = "Avsnittet er rammet inn. Ordene som traff, er merket: rørlegger."
    (quote,) = unfolded(found)
    assert quote.caption == "side 2 i PDF-en"
    assert quote.pages == QuotedPages(
        title=TITLE,
        summary="Vis side ii",
        views=(
            PageView(
                "ii",
                f"side/{REPORT}/2.png?{asked}&utsnitt=1",
                f"Utsnitt av side ii i «{TITLE}». {told}",
                f"side/{REPORT}/2.png?{asked}&utsnitt=1&stor=1",
                f"side/{REPORT}/2.png?{asked}&utsnitt=1&smal=1",
                WholePage(
                    "Vis hele side ii",
                    f"side/{REPORT}/2.png?{asked}",
                    f"Hele side ii i «{TITLE}». {told}",
                    f"side/{REPORT}/2.png?{asked}&stor=1",
                ),
            ),
        ),
        pdf=Link(f"fil/{REPORT}.pdf#page=2", "Åpne PDF-en på side ii"),
    )
    assert found.pdf == Link(f"fil/{REPORT}.pdf", "PDF, 5 sider, 4 kB")
    assert (found.source, found.missing) == (None, "")
    (shown,) = found.quotes
    assert found.citation.splitlines()[0] == f"«{' '.join(words_of(shown))}»"
    # The page of the sentence prints its number, whatever the passage was said to be on.
    assert found.citation.splitlines()[-1].startswith(f"{TITLE} (2019). S. ii (s. 2 i PDF-en). Les")


def test_an_added_report_over_several_pages(report_generation: Generation) -> None:
    """They are named from the first to the last; the one without text is left out."""
    hit = make_hit(report_generation, REPORT, "sommer", pages=(3, 5))
    context = make_context(report_generation, Address("en", "bolig"))
    (quote,) = unfolded(card(context, make_result(report_generation, REPORT, hit)))
    assert quote.caption == "pp. 3–5 of the PDF"
    assert quote.pages is not None
    assert quote.pages.summary == "Show pp. iii–v"
    assert [view.number for view in quote.pages.views] == ["iii", "v"]
    assert quote.pages.pdf == Link(f"fil/{REPORT}.pdf#page=3", "Open the PDF at p. iii")


def test_a_passage_over_many_pages_shows_the_first_three(report_generation: Generation) -> None:
    """Of four that have text."""
    hit = make_hit(report_generation, REPORT, pages=(1, 5))
    context = make_context(report_generation)
    (quote,) = unfolded(card(context, make_result(report_generation, REPORT, hit)))
    assert quote.pages is not None
    assert [view.number for view in quote.pages.views] == ["i", "ii", "iii"]


def test_a_passage_that_others_have_too(fake_generation: Generation) -> None:
    """Each of the others is a link; one that is no longer there is left out."""
    hit = replace(make_hit(fake_generation, RINGSAKER), also_in=(ULSHOLTVEIEN, "gone", PLAN))
    context = make_context(fake_generation, Address("nb", "bolig", like="x"))
    (quote,) = unfolded(card(context, make_result(fake_generation, RINGSAKER, hit)))
    assert quote.also_in == (
        Link(f"?q=bolig&dok={ULSHOLTVEIEN}", "Ulsholtveien 31, Oslo- 36 utleieboliger"),
        Link(f"?q=bolig&dok={PLAN}", "Sør-Varanger kommune: boligpolitisk plan (2020-2030)"),
    )


HOSTILE = Document(
    id="a/b?c",
    kind="report",
    title="En <b>rapport</b>",
    text="Side én.",
    language="nn",
    source=Source("a.pdf", ""),
    municipality="Oslo",
    county="Oslo",
    authors=("A", "B"),
    url="javascript:alert(1)",
    accessed="2024-01-02",
)
PASSAGE = Passage("a/b?c-1", "Side én.", "Funn", "", Locator("a/b?c", 0, 8, 4, 4))


def test_an_address_that_is_not_of_the_web_is_no_link(fake_generation: Generation) -> None:
    """Nor a quote's source; what stands in the id is escaped wherever it is part of an address."""
    result = Result(1, 0.5, HOSTILE, (Hit(PASSAGE, 0.5),))
    found = card(make_context(fake_generation), result)
    assert (found.source, found.missing, found.pdf) == (None, NOT_FOUND, None)
    assert [(quote.cite, quote.caption) for quote in found.quotes] == [
        (None, "Funn, side 4 i PDF-en")
    ]
    assert found.address == "?q=bolig&dok=a%2Fb%3Fc"
    assert (found.title, found.area, found.facts) == ("En <b>rapport</b>", "Oslo", "A, B")


def test_passages_are_unfolded_in_the_order_of_the_text(fake_generation: Generation) -> None:
    """Those that answer are read first; a passage with nothing to show is not counted."""
    text = "En <b>rapport</b>\nSide én. Her står mer.\nSide to. Og mer."
    document = replace(HOSTILE, text=text)
    spans = ((0, 17), (18, 40), (41, 57))
    title, first, second = (
        Passage(f"p{start}", text[start:end], "Funn", "", Locator("a/b?c", start, end, page, page))
        for page, (start, end) in enumerate(spans, 4)
    )
    hits = (Hit(second, 0.9, answer=(0, 8)), Hit(first, 0.5), Hit(title, 0.4))
    context = make_context(fake_generation)
    found = card(context, Result(1, 0.9, document, hits))
    assert [quote.caption for quote in found.quotes] == ["Funn, side 6 i PDF-en"]
    assert words_of(found.quotes[0]) == ["Side to."]
    assert found.passages is not None
    assert found.passages.summary == "Vis 1 avsnitt til"
    assert list(map(words_of, found.passages.quotes)) == [
        ["Side én. Her står mer."],
        ["Side to. Og mer."],
    ]
    assert card(context, Result(1, 0.9, document, hits), 4) == replace(found, level=4)
    assert found.passages.whole.address == "?q=bolig&dok=a%2Fb%3Fc#p41"


def test_the_card_of_a_document_alone_has_no_quotes(fake_generation: Generation) -> None:
    """Its text stands below, in which they are marked."""
    address = Address("nb", "bolig", document=RINGSAKER, inside="eie")
    context = make_context(fake_generation, address)
    hit = make_hit(fake_generation, RINGSAKER)
    found = card(context, make_result(fake_generation, RINGSAKER, hit))
    assert (found.quotes, found.passages) == ((), None)
    assert found.address == f"?q=bolig&dok={RINGSAKER}&i=eie"
    assert found.similar == f"?q=bolig&like={RINGSAKER}"
