"""Take a quote apart into its lines, and those into what is marked and what is not.

Headings are left out and list items stay lines of their own, so that neither runs into a sentence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.search.answer import Hit
from ingest.reading.list_and_table_marks import BULLET, CELL
from ingest.records import Document, Locator, Passage

OMISSION = "[…]"
"""Stands in a quote where something of the source is left out."""

Pieces = tuple[tuple[str, bool], ...]
"""The pieces of a text, each with whether it is marked."""


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """One line of a quote; the mark of a list item is not in its pieces."""

    pieces: Pieces
    is_item: bool = False

    @property
    def text(self) -> str:
        """Return the line without its marks."""
        return "".join(piece for piece, _ in self.pieces)


def answer_lines(document: Document, hit: Hit) -> tuple[QuoteLine, ...]:
    """Return the sentences of `hit` that answer; the whole passage if none stands out.

    What only leads to a list, or heads a table, brings its items or rows.
    """
    return quote_lines(document, hit, _answering(document, hit))


def quote_lines(
    document: Document, hit: Hit, stretch: tuple[int, int] | None = None
) -> tuple[QuoteLine, ...]:
    """Return the lines of a passage, or of a stretch of its text; there is none if it says nothing.

    What is marked is the answer, or the words that matched if no sentence stands out. The title
    that a passage may begin with is no part of it, and neither are its headings. The head of a
    table goes in front of the rows that it heads, with the mark of an omission.
    """
    start, end = stretch or (quote_start(document, hit.passage), len(hit.passage.text))
    marked = hit.highlights if hit.answer is None else (hit.answer,)
    return tuple(_told_lines(document, hit.passage, (start, end), marked))


def quote_place(document: Document, hit: Hit, stretch: tuple[int, int] | None = None) -> Locator:
    """Return where the sentences of `hit` that answer stand, or a stretch of its text.

    A passage may run over several pages, and who cites a sentence names its own.
    """
    whole, found = hit.passage.locator, stretch or _answering(document, hit)
    text = (quote_start(document, hit.passage), len(hit.passage.text))
    if found in (None, text) or not document.page_starts:
        return whole
    return document.located(whole.start + found[0], whole.start + found[1])


def quote_start(document: Document, passage: Passage) -> int:
    """Return the character of the passage's text behind the title that it may begin with."""
    text = passage.text
    start = 0
    for known in filter(None, (document.title, document.subtitle)):
        if text.startswith(known, start):
            start += len(known)
            start += len(text[start:]) - len(text[start:].lstrip())
    return start


def head_before(passage: Passage) -> str:
    """Return the head of the table that a passage begins within, as it is quoted in front of it."""
    return f"{passage.table_head} {OMISSION} " if passage.table_head else ""


def pieces_of(
    text: str, start: int, end: int, highlights: Sequence[tuple[int, int]]
) -> Iterator[tuple[str, bool]]:
    """Yield characters `start` to `end` of `text` in pieces that matched or not; some are empty."""
    for first, after in highlights:
        first, after = max(first, start), min(after, end)
        if first < after:
            yield text[start:first], False
            yield text[first:after], True
            start = after
    yield text[start:end], False


def _told_lines(
    document: Document,
    passage: Passage,
    stretch: tuple[int, int],
    marked: Sequence[tuple[int, int]],
) -> Iterator[QuoteLine]:
    lines = list(_lines(passage.text, *stretch))
    headings = {heading.start - passage.locator.start for heading in document.headings}
    said = [line for line in lines if line[0] not in headings] or lines
    heads: set[str] = set()
    before = 0
    for position, (start, end) in enumerate(said):
        is_item, start = _item(passage.text, start, end)
        pieces = [each for each in pieces_of(passage.text, start, end, marked) if each[0]]
        skipped = position > 0 and lines.index(said[position]) > before + 1
        before = lines.index(said[position])
        head = _table_head(document, passage, said[position])
        if head in heads or passage.text[start:end] == head:
            heads.add(head)
            head = ""
        if head:
            heads.add(head)
            yield QuoteLine(((f"{head} {OMISSION}", False),))
        elif skipped:
            pieces.insert(0, (f"{OMISSION} ", False))
        yield QuoteLine(tuple(pieces), is_item)


def _answering(document: Document, hit: Hit) -> tuple[int, int] | None:
    """Return the stretch of a passage that answers, with what it only leads to."""
    return hit.answer and _completed(document, hit.passage, hit.answer)


def _completed(document: Document, passage: Passage, stretch: tuple[int, int]) -> tuple[int, int]:
    """Return a stretch with what follows, if it ends where its list or table only begins."""
    text = passage.text
    start, end = stretch
    lines = list(_lines(text, start, end))
    if not lines:
        return stretch
    last = lines[-1]
    row = text[slice(*last)]
    is_head = CELL in row and row == _table_head(document, passage, last)
    is_head = is_head or _is_above_head(document, passage, last)
    if not (is_head or row.endswith(":")):
        return stretch
    for position, (first, after) in enumerate(_lines(text, end, len(text))):
        line = text[first:after]
        is_listed = line.startswith(BULLET) or CELL in line
        if not is_listed and (is_head or position > 0):
            break
        end = after
        if not is_listed:
            break
    return start, end


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the lines between two characters that say something."""
    line_start = start
    for line in text[start:end].split("\n"):
        bare = line.strip()
        if bare:
            first = line_start + line.index(bare)
            yield first, first + len(bare)
        line_start += len(line) + 1


def _item(text: str, start: int, end: int) -> tuple[bool, int]:
    """Return whether a line is a list item, and where it begins behind its mark."""
    if text.startswith(BULLET, start):
        rest = text[start + len(BULLET) : end]
        return True, end - len(rest.lstrip())
    # The range of an answer begins behind the mark of its item.
    return text[:start].rstrip(" ").endswith(BULLET), start


def _table_head(document: Document, passage: Passage, line: tuple[int, int]) -> str:
    """Return the row that names the columns of a row, or "" if the line is none."""
    place = passage.locator.start + line[0]
    for table in document.tables:
        if table.start <= place < table.end:
            return "" if _is_above_head(document, passage, line) else table.head
    is_first = line[0] == quote_start(document, passage)
    return passage.table_head if is_first or CELL in passage.text[slice(*line)] else ""


def _is_above_head(document: Document, passage: Passage, line: tuple[int, int]) -> bool:
    """Return whether a line is a row above that which names the columns: what the table is of."""
    place = passage.locator.start + line[0]
    return any(
        table.start <= place < document.text.find(table.head, table.start, table.end)
        for table in document.tables
        if table.head
    )
