"""Make the text of a document from the words of its pages: paragraphs, headings, tables, joints."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from ingest.pdf.contents import find_contents
from ingest.pdf.dot_leaders import with_short_leaders
from ingest.pdf.footnotes import separate_notes, split_notes
from ingest.pdf.headings import find_headings
from ingest.pdf.line_numbers import without_line_numbers
from ingest.pdf.lines import PdfLine, read_lines
from ingest.pdf.opened_file import ReadPage
from ingest.pdf.page_labels import page_labels
from ingest.pdf.page_order import OrderedPage, ordered_pages
from ingest.pdf.page_rows import PageRow, read_page_rows
from ingest.pdf.page_words import PageWords
from ingest.pdf.paragraphs import read_paragraphs
from ingest.pdf.printed_numbers import PrintedNumber
from ingest.pdf.running_heads import find_running_heads
from ingest.pdf.table_heads import table_heads
from ingest.reading.characters import TracedText, joined, not_from_pdf
from ingest.reading.file_text import (
    FileFacts,
    FileText,
    Heading,
    LeftOut,
    LeftOutReason,
    Page,
    Quality,
    Table,
)

_LINE_BREAK = not_from_pdf("\n")
_COMPOUND = re.compile(r"[^\W\d_]{2,}-[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Layout:
    """The text of a document's pages, its headings and tables, and what is not part of the text.

    Headings, tables and stretches that were left out are in the order of the pages.
    """

    pages: tuple[Page, ...]
    headings: tuple[Heading, ...]
    tables: tuple[Table, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def file_text(self, reader: str, facts: FileFacts, quality: Quality) -> FileText:
        """Return the file text of a PDF that the library `reader` read."""
        return FileText(
            "pdf",
            reader,
            True,
            self.pages,
            self.headings,
            facts,
            quality,
            self.tables,
            self.left_out,
        )


def lay_out(
    pages: Sequence[PageWords], labels: Sequence[str | None], read: Sequence[ReadPage] = ()
) -> Layout:
    """Return the layout of a document.

    `labels` are the numbers that the file gives its pages, None if it gives none. `read` are the
    pages as they were read, with lines that are right if nothing was taken out of them since.
    """
    numbered, left_out = without_line_numbers(pages)
    lines = [
        as_read.lines if as_read is not None and as_read.words is page else read_lines(page)
        for page, as_read in zip_longest(numbered, read)
    ]
    return lay_out_lines(lines, labels, pages, left_out)


def lay_out_lines(
    lines: Sequence[tuple[PdfLine, ...]],
    labels: Sequence[str | None],
    words: Sequence[PageWords] | None = None,
    left_out: Sequence[LeftOut] = (),
) -> Layout:
    """Return the layout of a document, from the lines of each of its pages.

    `words` are those that the lines were made of; None if the boxes of the lines are invented.
    `left_out` was left out before.
    """
    rows = [read_page_rows(page) for page in lines]
    running = find_running_heads(rows, [page.height for page in words] if words else None)
    all_left_out = [*left_out, *_left_out(rows, running.positions, "running_head")]
    rows = [_rows_without(*page) for page in zip(rows, running.positions, strict=True)]
    labels = page_labels(labels, running.numbers)
    contents = find_contents(rows, _highest_number(labels, running.numbers))
    all_left_out += _left_out(rows, contents, "contents")
    gone = [one | other for one, other in zip(running.positions, contents, strict=True)]
    text_lines = [
        with_short_leaders([line for p, line in enumerate(page) if p not in positions])
        for page, positions in zip(lines, gone, strict=True)
    ]
    compounds = _compounds(text_lines)
    # Invented boxes do not tell notes from text.
    split = split_notes(text_lines) if words else [(page, ()) for page in text_lines]
    paragraphs = [
        (
            read_paragraphs(text, compounds, words[number] if words else None),
            [p for note in separate_notes(notes) for p in read_paragraphs(note, compounds)],
        )
        for number, (text, notes) in enumerate(split)
    ]
    pages, headings, tables = _assembled(ordered_pages(paragraphs, compounds), labels)
    all_left_out.sort(key=lambda stretch: stretch.page)
    return Layout(pages, headings, tables, tuple(all_left_out))


def _left_out(
    pages: Sequence[Sequence[PageRow]],
    removed: Sequence[frozenset[int]],
    reason: LeftOutReason,
) -> Iterator[LeftOut]:
    for number, (rows, positions) in enumerate(zip(pages, removed, strict=True), start=1):
        # An entry of contents may be one of two columns.
        removed_cells = (
            [cell for p, cell in zip(row.positions, row.cells, strict=True) if p in positions]
            for row in rows
        )
        texts = [" ".join(cells) for cells in removed_cells if cells]
        if texts:
            yield LeftOut(number, reason, "\n".join(texts))


def _rows_without(rows: Sequence[PageRow], positions: frozenset[int]) -> list[PageRow]:
    return [row for row in rows if row.positions[0] not in positions]


def _highest_number(labels: Sequence[str | None], printed: Sequence[PrintedNumber | None]) -> int:
    """Return the highest number that contents may lead to."""
    labelled = [int(label) for label in labels if label and label.isdecimal()]
    # Two printed pages may be one page of the file.
    return max(len(labels), *labelled, *(number.value + 1 for number in printed if number), 0)


def _compounds(pages: Sequence[tuple[PdfLine, ...]]) -> frozenset[str]:
    """Return the words, in lower case, that a document writes with a hyphen inside a line."""
    return frozenset(
        word.lower()
        for page in pages
        for line in page
        if "-" in line.text
        for word in _COMPOUND.findall(line.text)
    )


def _assembled(
    pages: Sequence[OrderedPage], labels: Sequence[str | None]
) -> tuple[tuple[Page, ...], tuple[Heading, ...], tuple[Table, ...]]:
    """Return the pages, headings and tables that the paragraphs of a document's pages make."""
    paragraphs = [page.paragraphs for page in pages]
    levels = find_headings(paragraphs)
    heads = table_heads(paragraphs)
    made: list[Page] = []
    headings: list[Heading] = []
    tables: list[Table] = []
    for number, page in enumerate(pages, start=1):
        parts: list[TracedText] = []
        end = 0
        for position, paragraph in enumerate(page.paragraphs):
            if position:
                parts.append(_LINE_BREAK)
            parts.append(paragraph.traced)
            start = end + bool(position)
            end = start + len(paragraph.text)
            if level := levels[number - 1].get(position):
                headings.append(Heading(number, start, level, paragraph.text))
            if paragraph.table is not None:
                if position and page.paragraphs[position - 1].table == paragraph.table:
                    tables[-1] = replace(tables[-1], end=end)
                else:
                    head = heads[number - 1][paragraph.table]
                    tables.append(Table(number, start, end, head))
        traced = joined(parts)
        if not page.last_stays:
            traced = traced.cut(0, -1)
        made.append(Page(number, labels[number - 1], traced.text, traced.runs, page.joint))
    return tuple(made), tuple(headings), tuple(tables)
