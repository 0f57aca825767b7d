"""Ask pypdf what a PDF says of itself: its title, authors, year and outline.

Nothing of it is needed to quote the file: whatever pypdf cannot read is left out.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.facts import fact, fact_authors, fact_title
from ingest.reading import FileFacts

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_ENTRIES = 5_000
"""Of an outline; a report of 180 pages had 473."""

_DATE = re.compile(r"(?:D:)?((?:19|20)\d\d)")


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold an entry of an outline; level 1 is the highest, and `page` counts from 1."""

    level: int
    title: str
    page: int


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """Hold what a PDF says of itself, and its outline in order."""

    facts: FileFacts = field(default_factory=FileFacts)
    outline: tuple[Entry, ...] = ()


def read_pdf_facts(path: Path, password: str | None) -> PdfFacts:
    """Return what the PDF at `path` says of itself, as far as pypdf can read it."""
    from pypdf import PdfReader
    from pypdf.errors import WrongPasswordError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    facts = FileFacts()
    entries: list[Entry] = []
    try:
        try:
            reader = PdfReader(path, password=password)
        except WrongPasswordError:
            reader = PdfReader(path)  # the password is another file's
        facts = _facts(reader)
        entries.extend(_entries(reader))
    except Exception:  # of any kind: a broken file sends pypdf anywhere
        logging.getLogger(__name__).debug("pypdf gave up", exc_info=True)
    return PdfFacts(facts, tuple(entries))


def pdf_facts_json(read: PdfFacts) -> dict[str, Any]:
    """Return `read` as JSON can hold it."""
    return asdict(read)


def pdf_facts_from(row: dict[str, Any]) -> PdfFacts:
    """Return what `pdf_facts_json` wrote."""
    facts = {**row["facts"], "authors": tuple(row["facts"]["authors"])}
    return PdfFacts(FileFacts(**facts), tuple(Entry(**entry) for entry in row["outline"]))


def _facts(reader: "PdfReader") -> FileFacts:
    info: Any = reader.metadata or {}
    # The day the file was made; the work is of that year, unless it was scanned later.
    made = _DATE.match(str(info.get("/CreationDate", "")))
    return FileFacts(
        title=fact_title(info.get("/Title")),
        authors=fact_authors(info.get("/Author")),
        year=int(made[1]) if made else None,
        producer=fact(info.get("/Producer")),
    )


def _entries(reader: "PdfReader") -> Iterator[Entry]:
    outline: list[Any] = reader.outline
    if not outline:
        return
    numbers = {
        page.indirect_reference.idnum: number
        for number, page in enumerate(reader.pages, start=1)
        if page.indirect_reference is not None
    }
    levels = [iter(outline)]
    count = 0
    while levels and count < MOST_ENTRIES:
        entry = next(levels[-1], None)
        if entry is None:
            levels.pop()
        elif isinstance(entry, list):
            levels.append(iter(entry))
        else:
            count += 1
            title, number = fact(entry.title), numbers.get(getattr(entry.page, "idnum", 0))
            if title and number:
                yield Entry(len(levels), title, number)
