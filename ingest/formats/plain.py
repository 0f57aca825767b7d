"""Read plain text: as a program writes what is on the pages of a PDF, or as a person types it.

Its page numbers, running lines and contents are found and left out, the lines that were broken only
to fit a width are joined into paragraphs, and the headings are told.
"""

from pathlib import Path

from ingest.formats.charset import decode
from ingest.formats.paged import paged_text
from ingest.formats.plain_bullets import with_bullets
from ingest.formats.plain_contents import without_contents
from ingest.formats.plain_headings import heading_levels
from ingest.formats.plain_lines import lines_of
from ingest.formats.plain_pages import without_page_marks
from ingest.formats.plain_paragraphs import paragraphs_of
from ingest.formats.plain_section_numbers import with_whole_headings
from ingest.formats.unpaged import TextLine, unpaged_text
from ingest.reading.file_text import FileFacts, FileText


def read_plain(path: Path) -> FileText:
    """Read the text file at `path`; form feeds part its pages, without them it has none."""
    text = decode(path.read_bytes()).rstrip(" \t\r\n")
    paged = "\f" in text
    text = text.removesuffix("\f")  # a program writes one behind the last page too
    pages = without_page_marks(lines_of(text))
    contents = without_contents(list(with_whole_headings(pages.lines)), paged)
    lines = list(with_bullets(contents.lines))
    paragraphs = paragraphs_of(lines, heading_levels(lines, contents))
    left_out = pages.left_out + contents.left_out
    if not paged:
        made = (TextLine(paragraph.text, paragraph.level) for paragraph in paragraphs)
        return unpaged_text("text", "python", made, FileFacts(), left_out)
    drawn = tuple(len("".join(page.split())) for page in text.split("\f"))
    return paged_text(paragraphs, pages.labels, drawn, left_out)
