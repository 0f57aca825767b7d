"""Build the file text of a file without pages.

All of its text goes on one page, whose number is never shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.reading.characters import clean_characters, not_from_pdf
from ingest.reading.file_text import FileFacts, FileText, Heading, Page
from ingest.reading.quality import MIN_PAGE_CHARS, measure_quality


@dataclass(frozen=True, slots=True)
class TextLine:
    """A paragraph, list item, table row or heading; `level` is a heading's, 1 the highest."""

    text: str
    level: int | None = None


def unpaged_text(kind: str, reader: str, lines: Iterable[TextLine], facts: FileFacts) -> FileText:
    """Return the file text of `lines`, with clean characters and without empty lines.

    `kind` is the type of the file, `reader` the library that read it.
    """
    texts: list[str] = []
    headings: list[Heading] = []
    start = 0
    for line in lines:
        text = clean_characters(not_from_pdf(line.text)).text
        if not text:
            continue
        if line.level is not None:
            headings.append(Heading(1, start, line.level, text))
        texts.append(text)
        start += len(text) + 1
    page = Page(1, None, "\n".join(texts))
    # A text without pages is never an image of one, however short it is.
    quality = measure_quality((page,), (MIN_PAGE_CHARS,))
    return FileText(kind, reader, False, (page,), tuple(headings), facts, quality)
