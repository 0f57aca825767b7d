"""Cut documents into passages: whole sentences, whole list items, nothing lost.

A passage has 100 to 180 tokens of the encoder if the text allows it. Shorter ones say too little to
be judged alone; longer ones blur in a pooled vector, and a reader has to search in the quote. A
passage does not run over a heading, unless the text before the heading is too short to stand alone.
It may run over a page break, and then has two page numbers. A passage that begins within a table
has the row that names its columns, without which its numbers say nothing. And none ends with a
heading or with a lead-in ("Målene er:"), which says nothing without what follows.
"""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten

from ingest.description import description_passages
from ingest.norwegian.sentences import split_sentences
from ingest.reading.list_and_table_marks import BULLET
from ingest.records import Document, HeadingStart, Passage, TableSpan

CountTokens = Callable[[str], int]

MAX_PASSAGE_TOKENS = 180
"""A passage has no more tokens, unless it is one list item that has."""

MAX_ITEM_TOKENS = 400
"""A list item with more tokens is cut; with its context it must fit the encoder's 512."""

MIN_SECTION_TOKENS = 60
"""A heading ends a passage only after this many tokens, so that two headings stay together."""

MAX_HEADING_CHARS = 90
"""Longer headings are shortened in a heading path; they are sentences set in bold."""

MAX_TABLE_HEAD_CHARS = 300
"""A longer row is not the head of a table; with the context and the text it would not fit the
encoder's 512 tokens."""

HEADING_SEPARATOR = " › "


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence, list item or row, which is never cut, as a range of the document's text.

    `leads_in` is whether it says little without what follows: a heading, or "Målene er:".
    """

    start: int
    end: int
    tokens: int
    leads_in: bool


def cut_passages(document: Document, count_tokens: CountTokens) -> tuple[Passage, ...]:
    """Cut `document` into passages that together have every visible character of its text.

    `count_tokens` counts the encoder's tokens in a text. The passages are in the order of the text
    and do not overlap; those of one section are about equally long. Behind them stand those that
    say what the document is about, which have no text.
    """
    units = list(_units(document, count_tokens))
    description = describe(document)
    passages: list[Passage] = []
    taken: set[str] = set()
    for section in _sections(units, document.headings):
        for start, end in _ranges(section):
            text = document.text[start:end]
            path = heading_path(document, start)
            # Headings that the text itself begins with need not be encoded twice.
            above = _joined(heading for heading in path if heading.start < start)
            passages.append(
                Passage(
                    id=_passage_id(document.id, text, taken),
                    text=text,
                    heading=_joined(path) or document.title,
                    context="\n".join(filter(None, (description, above))),
                    locator=document.located(start, end),
                    table_head=_table_head(document, start, end),
                )
            )
            taken.add(passages[-1].id)
    return (*passages, *description_passages(document))


def heading_path(document: Document, start: int) -> tuple[HeadingStart, ...]:
    """Return the headings above the text that begins at character `start`, highest first.

    Headings that this text itself begins with are among them, as they are above the rest of it.
    """
    body = start
    for heading in document.headings[bisect_left(document.headings, start, key=_start) :]:
        if document.text[body : heading.start].strip():
            break
        body = heading.start + len(heading.title)
    path: list[HeadingStart] = []
    for heading in document.headings[: bisect_left(document.headings, body, key=_start)]:
        path = [above for above in path if above.level < heading.level]
        path.append(heading)
    return tuple(path)


def _joined(path: Iterable[HeadingStart]) -> str:
    titles = (shorten(heading.title, MAX_HEADING_CHARS, placeholder="…") for heading in path)
    return HEADING_SEPARATOR.join(titles)


def _start(mark: HeadingStart | TableSpan) -> int:
    return mark.start


def _table_head(document: Document, start: int, end: int) -> str:
    """Return the head of the first table in the text from `start` to `end`, if it is not in it."""
    tables = document.tables
    first = max(0, bisect_right(tables, start, key=_start) - 1)
    for table in tables[first : bisect_left(tables, end, key=_start)]:
        if table.end > start and table.head:
            known = table.head in document.text[start:end] or len(table.head) > MAX_TABLE_HEAD_CHARS
            return "" if known else table.head
    return ""


def describe(document: Document) -> str:
    """Return the text that is encoded before each passage: what the document is and who made it.

    A title or subtitle that the document's own text has is left out.
    """
    lines = [] if document.text.startswith(document.title) else [document.title]
    if document.subtitle and document.subtitle not in document.text:
        lines.append(document.subtitle)
    lines.append(document.area)
    if document.kind == "report":
        facts = (", ".join(document.authors), document.publisher, document.series, document.year)
        lines.append(". ".join(str(fact) for fact in facts if fact))
    return "\n".join(line for line in lines if line)


def _passage_id(document_id: str, text: str, taken: set[str]) -> str:
    """Return an id made from the text, which a change elsewhere in the document leaves alone.

    A passage whose text occurred before gets a number after it; `taken` are the ids so far.
    """
    name = f"{document_id}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
    number = 2
    unique = name
    while unique in taken:
        unique = f"{name}-{number}"
        number += 1
    return unique


def _sections(units: list[_Unit], headings: Sequence[HeadingStart]) -> Iterator[list[_Unit]]:
    """Yield the units between headings; a section that is too short goes on over the next one."""
    heading_starts = {heading.start for heading in headings}
    section: list[_Unit] = []
    tokens = 0
    for unit in units:
        if unit.start in heading_starts and tokens >= MIN_SECTION_TOKENS:
            yield section
            section, tokens = [], 0
        section.append(unit)
        tokens += unit.tokens
    if section:
        yield section


def _ranges(units: list[_Unit]) -> Iterator[tuple[int, int]]:
    """Group units into ranges of at most MAX_PASSAGE_TOKENS and about the same length."""
    tokens_left = sum(unit.tokens for unit in units)
    position = 0
    while position < len(units):
        # The rest is divided evenly: 200 tokens become 100 and 100, not 180 and 20.
        target = tokens_left / -(-tokens_left // MAX_PASSAGE_TOKENS)
        taken = 0
        first = position
        while position < len(units):
            tokens = units[position].tokens
            overshoot, undershoot = taken + tokens - target, target - taken
            if taken and (taken + tokens > MAX_PASSAGE_TOKENS or overshoot > undershoot):
                break
            taken += tokens
            position += 1
        position = _before_lead_in(units, first, position)
        tokens_left -= sum(unit.tokens for unit in units[first:position])
        yield units[first].start, units[position - 1].end


def _before_lead_in(units: Sequence[_Unit], first: int, after: int) -> int:
    """Return the end of a range from `first` to `after`, moved up so that no lead-in ends it."""
    end = after
    while end < len(units) and end - first > 1 and units[end - 1].leads_in:
        end -= 1
    # If it is nothing but lead-ins, they cannot all be kept with what follows.
    return after if units[end - 1].leads_in else end


def _units(document: Document, count_tokens: CountTokens) -> Iterator[_Unit]:
    """Yield list items, rows and sentences, each from a visible character to another."""
    text = document.text
    line_start = 0
    heading_starts = {heading.start for heading in document.headings}
    rows = iter((*document.tables, TableSpan(len(text), len(text), "")))
    table = next(rows)
    for line in text.splitlines(keepends=True):
        while table.end <= line_start < len(text):
            table = next(rows)
        is_row = table.start <= line_start < table.end
        has_bullet = line.lstrip().startswith(BULLET)
        is_item = is_row or has_bullet
        limit = MAX_ITEM_TOKENS if is_item else MAX_PASSAGE_TOKENS
        ranges = [(0, len(line))]
        if not is_item or count_tokens(line) > limit:
            # The splitter takes a line that begins with a bullet for one sentence.
            skipped = line.index(BULLET) + 1 if has_bullet else 0
            sentences = split_sentences(line[skipped:], document.language)
            # The bullet goes with the first sentence.
            ranges = [(skipped + start if start else 0, skipped + end) for start, end in sentences]
        for start, end in ranges:
            for first, last in _pieces(
                text, line_start + start, line_start + end, limit, count_tokens
            ):
                leads_in = first in heading_starts or text[last - 1] == ":"
                yield _Unit(first, last, count_tokens(text[first:last]), leads_in)
        line_start += len(line)


def _pieces(
    text: str, start: int, end: int, limit: int, count_tokens: CountTokens
) -> Iterator[tuple[int, int]]:
    """Yield a range, trimmed; if it has more than `limit` tokens, cut between words."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start == end:
        return
    if count_tokens(text[start:end]) <= limit:
        yield start, end
        return
    middle = (start + end) // 2
    cut = text.rfind(" ", start + 1, middle)
    if cut == -1:
        cut = middle  # one word is over the limit: the file is strange, but nothing may be lost
    yield from _pieces(text, start, cut, limit, count_tokens)
    yield from _pieces(text, cut, end, limit, count_tokens)
