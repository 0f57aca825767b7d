"""Read a PDF's pages."""

from pathlib import Path

from ingest.language import detect_language
from ingest.reading import FileFacts, Page, PageProgress, Quality, Reading


def read_pdf(path: Path, password: str | None, on_page: PageProgress) -> Reading:
    """Read every page of the PDF at `path`."""
    import pypdfium2

    pages = []
    with pypdfium2.PdfDocument(path, password=password) as document:
        total = len(document)
        for number in range(1, total + 1):
            text = document[number - 1].get_textpage().get_text_range()
            pages.append(Page(number, None, " ".join(text.split())))
            on_page(number, total)
    empty = tuple(page.number for page in pages if len(page.text) < 20)
    words = sum(len(page.text.split()) for page in pages)
    language = detect_language(" ".join(page.text for page in pages))
    quality = Quality(words, 0.0, 0.0, empty, language)
    return Reading("pdf", "pdfium", True, tuple(pages), (), FileFacts(), quality)
