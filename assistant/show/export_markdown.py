"""Write the sources that answer a question as Markdown in which only our own marks count."""

import re
from datetime import date

from assistant.search.addresses import file_page_address
from assistant.search.answer import Answer, Hit, Result
from assistant.show.captions import facts
from assistant.show.citation import one_line, reference
from assistant.show.description import description
from assistant.show.export_content import ANSWERS_ONLY, Extent, front_lines, groups, quoted_hits
from assistant.show.page_numbers import page_of
from assistant.show.quotation import QuoteLine, quote_lines
from assistant.show.safe_link import safe_link
from assistant.show.texts import Texts
from ingest.reading.list_and_table_marks import BULLET
from ingest.records import Document

# What CommonMark, tables, struck text, bare addresses, emoji by name and formulas begin with.
_MARKS = re.compile(r"[\\`*_{}\[\]()<>#+.!|~&:@=^$-]")


def export_markdown(
    answer: Answer, texts: Texts, today: date, extent: Extent = ANSWERS_ONLY
) -> bytes:
    """Return the question, what was found, and the sources as numbered lists with quotes.

    Whatever comes from the corpus or the user is escaped, so that it is shown and never read as
    Markdown or HTML. A title is a link if its address is plainly one of the web.
    """
    blocks = [f"# {escaped(texts('export.title'))}"]
    blocks += map(escaped, front_lines(answer, extent, texts, today))
    for head, results in groups(answer, extent, texts):
        blocks.append(f"## {escaped(head)}")
        blocks += [_item(result, texts, today) for result in results]
    return ("\n\n".join(blocks) + "\n").encode("utf-8", "replace")


def escaped(text: str) -> str:
    """Return `text` on one line, what Markdown reads as a mark behind a backslash."""
    return _MARKS.sub(r"\\\g<0>", one_line(text))


def _item(result: Result, texts: Texts, today: date) -> str:
    document = result.document
    title = escaped(document.title) or escaped(document.id)
    if address := safe_link(document.url):
        title = f"[{title}](<{address}>)"
    blocks = [title, escaped(" · ".join(facts(document, texts)))]
    quoted = ((hit, quote_lines(document, hit)) for hit in quoted_hits(result))
    blocks += [_quote(lines, texts) + _page(document, hit, texts) for hit, lines in quoted if lines]
    if about := description(document, texts):
        blocks.append(escaped(about.line))
    blocks.append(escaped(reference(document, texts, today)))
    number = f"{result.rank}. "
    margin = " " * len(number)
    return number + f"\n\n{margin}".join(block.replace("\n", f"\n{margin}") for block in blocks)


def _quote(lines: tuple[QuoteLine, ...], texts: Texts) -> str:
    """Return a quote, each line of it a paragraph."""
    opening, closing = map(escaped, texts("citation.quote", text="\0").split("\0"))
    told = []
    for line in lines:
        bullet = f"{BULLET} " if line.is_item and len(lines) > 1 else ""
        told.append(bullet + "".join(_piece(text, marked) for text, marked in line.pieces))
    return "> " + "\n>\n> ".join(f"{opening}\0{closing}".replace("\0", "\0".join(told)).split("\0"))


def _page(document: Document, hit: Hit, texts: Texts) -> str:
    """Return the page of a quote in brackets, as a link if the file has an address of the web."""
    page = page_of(hit.passage.locator, texts)
    if not page:
        return ""
    address = safe_link(file_page_address(document, hit.passage.locator))
    told = escaped(f"({page})")
    return f" [{told}](<{address}>)" if address else f" {told}"


def _piece(text: str, marked: bool) -> str:
    """Return a piece with its outer spaces kept, and outside the marks that make it bold."""
    inner = escaped(text)
    if not inner:
        return " " if text else ""
    before = " " if text[0].isspace() else ""
    after = " " if text[-1].isspace() else ""
    return f"{before}**{inner}**{after}" if marked else f"{before}{inner}{after}"
