"""The text of a file: its pages, headings and facts, before it becomes a document.

It can be written as JSON and read again: the process that reads a file passes it on in this form,
and the library stores it so beside the file. No third-party imports.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from ingest.records import TextLanguage

READER = 4
"""Version of the reader. Raise it when the same file would be read into another text; all files are
then read anew."""


Spans = tuple[tuple[int, int], ...]
"""For each stretch of a page that is boxed: the number of its first character in PDFium, and how
many characters it has."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a page's text, traced to the PDF's own characters, whose boxes PDFium knows.

    Characters `start` to `start + length` of the page's text are characters `char` to
    `char + length` of PDFium's text page. A character that only our text has (a space between two
    lines) is in no run.
    """

    start: int
    char: int
    length: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it is quoted, with one paragraph on each line.

    `number` counts the file's pages from 1. `label` is the number printed on the page, or None if
    the file does not give it. `joint` goes between this page's text and the next one's: a line
    break, a space if a sentence runs on, or nothing if a word does.
    """

    number: int
    label: str | None
    text: str
    runs: tuple[Run, ...] = ()
    joint: str = "\n"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. It begins at character `start` of the text of page `page`; level 1 is highest."""

    page: int
    start: int
    level: int
    title: str


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table on one page: characters `start` to `end` of its text, one row a line.

    `head` is the row that names the columns, "" if none is known. It may stand on an earlier page.
    """

    page: int
    start: int
    end: int
    head: str


LeftOutReason = Literal[
    "running_head",
    "contents",
    "hidden",
    "outside_page",
    "placeholder",
    "menu",
    "notice",
    "line_number",
    "gibberish",
    "embedded",
]
"""Why text of a file is not in its pages: it repeats at the edge of pages ("running_head"), is a
table of contents, is not shown to a reader of the file ("hidden"), stands outside the visible page,
asks to be filled in ("placeholder"), leads elsewhere ("menu"), asks for consent ("notice"), numbers
lines, is not words ("gibberish"), or lies in a part that cannot be read ("embedded")."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A stretch of a file that was left out of the text of page `page`, and why.

    `text` is "" if the program does not know it.
    """

    page: int
    reason: LeftOutReason
    text: str


@dataclass(frozen=True, slots=True)
class FileFacts:
    """The facts that a file states about itself. Nothing is guessed: a missing one is None."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    year: int | None = None
    series: str | None = None
    isbn: str | None = None
    producer: str | None = None


@dataclass(frozen=True, slots=True)
class Quality:
    """Figures for how well a file was read.

    `words` counts its words. `strange` is the share of them that ran together or have misread
    letters, which count three times, `unknown` the share with three letters in an order that no
    known word has; both are from 0 to 1. Words of other languages than the program speaks are not
    unknown. `language` is that of most of the text, "und" if it is not known.
    `without_text` has the numbers of the pages with fewer than 20 characters, which are most often
    images; `recognised` has the numbers of the pages that OCR read, and `unreadable` those whose
    text is not words and was left out.
    """

    words: int
    strange: float
    unknown: float
    without_text: tuple[int, ...]
    language: TextLanguage
    recognised: tuple[int, ...] = ()
    unreadable: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FileText:
    """All that was read from one file.

    `kind` is the type of the file ("pdf", "docx", "html", "markdown", "text"), `reader` the library
    that read the text. `paged` is False if the file itself has no pages: all of its text is then on
    one page here, whose number means nothing to a reader.
    """

    kind: str
    reader: str
    paged: bool
    pages: tuple[Page, ...]
    headings: tuple[Heading, ...]
    facts: FileFacts
    quality: Quality
    tables: tuple[Table, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def file_text_json(file_text: FileText) -> dict[str, Any]:
    """Return `file_text` in the types of JSON; a run is written as its three numbers."""
    row = asdict(file_text)
    for page in row["pages"]:
        page["runs"] = [[run["start"], run["char"], run["length"]] for run in page["runs"]]
    return row


def file_text_from(row: dict[str, Any]) -> FileText:
    """Return the text of a file from the form that `file_text_json` gave it.

    Readers before the fourth gave no tables and did not tell what they left out.

    Raises:
        KeyError, TypeError, ValueError: `row` is not in that form.
    """
    return FileText(
        **{
            **row,
            "pages": tuple(
                Page(**{**page, "runs": tuple(Run(*run) for run in page["runs"])})
                for page in row["pages"]
            ),
            "headings": tuple(Heading(**heading) for heading in row["headings"]),
            "tables": tuple(Table(**table) for table in row.get("tables", ())),
            "left_out": tuple(LeftOut(**stretch) for stretch in row.get("left_out", ())),
            "facts": FileFacts(**{**row["facts"], "authors": tuple(row["facts"]["authors"])}),
            "quality": quality_from(row["quality"]),
        }
    )


def spans_of(page: Page, stretches: Sequence[tuple[int, int]]) -> Spans:
    """Return the characters of PDFium that `stretches` of the page's text came from.

    A stretch `(start, end)` gives several spans if our text differs from the PDF's in it: a word
    that was hyphenated across two lines gives two.
    """
    spans: list[tuple[int, int]] = []
    for start, end in stretches:
        for run in page.runs:
            first, last = max(start, run.start), min(end, run.start + run.length)
            if first < last:
                spans.append((run.char + first - run.start, last - first))
    return tuple(spans)


def quality_from(row: dict[str, Any]) -> Quality:
    """Return the quality of a text from the form that `file_text_json` gave it.

    Raises:
        KeyError, TypeError, ValueError: `row` is not in that form.
    """
    pages = {name: tuple(row[name]) for name in ("without_text", "recognised")}
    return Quality(**{**row, **pages, "unreadable": tuple(row.get("unreadable", ()))})
