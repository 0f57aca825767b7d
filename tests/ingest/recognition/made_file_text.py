"""Make file texts of a few pages, as if they had been read from a PDF."""

from typing import Any

from ingest.norwegian.language import detect_language
from ingest.reading.file_text import FileFacts, FileText, Page, Quality


def file_text(*texts: str, paged: bool = True, **facts: Any) -> FileText:
    """Return the file text of pages with these texts."""
    pages = tuple(Page(number, None, text.strip()) for number, text in enumerate(texts, start=1))
    whole = " ".join(texts)
    quality = Quality(len(whole.split()), 0.0, 0.0, (), detect_language(whole))
    facts = {**facts, "authors": tuple(facts.get("authors", ()))}
    return FileText("pdf", "pdfium", paged, pages, (), FileFacts(**facts), quality)
