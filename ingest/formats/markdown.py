"""Read Markdown by rendering it to HTML with markdown-it."""

import re
from pathlib import Path

from ingest.formats.charset import decode
from ingest.formats.gathered import Gathered
from ingest.formats.html import parse_html
from ingest.formats.html_lines import html_lines
from ingest.formats.unpaged import unpaged_text
from ingest.reading.file_text import FileFacts, FileText

# Metadata before the text, between lines of three hyphens, which CommonMark does not know.
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*\n", re.S)


def read_markdown(path: Path) -> FileText:
    """Read the Markdown file at `path`.

    Raises:
        FileDamaged: see `parse_html`.
    """
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    text = decode(path.read_bytes()).replace("\r\n", "\n")
    front = _FRONT_MATTER.match(text)
    markdown = MarkdownIt("commonmark").enable("table").use(footnote_plugin)
    page = markdown.render(text[front.end() if front else 0 :])
    gathered = Gathered()
    lines = html_lines(parse_html(page, path.name), gathered, is_part=True)
    return unpaged_text("markdown", "markdown-it", lines, FileFacts(), gathered.left_out)
