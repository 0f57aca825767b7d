"""Read Markdown with markdown-it, by way of the web page that it stands for."""

import re
from pathlib import Path

from ingest.charset import decode
from ingest.html import html_lines, parse_html
from ingest.reading import FileFacts, Reading
from ingest.unpaged import unpaged_reading

# Metadata in front of the text, between lines of three hyphens; CommonMark knows none.
_FRONT = re.compile(r"\ufeff?---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*\n", re.S)


def read_markdown(path: Path) -> Reading:
    """Read the Markdown file at `path`.

    Raises:
        FileDamaged: see `parse_html`.
    """
    from markdown_it import MarkdownIt

    text = decode(path.read_bytes()).replace("\r\n", "\n")
    front = _FRONT.match(text)
    page = MarkdownIt("commonmark").enable("table").render(text[front.end() if front else 0 :])
    lines = html_lines(parse_html(page, path.name))
    return unpaged_reading("markdown", "markdown-it", lines, FileFacts())
