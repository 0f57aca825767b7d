"""Read a PDF with PDFium: its pages as they are quoted, its facts and its headings."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ingest.errors import FileDamaged, FileLocked, Reason
from ingest.pdf.catalog import names_in
from ingest.pdf.layers import LAYERS, with_layers_marked
from ingest.pdf.layout import lay_out
from ingest.pdf.metadata import OutlineEntry, read_facts, read_outline
from ingest.pdf.ocr import recognise
from ingest.pdf.opened_file import PdfSource, opened_pdf
from ingest.pdf.outline import outline_headings
from ingest.pdf.page_words import PageWords
from ingest.pdf.second_reader import SecondReader, read_pages
from ingest.pdf.shells import COLLECTION, attached_files, refuse_portfolio, refuse_xfa_form
from ingest.pdf.turned_text import with_turned_text
from ingest.pdf.unreadable_pages import mend_gibberish_pages
from ingest.pdf.with_pypdf import read_with_pypdf
from ingest.progress import Progress
from ingest.reading.file_text import FileText, LeftOut
from ingest.reading.quality import is_doubtful, measure_quality

YEAR_PAGES = 4
"""This many first pages may print the year of a work: cover, title page and the backs of both."""


def read_pdf(
    path: Path,
    password: str | None,
    on_page: Progress,
    ocr: Sequence[str] = (),
    second: SecondReader | None = None,
) -> FileText:
    """Read every page of the PDF at `path`, with the headings of its outline if it has a good one.

    `ocr` names the models of Tesseract that read the pages which are images. `second` is a process
    that reads some of many pages. If PDFium cannot open the file or its text is doubtful, pypdf
    reads the text.

    Raises:
        FileDamaged: neither can read it.
        FileLocked: it is encrypted, and the password is missing or wrong.
        FileIsPortfolio, FileIsXfaForm: what it is about is not on its pages.
    """
    try:
        file_text, outline = _read_with_better(PdfSource(path, password), on_page, second)
    except FileLocked:
        if password is None:
            raise
        # The password may be meant for other files: this one may need none.
        password = None
        file_text, outline = _read_with_better(PdfSource(path, None), on_page, second)
    if ocr:
        file_text = recognise(file_text, path, password, ocr, on_page)
    # The outline states what typography only suggests.
    headings = outline_headings(outline, file_text.pages, file_text.headings) or file_text.headings
    return _without_unprinted_year(replace(file_text, headings=headings))


def _read_with_better(
    source: PdfSource, on_page: Progress, second: SecondReader | None
) -> tuple[FileText, tuple[OutlineEntry, ...]]:
    """Return the better of the texts that PDFium and pypdf read, and the outline."""
    path, password = source.path, source.password
    try:
        file_text, outline = _read_with_pdfium(source, on_page, second)
    except FileDamaged:
        other = read_with_pypdf(path, password)
        if other is None or not other.quality.words:
            raise
        return other, ()
    if is_doubtful(file_text.quality) and (other := read_with_pypdf(path, password)):
        file_text = replace(min(file_text, other, key=_defects), facts=file_text.facts)
    return mend_gibberish_pages(file_text, lambda: read_with_pypdf(path, password)), outline


def _without_unprinted_year(file_text: FileText) -> FileText:
    """Return `file_text` without the year in which the file was made, unless the year is printed.

    A report may have been scanned or exported anew years later, and a wrong year would end up in a
    citation.
    """
    year = file_text.facts.year
    outer = (*file_text.pages[:YEAR_PAGES], *file_text.pages[-1:])
    if not year or any(str(year) in page.text for page in outer):
        return file_text
    return replace(file_text, facts=replace(file_text.facts, year=None))


def _defects(file_text: FileText) -> tuple[bool, float]:
    """Return a key that is smaller for a better text."""
    quality = file_text.quality
    return not quality.words, quality.strange + quality.unknown


def _read_with_pdfium(
    source: PdfSource, on_page: Progress, second: SecondReader | None
) -> tuple[FileText, tuple[OutlineEntry, ...]]:
    import pypdfium2
    import pypdfium2.raw as pdfium

    path, password = source.path, source.password
    entries = names_in(path, (LAYERS, COLLECTION))
    if LAYERS in entries:
        source = replace(source, marked=with_layers_marked(path, password))
    try:
        with opened_pdf(source) as document:
            attached = attached_files(document)
            if attached and COLLECTION in entries:
                refuse_portfolio(path, password, attached)
            facts, outline = read_facts(document), read_outline(document)
            labels = [_page_label(document, index) for index in range(len(document))]
            pages = read_pages(document, source, second, on_page)
            words = [page.words for page in pages]
            drawn = tuple(sum(word.end - word.start for word in page.words) for page in words)
            words = with_turned_text(words)
            layout = lay_out(words, labels, pages)
            refuse_xfa_form(document, path, layout.pages)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise FileLocked(file=path.name) from error
        is_broken = error.err_code == pdfium.FPDF_ERR_FORMAT
        reason = Reason.INCOMPLETE if is_broken else str(error)
        raise FileDamaged(file=path.name, reason=reason) from error
    quality = measure_quality(layout.pages, drawn)
    file_text = layout.file_text("pdfium", facts, quality)
    left_out = sorted(
        (*file_text.left_out, *_left_out(words, attached)), key=lambda stretch: stretch.page
    )
    return replace(file_text, left_out=tuple(left_out)), outline


def _left_out(words: Sequence[PageWords], attached: Sequence[str]) -> Iterator[LeftOut]:
    """Yield what no page shows, and the files that are attached, which belong to no page."""
    for name in attached:
        yield LeftOut(1, "embedded", name)
    for number, page in enumerate(words, start=1):
        for reason, text in page.left_out:
            yield LeftOut(number, reason, text)


def _page_label(document: Any, index: int) -> str | None:
    """Return the number printed on a page, or None if the file does not give it."""
    try:
        return document.get_page_label(index) or None
    except UnicodeDecodeError:
        return None
