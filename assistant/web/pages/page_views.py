"""The pages that a passage stands on, as a card shows them: image, words boxed, link to the PDF."""

from dataclasses import dataclass
from urllib.parse import quote as quoted_path
from urllib.parse import urlencode

from assistant.reports.pdf_page import kept_pdf, library_of, write_stretches
from assistant.reports.reading_facts import report_facts
from assistant.search.answer import Hit
from assistant.web.request.page_context import PageContext
from ingest.records import Document, PageStart

MOST_PAGES = 3
"""Pages of one passage that are shown: it has 180 words at most, on two pages where it is long."""


@dataclass(frozen=True, slots=True)
class PageView:
    """Hold one page: its number as printed, and the addresses of its image and of the PDF there."""

    number: str
    image: str
    alt: str
    pdf: str


def page_views(context: PageContext, document: Document, hit: Hit) -> tuple[PageView, ...]:
    """Return the pages of a passage that was read from a PDF of the library; others have none."""
    place = hit.passage.locator
    if place.page is None or kept_pdf(context.generation, document) is None:
        return ()
    last = place.last_page or place.page
    marks = [mark for mark in document.page_starts if place.page <= mark.page <= last]
    return tuple(_view(context, document, hit, mark) for mark in marks[:MOST_PAGES])


def pdf_address(context: PageContext, document: Document) -> str | None:
    """Return the address of the PDF that a document was read from, if the library has it."""
    if kept_pdf(context.generation, document) is None:
        return None
    return _pdf(document)


def _pdf(document: Document) -> str:
    return f"fil/{_name(document)}.pdf"


def _name(document: Document) -> str:
    """Return a document's id as a part of an address."""
    return quoted_path(document.id, safe="")


def _view(context: PageContext, document: Document, hit: Hit, mark: PageStart) -> PageView:
    texts = context.texts
    lit = _lit(document, hit, mark)
    facts = report_facts(library_of(context.generation), document.source.sha256)
    boxed = lit if facts is not None and facts.has_places(mark.page) else ()
    found = dict.fromkeys(hit.passage.text[first:last].casefold() for first, last in boxed)
    number = mark.label or str(mark.page)
    about = {"page": number, "title": document.title}
    asked = {"at": hit.passage.id, "ord": write_stretches(boxed)} if boxed else {}
    return PageView(
        number,
        f"side/{_name(document)}/{mark.page}.png{'?' if asked else ''}{urlencode(asked)}",
        texts("page.image_boxed", found=", ".join(found), **about)
        if found
        else texts("page.image", **about),
        f"{_pdf(document)}#page={mark.page}",
    )


def _lit(document: Document, hit: Hit, mark: PageStart) -> tuple[tuple[int, int], ...]:
    """Return the highlights that stand on the page, wholly or in part."""
    after = [other.start for other in document.page_starts if other.start > mark.start]
    end = min(after, default=len(document.text))
    moved = hit.passage.locator.start
    return tuple(
        (first, last)
        for first, last in hit.highlights
        if first + moved < end and last + moved > mark.start
    )
