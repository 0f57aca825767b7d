"""Make the text of a document from what stands on its pages: paragraphs, headings, joints."""

import re
from collections.abc import Sequence

from ingest.norwegian.hyphens import between_lines
from ingest.pdf.headings import find_headings
from ingest.pdf.line_numbers import without_line_numbers
from ingest.pdf.lines import Line, read_lines
from ingest.pdf.page_words import PageWords
from ingest.pdf.paragraphs import Paragraph, read_paragraphs
from ingest.pdf.running_heads import without_furniture
from ingest.reading.characters import NOTHING, not_from_pdf
from ingest.reading.file_text import Heading, Page

_COMPOUND = re.compile(r"[^\W\d_]{2,}-[^\W\d_]{2,}")


def lay_out(
    glyphs: Sequence[PageWords], labels: Sequence[str | None]
) -> tuple[tuple[Page, ...], tuple[Heading, ...]]:
    """Return the pages of a document with their text, and its headings in the order of the text."""
    return lay_out_lines([read_lines(page) for page in without_line_numbers(glyphs)], labels)


def lay_out_lines(
    lines: Sequence[tuple[Line, ...]], labels: Sequence[str | None]
) -> tuple[tuple[Page, ...], tuple[Heading, ...]]:
    """Return the pages and headings of a document, from the lines of its pages."""
    compounds = frozenset(
        word.lower()
        for page in lines
        for line in page
        if "-" in line.text
        for word in _COMPOUND.findall(line.text)
    )
    read = [read_paragraphs(page, compounds) for page in without_furniture(lines)]
    levels = find_headings(read)
    pages: list[Page] = []
    headings: list[Heading] = []
    for position, paragraphs in enumerate(read):
        after = read[position + 1] if position + 1 < len(read) else ()
        stays, joint = _joint(paragraphs, after, compounds)
        strip = NOTHING
        for number, paragraph in enumerate(paragraphs):
            strip = strip + not_from_pdf("\n" if number else "")
            if level := levels[position].get(number):
                title = paragraph.text
                headings.append(Heading(position + 1, len(strip.text), level, title))
            strip = strip + paragraph.strip
        if not stays:
            strip = strip.cut(0, -1)
        page = Page(position + 1, labels[position], strip.text, strip.runs, joint)
        pages.append(page)
    return tuple(pages), tuple(headings)


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
        return between_lines(last.text, first.text, compounds)
    runs_on = first.text[:1].islower() and last.text[-1:] not in ".!?:"
    return True, " " if runs_on else "\n"
