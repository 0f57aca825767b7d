"""The pages of a passage, as a card shows them."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.search.answer import Hit
from assistant.show.texts import texts_in
from assistant.web.pages.page_views import page_views, pdf_address
from assistant.web.request.address import Address
from assistant.web.request.page_context import PageContext
from index.generation import open_live
from ingest.records import Document, Language
from tests.conftest import RINGSAKER
from tests.made_report import REPORT, TITLE


@pytest.fixture(scope="module")
def visit(with_report: Path) -> PageContext:
    """A visit to the source page and the report."""
    return PageContext(Address("nb"), texts_in("nb"), "nb", open_live(with_report))


@pytest.fixture(scope="module")
def report(visit: PageContext) -> Document:
    """The report that was added."""
    return visit.generation.document(REPORT)


def hit(visit: PageContext, report: Document, pages: tuple[int, int], *words: str) -> Hit:
    """Return a hit of the passage, said to stand on `pages`, with `texts` lit."""
    (passage,) = visit.generation.passages_of(report.id)
    place = replace(passage.locator, page=pages[0], last_page=pages[1])
    lit = sorted((passage.text.index(word), len(word)) for word in words)
    return Hit(replace(passage, locator=place), 0.5, tuple((a, a + n) for a, n in lit))


def test_a_page_has_an_image_and_a_place_in_the_pdf(visit: PageContext, report: Document) -> None:
    """Called by its printed number; the PDF is opened by the number that it counts itself."""
    found = hit(visit, report, (2, 2), "varmtvannsberedere i", "rørlegger", "Radiatorer")
    (view,) = page_views(visit, report, found)
    (a, b), (c, d), _ = found.highlights
    assert view.number == "ii"
    assert view.image == (f"side/{REPORT}/2.png?at={found.passage.id}&ord={a}-{b}.{c}-{d}")
    assert view.alt == (
        f"Side ii i «{TITLE}»; ordene som traff, er rammet inn: rørlegger, varmtvannsberedere i."
    )
    assert view.pdf == f"fil/{REPORT}.pdf#page=2"


def test_each_page_has_its_own_words(visit: PageContext, report: Document) -> None:
    """Of a passage over a page break; a page that is an image has no text, and is left out."""
    found = hit(visit, report, (3, 5), "sommer", "Radiatorer")
    views = page_views(visit, report, found)
    assert [(view.number, view.alt.rpartition(": ")[2]) for view in views] == [
        ("iii", "sommer."),
        ("v", "radiatorer."),
    ]


@pytest.mark.parametrize(
    ("language", "alt"),
    [
        ("nb", f"Side ii i «{TITLE}»."),
        ("nn", f"Side ii i «{TITLE}»."),
        ("en", f"Page ii of “{TITLE}”."),
    ],
)
def test_a_page_where_nothing_is_boxed_says_so(
    visit: PageContext, report: Document, language: Language, alt: str
) -> None:
    """Neither its text nor its address speaks of boxes."""
    (view,) = page_views(
        replace(visit, texts=texts_in(language)), report, hit(visit, report, (2, 2))
    )
    assert view.alt == alt
    assert view.image == f"side/{REPORT}/2.png"


def test_what_was_read_from_no_pdf_has_no_pages(visit: PageContext) -> None:
    """An example of the source page, and a report whose file is gone."""
    example = visit.generation.document(RINGSAKER)
    found = Hit(visit.generation.passages_of(example.id)[0], 0.5)
    assert page_views(visit, example, found) == ()
    assert pdf_address(visit, example) is None
    report = visit.generation.document(REPORT)
    gone = replace(report, source=replace(report.source, sha256="0" * 64))
    assert page_views(visit, gone, hit(visit, report, (2, 2))) == ()


def test_the_pdf_has_an_address(visit: PageContext, report: Document) -> None:
    """Relative to the site, like all others."""
    assert pdf_address(visit, report) == f"fil/{REPORT}.pdf"
