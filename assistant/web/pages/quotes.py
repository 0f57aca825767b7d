"""The quotes of a card: their lines with what answers and what matched, heading and pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from assistant.search.addresses import quote_address, web_address
from assistant.search.answer import Hit, Result
from assistant.show.citation import cite_quotes
from assistant.show.excerpt import Span, excerpts
from assistant.show.page_numbers import page_of
from assistant.show.quotation import head_before, pieces_of, quote_place, quote_start
from assistant.show.texts import Texts
from assistant.web.pages.links import Link, file_page_link, to_passage
from assistant.web.pages.page_views import QuotedPages, quoted_pages
from assistant.web.request.page_context import PageContext
from ingest.reading.list_and_table_marks import BULLET
from ingest.records import Document


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line that answers or does not, in pieces that matched the question or not."""

    answers: bool
    pieces: tuple[tuple[str, bool], ...]


QuoteLine = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, which is one line, or the items of a list, without their bullets."""

    is_list: bool
    lines: tuple[QuoteLine, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """One passage as it is shown, or the sentences of it that answer.

    `table_head` names the columns of the rows that it begins with. `caption` is the heading above
    the passage and its page, `place` the address of the passage in the whole text. `cite` is the
    address on the web that it is quoted from, `also_in` leads to the other documents that say the
    same, and `file` to the page in the file on the web.
    `citation` is the passage with its reference, for the clipboard.
    """

    blocks: tuple[Block, ...]
    table_head: str = ""
    caption: str = ""
    place: str = ""
    cite: str | None = None
    also_in: tuple[Link, ...] = ()
    pages: QuotedPages | None = None
    file: Link | None = None
    citation: str = ""


def first_quotes(context: PageContext, result: Result) -> tuple[Quote, ...]:
    """Return what is read first of a result: the sentences that answer."""
    document = result.document
    return tuple(
        Quote(
            _blocks(hit, span),
            # The rest of a table's first rows may be left out, but not what names its columns.
            head_before(hit.passage),
            _caption(hit, document, span, context.texts),
            to_passage(context, document, hit.passage),
            web_address(quote_address(document, quote_place(document, hit, span))),
        )
        for hit, span in excerpts(result)
    )


def quotes(context: PageContext, result: Result) -> Iterator[Quote]:
    """Yield the passages of a result in the order of the text, without those that are empty."""
    document = result.document
    for hit in sorted(result.hits, key=lambda hit: hit.passage.locator.start):
        # The title of a report that is known only by it stands above already.
        span = quote_start(document, hit.passage), len(hit.passage.text)
        blocks = _blocks(hit, span)
        if blocks:
            yield Quote(
                blocks,
                head_before(hit.passage),
                _caption(hit, document, span, context.texts),
                to_passage(context, document, hit.passage),
                web_address(quote_address(document, hit.passage.locator)),
                _also_in(context, hit),
                quoted_pages(context, document, hit),
                file_page_link(document, hit.passage.locator, context.texts),
                cite_quotes(document, [(hit, span)], context.texts, context.today),
            )


def _blocks(hit: Hit, span: Span) -> tuple[Block, ...]:
    """Return the lines of a stretch of a passage's text; items in a row are one list."""
    lines = list(_lines(hit, span))
    blocks: list[Block] = []
    for is_list, group in groupby(lines, key=lambda line: line[0]):
        shown = tuple(line for _, line in group)
        blocks += [Block(True, shown)] if is_list else [Block(False, (line,)) for line in shown]
    return tuple(blocks)


def _lines(hit: Hit, span: Span) -> Iterator[tuple[bool, QuoteLine]]:
    """Yield each line that has text, with whether it is an item of a list."""
    text = hit.passage.text
    start, last = span
    # An excerpt begins after the bullet of its first line, which is an item all the same.
    is_item = text[text.rfind("\n", 0, start) + 1 : start].lstrip().startswith(BULLET)
    while start < last:
        end = text.find("\n", start, last)
        end = last if end < 0 else end
        bare = text[start:end].lstrip()
        is_item = is_item or bare.startswith(BULLET)
        begin = end - len(bare.removeprefix(BULLET).lstrip())
        stop = begin + len(text[begin:end].rstrip())
        if begin < stop:
            yield is_item, tuple(_runs(hit, begin, stop))
        start, is_item = end + 1, False


def _runs(hit: Hit, start: int, end: int) -> Iterator[Run]:
    """Yield a line in runs, cut where its answer begins and ends."""
    first, last = hit.answer or (start, start)
    first, last = min(max(first, start), end), min(max(last, start), end)
    for answers, begin, stop in ((False, start, first), (True, first, last), (False, last, end)):
        if begin < stop:
            pieces = pieces_of(hit.passage.text, begin, stop, hit.highlights)
            yield Run(answers, tuple((text, matched) for text, matched in pieces if text))


def _caption(hit: Hit, document: Document, span: Span, texts: Texts) -> str:
    """Return the heading and page to show with a quote, without what the card already shows."""
    heading = hit.passage.heading if hit.passage.heading != document.title else ""
    return ", ".join(filter(None, (heading, page_of(quote_place(document, hit, span), texts))))


def _also_in(context: PageContext, hit: Hit) -> tuple[Link, ...]:
    others = filter(None, map(context.generation.document, hit.also_in))
    return tuple(Link(context.to_document(other), other.title) for other in others)
