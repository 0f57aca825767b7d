"""What is to be drawn of a page of a PDF. No third-party imports."""

from dataclasses import dataclass

from ingest.reading.file_text import Spans


@dataclass(frozen=True, slots=True)
class Picture:
    """Page `page`, counted from 1, with words marked on it and a box around a passage.

    `words` and `passage` are characters of PDFium. If it is `cropped`, only the passage is drawn,
    with some lines around it; without a passage the whole page is. A `large` picture has twice as
    many pixels each way; in a `narrow` one each line of print is parted in two.
    """

    page: int
    words: Spans = ()
    passage: Spans = ()
    cropped: bool = False
    large: bool = False
    narrow: bool = False
