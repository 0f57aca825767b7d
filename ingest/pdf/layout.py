"""Make the text of a document from the words of its pages: paragraphs, headings, joints."""

import re
from collections.abc import Sequence

from ingest.norwegian.hyphens import between_lines
from ingest.pdf.headings import find_headings
from ingest.pdf.line_numbers import without_line_numbers
from ingest.pdf.lines import PdfLine, read_lines
from ingest.pdf.page_words import PageWords
from ingest.pdf.paragraphs import PdfParagraph, read_paragraphs
from ingest.pdf.running_heads import without_running_heads
from ingest.reading.characters import NO_TEXT, not_from_pdf
from ingest.reading.file_text import Heading, Page

_COMPOUND = re.compile(r"[^\W\d_]{2,}-[^\W\d_]{2,}")


def lay_out(
    pages: Sequence[PageWords], labels: Sequence[str | None]
) -> tuple[tuple[Page, ...], tuple[Heading, ...]]:
    """Return the pages of a document with their text, and its headings in the order of the text.

    `labels` are the numbers printed on the pages, None if the file does not give them.
    """
    return lay_out_lines([read_lines(page) for page in without_line_numbers(pages)], labels)


def lay_out_lines(
    lines: Sequence[tuple[PdfLine, ...]], labels: Sequence[str | None]
) -> tuple[tuple[Page, ...], tuple[Heading, ...]]:
    """Return the pages and headings of a document, from the lines of each of its pages."""
    compounds = frozenset(
        word.lower()
        for page in lines
        for line in page
        if "-" in line.text
        for word in _COMPOUND.findall(line.text)
    )
    paragraphs = [read_paragraphs(page, compounds) for page in without_running_heads(lines)]
    levels = find_headings(paragraphs)
    pages: list[Page] = []
    headings: list[Heading] = []
    for number, on_page in enumerate(paragraphs, start=1):
        on_next = paragraphs[number] if number < len(paragraphs) else ()
        last_stays, joint = _joint(on_page, on_next, compounds)
        traced = NO_TEXT
        for position, paragraph in enumerate(on_page):
            traced = traced + not_from_pdf("\n" if position else "")
            if level := levels[number - 1].get(position):
                headings.append(Heading(number, len(traced.text), level, paragraph.text))
            traced = traced + paragraph.traced
        if not last_stays:
            traced = traced.cut(0, -1)
        pages.append(Page(number, labels[number - 1], traced.text, traced.runs, joint))
    return tuple(pages), tuple(headings)


def _joint(
    on_page: tuple[PdfParagraph, ...], on_next: tuple[PdfParagraph, ...], compounds: frozenset[str]
) -> tuple[bool, str]:
    """Return whether the last character of a page stays, and what goes before the next page."""
    if not on_page or not on_next:
        return True, "\n"
    last, first = on_page[-1], on_next[0]
    if abs(last.size - first.size) > 0.12 * last.size:
        return True, "\n"
    if last.hyphen:
        return between_lines(last.text, first.text, compounds)
    runs_on = first.text[:1].islower() and last.text[-1:] not in ".!?:"
    return True, " " if runs_on else "\n"
