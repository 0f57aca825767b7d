"""The pages of a passage, as a card shows them."""

from dataclasses import replace

import pytest

from assistant.reports.reading_facts import ReportFacts
from assistant.search.answer import Hit
from assistant.show.texts import texts_in
from assistant.web.pages.links import pdf_address
from assistant.web.pages.page_views import PageView, WholePage, quoted_pages
from assistant.web.request.page_context import PageContext
from index.generation import Generation
from ingest.records import Document, Language
from tests.assistant.web.pages.made_context import document_of, make_context
from tests.conftest import RINGSAKER
from tests.made_report import REPORT, TITLE


@pytest.fixture(scope="module")
def context(report_generation: Generation) -> PageContext:
    """The context of a request to the source page and the report."""
    return make_context(report_generation)


@pytest.fixture(scope="module")
def report(report_generation: Generation) -> Document:
    """The report that was added."""
    return document_of(report_generation, REPORT)


def hit(context: PageContext, report: Document, pages: tuple[int, int], *words: str) -> Hit:
    """Return a hit of the passage, said to stand on `pages`, in which `words` matched."""
    (passage,) = context.generation.passages_of(report.id)
    locator = replace(passage.locator, page=pages[0], last_page=pages[1])
    matched = sorted((passage.text.index(word), len(word)) for word in words)
    return Hit(replace(passage, locator=locator), 0.5, tuple((a, a + n) for a, n in matched))


def test_a_page_has_an_image_and_a_place_in_the_pdf(context: PageContext, report: Document) -> None:
    """Called by its printed number; the PDF is opened by the number that it counts itself."""
    found = hit(context, report, (2, 2), "varmtvannsberedere i", "rørlegger", "Radiatorer")
    pages = quoted_pages(context, report, found)
    assert pages is not None
    (view,) = pages.views
    (a, b), (c, d), _ = found.highlights
    assert view.number == "ii"
    page = f"side/{REPORT}/2.png?at={found.passage.id}&ord={a}-{b}.{c}-{d}"
    told = "Avsnittet er rammet inn. Ordene som traff, er merket: rørlegger, varmtvannsberedere i."
    assert view.image == f"{page}&utsnitt=1"
    assert view.large == f"{page}&utsnitt=1&stor=1"
    assert view.narrow == f"{page}&utsnitt=1&smal=1"
    assert view.alt == f"Utsnitt av side ii i «{TITLE}». {told}"
    assert view.whole == WholePage(
        "Vis hele side ii", page, f"Hele side ii i «{TITLE}». {told}", f"{page}&stor=1"
    )
    assert pages.pdf.address == f"fil/{REPORT}.pdf#page=2"
    assert (pages.summary, pages.pdf.text) == ("Vis side ii", "Åpne PDF-en på side ii")


def test_each_page_has_its_own_words(context: PageContext, report: Document) -> None:
    """Of a passage over a page break; a page that is an image has no text, and is left out."""
    found = hit(context, report, (3, 5), "sommer", "Radiatorer")
    pages = quoted_pages(context, report, found)
    assert pages is not None
    assert [(view.number, view.alt.rpartition(": ")[2]) for view in pages.views] == [
        ("iii", "sommer."),
        ("v", "radiatorer."),
    ]
    assert pages.summary == "Vis side iii–v"


@pytest.mark.parametrize(
    ("language", "alt"),
    [
        ("nb", f"Utsnitt av side ii i «{TITLE}». Avsnittet er rammet inn."),
        ("nn", f"Utsnitt av side ii i «{TITLE}». Avsnittet er ramma inn."),
        ("en", f"Part of page ii of “{TITLE}”, with a box around the passage."),
    ],
)
def test_a_page_where_no_word_matched_says_so(
    context: PageContext, report: Document, language: Language, alt: str
) -> None:
    """The passage is boxed all the same; neither text nor address speaks of words."""
    found = hit(context, report, (2, 2))
    pages = quoted_pages(replace(context, texts=texts_in(language)), report, found)
    assert pages is not None
    (view,) = pages.views
    assert view.alt == alt
    assert view.image == f"side/{REPORT}/2.png?at={found.passage.id}&utsnitt=1"


def test_a_page_whose_places_are_not_known_is_whole(
    context: PageContext, report: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    """OCR read it, or pypdf: nothing can be boxed on it, and it says nothing of a box."""
    monkeypatch.setattr(ReportFacts, "has_places", lambda *_: False)
    pages = quoted_pages(context, report, hit(context, report, (2, 2), "rørlegger"))
    assert pages is not None
    page = f"side/{REPORT}/2.png"
    assert pages.views == (PageView("ii", page, f"Side ii i «{TITLE}».", f"{page}?stor=1"),)


def test_a_document_that_was_not_read_from_a_pdf_has_no_pages(
    context: PageContext, report: Document
) -> None:
    """An example of the source page, and a report whose file is gone."""
    example = document_of(context.generation, RINGSAKER)
    found = Hit(context.generation.passages_of(example.id)[0], 0.5)
    assert quoted_pages(context, example, found) is None
    assert pdf_address(context, example) is None
    gone = replace(report, source=replace(report.source, sha256="0" * 64))
    assert quoted_pages(context, gone, hit(context, report, (2, 2))) is None


def test_a_passage_on_a_page_without_text_has_no_pages(
    context: PageContext, report: Document
) -> None:
    """There is nothing to show of it, and nothing to name."""
    assert quoted_pages(context, report, hit(context, report, (4, 4))) is None


def test_the_pdf_has_an_address(context: PageContext, report: Document) -> None:
    """Relative to the site, like all others."""
    assert pdf_address(context, report) == f"fil/{REPORT}.pdf"
