"""Tell where the text of a document comes from, and of which year it is."""

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
    if document.full_text and document.source.file == page["file"]:
        return f"{page['site']}, {page['text_year']}"
    publisher = document.publisher or ""
    year = str(document.year) if document.year else (texts("result.undated") if publisher else "")
    return ", ".join(filter(None, (publisher, year)))


def texts_from(texts: Texts) -> str:
    """Return the sentence on where the texts of the source page are from, and of which year."""
    page = read_data(SOURCE_PAGE)
    return texts("about.text_from", name=page["site"], year=page["text_year"])


def site_name(address: str) -> str:
    """Return what the site of an address is called: its name if we know it, and its host."""
    page = read_data(SOURCE_PAGE)
    host = _host(address)
    return f"{page['site']} ({host})" if host == _host(page["url"]) else host


def _host(address: str) -> str:
    return (urlsplit(address).hostname or address).removeprefix("www.")
