"""Read a PDF with PDFium: its pages as they are quoted, with their labels."""

import ctypes
from pathlib import Path
from typing import Any

from ingest.errors import FileDamaged, FileLocked
from ingest.glyphs import NO_GLYPHS, Glyphs, read_glyphs
from ingest.layout import lay_out
from ingest.progress import Progress
from ingest.quality import is_doubtful, measure_quality
from ingest.reading import FileFacts, Reading
from ingest.second_reader import read_with_pypdf


def read_pdf(path: Path, password: str | None, on_page: Progress) -> Reading:
    """Read every page of the PDF at `path`; where PDFium fails or its text is doubtful, with pypdf.

    Raises:
        FileDamaged: neither can read it.
        FileLocked: it is encrypted, and the password is missing or wrong.
    """
    try:
        reading = _read_with_pdfium(path, password, on_page)
    except FileDamaged:
        second = read_with_pypdf(path, password)
        if second is None or not second.quality.words:
            raise
        return second
    if is_doubtful(reading.quality) and (second := read_with_pypdf(path, password)):
        return min(reading, second, key=_badness)
    return reading


def _badness(reading: Reading) -> tuple[bool, float]:
    quality = reading.quality
    return not quality.words, quality.strange + quality.unknown


def _read_with_pdfium(path: Path, password: str | None, on_page: Progress) -> Reading:
    import pypdfium2
    import pypdfium2.raw as pdfium

    glyphs: list[Glyphs] = []
    try:
        with pypdfium2.PdfDocument(path, password=password) as document:
            total = len(document)
            labels = [_label(document.raw, index) for index in range(total)]
            for index in range(total):
                glyphs.append(_page_glyphs(document.raw, index))
                on_page(index + 1, total)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise FileLocked(file=path.name) from error
        raise FileDamaged(file=path.name, reason=str(error)) from error
    drawn = tuple(sum(word.end - word.start for word in page.words) for page in glyphs)
    pages, headings = lay_out(glyphs, labels)
    quality = measure_quality(pages, drawn)
    return Reading("pdf", "pdfium", True, pages, headings, FileFacts(), quality)


def _page_glyphs(document: Any, index: int) -> Glyphs:
    """Return what stands on a page; a page that cannot be read is empty."""
    import pypdfium2.raw as pdfium

    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return NO_GLYPHS
    try:
        return read_glyphs(page)
    finally:
        pdfium.FPDF_ClosePage(page)


def _label(document: Any, index: int) -> str | None:
    import pypdfium2.raw as pdfium

    size = pdfium.FPDF_GetPageLabel(document, index, None, 0)
    if size <= 2:
        return None
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDF_GetPageLabel(document, index, buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace") or None
