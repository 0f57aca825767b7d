"""Say which addresses of the corpus may become links."""

from ingest.records import Document


def web_address(document: Document) -> bool:
    """Say whether a document has an address of the web: a "javascript:" must not become a link."""
    return document.url is not None and document.url.startswith(("https://", "http://"))
