"""Join what was read from a file with what is known of the work: one document with its pages."""

from dataclasses import replace
from itertools import accumulate

from ingest.reading.file_text import FileText
from ingest.records import Document, HeadingStart, PageStart, Source


def read_document(known: Document, reading: FileText, source: Source) -> Document:
    """Return the document `known` with the text, pages and headings of the file that was read.

    The file's pages stand one after the other, each followed by its joint; what is known of the
    work stays as it is.
    """
    starts = page_offsets(reading)
    text = "".join(page.text + page.joint for page in reading.pages).rstrip()
    return replace(
        known,
        text=text,
        source=source,
        language=reading.quality.language,
        full_text=True,
        pages=len(reading.pages) if reading.paged else known.pages,
        page_starts=tuple(
            PageStart(starts[page.number], page.number, page.label)
            for page in reading.pages
            if page.text and reading.paged
        ),
        headings=tuple(
            HeadingStart(starts[heading.page] + heading.start, heading.level, heading.title)
            for heading in reading.headings
        ),
    )


def page_offsets(reading: FileText) -> dict[int, int]:
    """Return where each page begins in the document's text, by page number."""
    lengths = accumulate((len(page.text) + len(page.joint) for page in reading.pages), initial=0)
    return {page.number: start for page, start in zip(reading.pages, lengths, strict=False)}
