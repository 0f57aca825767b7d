"""Cite a source in plain text, ready to be pasted into a case file."""

import re
from datetime import date

from assistant.search.addresses import quote_address
from assistant.search.answer import Hit
from assistant.show.page_numbers import page_of
from assistant.show.texts import Texts
from ingest.records import Document, Passage

_CONTROL_OR_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
OMISSION = "[…]"
"""Stands in a quote where something of the source is left out."""

_ENDED = (".", "?", "!", "…")


def cite(document: Document, hit: Hit | None, texts: Texts, today: date) -> str:
    """Return the citation of `document`, on one line, with the page and the quote of `hit`.

    The address is that of the page in the file if it is known, else of a page about the document.
    What is not known is left out. A source whose address has not been opened is cited as found on
    `today`, with the note that its address may be archived. Dates follow the language of `texts`:
    25.11.2026 in Norwegian, 25 November 2026 in English. No full stop follows the address: it would
    become part of it when it is pasted.
    """
    parts = [
        full_title(document),
        _maker(document, texts),
        _listed(document.authors, texts("citation.and")),
        str(document.year or ""),
        document.series or "",
    ]
    if hit is not None:
        parts.append(_capital(page_of(hit.passage.locator, texts)))
        quote = one_line(quoted(document, hit.passage))
        parts.append(texts("citation.quote", text=quote) if quote else "")
    parts = [one_line(part) for part in parts]
    url = document.url if hit is None else quote_address(document, hit.passage.locator)
    return " ".join(
        [*(_sentence(part) for part in parts if part), _address(url, document, texts, today)]
    )


def full_title(document: Document) -> str:
    """Return the title with the subtitle behind it, if it has one."""
    return ": ".join(filter(None, (document.title, document.subtitle)))


def quoted(document: Document, passage: Passage) -> str:
    """Return what a passage says beyond the title and subtitle that its text may begin with.

    The head of a table goes in front of the rows that it heads, with the mark of an omission.
    """
    return head_before(passage) + passage.text[quote_start(document, passage) :]


def head_before(passage: Passage) -> str:
    """Return the head of the table that a passage begins within, as it is quoted in front of it."""
    return f"{passage.table_head} {OMISSION} " if passage.table_head else ""


def quote_start(document: Document, passage: Passage) -> int:
    """Return the character of the passage's text where `quoted` begins."""
    text = passage.text
    start = 0
    for known in filter(None, (document.title, document.subtitle)):
        if text.startswith(known, start):
            start += len(known)
            start += len(text[start:]) - len(text[start:].lstrip())
    return start


def written_date(day: date, texts: Texts) -> str:
    """Return a date as it is written in the language of `texts`."""
    month = texts("citation.months").split()[day.month - 1]
    return texts("citation.date", day=day.day, month=month, year=day.year)


def one_line(text: str) -> str:
    """Return `text` with white space and control characters made single spaces."""
    return _CONTROL_OR_SPACE.sub(" ", text).strip()


def _maker(document: Document, texts: Texts) -> str:
    """Return who stands behind the document, where its title does not say so already."""
    place = document.municipality
    municipality = texts("citation.municipality", name=place) if place else ""
    publisher = document.publisher or ""
    local = document.kind in ("plan", "example")
    maker = (municipality or publisher) if local else (publisher or municipality)
    return "" if maker.casefold() in document.title.casefold() else maker


def _address(url: str | None, document: Document, texts: Texts, today: date) -> str:
    url = one_line(url or "")
    if not url:
        return _sentence(texts("citation.no_address", date=written_date(today, texts)))
    if document.accessed is None:
        return texts("citation.looked_up", url=url, date=written_date(today, texts))
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
    bare = part.rstrip("»”")
    # A quote that ends its own sentence needs no second full stop.
    return part if bare.endswith(_ENDED) else f"{part}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
