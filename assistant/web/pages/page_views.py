"""The pages that a quote stands on, as a card shows them: images of the passage, and the PDF."""

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


CROPPED, LARGE, NARROW = "utsnitt", "stor", "smal"
"""The parameters that ask for the passage alone, with lines around it, for more pixels, and for
lines that are parted in two, if they are "1"."""


@dataclass(frozen=True, slots=True)
class PageView:
    """One page: its number as printed, the address of an image, and what the image shows.

    The image is of the passage with some lines around it, or of the page if the places of its words
    are not known. `large` is the address of the same with more pixels. `narrow` is that of the
    passage for a narrow window, and `whole` is all of the page; there are none if the image has it
    all.
    """

    number: str
    image: str
    alt: str
    large: str
    narrow: str = ""
    whole: "WholePage | None" = None


@dataclass(frozen=True, slots=True)
class WholePage:
    """All of a page: what unfolds it, the addresses of its image, and what that shows."""

    summary: str
    image: str
    alt: str
    large: str


@dataclass(frozen=True, slots=True)
class QuotedPages:
    """The pages of one quote: of which document, what unfolds them, their images, and the PDF."""

    title: str
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
    return QuotedPages(document.title, summary, views, pdf_page_link(pdf, marks[0], texts))


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
    facts = report_facts(library_of(context.generation), document.source.sha256)
    is_placed = facts is not None and facts.has_places(mark.page)
    boxed = _highlights_on(document, hit, mark) if is_placed else ()
    words = dict.fromkeys(hit.passage.text[first:last].casefold() for first, last in boxed)
    number = mark.label or str(mark.page)
    named = {"page": number, "title": document.title}
    page = f"side/{in_path(document.id)}/{mark.page}.png"
    if not is_placed:
        return PageView(number, page, texts("page.image", **named), f"{page}?{LARGE}=1")
    query = {"at": hit.passage.id, **({"ord": write_stretches(boxed)} if boxed else {})}
    crop, whole = f"{page}?{urlencode({**query, CROPPED: 1})}", f"{page}?{urlencode(query)}"
    found = texts("page.image_found", found=", ".join(words)) if words else ""
    alt = " ".join(filter(None, (texts("page.image_passage", **named), found)))
    whole_alt = " ".join(filter(None, (texts("page.image_whole_alt", **named), found)))
    summary = texts("page.image_whole", page=number)
    return PageView(
        number,
        crop,
        alt,
        f"{crop}&{LARGE}=1",
        f"{crop}&{NARROW}=1",
        WholePage(summary, whole, whole_alt, f"{whole}&{LARGE}=1"),
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
