"""Cut documents into passages: whole sentences, whole list items, nothing lost.

A passage aims at 100 to 180 tokens of the encoder. Shorter ones say too little to be judged alone;
longer ones blur in a pooled vector, and a reader has to search in the quote.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ingest.guidance import BULLET
from ingest.records import Document, Locator, Passage
from ingest.sentences import split_sentences

CountTokens = Callable[[str], int]

LONGEST = 180
"""The most tokens a passage has, unless one list item alone has more."""

LONGEST_ITEM = 400
"""The most tokens a list item kept whole has; with its context it must fit the encoder's 512."""


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
    context = describe(document)
    passages: list[Passage] = []
    for start, end in _packed(units):
        text = document.text[start:end]
        passages.append(
            Passage(
                id=_passage_id(document.id, text, passages),
                text=text,
                heading=document.title,
                context=context,
                locator=Locator(document.id, start, end),
            )
        )
    return tuple(passages)


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


def _passage_id(document_id: str, text: str, before: list[Passage]) -> str:
    """Name a passage by its text, so that a change elsewhere in the document leaves it its name."""
    name = f"{document_id}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
    taken = {passage.id for passage in before}
    copy = 2
    unique = name
    while unique in taken:
        unique = f"{name}-{copy}"
        copy += 1
    return unique


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
