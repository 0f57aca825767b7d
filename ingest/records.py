"""The vocabulary of the whole program: documents, and the passages they are cut into."""

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["guidance", "plan", "report", "example"]
Language = Literal["nb", "nn", "en"]

KINDS: tuple[Kind, ...] = get_args(Kind)
LANGUAGES: tuple[Language, ...] = get_args(Language)


@dataclass(frozen=True, slots=True)
class Source:
    """Name the file that a document was read from, and the SHA-256 of its bytes."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class PageStart:
    """Say that page `page` of the file, printed as `label`, begins at character `start`."""

    start: int
    page: int
    label: str | None = None


@dataclass(frozen=True, slots=True)
class HeadingStart:
    """Say that a heading begins at character `start` of the text; level 1 is the highest."""

    start: int
    level: int
    title: str


@dataclass(frozen=True, slots=True)
class Document:
    """Hold one entry of the corpus with everything that is known about it.

    `id` is a slug of the title and does not change when other documents come or go. `text` is
    quoted from the source; a report that is known only by its title has its title and subtitle
    there. `full_text` says whether the program has read the work itself, `pages` how many pages
    the work has. Fields that the source does not give are None or empty, never guessed.
    `page_starts` and `headings` place the pages and headings of a file that was read in its text.
    """

    id: str
    kind: Kind
    title: str
    text: str
    language: Language
    source: Source
    subtitle: str | None = None
    municipality: str | None = None
    county: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    year: int | None = None
    series: str | None = None
    isbn: str | None = None
    url: str | None = None
    accessed: str | None = None
    pages: int | None = None
    full_text: bool = True
    page_starts: tuple[PageStart, ...] = ()
    headings: tuple[HeadingStart, ...] = ()


@dataclass(frozen=True, slots=True)
class Locator:
    """Place a passage in its document: characters `start` to `end` of the document's text.

    `page` and `last_page` count the pages of a file from 1; `page_label` and `last_page_label` are
    the numbers printed on those pages. All are None for text that has no pages.
    """

    document_id: str
    start: int
    end: int
    page: int | None = None
    last_page: int | None = None
    page_label: str | None = None
    last_page_label: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """Hold the unit that is searched and quoted.

    `text` is exactly what stands in the document between the locator's ends. `heading` is what a
    reader sees above the quote. `context` is encoded in front of the text, so that a passage from
    the middle of a document still knows what it is about; it is never shown as a quote.
    """

    id: str
    text: str
    heading: str
    context: str
    locator: Locator

    @property
    def encoded_text(self) -> str:
        """Return what the encoder and the lexical index read: the context, then the text."""
        return f"{self.context}\n{self.text}" if self.context else self.text
