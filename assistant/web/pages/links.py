"""The links of a page: where they lead, and what they are called."""

from dataclasses import dataclass
from urllib.parse import quote as quoted_path
from urllib.parse import urlsplit

from assistant.reports.pdf_page import kept_pdf
from assistant.search.addresses import file_page_address
from assistant.show.page_numbers import page_of
from assistant.show.texts import Texts
from assistant.web.request.page_context import PageContext
from ingest.records import Document, Locator, PageStart, Passage


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its address, relative to the site unless it leads out of it, and its text."""

    address: str
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A few words and a link after them; either may be missing."""

    text: str = ""
    link: Link | None = None


def pdf_address(context: PageContext, document: Document) -> str | None:
    """Return the address of the PDF that a document was read from, if the library has it."""
    if kept_pdf(context.generation, document) is None:
        return None
    return f"fil/{in_path(document.id)}.pdf"


def pdf_link(context: PageContext, document: Document) -> Link | None:
    """Return the link to the PDF that a document was read from: type, pages and size of the file.

    None if the library does not have it.
    """
    path = kept_pdf(context.generation, document)
    if path is None:
        return None
    texts = context.texts
    try:
        size = file_size(path.stat().st_size, texts)
    except OSError:
        size = ""
    pages = document.pages or 0
    counted = texts("page.file_pages_one" if pages == 1 else "page.file_pages", count=pages)
    address = f"fil/{in_path(document.id)}.pdf"
    return Link(address, ", ".join(filter(None, ("PDF", counted, size))))


def file_size(size: int, texts: Texts) -> str:
    """Return a number of bytes in words: kilobytes below a tenth of a megabyte."""
    tenths = round(size / 100_000)
    if not tenths:
        return texts("page.kilobytes", count=max(1, round(size / 1000)))
    return texts("page.megabytes", whole=tenths // 10, tenth=tenths % 10)


def pdf_page_address(pdf: str, page: PageStart) -> str:
    """Return the address at which a browser opens a page of the PDF at the address `pdf`."""
    return f"{pdf}#page={page.page}"


def pdf_page_link(pdf: str, page: PageStart, texts: Texts) -> Link:
    """Return the link that opens the PDF at the address `pdf` on a page."""
    name = texts("pages.one", pages=page.label or page.page)
    return Link(pdf_page_address(pdf, page), texts("page.open_pdf_at", page=name))


def file_page_link(document: Document, locator: Locator, texts: Texts) -> Link | None:
    """Return the link to the page of a passage in the file on the web, or None."""
    address = file_page_address(document, locator)
    if address is None:
        return None
    page, host = page_of(locator, texts), urlsplit(address).hostname or ""
    return Link(address, texts("page.open_file_at", page=page, host=host))


def to_text(context: PageContext, document: Document, passage: Passage) -> Link:
    """Return the link to the whole text of a document, at a passage."""
    return Link(to_passage(context, document, passage), context.texts("page.whole"))


def to_passage(context: PageContext, document: Document, passage: Passage) -> str:
    """Return the address of the place of a passage on the page of its document."""
    return f"{context.to_document(document)}#{in_path(passage.id)}"


def in_path(text: str) -> str:
    """Return a text as one part of a path or a query, everything else in it escaped."""
    return quoted_path(text, safe="")
