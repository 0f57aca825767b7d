"""The quotes of a card: the lines of each with what matched, its heading, its pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.search.addresses import quote_address, web_address
from assistant.search.answer import Hit, Result
from assistant.show.page_numbers import page_of
from assistant.show.quotation import head_before, pieces_of, quote_start
from assistant.show.texts import Texts
from assistant.web.pages.links import Link, file_page_link
from assistant.web.pages.page_views import QuotedPages, quoted_pages
from assistant.web.request.page_context import PageContext
from ingest.records import Document

QuoteLine = tuple[tuple[str, bool], ...]
"""The pieces of a line, each with whether it matched the question."""


@dataclass(frozen=True, slots=True)
class Quote:
    """One passage as it is shown.

    `table_head` names the columns of the rows that it begins with. `caption` is the heading above
    the passage and its page. `cite` is the address on the web that it is quoted from, `also_in`
    leads to the other documents that say the same, and `file` to the page in the file on the web.
    """

    lines: tuple[QuoteLine, ...]
    table_head: str = ""
    caption: str = ""
    cite: str | None = None
    also_in: tuple[Link, ...] = ()
    pages: QuotedPages | None = None
    file: Link | None = None


def quotes(context: PageContext, result: Result) -> Iterator[Quote]:
    """Yield the passages of a result as they are shown, without those that have nothing to show."""
    document = result.document
    for hit in result.hits:
        lines = tuple(_lines(hit, document))
        if lines:
            yield Quote(
                lines,
                head_before(hit.passage),
                _caption(hit, document, context.texts),
                web_address(quote_address(document, hit.passage.locator)),
                _also_in(context, hit),
                quoted_pages(context, document, hit),
                file_page_link(document, hit.passage.locator, context.texts),
            )


def _lines(hit: Hit, document: Document) -> Iterator[QuoteLine]:
    # The title of a report that is known only by it stands above already.
    text, start = hit.passage.text, quote_start(document, hit.passage)
    line: list[tuple[str, bool]] = []
    for piece, matched in pieces_of(text, start, len(text), hit.highlights):
        first, *others = piece.split("\n")
        line.append((first, matched))
        for part in others:
            if _has_text(line):
                yield tuple(line)
            line = [(part, matched)]
    if _has_text(line):
        yield tuple(line)


def _has_text(line: list[tuple[str, bool]]) -> bool:
    return any(text.strip() for text, _ in line)


def _caption(hit: Hit, document: Document, texts: Texts) -> str:
    """Return the heading and page to show with a passage, without what the card already shows."""
    heading = hit.passage.heading if hit.passage.heading != document.title else ""
    return ", ".join(filter(None, (heading, page_of(hit.passage.locator, texts))))


def _also_in(context: PageContext, hit: Hit) -> tuple[Link, ...]:
    others = filter(None, map(context.generation.document, hit.also_in))
    return tuple(Link(context.to_document(other), other.title) for other in others)
