"""Find the row that names the columns of each table, on the pages where it goes on too."""

import re
from collections.abc import Sequence
from itertools import groupby

from ingest.pdf.paragraphs import PdfParagraph
from ingest.reading.list_and_table_marks import is_head_row, row_text

_CONTINUED = re.compile(
    r"(?:\(|\b)(?:fra forrige side|fr\u00e5 f\u00f8rre side|forts(?:att|etter|\.)?|"
    r"continued|cont\.)",
    re.I,
)
_MAX_HEAD_ROWS = 2


def table_heads(
    pages: Sequence[Sequence[PdfParagraph]],
) -> list[dict[int, str]]:
    """Return for each page the heads of its tables by their numbers, "" if none is known."""
    heads: list[dict[int, str]] = []
    open_head: tuple[str, int] | None = None  # of a table at the end of the page before
    firsts = [_first_rows(paragraphs) for paragraphs in pages]
    for page, paragraphs in enumerate(pages):
        on_page: dict[int, str] = {}
        next_page = firsts[page + 1] if page + 1 < len(pages) else []
        for number, rows in _tables(paragraphs):
            repeated = bool(next_page) and rows[0].columns in next_page
            head = _head(rows, repeated)
            if open_head and number == 0 and _goes_on(paragraphs, rows, open_head[1]):
                head = open_head[0] if not head or head == open_head[0] else head
            on_page[number] = head
        heads.append(on_page)
        open_head = _open_head(paragraphs, on_page)
    return heads


def _tables(paragraphs: Sequence[PdfParagraph]) -> list[tuple[int, list[PdfParagraph]]]:
    grouped = groupby(paragraphs, key=lambda paragraph: paragraph.table)
    return [(number, list(rows)) for number, rows in grouped if number is not None]


def _first_rows(paragraphs: Sequence[PdfParagraph]) -> list[tuple[str, ...]]:
    """Return the first row of the page's first table."""
    tables = _tables(paragraphs)
    return [tables[0][1][0].columns] if tables else []


def _head(rows: Sequence[PdfParagraph], repeated: bool) -> str:
    """Return the head of a table from its rows; `repeated` if the next page has its first row."""
    if len(rows) < 2:
        return ""
    count = _count_of_head_rows(rows, repeated)
    if not count:
        return ""
    if count == 1:
        return row_text(rows[0].columns)
    return row_text(
        [
            " ".join(dict.fromkeys(filter(None, texts)))
            for texts in zip(*(row.columns for row in rows[:count]), strict=True)
        ]
    )


def _count_of_head_rows(rows: Sequence[PdfParagraph], repeated: bool) -> int:
    first, second = rows[0], rows[1]
    spans = any(
        one and one == other for one, other in zip(first.columns, first.columns[1:], strict=False)
    )
    if spans and len(rows) > _MAX_HEAD_ROWS and not any(map(_has_digit, first.columns)):
        # A cell over several columns: the row below it names them.
        return 2 if is_head_row(["x", *filter(None, second.columns)], rows[2].columns) else 1
    bold = first.bold and not any(row.bold for row in rows[1:]) and len(rows) > 1
    if bold and first.cells > 1:
        return 1
    if repeated and first.cells > 1:
        return 1
    return int(is_head_row(first.columns, second.columns))


def _has_digit(text: str) -> bool:
    return any(map(str.isdecimal, text))


def _goes_on(
    paragraphs: Sequence[PdfParagraph], rows: Sequence[PdfParagraph], columns: int
) -> bool:
    """Return whether the first table of a page continues the one at the end of the page before."""
    if len(rows[0].columns) != columns:
        return False
    before: list[PdfParagraph] = []
    for paragraph in paragraphs:
        if paragraph.table is not None:
            break
        before.append(paragraph)
    return not before or any(_CONTINUED.search(paragraph.text) for paragraph in before[:2])


def _open_head(paragraphs: Sequence[PdfParagraph], heads: dict[int, str]) -> tuple[str, int] | None:
    """Return the head of the table that a page ends with, and the number of its columns."""
    for paragraph in reversed(paragraphs[-3:]):
        if paragraph.table is not None:
            head = heads[paragraph.table]
            return (head, len(paragraph.columns)) if head else None
        if not _CONTINUED.search(paragraph.text) and len(paragraph.text) > 60:
            return None
    return None
