"""The PDF of a document in the library, and the place of a passage's words on its pages."""

import re
from collections.abc import Sequence
from pathlib import Path

from assistant.errors import PageUnknown, ParameterInvalid, PdfUnknown
from index.protocol import Generation
from ingest.library.library import Library
from ingest.reading.file_text import Spans, spans_of
from ingest.records import Document, Passage

Stretches = tuple[tuple[int, int], ...]
"""Character ranges of a passage's text, each from its first to behind its last character."""

MAX_STRETCHES = 40
"""Ranges in an address; at most six words of a passage are highlighted."""

_STRETCH = re.compile(r"([0-9]{1,7})-([0-9]{1,7})")


def library_of(generation: Generation) -> Library:
    """Return the library that a generation was built from."""
    return Library.of(generation.data)


def kept_pdf(generation: Generation, document: Document) -> Path | None:
    """Return the PDF that a document was read from, or None if the library has none."""
    # A document without pages was read from another type of file, most often the source page.
    if not document.page_starts:
        return None
    path = library_of(generation).path_of(document.source.sha256)
    return path if path is not None and path.suffix == ".pdf" else None


def pdf_of(generation: Generation, document: Document) -> Path:
    """Return the PDF that a document was read from.

    Raises:
        PdfUnknown: the library has none.
    """
    path = kept_pdf(generation, document)
    if path is None:
        raise PdfUnknown(document.id)
    return path


def check_page(document: Document, number: int) -> None:
    """Let a number pass that is one of the document's pages, counted from 1.

    Raises:
        PageUnknown: it is not.
    """
    if not 1 <= number <= (document.pages or 0):
        raise PageUnknown(document.id, number)


def marked_spans(
    generation: Generation,
    document: Document,
    number: int,
    passage: Passage,
    highlights: Stretches,
) -> Spans:
    """Return PDFium's characters on page `number` for the `highlights` of a passage's text.

    There are none if the places of the page's text are not known (pypdf or OCR read it), or if the
    library has another text now than the generation was built from.
    """
    start = next((mark.start for mark in document.page_starts if mark.page == number), None)
    page = library_of(generation).page(document.source.sha256, number)
    if start is None or page is None or not document.text.startswith(page.text.rstrip(), start):
        return ()
    offset = passage.locator.start - start
    return spans_of(page, [(first + offset, last + offset) for first, last in highlights])


def passage_spans(
    generation: Generation, document: Document, number: int, passage: Passage
) -> Spans:
    """Return PDFium's characters on page `number` for all of a passage; see `marked_spans`.

    There are none for a passage of another document.
    """
    if passage.locator.document_id != document.id:
        return ()
    return marked_spans(generation, document, number, passage, ((0, len(passage.text)),))


def write_stretches(stretches: Sequence[tuple[int, int]]) -> str:
    """Return ranges in the form that an address has: "12-18.30-40"."""
    return ".".join(f"{first}-{last}" for first, last in stretches)


def read_stretches(name: str, value: str) -> Stretches:
    """Return the ranges that `write_stretches` wrote as the value of the parameter `name`.

    Raises:
        ParameterInvalid: the value has another form, or more than MAX_STRETCHES ranges.
    """
    if not value:
        return ()
    parts = value.split(".")
    found = [_STRETCH.fullmatch(part) for part in parts[: MAX_STRETCHES + 1]]
    if len(found) > MAX_STRETCHES or not all(found):
        raise ParameterInvalid(name, value[:60], "12-18.30-40")
    return tuple((int(match[1]), int(match[2])) for match in found if match)
