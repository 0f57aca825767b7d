"""The documents of own_documents.toml as texts of files."""

from typing import Any

from ingest.norwegian.language import detect_language
from ingest.reading.facts import fact_title
from ingest.reading.file_text import FileFacts, FileText, Page, Quality


def read_own(row: dict[str, Any]) -> FileText:
    """Return a document as a reader would give it; the PDF was made in 2025."""
    texts = [text.strip() for text in row["text"].split("\n---\n")]
    pages = tuple(Page(number, None, text) for number, text in enumerate(texts, start=1))
    whole = "\n".join(texts)
    paged = row.get("paged", False)
    quality = Quality(len(whole.split()), 0.0, 0.0, (), detect_language(whole))
    facts = FileFacts(title=fact_title(row.get("title_in_file")), year=2025 if paged else None)
    kind = "pdf" if paged else "docx"
    return FileText(kind, "pdfium", paged, pages, (), facts, quality)
