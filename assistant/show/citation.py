"""Cite a source in plain text, as Norwegian public bodies do, ready to be pasted into a case file.

Author or municipality (year). Title. Publisher, page. Address (date read).
"""

import re
from collections.abc import Sequence
from datetime import date

from assistant.search.addresses import quote_address
from assistant.search.answer import Hit
from assistant.show.origin import text_publisher
from assistant.show.page_numbers import page_of
from assistant.show.quotation import QuoteLine, answer_lines, quote_lines, quote_place
from assistant.show.texts import Texts
from ingest.reading.list_and_table_marks import BULLET, CELL
from ingest.records import Document, Locator

Span = tuple[int, int]
"""The first character of a stretch of a passage's text, and the one after its last."""

_CONTROL_OR_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")

_ENDED = (".", "?", "!", "…")


def cite(document: Document, hit: Hit | None, texts: Texts, today: date) -> str:
    """Return the reference of `document`; of a `hit`, behind what it says that answers.

    The quote stands in front, its list items on lines of their own; the reference is one line. A
    report that is known by its title alone says nothing that could be quoted.
    """
    if hit is None:
        return reference(document, texts, today)
    quote = quote_text(answer_lines(document, hit), texts)
    referred = reference(document, texts, today, quote_place(document, hit))
    return "\n".join(filter(None, (quote, referred)))


def cite_quotes(
    document: Document, quoted: Sequence[tuple[Hit, Span]], texts: Texts, today: date
) -> str:
    """Return stretches of passages of `document` as quotes, in their order, with the reference.

    Quotes of other pages of a file have a reference each. Without any it is the reference alone.
    """
    told: dict[str, list[str]] = {}
    for hit, stretch in quoted:
        quote = quote_text(quote_lines(document, hit, stretch), texts)
        if quote:
            referred = reference(document, texts, today, quote_place(document, hit, stretch))
            told.setdefault(referred, []).append(quote)
    if not told:
        return reference(document, texts, today)
    return "\n\n".join("\n".join((*quotes, referred)) for referred, quotes in told.items())


def reference(document: Document, texts: Texts, today: date, locator: Locator | None = None) -> str:
    """Return the reference of a document on one line, with the page of a passage at `locator`.

    The address is that of the page in the file if it is known, else of a page about the document.
    A source whose address has not been opened is cited as read here, `today`, or as listed here if
    it is known by its title alone. Dates follow the
    language of `texts`: 25.11.2026 in Norwegian, 25 November 2026 in English. No full stop follows
    the address: it would become part of it when it is pasted.
    """
    maker, title = _maker(document, texts), _title(document, texts)
    year = f"({document.year or texts('citation.no_year')})"
    parts = [f"{maker} {year}", title] if maker else [f"{title} {year}"]
    page = page_of(locator, texts, "short_pages") if locator else ""
    publisher = _publisher(document, maker, texts)
    parts.append(f"{publisher}, {page}" if publisher and page else publisher or _capital(page))
    told = " ".join(_sentence(one_line(part)) for part in parts if one_line(part))
    url = quote_address(document, locator) if locator else document.url
    return f"{told} {_address(url, document, texts, today)}"


def quote_text(lines: tuple[QuoteLine, ...], texts: Texts) -> str:
    """Return the lines of a quote in quotation marks, "" if there are none."""
    told = plain_quote(lines)
    return texts("citation.quote", text=told) if told else ""


def plain_quote(lines: tuple[QuoteLine, ...]) -> str:
    """Return the lines of a quote as plain text.

    Sentences follow each other; list items, rows of tables and what is no sentence keep lines of
    their own.
    """
    told, after_prose = "", False
    for line in lines:
        text = one_line(line.text)
        is_prose = not line.is_item and CELL not in text
        if line.is_item and len(lines) > 1:
            text = f"{BULLET} {text}"
        between = " " if after_prose and is_prose else "\n"
        told += f"{between}{text}" if told and text else text
        after_prose = is_prose and text.endswith(_ENDED)
    return told


def full_title(document: Document) -> str:
    """Return the title with the subtitle behind it, if it has one."""
    title, subtitle = document.title, document.subtitle
    if not subtitle:
        return title
    return f"{title} {subtitle}" if title.endswith(_ENDED) else f"{title}: {subtitle}"


def written_date(day: date, texts: Texts) -> str:
    """Return a date as it is written in the language of `texts`."""
    month = texts("citation.months").split()[day.month - 1]
    return texts("citation.date", day=day.day, month=month, year=day.year)


def one_line(text: str) -> str:
    """Return `text` with white space and control characters made single spaces."""
    return _CONTROL_OR_SPACE.sub(" ", text).strip()


def _maker(document: Document, texts: Texts) -> str:
    """Return who made a document: its authors, else the municipality or publisher behind it."""
    if document.authors:
        return one_line(_listed(document.authors, texts("citation.and")))
    place = document.municipality
    municipality = texts("citation.municipality", name=place) if place else ""
    publisher = document.publisher or ""
    local = document.kind in ("plan", "example")
    return one_line((municipality or publisher) if local else (publisher or municipality))


def _title(document: Document, texts: Texts) -> str:
    """Return the title, without the maker that it may begin with and the series behind it."""
    title = one_line(full_title(document))
    maker, _, rest = title.partition(": ")
    if rest and maker == _maker(document, texts):
        title = _capital(rest)
    return f"{title.rstrip('.')} ({one_line(document.series)})" if document.series else title


def _publisher(document: Document, maker: str, texts: Texts) -> str:
    """Return who published a document, or on whose page it is told of, if that is not its maker."""
    publisher = one_line(document.publisher or "")
    if publisher:
        return "" if publisher == maker else publisher
    page = text_publisher(document)
    if page and document.kind == "plan":
        return texts("citation.told_by", publisher=page)
    return page


def _address(url: str | None, document: Document, texts: Texts, today: date) -> str:
    url = one_line(url or "")
    if not url:
        return _sentence(texts("citation.no_address", date=written_date(today, texts)))
    if document.accessed is None:
        key = "citation.looked_up" if document.full_text else "citation.listed"
        return texts(key, url=url, date=written_date(today, texts))
    return texts("citation.read", url=url, date=_accessed(document.accessed, texts))


def _accessed(told: str, texts: Texts) -> str:
    try:
        return written_date(date.fromisoformat(told), texts)
    except ValueError:
        return one_line(told)


def _listed(names: tuple[str, ...], conjunction: str) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {conjunction} {names[-1]}"


def _sentence(part: str) -> str:
    # What ends its own sentence needs no second full stop.
    return part if part.rstrip("»”").endswith(_ENDED) else f"{part}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
