"""Take a quote apart into what matched the question and what did not, for any kind of file."""

from collections.abc import Iterator, Sequence

from assistant.search.answer import Answer, Hit
from assistant.show.citation import head_before, quote_start
from assistant.show.texts import Texts
from ingest.records import Document


def quote_pieces(document: Document, hit: Hit, texts: Texts) -> list[tuple[str, bool]]:
    """Return the quote of `hit` in its quotation marks, as pieces of text that matched or not.

    The title and subtitle that a passage may begin with are no part of it; what is left of a
    report that is known by its title alone is nothing, and no piece. The head of a table goes in
    front of the rows that it heads.
    """
    text = hit.passage.text
    start = quote_start(document, hit.passage)
    end = len(text.rstrip())
    if start >= end:
        return []
    opening, closing = texts("citation.quote", text="\0").split("\0")
    opening += head_before(hit.passage)
    pieces = [(opening, False), *pieces_of(text, start, end, hit.highlights), (closing, False)]
    return [(piece, matched) for piece, matched in pieces if piece]


def verdict_lines(answer: Answer, texts: Texts) -> list[str]:
    """Return the verdict as sentences; if it is "none", also that what follows is not an answer."""
    lines = [texts(f"verdict.{answer.verdict}")]
    if answer.verdict == "none" and answer.results:
        lines.append(texts("verdict.nearest"))
    return lines


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
