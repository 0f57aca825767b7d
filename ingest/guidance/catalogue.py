"""Read the catalogue of the source page: page.toml and reports.toml.

It has the layout of the page, the entries that the page must have, and facts that it lacks.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from slugify import slugify

from ingest.corpus_data import BUNDLED_CORPUS, read_data
from ingest.errors import CorpusUnreadable
from ingest.records import Kind


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One plan, report or example that the page must have.

    `url` and `more_urls` are addresses of pages about it, `pdf` direct ones of a report's file.
    `about`, `topics` and `places` say what a report is about; see `Document`. `sources` are the
    pages that they were told by, of which the first says most.
    """

    kind: Kind
    title: str
    municipality: str | None = None
    publisher: str | None = None
    series: str | None = None
    isbn: str | None = None
    pages: int | None = None
    commissioned_by: tuple[str, ...] = ()
    url: str | None = None
    more_urls: tuple[str, ...] = ()
    accessed: str | None = None
    pdf: tuple[str, ...] = ()
    about: str | None = None
    topics: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Return the id of the entry's document."""
        return str(slugify(self.title))


@dataclass(frozen=True, slots=True)
class Archive:
    """A place to look for reports by hand, with the publishers it is for; empty means all."""

    name: str
    url: str
    publishers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The layout of the source page and its entries, kind by kind in the page's order.

    `labels` maps each label line of the page to the field of the document that the line after it
    fills. `publication_types` maps the lines that may follow the label of the kind to kinds. `site`
    is what the page's site is called, `text_year` the year of its text, as far as they are known.
    """

    file: str
    title: str
    publisher: str
    url: str
    reports_heading: str
    examples_heading: str
    labels: dict[str, str]
    publication_types: dict[str, Kind]
    entries: tuple[CatalogueEntry, ...]
    archives: tuple[Archive, ...] = ()
    site: str = ""
    text_year: int | None = None

    def of_kind(self, kind: Kind) -> tuple[CatalogueEntry, ...]:
        """Return the entries of one kind, in the page's order."""
        return tuple(entry for entry in self.entries if entry.kind == kind)


def read_catalogue(folder: Path = BUNDLED_CORPUS) -> Catalogue:
    """Read the catalogue of the page in `folder`.

    Raises:
        CorpusUnreadable: a file is missing, is not TOML, or a key is missing or unknown.
    """
    page, reports = read_data("page.toml", folder), read_data("reports.toml", folder)
    try:
        return Catalogue(
            file=str(page["file"]),
            title=page["title"],
            publisher=page["publisher"],
            url=page["url"],
            reports_heading=page["headings"]["reports"],
            examples_heading=page["headings"]["examples"],
            labels=dict(page["labels"]),
            publication_types=dict(page["publication_types"]),
            entries=(
                *_entries("plan", page["plan"]),
                *_entries("report", reports["report"]),
                *_entries("example", page["example"]),
            ),
            archives=tuple(
                Archive(**{**row, "publishers": tuple(row.get("publishers", ()))})
                for row in reports.get("archive", ())
            ),
            site=page.get("site", ""),
            text_year=page.get("text_year"),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise CorpusUnreadable(file=str(folder), reason=str(error)) from error


def _entries(kind: Kind, rows: list[dict[str, Any]]) -> list[CatalogueEntry]:
    return [
        CatalogueEntry(kind=kind, **{name: _plain(value) for name, value in {**row}.items()})
        for row in rows
    ]


def _plain(value: Any) -> Any:
    """Return a list of the file as a tuple, everything else as it is."""
    return tuple(value) if isinstance(value, list) else value
