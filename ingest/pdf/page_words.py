"""The words of a page, as PDFium has them.

PDFium numbers the characters of a page. These numbers are kept all the way, so that a passage can
be boxed on the image of its page. Coordinates are points from the lower left corner of the visible
page, turned so that its text is upright.
"""

from dataclasses import dataclass
from typing import NamedTuple

from ingest.reading.file_text import LeftOutReason

LINE_END_HYPHEN = "\ufffe"
"""PDFium's character for a hyphen at the end of a line; no line break follows it."""


class PdfWord(NamedTuple):
    """Characters `start` to `end` of a page and their box: a word, or a line that has no gaps.

    A named tuple, which is made quickly: a report has 50,000 of them.
    """

    start: int
    end: int
    left: float
    bottom: float
    right: float
    top: float
    begins_line: bool
    """Whether PDFium begins a line with this word."""
    touches: bool = False
    """Whether no gap is before it, though PDFium begins a line or a figure was left out there."""


@dataclass(frozen=True, slots=True)
class PageWords:
    """The text of a page, one character for each of PDFium's, and its words in the file's order.

    Characters from number `drawn` on are not PDFium's: they are the values of form fields.
    """

    text: str
    words: tuple[PdfWord, ...]
    bold: frozenset[int]
    """Start positions of bold words that begin a line (a leading number or bullet is ignored)."""
    width: float
    height: float
    turned: tuple[tuple[PdfWord, ...], ...] = ()
    """The lines that are turned against the text of the page. Their boxes mean nothing."""
    left_out: tuple[tuple[LeftOutReason, str], ...] = ()
    """Words that nobody who looks at the page can see, and why."""
    drawn: int | None = None


NO_WORDS = PageWords("", (), frozenset(), 0.0, 0.0)
"""An empty page."""
