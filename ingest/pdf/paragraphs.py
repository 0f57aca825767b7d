"""Join lines into paragraphs, each of which is one line of a page's text."""

import itertools
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from ingest.norwegian.hyphens import between_lines
from ingest.pdf.broken_addresses import goes_on
from ingest.pdf.lines import BULLETS, LIST_MARKER, PdfLine
from ingest.pdf.page_words import PageWords
from ingest.pdf.table_rows import TableRow, with_columns
from ingest.pdf.tables import read_rows
from ingest.reading.characters import NO_TEXT, TracedText, joined, not_from_pdf
from ingest.reading.list_and_table_marks import BULLET, CELL, EMPTY_CELL

_BULLETED = re.compile(rf"^[{BULLETS}]\s*(?=\S|$)")

# A row whose dots were shortened ("Omsorgsboliger … 61") is a paragraph as the row of a table is.
_LEADER_ROW = re.compile(r" … \S{1,20}(?: \S{1,12})?$|\S …$")

# The scale of a chart.
_NUMBER = re.compile(r"[-–]?\d[\d\s.,%]*(?<!\.)")

_FOOTNOTE = re.compile(r"(\d{1,3}) (?=[^\W\d_a-z\u00df-\u00ff]|http|[«\"(])")


@dataclass(frozen=True, slots=True)
class PdfParagraph:
    """A paragraph or the row of a table.

    `size`, in points, and `bold` are those of its first line. `hyphen` is True if its last line
    ends in a hyphen. `cells` counts the filled cells of a row and is 1 for a paragraph. `table`
    numbers the table of a row on its page, and `columns` has the row's text in each of its columns.
    """

    traced: TracedText
    size: float
    bold: bool
    hyphen: bool
    cells: int = 1
    table: int | None = None
    columns: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Return the paragraph's text."""
        return self.traced.text


def read_paragraphs(
    lines: Sequence[PdfLine],
    compounds: Set[str] = frozenset(),
    words: PageWords | None = None,
) -> tuple[PdfParagraph, ...]:
    """Return the paragraphs of a page whose lines are in reading order; a table row is one.

    `compounds` has the words, in lower case, that the document writes with a hyphen inside a line.
    `words` are those that the lines were made of, if their boxes are known.
    """
    rows = with_columns(read_rows(lines), words)
    return tuple(_paragraph(row, compounds) for row in _paragraph_rows(rows))


def _paragraph_rows(rows: Sequence[TableRow]) -> Iterator[TableRow]:
    """Yield table rows as they are, and the lines of each paragraph as a row of one cell."""
    paragraph: list[PdfLine] = []
    for row in rows:
        is_table = row.table is not None or len(row.cells) > 1
        if paragraph and (is_table or _begins_paragraph(paragraph, row.cells[0][0])):
            yield TableRow((tuple(paragraph),))
            paragraph = []
        if is_table:
            yield row
        else:
            paragraph.append(row.cells[0][0])
    if paragraph:
        yield TableRow((tuple(paragraph),))


def _begins_paragraph(before: list[PdfLine], line: PdfLine) -> bool:
    """Return whether `line` begins a new paragraph after the lines `before`."""
    last = before[-1]
    if LIST_MARKER.match(last.text):
        return False  # a bullet alone on its line
    if _BULLETED.match(line.text) or LIST_MARKER.match(line.text.split(" ", 1)[0]):
        return True
    if _is_next_footnote(before[0].text, line.text) or _LEADER_ROW.search(last.text):
        return True
    # A fallback font has boxes of another height, and a word in bold may stand first in a line.
    runs_on = last.hyphen or (line.text[:1].islower() and last.text[-1] not in ".!?:;")
    if not runs_on and (abs(line.size - last.size) > 0.12 * last.size or line.bold != last.bold):
        return True
    if not runs_on and (_LEADER_ROW.search(line.text) or _is_beside_scale(last, line)):
        return True
    spacing = last.bottom - line.bottom
    if spacing <= 0:  # the next column
        return not runs_on
    if len(before) > 1 and not runs_on and spacing > 1.25 * (before[-2].bottom - last.bottom) > 0:
        return True
    return spacing > 1.9 * max(last.size, line.size)


def _is_beside_scale(last: PdfLine, line: PdfLine) -> bool:
    """Return whether one of two lines is the number of a chart's scale, and not of a sentence."""
    numbers = [_NUMBER.fullmatch(one.text) is not None for one in (last, line)]
    return all(numbers) or (any(numbers) and abs(last.left - line.left) > 2 * line.size)


def _is_next_footnote(text: str, next_text: str) -> bool:
    """Return whether both texts are footnotes, and the second has the number after the first's."""
    note, next_note = _FOOTNOTE.match(text), _FOOTNOTE.match(next_text)
    return bool(note and next_note and int(next_note[1]) == int(note[1]) + 1)


def _paragraph(row: TableRow, compounds: Set[str]) -> PdfParagraph:
    columns = tuple(_text_of_cell(cell, compounds) for cell in row.cells)
    traced = columns[0] if len(columns) == 1 else joined(_in_cells(columns))
    filled = [cell for cell in row.cells if cell]
    first, hyphen = filled[0][0], filled[-1][-1].hyphen
    in_table = () if row.table is None else tuple(text.text for text in columns)
    return PdfParagraph(traced, first.size, first.bold, hyphen, len(filled), row.table, in_table)


def _in_cells(columns: Sequence[TracedText]) -> Iterator[TracedText]:
    for position, text in enumerate(columns):
        if position:
            yield not_from_pdf(CELL)
        yield text if text.text else not_from_pdf(EMPTY_CELL)


def _text_of_cell(lines: Sequence[PdfLine], compounds: Set[str]) -> TracedText:
    if not lines:
        return NO_TEXT
    traced = lines[0].traced if len(lines) == 1 else joined(_line_parts(lines, compounds))
    if bulleted := _BULLETED.match(traced.text):
        bullet = TracedText(BULLET, traced.cut(0, 1).runs)
        traced = bullet + not_from_pdf(" ") + traced.cut(bulleted.end())
    return traced


def _line_parts(lines: Sequence[PdfLine], compounds: Set[str]) -> list[TracedText]:
    """Return the lines of a cell or a paragraph with what goes between them."""
    parts = [lines[0].traced]
    text = lines[0].text
    for last, line in itertools.pairwise(lines):
        between = " "
        if goes_on(text, line.text):
            between = ""
        elif last.hyphen:
            stays, between = between_lines(text, line.text, compounds)
            if not stays:
                parts[-1], text = parts[-1].cut(0, -1), text[:-1]
        if between:
            parts.append(not_from_pdf(between))
        parts.append(line.traced)
        text += between + line.text
    return parts
