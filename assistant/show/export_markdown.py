"""Write the sources that answer a question as Markdown in which only our own marks count."""

import re
from datetime import date

from assistant.search.addresses import file_page_address
from assistant.search.answer import Answer, Hit, Result
from assistant.show.captions import facts, notes
from assistant.show.citation import cite, one_line, written_date
from assistant.show.description import description
from assistant.show.page_numbers import page_of
from assistant.show.quotation import quote_pieces, verdict_lines
from assistant.show.texts import Texts
from ingest.records import Document

# What CommonMark, tables, struck text, bare addresses, emoji by name and formulas begin with.
_MARKS = re.compile(r"[\\`*_{}\[\]()<>#+.!|~&:@=^$-]")
_SAFE_ADDRESS = re.compile(r"https?://[\w.~:/?#@!$&*+,;=%-]+", re.ASCII)


def export_markdown(answer: Answer, texts: Texts, today: date) -> bytes:
    """Return the question, the verdict and the sources as a numbered list with quotes.

    Whatever comes from the corpus or the user is escaped, so that it is shown and never read as
    Markdown or HTML. A title is a link if its address is plainly one of the web.
    """
    question = texts("export.question", question=answer.question)
    date_line = texts("export.date", date=written_date(today, texts))
    lines = (question, *verdict_lines(answer, texts), date_line, *notes(answer, texts))
    blocks = [f"# {escaped(texts('export.title'))}", *map(escaped, lines)]
    blocks += [_item(result, texts, today) for result in answer.results]
    return ("\n\n".join(blocks) + "\n").encode("utf-8", "replace")


def escaped(text: str) -> str:
    """Return `text` on one line, what Markdown reads as a mark behind a backslash."""
    return _MARKS.sub(r"\\\g<0>", one_line(text))


def _item(result: Result, texts: Texts, today: date) -> str:
    document = result.document
    title = escaped(document.title) or escaped(document.id)
    if document.url and _SAFE_ADDRESS.fullmatch(document.url):
        title = f"[{title}](<{document.url}>)"
    blocks = [title, escaped(" · ".join(facts(document, texts)))]
    for hit in result.hits:
        page = page_of(hit.passage.locator, texts)
        pieces = quote_pieces(document, hit, texts)
        if pieces:
            quote = "".join(_piece(text, matched) for text, matched in pieces)
            blocks.append(f"> {quote}" + _page(page, document, hit))
    if about := description(document, texts):
        blocks.append(escaped(about.line))
    blocks.append(escaped(cite(document, None, texts, today)))
    number = f"{result.rank}. "
    return number + f"\n\n{' ' * len(number)}".join(blocks)


def _page(page: str, document: Document, hit: Hit) -> str:
    """Return the page of a quote in brackets, as a link if the file has an address of the web."""
    if not page:
        return ""
    address = file_page_address(document, hit.passage.locator)
    if address is None or not _SAFE_ADDRESS.fullmatch(address):
        return f" {escaped(f'({page})')}"
    return f" [{escaped(f'({page})')}](<{address}>)"


def _piece(text: str, matched: bool) -> str:
    """Return a piece with its outer spaces kept, and outside the marks that make it bold."""
    inner = escaped(text)
    if not inner:
        return " " if text else ""
    before = " " if text[0].isspace() else ""
    after = " " if text[-1].isspace() else ""
    return f"{before}**{inner}**{after}" if matched else f"{before}{inner}{after}"
