"""Cut documents into passages: whole sentences, whole list items, nothing lost.

A passage aims at 100 to 180 tokens of the encoder. Shorter ones say too little to be judged alone;
longer ones blur in a pooled vector, and a reader has to search in the quote. A passage does not run
over a heading, unless what stands before it is too short to stand alone; it may run over a page
break, and then has two page numbers.
"""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten

from ingest.norwegian.sentences import split_sentences
from ingest.reading.file_text import BULLET
from ingest.records import Document, HeadingStart, Locator, PageStart, Passage

CountTokens = Callable[[str], int]

LONGEST = 180
"""The most tokens a passage has, unless one list item alone has more."""

LONGEST_ITEM = 400
"""The most tokens a list item kept whole has; with its context it must fit the encoder's 512."""


SHORTEST = 60
"""The fewest tokens that a heading closes: a heading under a heading stays with what follows it."""

LONGEST_HEADING = 90
"""Characters of one heading in a heading path; longer ones are sentences set in bold."""

STEP = " › "


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is never cut: a sentence or a list item, as a range of the document's text."""

    start: int
    end: int
    tokens: int


def cut_passages(document: Document, count_tokens: CountTokens) -> tuple[Passage, ...]:
    """Cut `document` into passages that together hold every visible character of its text.

    `count_tokens` counts the encoder's tokens in a text. The passages of a document are about
    equally long, in the order of the text, and do not overlap.
    """
    units = list(_units(document, count_tokens))
    about = describe(document)
    passages: list[Passage] = []
    taken: set[str] = set()
    for section in _sections(units, document.headings):
        for start, end in _packed(section):
            text = document.text[start:end]
            path = heading_path(document, start)
            # The headings that the text itself begins with need not be encoded twice.
            above = _joined(heading for heading in path if heading.start < start)
            passages.append(
                Passage(
                    id=_passage_id(document.id, text, taken),
                    text=text,
                    heading=_joined(path) or document.title,
                    context="\n".join(filter(None, (about, above))),
                    locator=_located(document, start, end),
                )
            )
            taken.add(passages[-1].id)
    return tuple(passages)


def heading_path(document: Document, start: int) -> tuple[HeadingStart, ...]:
    """Return the headings over what begins at character `start`, highest first.

    Headings that the text there begins with are among them: they stand over what follows.
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
    return STEP.join(shorten(heading.title, LONGEST_HEADING, placeholder="…") for heading in path)


def _start(mark: HeadingStart | PageStart) -> int:
    return mark.start


def _located(document: Document, start: int, end: int) -> Locator:
    """Return where a passage stands, with the pages of its first and its last character."""
    starts = document.page_starts
    if not starts:
        return Locator(document.id, start, end)
    first = starts[max(0, bisect_right(starts, start, key=_start) - 1)]
    last = starts[max(0, bisect_right(starts, end - 1, key=_start) - 1)]
    return Locator(document.id, start, end, first.page, last.page, first.label, last.label)


def describe(document: Document) -> str:
    """Return what is encoded in front of each passage: what the document is and who made it.

    The text of a report that is known only by its title begins with the title, so it is left out.
    """
    lines = [] if document.text.startswith(document.title) else [document.title]
    if document.subtitle and document.subtitle not in document.text:
        lines.append(document.subtitle)
    place = [part for part in (document.municipality, document.county) if part]
    # "Oslo, Oslo" says no more than "Oslo".
    lines.append(", ".join(dict.fromkeys(place)))
    if document.kind == "report":
        facts = (", ".join(document.authors), document.publisher, document.series, document.year)
        lines.append(". ".join(str(fact) for fact in facts if fact))
    return "\n".join(line for line in lines if line)


def _passage_id(document_id: str, text: str, taken: set[str]) -> str:
    """Name a passage by its text, so that a change elsewhere in the document leaves it its name."""
    name = f"{document_id}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
    copy = 2
    unique = name
    while unique in taken:
        unique = f"{name}-{copy}"
        copy += 1
    return unique


def _sections(units: list[_Unit], headings: Sequence[HeadingStart]) -> Iterator[list[_Unit]]:
    """Part the units at headings, where what stands before has enough to stand alone."""
    opens = {heading.start for heading in headings}
    section: list[_Unit] = []
    tokens = 0
    for unit in units:
        if unit.start in opens and tokens >= SHORTEST:
            yield section
            section, tokens = [], 0
        section.append(unit)
        tokens += unit.tokens
    if section:
        yield section


def _packed(units: list[_Unit]) -> Iterator[tuple[int, int]]:
    """Group units into ranges of at most LONGEST tokens and about the same length."""
    left = sum(unit.tokens for unit in units)
    position = 0
    while position < len(units):
        # What is left, divided evenly: 200 tokens become 100 and 100, not 180 and 20.
        target = left / -(-left // LONGEST)
        taken = 0
        first = position
        while position < len(units):
            tokens = units[position].tokens
            overshoot, undershoot = taken + tokens - target, target - taken
            if taken and (taken + tokens > LONGEST or overshoot > undershoot):
                break
            taken += tokens
            position += 1
        left -= taken
        yield units[first].start, units[position - 1].end


def _units(document: Document, count_tokens: CountTokens) -> Iterator[_Unit]:
    """Yield list items and sentences with their ends on visible characters."""
    text = document.text
    line_start = 0
    for line in text.splitlines(keepends=True):
        is_item = line.lstrip().startswith(BULLET)
        limit = LONGEST_ITEM if is_item else LONGEST
        inner = [(0, len(line))]
        if not is_item or count_tokens(line) > limit:
            # The splitter takes a line that begins with a bullet for one sentence.
            bullet = line.index(BULLET) + 1 if is_item else 0
            told = split_sentences(line[bullet:], document.language)
            inner = [(bullet + start if start else 0, bullet + end) for start, end in told]
        for start, end in inner:
            for first, last in _fitting(
                text, line_start + start, line_start + end, limit, count_tokens
            ):
                yield _Unit(first, last, count_tokens(text[first:last]))
        line_start += len(line)


def _fitting(
    text: str, start: int, end: int, limit: int, count_tokens: CountTokens
) -> Iterator[tuple[int, int]]:
    """Yield a trimmed range, in pieces cut between words where it has more than `limit` tokens."""
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
        cut = middle  # one word longer than the limit: a wild file, but nothing may be lost
    yield from _fitting(text, start, cut, limit, count_tokens)
    yield from _fitting(text, cut, end, limit, count_tokens)
