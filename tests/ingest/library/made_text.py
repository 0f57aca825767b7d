"""Texts of files, made on the spot."""

from ingest.reading.file_text import FileFacts, FileText, Heading, Page, Quality, Run

QUALITY = Quality(words=6, strange=0.0, unknown=0.0, without_text=(), language="nb")


def made_text(title: str | None = None, **facts: object) -> FileText:
    """Return the text of a PDF of two pages, over which a sentence runs, with these facts."""
    pages = (
        Page(1, "i", "Om parkering\nDet er ingen plass", (Run(0, 4, 12), Run(13, 17, 18)), " "),
        Page(2, None, "i sentrum.", (Run(0, 0, 10),)),
    )
    stated = FileFacts(title=title, **facts)  # type: ignore[arg-type]
    return FileText(
        "pdf", "pdfium", True, pages, (Heading(1, 0, 1, "Om parkering"),), stated, QUALITY
    )
