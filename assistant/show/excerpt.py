"""Choose what of a source is read first: the sentences that answer, with what they need around."""

from collections.abc import Sequence
from functools import lru_cache

from assistant.search.answer import Hit, Result
from assistant.show.quotation import quote_start
from ingest.answer_units import answer_units
from ingest.corpus_data import read_data
from ingest.reading.list_and_table_marks import BULLET
from ingest.records import Document

Span = tuple[int, int]
"""The first character of a stretch of a passage's text, and the one after its last."""

NEAR_SCORE = 0.05
"""How far behind the best passage of a document another may be to answer beside it."""

MAX_EXCERPTS = 2
"""Passages of one document that an answer is shown of before anything is unfolded.

Of the 49 questions to a detail in the half `develop`, the answers of the first two near the best,
in the order of the text, hold a judged answer for 67 %, as the best one alone does, with 6
characters more; for a broad question they say more than any one."""

MAX_EXCERPT_CHARS = 420
"""Length up to which a sentence is added to those that answer."""

MAX_CARD_CHARS = 350
"""Length up to which a second passage is added to the first: two cards fit on a first screen."""

MAX_ITEMS_BACK = 3
"""Items of a list between one that answers and the line that introduces them."""

MIN_SENTENCE_CHARS = 40
"""What is shorter and does not end like a sentence is the heading of what follows."""


def excerpts(result: Result) -> list[tuple[Hit, Span]]:
    """Return the passages of a result that are read first, each with the characters to show.

    They stand in the order of the text, and more than the best one is shown only if they are short
    together. A result without an answer shows how its first passage begins; a report that is known
    by its title alone shows nothing.
    """
    hits = [hit for hit in result.hits if _has_text(result.document, hit)]
    if not hits:
        return []
    near = [hit for hit in hits if hit.answer and hit.score >= hits[0].score - NEAR_SCORE]
    shown = [(hit, excerpt(result.document, hit)) for hit in near[:MAX_EXCERPTS] or hits[:1]]
    if sum(end - start for _, (start, end) in shown) > MAX_CARD_CHARS:
        shown = shown[:1]
    return sorted(shown, key=lambda each: each[0].passage.locator.start)


def excerpt(document: Document, hit: Hit) -> Span:
    """Return the characters of a passage to show: its answer, with a sentence that it needs.

    Without an answer these are the first sentences. No sentence is cut.
    """
    text, begin = hit.passage.text, quote_start(document, hit.passage)
    units = [unit for unit in answer_units(text, document.language) if unit[0] >= begin]
    if not units:
        return begin, len(text.rstrip())
    inside = [
        place
        for place, (start, end) in enumerate(units)
        if hit.answer and start < hit.answer[1] and end > hit.answer[0]
    ]
    first, last = (inside[0], inside[-1]) if inside else (0, 0)
    first = _first_needed(text, units, first, last)
    last = _last_needed(text, units, first, last, at_least=not inside)
    return units[first][0], units[last][1]


def _first_needed(text: str, units: Sequence[Span], first: int, last: int) -> int:
    """Return the unit to begin with: the one before if the first means something in it."""
    wanted = first
    if _is_item(text, units[first]):
        items = (place for place in range(first - 1, -1, -1) if not _is_item(text, units[place]))
        before = next(items, None)
        if before is not None and first - before <= MAX_ITEMS_BACK + 1:
            wanted = before if text[slice(*units[before])].endswith(":") else first
    elif first and _points_back(text[slice(*units[first])]):
        wanted = first - 1
    return wanted if units[last][1] - units[wanted][0] <= MAX_EXCERPT_CHARS else first


def _last_needed(text: str, units: Sequence[Span], first: int, last: int, *, at_least: bool) -> int:
    """Return the unit to end with: one more if the last only leads to it, or if none answers."""
    if last + 1 == len(units):
        return last
    final = text[slice(*units[last])]
    leads_on = final.endswith(":") or (
        len(final) < MIN_SENTENCE_CHARS and final[-1].isalnum() and not _is_item(text, units[last])
    )
    fits = units[last + 1][1] - units[first][0] <= MAX_EXCERPT_CHARS
    return last + 1 if (leads_on or at_least) and fits else last


def _points_back(sentence: str) -> bool:
    first_word = sentence.partition(" ")[0].strip(",.").casefold()
    return sentence[:1].islower() or first_word in _back_references()


@lru_cache(maxsize=1)
def _back_references() -> frozenset[str]:
    return frozenset(read_data("back_references.toml")["words"])


def _is_item(text: str, unit: Span) -> bool:
    line_start = text.rfind("\n", 0, unit[0]) + 1
    return text[line_start : unit[0]].lstrip().startswith(BULLET)


def _has_text(document: Document, hit: Hit) -> bool:
    return len(hit.passage.text.rstrip()) > quote_start(document, hit.passage)
