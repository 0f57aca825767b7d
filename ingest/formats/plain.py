"""Read plain text: its lines joined into paragraphs where only their length parts them."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.formats.charset import decode
from ingest.formats.unpaged import TextLine, unpaged_text
from ingest.norwegian.hyphens import between_lines
from ingest.reading.file_text import BULLET, FileFacts, FileText

_WIDTHS = range(50, 121)  # characters; other lines were not broken to fit a width
_ITEM = re.compile(r"[•·*–-]\s+(?=\S)")
_NUMBERED = re.compile(r"(?:\(?(?:\d{1,3}|[a-z])[.)]|§)\s")


def read_plain(path: Path) -> FileText:
    """Read the text file at `path`; it has no headings that are sure to be some."""
    text = decode(path.read_bytes())
    lines = [line.strip() for line in text.splitlines()]
    return unpaged_text("text", "python", _paragraphs(lines), FileFacts())


def _paragraphs(lines: Sequence[str]) -> Iterator[TextLine]:
    """Yield the paragraphs, with every list item one of its own.

    A line goes on in the next where the next one's first word had no room on it.
    """
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[len(lengths) * 9 // 10] if lengths else 0  # a long address sets none
    held: list[str] = []
    last = ""
    for line in lines:
        item = _ITEM.match(line)
        new = item or _NUMBERED.match(line)
        word = line.partition(" ")[0]
        fits = width not in _WIDTHS or len(last) + 1 + len(word) <= width
        if held and (not line or new or fits):
            yield TextLine("".join(held))
            held = []
        if held:
            stays, between = between_lines(held[-1], line)
            held[-1] = (held[-1] if stays else held[-1][:-1]) + between
        if line:
            held.append(f"{BULLET} {line[item.end() :]}" if item else line)
        last = line
    yield TextLine("".join(held))
