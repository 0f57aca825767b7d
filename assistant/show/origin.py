"""Tell where the text of a document comes from, who published it, and of which year it is."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from assistant.show.texts import Texts
from ingest.records import Document, Source


def origin(document: Document, texts: Texts) -> str:
    """Return who gives the text and its year, "Veiviseren, 2021", as far as they are known.

    What the source page says has the age of that page, whatever it is about.
    """
    source = document.source
    if _stands_on_page(document):
        return _joined(source.site or source.publisher, source.year)
    publisher = document.publisher or ""
    return _joined(publisher, document.year or (texts("result.undated") if publisher else None))


def text_publisher(document: Document) -> str:
    """Return the publisher of the source page if the document's text stands on it, else ""."""
    return document.source.publisher if _stands_on_page(document) else ""


def published_by(document: Document) -> str:
    """Return who published what is known of a document: of a plan, only who is known to have."""
    return document.publisher or ("" if document.kind == "plan" else text_publisher(document))


def texts_from(documents: Iterable[Document], texts: Texts) -> str:
    """Return the sentence on where the texts of the source page are from, and of which year.

    It is "" if none of `documents` stands on a page of a known site and year.
    """
    sources = (document.source for document in documents if _stands_on_page(document))
    page = next((source for source in sources if source.site and source.year), None)
    return texts("about.text_from", name=page.site, year=page.year) if page else ""


def site_name(source: Source, address: str) -> str:
    """Return what the site of an address is called: its host, and its name if `source` has it."""
    host = _host(address)
    return f"{source.site} ({host})" if source.site and host == _host(source.url) else host


def _stands_on_page(document: Document) -> bool:
    """Return whether the text of a document, and not its title alone, is from a page of the web."""
    return document.full_text and bool(document.source.url)


def _joined(maker: str, year: object) -> str:
    return ", ".join(str(fact) for fact in (maker, year) if fact)


def _host(address: str) -> str:
    return (urlsplit(address).hostname or address).removeprefix("www.")
