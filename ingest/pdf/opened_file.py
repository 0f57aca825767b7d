"""Open a PDF with PDFium and read its pages one by one, whichever process does."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.pdf.form_values import read_form_values, with_form_values
from ingest.pdf.layers import HiddenText
from ingest.pdf.lines import PdfLine, read_lines
from ingest.pdf.page_words import NO_WORDS, PageWords
from ingest.pdf.word_reader import read_page_words


@dataclass(frozen=True, slots=True)
class PdfSource:
    """What a PDF is opened from.

    `marked` is a copy of the file that marks the layers that are off, or None if none is.
    """

    path: Path
    password: str | None
    marked: bytes | None = None


@dataclass(frozen=True, slots=True)
class ReadPage:
    """The words of a page, and the lines that they make if nothing is taken out of them."""

    words: PageWords
    lines: tuple[PdfLine, ...]


@contextmanager
def opened_pdf(source: PdfSource) -> Iterator[Any]:
    """Open a PDF for the block, with the values of its form if it has one.

    Raises:
        pypdfium2.PdfiumError: it cannot be opened.
    """
    import pypdfium2
    import pypdfium2.raw as pdfium

    marked = source.marked
    with pypdfium2.PdfDocument(
        marked or source.path, None if marked else source.password
    ) as document:
        if document.get_formtype() == pdfium.FORMTYPE_ACRO_FORM:
            document.init_forms()
        yield document


def read_page(document: Any, index: int, has_hidden: bool) -> ReadPage:
    """Return the words and lines of a page; a page that cannot be read is empty.

    `has_hidden` says that layers are off, and marked.
    """
    words = _page_words(document, index, has_hidden)
    return ReadPage(words, read_lines(words))


def _page_words(document: Any, index: int, has_hidden: bool) -> PageWords:
    import pypdfium2.raw as pdfium

    page = pdfium.FPDF_LoadPage(document.raw, index)
    if not page:
        return NO_WORDS
    form = document.formenv.raw if document.formenv else None
    if form:
        pdfium.FORM_OnAfterLoadPage(page, form)
    try:
        words = read_page_words(page, HiddenText(page).holds if has_hidden else None)
        values = read_form_values(page, form)
        return with_form_values(words, values) if values else words
    finally:
        if form:
            pdfium.FORM_OnBeforeClosePage(page, form)
        pdfium.FPDF_ClosePage(page)
