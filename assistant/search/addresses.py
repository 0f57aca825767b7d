"""The addresses of a document on the web: those that may be a link, and that of a page."""

from ingest.records import Document, Locator


def web_address(url: str | None) -> str | None:
    """Return an address of the web, or None: a "javascript:" must not be a link."""
    return url if url is not None and url.startswith(("https://", "http://")) else None


def file_page_address(document: Document, locator: Locator) -> str | None:
    """Return where a browser opens the document's file at the page of a passage, or None.

    The page is counted by the file, whatever is printed on it.
    """
    address = web_address(document.file_url)
    if address is None or locator.page is None:
        return None
    return f"{address.partition('#')[0]}#page={locator.page}"


def quote_address(document: Document, locator: Locator) -> str | None:
    """Return the best address of a quote: its page in the file, else a page about the document."""
    return file_page_address(document, locator) or document.url
