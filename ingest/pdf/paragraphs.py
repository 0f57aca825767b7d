"""Join lines into paragraphs: one line of a page's text each."""

import itertools
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from ingest.norwegian.hyphens import between_lines
from ingest.pdf.lines import BULLETS, MARKER, Line
from ingest.pdf.tables import Row, read_rows
from ingest.reading.characters import TracedText, not_from_pdf
from ingest.reading.file_text import BULLET, CELL

_ITEM = re.compile(rf"^[{BULLETS}]\s*(?=\S|$)")

_NOTE = re.compile(r"(\d{1,3}) (?=[^\W\d_a-z\u00df-\u00ff]|http|[«\"(])")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Hold a paragraph; `hyphen` says that its last line ends in one.

    `size` and `bold` are those of its first line; `cells` is 1 but for a row of a table.
    """

    strip: TracedText
    size: float
    bold: bool
    hyphen: bool
    cells: int = 1

    @property
    def text(self) -> str:
        """Return the paragraph's text."""
        return self.strip.text


def read_paragraphs(
    lines: Sequence[Line], compounds: Set[str] = frozenset()
) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a page whose lines are in reading order; a table's row is one."""
    return tuple(_paragraph(cells, compounds) for cells in _groups(read_rows(lines)))


def _groups(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the rows of tables as they are, and those of prose as one cell for each paragraph."""
    group: list[Line] = []
    for row in rows:
        line = row[0][0]
        if group and (len(row) > 1 or _parts(group, line)):
            yield [group]
            group = []
        if len(row) > 1:
            yield row
        else:
            group.append(line)
    if group:
        yield [group]


def _parts(group: list[Line], line: Line) -> bool:
    """Say whether `line` begins a new paragraph."""
    last = group[-1]
    if MARKER.match(last.text):
        return False  # a bullet alone on its line
    if _ITEM.match(line.text) or MARKER.match(line.text.split(" ", 1)[0]):
        return True
    if _follows(group[0].text, line.text):
        return True
    # A fallback font has boxes of another height, and a word in bold may stand first in a line.
    runs_on = last.hyphen or (line.text[:1].islower() and last.text[-1] not in ".!?:;")
    if not runs_on and (abs(line.size - last.size) > 0.12 * last.size or line.bold != last.bold):
        return True
    pitch = last.bottom - line.bottom
    if pitch <= 0:  # the next column
        return not runs_on
    if len(group) > 1 and not runs_on and pitch > 1.25 * (group[-2].bottom - last.bottom) > 0:
        return True
    return pitch > 1.9 * max(last.size, line.size)


def _follows(text: str, next_text: str) -> bool:
    """Say whether both are footnotes, and the second's number is the next."""
    one, two = _NOTE.match(text), _NOTE.match(next_text)
    return bool(one and two and int(two[1]) == int(one[1]) + 1)


def _paragraph(cells: Row, compounds: Set[str]) -> Paragraph:
    strip = _joined(cells[0], compounds)
    for cell in cells[1:]:
        strip = strip + not_from_pdf(CELL) + _joined(cell, compounds)
    first, last = cells[0][0], cells[-1][-1]
    return Paragraph(strip, first.size, first.bold, last.hyphen, len(cells))


def _joined(lines: list[Line], compounds: Set[str]) -> TracedText:
    strip = lines[0].strip
    for last, line in itertools.pairwise(lines):
        strip = join(strip, last.hyphen, line.strip, compounds)
    if item := _ITEM.match(strip.text):
        bullet = TracedText(BULLET, strip.cut(0, 1).runs)
        strip = bullet + not_from_pdf(" ") + strip.cut(item.end())
    return strip


def join(before: TracedText, hyphen: bool, after: TracedText, compounds: Set[str]) -> TracedText:
    """Return two lines as one; `hyphen` says that the first ends in a hyphen."""
    if not hyphen:
        return before + not_from_pdf(" ") + after
    stays, between = between_lines(before.text, after.text, compounds)
    return (before if stays else before.cut(0, -1)) + not_from_pdf(between) + after
