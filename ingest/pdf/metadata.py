"""Read the facts that an open PDF states about itself: its title, authors, year and outline.

The file can be quoted without them: whatever PDFium cannot read is left out.
"""

import re
from collections.abc import Callable
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
    """One entry of an outline; level 1 is the highest, and `page` counts from 1."""

    level: int
    title: str
    page: int


def read_facts(document: "PdfDocument") -> FileFacts:
    """Return the facts of an open PDF."""
    return facts_of(lambda name: _readable(lambda: document.get_metadata_value(name)))


def facts_of(field: Callable[[str], object]) -> FileFacts:
    """Return the facts of a PDF whose document information has the value `field(name)`."""
    # The file was made in that year; so was the work, unless it was scanned or exported later.
    created = _DATE.match(str(field("CreationDate") or ""))
    return FileFacts(
        title=fact_title(field("Title")),
        authors=fact_authors(field("Author")),
        year=int(created[1]) if created else None,
        producer=fact(field("Producer")),
    )


def read_outline(document: "PdfDocument") -> tuple[OutlineEntry, ...]:
    """Return the outline of an open PDF in order, without entries that lead to no page."""
    bookmarks = islice(document.get_toc(), MAX_OUTLINE_ENTRIES)
    return tuple(entry for bookmark in bookmarks if (entry := _entry(bookmark)))


def _entry(bookmark: "PdfBookmark") -> OutlineEntry | None:
    title = fact(_readable(bookmark.get_title))
    destination = bookmark.get_dest()
    index = destination.get_index() if destination else None
    return (
        OutlineEntry(bookmark.level + 1, title, index + 1) if title and index is not None else None
    )


def _readable(read: Callable[[], str]) -> str | None:
    """Return the text that `read` gives, or None if it is not valid UTF-16."""
    try:
        return read()
    except UnicodeDecodeError:
        return None
