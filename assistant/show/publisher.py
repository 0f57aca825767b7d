"""Tell who published the page that a text was read from, if the document itself does not say."""

from ingest.corpus_data import read_data
from ingest.records import Document

SOURCE_PAGE = "page.toml"


def text_publisher(document: Document) -> str:
    """Return the publisher of the source page if the document's text stands on it, else ""."""
    page = read_data(SOURCE_PAGE)
    is_quoted = document.full_text and document.source.file == page["file"]
    return str(page["publisher"]) if is_quoted else ""


def published_by(document: Document) -> str:
    """Return who published what is known of a document: of a plan, only who is known to have."""
    return document.publisher or ("" if document.kind == "plan" else text_publisher(document))
