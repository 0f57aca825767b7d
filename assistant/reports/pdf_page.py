"""Find the PDF of a document in the library, and where on its page the words of a passage stand."""

import re
from collections.abc import Sequence
from pathlib import Path

from assistant.errors import PageUnknown, ParameterInvalid, PdfUnknown
from index.generation import Generation
from ingest.library.library import kept_file, kept_page, library_folder
from ingest.reading.file_text import Spans, spans_of
from ingest.records import Document, Passage

Stretches = tuple[tuple[int, int], ...]
"""Character ranges of a passage's text."""

MOST_STRETCHES = 40
"""Ranges in an address; a passage has six words lit at most."""

_STRETCH = re.compile(r"([0-9]{1,7})-([0-9]{1,7})")


def library_of(generation: Generation) -> Path:
    """Return the folder of the library that a generation was built from."""
    return library_folder(generation.data)


def kept_pdf(generation: Generation, document: Document) -> Path | None:
    """Return the PDF that a document was read from, or None where the library has none."""
    # A document without pages was read from something else, the source page most often.
    path = (
        kept_file(library_of(generation), document.source.sha256) if document.page_starts else None
    )
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
    generation: Generation, document: Document, number: int, passage: Passage, lit: Stretches
) -> Spans:
    """Return the characters of page `number` that the ranges `lit` of a passage's text came from.

    There are none where the page's text has no places (another reader gave it), or where the
    library holds another reading than the generation was built from.
    """
    start = next((mark.start for mark in document.page_starts if mark.page == number), None)
    page = kept_page(library_of(generation), document.source.sha256, number)
    if start is None or page is None or not document.text.startswith(page.text.rstrip(), start):
        return ()
    moved = passage.locator.start - start
    return spans_of(page, [(first + moved, last + moved) for first, last in lit])


def write_stretches(lit: Sequence[tuple[int, int]]) -> str:
    """Return ranges as an address has them: "12-18.30-40"."""
    return ".".join(f"{first}-{last}" for first, last in lit)


def read_stretches(name: str, told: str) -> Stretches:
    """Return the ranges that `write_stretches` wrote into the parameter `name`.

    Raises:
        ParameterInvalid: it says something else.
    """
    if not told:
        return ()
    parts = told.split(".")
    found = [_STRETCH.fullmatch(part) for part in parts[: MOST_STRETCHES + 1]]
    if len(found) > MOST_STRETCHES or not all(found):
        raise ParameterInvalid(name, told[:60], "12-18.30-40")
    return tuple((int(match[1]), int(match[2])) for match in found if match)
