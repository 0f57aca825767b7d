"""Read plain text; lines that were broken only to fit a width are joined into paragraphs."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.formats.charset import decode
from ingest.formats.unpaged import TextLine, unpaged_text
from ingest.norwegian.hyphens import between_lines
from ingest.reading.file_text import FileFacts, FileText
from ingest.reading.list_and_table_marks import BULLET

_WRAP_WIDTHS = range(50, 121)  # characters; lines of another width were not broken to fit it
_ITEM = re.compile(r"[•·*–-]\s+(?=\S)")
_NUMBERED = re.compile(r"(?:\(?(?:\d{1,3}|[a-z])[.)]|§)\s")


def read_plain(path: Path) -> FileText:
    """Read the text file at `path`.

    Plain text has no headings that could be told with certainty, so none are returned.
    """
    text = decode(path.read_bytes())
    lines = [line.strip() for line in text.splitlines()]
    return unpaged_text("text", "python", _paragraphs(lines), FileFacts())


def _paragraphs(lines: Sequence[str]) -> Iterator[TextLine]:
    """Yield the paragraphs; every list item is one of its own.

    A line continues in the next if the first word of the next did not fit on it.
    """
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[len(lengths) * 9 // 10] if lengths else 0  # one long address does not count
    parts: list[str] = []
    last = ""
    for line in lines:
        item = _ITEM.match(line)
        is_new = item or _NUMBERED.match(line)
        word = line.partition(" ")[0]
        had_room = width not in _WRAP_WIDTHS or len(last) + 1 + len(word) <= width
        if parts and (not line or is_new or had_room):
            yield TextLine("".join(parts))
            parts = []
        if parts:
            stays, between = between_lines(parts[-1], line)
            parts[-1] = (parts[-1] if stays else parts[-1][:-1]) + between
        if line:
            parts.append(f"{BULLET} {line[item.end() :]}" if item else line)
        last = line
    yield TextLine("".join(parts))
