"""Markdown is read as the web page that it renders to."""

from pathlib import Path

from ingest.formats.markdown import read_markdown
from ingest.reading.file_text import Heading

TEXT = """---
title: Boligplan
---
# Plan for *utleie*

Kommunen [leier ut](http://x.no/y) boliger.
Den selger ingen.

Mål
---

- ett
- to

| År | Boliger |
|----|---------|
| 2019 | 5 |

    kode
"""


def test_marks_become_lines_and_levels(tmp_path: Path) -> None:
    """Headings of both kinds, lists and tables are read; the front matter is not text."""
    path = tmp_path / "plan.md"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode())
    file_text = read_markdown(path)
    assert file_text.pages[0].text.split("\n") == [
        "Plan for utleie",
        "Kommunen leier ut boliger. Den selger ingen.",
        "Mål",
        "• ett",
        "• to",
        "År | Boliger",
        "2019 | 5",
        "kode",
    ]
    assert file_text.headings == (Heading(1, 0, 1, "Plan for utleie"), Heading(1, 61, 2, "Mål"))
    assert (file_text.kind, file_text.paged) == ("markdown", False)
