"""Ask PDFium what an open PDF says of itself: its title, authors, year and outline.

Nothing of it is needed to quote the file: whatever PDFium cannot read is left out.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from ingest.reading.facts import fact, fact_authors, fact_title
from ingest.reading.file_text import FileFacts

if TYPE_CHECKING:
    from pypdfium2 import PdfBookmark, PdfDocument

MAX_OUTLINE_ENTRIES = 5_000
"""A report of 180 pages had 473."""

_DATE = re.compile(r"(?:D:)?((?:19|20)\d\d)")


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """An entry of an outline; level 1 is the highest, and `page` counts from 1."""

    level: int
    title: str
    page: int


def read_facts(document: "PdfDocument") -> FileFacts:
    """Return what an open PDF says of itself."""
    return facts_of(lambda name: _readable(lambda: document.get_metadata_value(name)))


def facts_of(field: Callable[[str], object]) -> FileFacts:
    """Return the facts of a PDF whose document information has the value `field(name)`."""
    # The day the file was made; the work is of that year, unless it was scanned later.
    made = _DATE.match(str(field("CreationDate") or ""))
    return FileFacts(
        title=fact_title(field("Title")),
        authors=fact_authors(field("Author")),
        year=int(made[1]) if made else None,
        producer=fact(field("Producer")),
    )


def read_outline(document: "PdfDocument") -> tuple[OutlineEntry, ...]:
    """Return the outline of an open PDF in order, without the entries that lead nowhere."""
    bookmarks = islice(document.get_toc(), MAX_OUTLINE_ENTRIES)
    return tuple(entry for bookmark in bookmarks for entry in _entry(bookmark))


def _entry(bookmark: "PdfBookmark") -> Iterator[OutlineEntry]:
    title = fact(_readable(bookmark.get_title))
    destination = bookmark.get_dest()
    index = destination.get_index() if destination else None
    if title and index is not None:
        yield OutlineEntry(bookmark.level + 1, title, index + 1)


def _readable(read: Callable[[], str]) -> str | None:
    """Return the text that `read` gives, or None if it is not valid UTF-16."""
    try:
        return read()
    except UnicodeDecodeError:
        return None
