"""The pages that a quote stands on, as a card shows them: images with words boxed, and the PDF."""

from dataclasses import dataclass
from urllib.parse import urlencode

from assistant.reports.pdf_page import library_of, write_stretches
from assistant.reports.reading_facts import report_facts
from assistant.search.answer import Hit
from assistant.web.pages.links import Link, in_path, pdf_address, pdf_page_link
from assistant.web.request.page_context import PageContext
from ingest.records import Document, PageStart

MAX_PAGES = 3
"""Pages of one passage that are shown: it has 180 words at most, on two pages if it is long."""


@dataclass(frozen=True, slots=True)
class PageView:
    """One page: its number as printed, the address of its image, and what the image shows."""

    number: str
    image: str
    alt: str


@dataclass(frozen=True, slots=True)
class QuotedPages:
    """The pages of one quote: what unfolds them, their images, and the PDF at the first of them."""

    summary: str
    views: tuple[PageView, ...]
    pdf: Link


def quoted_pages(context: PageContext, document: Document, hit: Hit) -> QuotedPages | None:
    """Return the pages of a passage; None if it was not read from a PDF of the library."""
    texts = context.texts
    marks = _marks(document, hit)
    pdf = pdf_address(context, document) if marks else None
    if pdf is None:
        return None
    views = tuple(_view(context, document, hit, mark) for mark in marks)
    first, last = views[0].number, views[-1].number
    pages = (
        texts("pages.one", pages=first)
        if len(views) == 1
        else texts("pages.several", pages=f"{first}–{last}")
    )
    summary = texts("page.show_page", page=pages)
    return QuotedPages(summary, views, pdf_page_link(pdf, marks[0], texts))


def _marks(document: Document, hit: Hit) -> tuple[PageStart, ...]:
    """Return the starts of the pages that the passage stands on; pages without text have none."""
    locator = hit.passage.locator
    if locator.page is None:
        return ()
    last = locator.last_page or locator.page
    pages = (mark for mark in document.page_starts if locator.page <= mark.page <= last)
    return tuple(pages)[:MAX_PAGES]


def _view(context: PageContext, document: Document, hit: Hit, mark: PageStart) -> PageView:
    texts = context.texts
    highlights = _highlights_on(document, hit, mark)
    facts = report_facts(library_of(context.generation), document.source.sha256)
    boxed = highlights if facts is not None and facts.has_places(mark.page) else ()
    words = dict.fromkeys(hit.passage.text[first:last].casefold() for first, last in boxed)
    number = mark.label or str(mark.page)
    named = {"page": number, "title": document.title}
    query = {"at": hit.passage.id, "ord": write_stretches(boxed)} if boxed else {}
    return PageView(
        number,
        f"side/{in_path(document.id)}/{mark.page}.png{'?' if query else ''}{urlencode(query)}",
        texts("page.image_boxed", found=", ".join(words), **named)
        if words
        else texts("page.image", **named),
    )


def _highlights_on(document: Document, hit: Hit, mark: PageStart) -> tuple[tuple[int, int], ...]:
    """Return the highlights that stand on the page, wholly or in part."""
    later_starts = [other.start for other in document.page_starts if other.start > mark.start]
    end = min(later_starts, default=len(document.text))
    offset = hit.passage.locator.start
    return tuple(
        (first, last)
        for first, last in hit.highlights
        if first + offset < end and last + offset > mark.start
    )
