"""Take a quote apart into what matched the question and what did not, for any kind of file."""

from collections.abc import Iterator, Sequence

from assistant.search.answer import Answer, Hit
from assistant.show.citation import quote_start
from assistant.show.texts import Texts
from ingest.records import Document


def quote_pieces(document: Document, hit: Hit, texts: Texts) -> list[tuple[str, bool]]:
    """Return the quote of `hit` in its quotation marks, as pieces of text that matched or not.

    The title and subtitle that a passage may begin with are no part of it; what is left of a
    report that is known by its title alone is nothing, and no piece.
    """
    text = hit.passage.text
    start = quote_start(document, hit.passage)
    end = len(text.rstrip())
    if start >= end:
        return []
    opening, closing = texts("citation.quote", text="\0").split("\0")
    pieces = [(opening, False), *pieces_of(text, start, end, hit.highlights), (closing, False)]
    return [(piece, matched) for piece, matched in pieces if piece]


def verdict_lines(answer: Answer, texts: Texts) -> list[str]:
    """Return the verdict as sentences; where it is "none", also that what follows is no answer."""
    lines = [texts(f"verdict.{answer.verdict}")]
    if answer.verdict == "none" and answer.results:
        lines.append(texts("verdict.nearest"))
    return lines


def pieces_of(
    text: str, start: int, end: int, highlights: Sequence[tuple[int, int]]
) -> Iterator[tuple[str, bool]]:
    """Yield characters `start` to `end` of `text` in pieces that matched or not; some are empty."""
    for lit, unlit in highlights:
        lit, unlit = max(lit, start), min(unlit, end)
        if lit < unlit:
            yield text[start:lit], False
            yield text[lit:unlit], True
            start = unlit
    yield text[start:end], False
