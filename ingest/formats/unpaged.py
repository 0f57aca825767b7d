"""Make a reading of text that has no pages: it stands on one, which nobody is shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.reading.characters import clean_characters, not_from_pdf
from ingest.reading.file_text import FileFacts, FileText, Heading, Page
from ingest.reading.quality import MIN_PAGE_CHARS, measure_quality


@dataclass(frozen=True, slots=True)
class TextLine:
    """Hold a paragraph, list item or table row; `level` is a heading's, 1 the highest."""

    text: str
    level: int | None = None


def unpaged_text(kind: str, reader: str, lines: Iterable[TextLine], facts: FileFacts) -> FileText:
    """Return the reading of `lines`, with their characters mended and the empty ones left out."""
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
    # However short it is: what has no pages is no image of one.
    quality = measure_quality((page,), (MIN_PAGE_CHARS,))
    return FileText(kind, reader, False, (page,), tuple(headings), facts, quality)
