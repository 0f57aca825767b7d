"""The vocabulary of the whole program: documents, and the passages they are cut into."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["guidance", "plan", "report", "example"]
Language = Literal["nb", "nn", "en"]
TextLanguage = str

KINDS: tuple[Kind, ...] = get_args(Kind)
LANGUAGES: tuple[Language, ...] = get_args(Language)
"""The languages that the program speaks, and tells apart in questions."""

UNKNOWN_LANGUAGE: TextLanguage = "und"
"""What ISO 639 calls a language that is not known. A text may be in any: `TextLanguage` is the code
of two letters if there is one, else of three."""


def is_language_code(text: str) -> bool:
    """Return whether `text` has the form of a code of ISO 639.

    "no" has it, but does not tell bokmål from nynorsk.
    """
    is_code = len(text) in (2, 3) and text.isascii() and text.isalpha() and text.islower()
    return is_code and text not in ("no", "nor")


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a document was read from, and the SHA-256 of its bytes.

    If the file is a page of the web, `site` is what its site is called, `url` its address,
    `publisher` who answers for it, and `year` that of its text.
    """

    file: str
    sha256: str
    site: str = ""
    url: str = ""
    publisher: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class PageStart:
    """The start of page `page` of the file, at character `start` of the text.

    `label` is the number printed on the page, None if the file does not know it.
    """

    start: int
    page: int
    label: str | None = None


def _first_character(page: PageStart) -> int:
    return page.start


@dataclass(frozen=True, slots=True)
class HeadingStart:
    """The start of a heading, at character `start` of the text; level 1 is the highest."""

    start: int
    level: int
    title: str


@dataclass(frozen=True, slots=True)
class TableSpan:
    """The rows of a table, characters `start` to `end` of the text, and the row that heads them.

    `head` is "" if it is not known.
    """

    start: int
    end: int
    head: str


@dataclass(frozen=True, slots=True)
class Document:
    """One entry of the corpus, with everything that is known about it.

    `id` is a slug of the title and does not change when other documents come or go. `text` is
    quoted from the source; if only the title of a report is known, it is the title and subtitle.
    `full_text` is whether the program has read the work itself, `pages` the number of its pages.
    Fields that the source does not give are None or empty, never guessed. `page_starts` and
    `headings` are the places in `text` where the pages and headings of a file begin, `tables` those
    of its tables.

    `url` and `more_urls` are addresses of pages about the document, the best one first; `file_url`
    is that of its file, which a browser opens at page N with "#page=N" behind it. `about` says in
    our own words what a report is about, by the page at `about_source`: it is searched, shown as
    ours and never quoted. `topics` are what the report deals with, "eldre (nn: ...; en: ...)", and
    `places` the municipalities that it studied.
    """

    id: str
    kind: Kind
    title: str
    text: str
    language: TextLanguage
    source: Source
    subtitle: str | None = None
    municipality: str | None = None
    county: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    year: int | None = None
    series: str | None = None
    isbn: str | None = None
    commissioned_by: tuple[str, ...] = ()
    url: str | None = None
    more_urls: tuple[str, ...] = ()
    file_url: str | None = None
    accessed: str | None = None
    pages: int | None = None
    full_text: bool = True
    page_starts: tuple[PageStart, ...] = ()
    headings: tuple[HeadingStart, ...] = ()
    tables: tuple[TableSpan, ...] = ()
    about: str | None = None
    about_source: str | None = None
    topics: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    @property
    def area(self) -> str:
        """Return the municipality and county; "Oslo, Oslo" says no more than "Oslo"."""
        return ", ".join(dict.fromkeys(filter(None, (self.municipality, self.county))))

    def located(self, start: int, end: int) -> "Locator":
        """Return the place of characters of the text, with the pages of the first and the last."""
        starts = self.page_starts
        if not starts:
            return Locator(self.id, start, end)
        first = starts[max(0, bisect_right(starts, start, key=_first_character) - 1)]
        last = starts[max(0, bisect_right(starts, end - 1, key=_first_character) - 1)]
        return Locator(self.id, start, end, first.page, last.page, first.label, last.label)


@dataclass(frozen=True, slots=True)
class Locator:
    """The place of a passage: characters `start` to `end` of its document's text.

    `page` and `last_page` count the pages of a file from 1; `page_label` and `last_page_label` are
    the numbers printed on those pages. All four are None for text that has no pages.
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
    """One passage of a document: the unit that is searched and quoted.

    `text` is exactly the document's text between the locator's ends. `heading` is shown above the
    quote. `context` is encoded in front of the text, so that a passage from the middle of a
    document can be found by what the document is about; it is never shown as a quote. `table_head`
    is the row that names the columns of a table that the text begins within, "" if there is none:
    it is encoded and shown in front of the text. A passage without text is a description: its
    document is found by it, and nothing of it can be quoted.
    """

    id: str
    text: str
    heading: str
    context: str
    locator: Locator
    table_head: str = ""

    @property
    def is_description(self) -> bool:
        """Return whether the passage only says what its document is about."""
        return not self.text

    @property
    def encoded_text(self) -> str:
        """Return the text for the encoder and the lexical index, which ends with `text`."""
        return "\n".join(filter(None, (self.context, self.table_head, self.text)))

    @property
    def text_start(self) -> int:
        """Return the character of `encoded_text` that `text` begins at."""
        return len(self.encoded_text) - len(self.text)
