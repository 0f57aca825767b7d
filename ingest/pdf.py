"""Read a PDF with PDFium: its pages as they are quoted, with their labels."""

import ctypes
import re
from pathlib import Path
from typing import Any

from ingest.characters import Strip, runs_of, unplaced
from ingest.errors import FileDamaged, FileLocked
from ingest.furniture import without_furniture
from ingest.glyphs import NO_GLYPHS, Glyphs, read_glyphs
from ingest.hyphens import between_lines
from ingest.line_numbers import without_line_numbers
from ingest.lines import Line, read_lines
from ingest.paragraphs import Paragraph, read_paragraphs
from ingest.progress import Progress
from ingest.quality import measure_quality
from ingest.reading import FileFacts, Page, Reading

_COMPOUND = re.compile(r"[^\W\d_]{2,}-[^\W\d_]{2,}")


def read_pdf(path: Path, password: str | None, on_page: Progress) -> Reading:
    """Read every page of the PDF at `path`.

    Raises:
        FileDamaged: PDFium cannot read it.
        FileLocked: it is encrypted, and the password is missing or wrong.
    """
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
    lines = [read_lines(page) for page in without_line_numbers(glyphs)]
    pages = _pages(lines, labels)
    quality = measure_quality(pages, drawn)
    return Reading("pdf", "pdfium", True, pages, (), FileFacts(), quality)


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


def _pages(lines: list[tuple[Line, ...]], labels: list[str | None]) -> tuple[Page, ...]:
    compounds = frozenset(
        word.lower() for page in lines for line in page for word in _COMPOUND.findall(line.text)
    )
    read = [read_paragraphs(page, compounds) for page in without_furniture(lines)]
    pages: list[Page] = []
    for position, paragraphs in enumerate(read):
        after = read[position + 1] if position + 1 < len(read) else ()
        stays, joint = _joint(paragraphs, after, compounds)
        strip = Strip("", ())
        for number, paragraph in enumerate(paragraphs):
            strip = strip + unplaced("\n" if number else "") + paragraph.strip
        if not stays:
            strip = strip.cut(0, -1)
        page = Page(position + 1, labels[position], strip.text, runs_of(strip), joint)
        pages.append(page)
    return tuple(pages)


def _joint(
    before: tuple[Paragraph, ...], after: tuple[Paragraph, ...], compounds: frozenset[str]
) -> tuple[bool, str]:
    """Return whether the last character of a page stays, and what comes before the next page."""
    if not before or not after:
        return True, "\n"
    last, first = before[-1], after[0]
    if abs(last.size - first.size) > 0.12 * last.size:
        return True, "\n"
    if last.hyphen:
        return between_lines(last.strip.text, first.strip.text, compounds)
    runs_on = first.strip.text[:1].islower() and last.strip.text[-1:] not in ".!?:"
    return True, " " if runs_on else "\n"
