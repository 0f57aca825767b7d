"""Join lines into paragraphs, each of which is one line of a page's text."""

import itertools
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from ingest.norwegian.hyphens import between_lines
from ingest.pdf.lines import BULLETS, LIST_MARKER, PdfLine
from ingest.pdf.tables import Row, read_rows
from ingest.reading.characters import TracedText, not_from_pdf
from ingest.reading.list_and_table_marks import BULLET, CELL

_BULLETED = re.compile(rf"^[{BULLETS}]\s*(?=\S|$)")

_FOOTNOTE = re.compile(r"(\d{1,3}) (?=[^\W\d_a-z\u00df-\u00ff]|http|[«\"(])")


@dataclass(frozen=True, slots=True)
class PdfParagraph:
    """A paragraph or the row of a table.

    `size`, in points, and `bold` are those of its first line. `hyphen` is True if its last line
    ends in a hyphen. `cells` is 1 unless it is the row of a table.
    """

    traced: TracedText
    size: float
    bold: bool
    hyphen: bool
    cells: int = 1

    @property
    def text(self) -> str:
        """Return the paragraph's text."""
        return self.traced.text


def read_paragraphs(
    lines: Sequence[PdfLine], compounds: Set[str] = frozenset()
) -> tuple[PdfParagraph, ...]:
    """Return the paragraphs of a page whose lines are in reading order; a table row is one.

    `compounds` has the words, in lower case, that the document writes with a hyphen inside a line.
    """
    return tuple(_paragraph(cells, compounds) for cells in _paragraph_rows(read_rows(lines)))


def _paragraph_rows(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield table rows as they are, and the lines of each paragraph as a row of one cell."""
    paragraph: list[PdfLine] = []
    for row in rows:
        line = row[0][0]
        if paragraph and (len(row) > 1 or _begins_paragraph(paragraph, line)):
            yield [paragraph]
            paragraph = []
        if len(row) > 1:
            yield row
        else:
            paragraph.append(line)
    if paragraph:
        yield [paragraph]


def _begins_paragraph(before: list[PdfLine], line: PdfLine) -> bool:
    """Return whether `line` begins a new paragraph after the lines `before`."""
    last = before[-1]
    if LIST_MARKER.match(last.text):
        return False  # a bullet alone on its line
    if _BULLETED.match(line.text) or LIST_MARKER.match(line.text.split(" ", 1)[0]):
        return True
    if _is_next_footnote(before[0].text, line.text):
        return True
    # A fallback font has boxes of another height, and a word in bold may stand first in a line.
    runs_on = last.hyphen or (line.text[:1].islower() and last.text[-1] not in ".!?:;")
    if not runs_on and (abs(line.size - last.size) > 0.12 * last.size or line.bold != last.bold):
        return True
    spacing = last.bottom - line.bottom
    if spacing <= 0:  # the next column
        return not runs_on
    if len(before) > 1 and not runs_on and spacing > 1.25 * (before[-2].bottom - last.bottom) > 0:
        return True
    return spacing > 1.9 * max(last.size, line.size)


def _is_next_footnote(text: str, next_text: str) -> bool:
    """Return whether both texts are footnotes, and the second has the number after the first's."""
    note, next_note = _FOOTNOTE.match(text), _FOOTNOTE.match(next_text)
    return bool(note and next_note and int(next_note[1]) == int(note[1]) + 1)


def _paragraph(cells: Row, compounds: Set[str]) -> PdfParagraph:
    traced = _text_of_cell(cells[0], compounds)
    for cell in cells[1:]:
        traced = traced + not_from_pdf(CELL) + _text_of_cell(cell, compounds)
    first, last = cells[0][0], cells[-1][-1]
    return PdfParagraph(traced, first.size, first.bold, last.hyphen, len(cells))


def _text_of_cell(lines: list[PdfLine], compounds: Set[str]) -> TracedText:
    traced = lines[0].traced
    for last, line in itertools.pairwise(lines):
        traced = _with_next_line(traced, last.hyphen, line.traced, compounds)
    if bulleted := _BULLETED.match(traced.text):
        bullet = TracedText(BULLET, traced.cut(0, 1).runs)
        traced = bullet + not_from_pdf(" ") + traced.cut(bulleted.end())
    return traced


def _with_next_line(
    before: TracedText, hyphen: bool, line: TracedText, compounds: Set[str]
) -> TracedText:
    """Return `before` continued with `line`; `hyphen` is True if `before` ends in a hyphen."""
    if not hyphen:
        return before + not_from_pdf(" ") + line
    stays, between = between_lines(before.text, line.text, compounds)
    return (before if stays else before.cut(0, -1)) + not_from_pdf(between) + line
