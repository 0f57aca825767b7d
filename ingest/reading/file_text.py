"""What was read from a file: its pages, headings and facts, before it becomes a document.

A reading can be written as JSON and read again: the process that reads a file hands it over so, and
so it is kept beside the file. No third-party imports.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from ingest.records import Language

BULLET = "•"
"""Begins the line of a list item, whatever mark the file has there."""

CELL = " | "
"""Stands between the cells of a table's row."""

READER = 3
"""Raise when the same file would be read into another text; files are then read anew."""


Spans = tuple[tuple[int, int], ...]
"""The first of PDFium's characters on a page and how many, for each stretch that is boxed."""


@dataclass(frozen=True, slots=True)
class Run:
    """Join a stretch of a page's text with the PDF's own characters, which know their places.

    Characters `start` to `start + length` of the page's text are characters `char` to
    `char + length` of PDFium's text page. What our text has and the PDF has not (a space between
    two lines) is in no run.
    """

    start: int
    char: int
    length: int


@dataclass(frozen=True, slots=True)
class Page:
    """Hold one page as it is quoted: a paragraph a line.

    `number` counts the file's pages from 1, `label` is the number printed on the page, where the
    file knows it. `joint` stands between this page's text and the next one's: a line break, a space
    where a sentence runs on, or nothing where a word does.
    """

    number: int
    label: str | None
    text: str
    runs: tuple[Run, ...] = ()
    joint: str = "\n"


@dataclass(frozen=True, slots=True)
class Heading:
    """Place a heading: it begins at character `start` of page `page`'s text; level 1 is highest."""

    page: int
    start: int
    level: int
    title: str


@dataclass(frozen=True, slots=True)
class FileFacts:
    """Hold what a file says of itself; nothing is guessed, and a field it lacks is None."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    year: int | None = None
    series: str | None = None
    isbn: str | None = None
    producer: str | None = None


@dataclass(frozen=True, slots=True)
class Quality:
    """Say how well a file was read.

    `words` counts its words, `strange` is the share of them over 30 letters, `unknown` the share
    with three letters in an order that no known word has, both 0 to 1. `without_text` are the
    numbers of the pages with under 20 characters: images, most often. `recognised` are those that
    OCR read.
    """

    words: int
    strange: float
    unknown: float
    without_text: tuple[int, ...]
    language: Language
    recognised: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FileText:
    """Hold all that was read from one file.

    `kind` is the type of file ("pdf", "docx", "html", "markdown", "text"), `reader` the library
    that gave the text. `paged` says whether the page numbers mean anything to a reader: a web page
    has one page here, and none there.
    """

    kind: str
    reader: str
    paged: bool
    pages: tuple[Page, ...]
    headings: tuple[Heading, ...]
    facts: FileFacts
    quality: Quality


def file_text_json(reading: FileText) -> dict[str, Any]:
    """Return `reading` as JSON can hold it; a run is written as its three numbers."""
    row = asdict(reading)
    for page in row["pages"]:
        page["runs"] = [[run["start"], run["char"], run["length"]] for run in page["runs"]]
    return row


def file_text_from(row: dict[str, Any]) -> FileText:
    """Return the reading that `file_text_json` wrote.

    Raises:
        KeyError, TypeError, ValueError: it is something else.
    """
    quality = row["quality"]
    return FileText(
        **{
            **row,
            "pages": tuple(
                Page(**{**page, "runs": tuple(Run(*run) for run in page["runs"])})
                for page in row["pages"]
            ),
            "headings": tuple(Heading(**heading) for heading in row["headings"]),
            "facts": FileFacts(**{**row["facts"], "authors": tuple(row["facts"]["authors"])}),
            "quality": Quality(
                **{
                    **quality,
                    "without_text": tuple(quality["without_text"]),
                    "recognised": tuple(quality["recognised"]),
                }
            ),
        }
    )


def spans_of(page: Page, stretches: Sequence[tuple[int, int]]) -> Spans:
    """Return the characters of PDFium that `stretches` of the page's text came from.

    A stretch gives several where our text was mended: a word that was hyphenated over two lines.
    """
    found: list[tuple[int, int]] = []
    for start, end in stretches:
        for run in page.runs:
            first, last = max(start, run.start), min(end, run.start + run.length)
            if first < last:
                found.append((run.char + first - run.start, last - first))
    return tuple(found)
