"""Tell where the text of a document comes from, who published it, and of which year it is."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from assistant.show.texts import Texts
from ingest.corpus_data import read_data
from ingest.records import Document

SOURCE_PAGE = "page.toml"


def origin(document: Document, texts: Texts) -> str:
    """Return who gives the text and its year, "Veiviseren, 2021", as far as they are known.

    What the source page says has the age of that page, whatever it is about.
    """
    page = read_data(SOURCE_PAGE)
    if _stands_on(page, document):
        return f"{page['site']}, {page['text_year']}"
    publisher = document.publisher or ""
    year = str(document.year) if document.year else (texts("result.undated") if publisher else "")
    return ", ".join(filter(None, (publisher, year)))


def text_publisher(document: Document) -> str:
    """Return the publisher of the source page if the document's text stands on it, else ""."""
    page = read_data(SOURCE_PAGE)
    return str(page["publisher"]) if _stands_on(page, document) else ""


def published_by(document: Document) -> str:
    """Return who published what is known of a document: of a plan, only who is known to have."""
    return document.publisher or ("" if document.kind == "plan" else text_publisher(document))


def texts_from(texts: Texts) -> str:
    """Return the sentence on where the texts of the source page are from, and of which year."""
    page = read_data(SOURCE_PAGE)
    return texts("about.text_from", name=page["site"], year=page["text_year"])


def site_name(address: str) -> str:
    """Return what the site of an address is called: its name if we know it, and its host."""
    page = read_data(SOURCE_PAGE)
    host = _host(address)
    return f"{page['site']} ({host})" if host == _host(page["url"]) else host


def _stands_on(page: Mapping[str, Any], document: Document) -> bool:
    """Return whether the text of a document, and not its title alone, is from the source page."""
    return document.full_text and bool(document.source.file == page["file"])


def _host(address: str) -> str:
    return (urlsplit(address).hostname or address).removeprefix("www.")
