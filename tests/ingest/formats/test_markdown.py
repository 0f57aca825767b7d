"""Markdown is read as the web page that it renders to."""

from pathlib import Path

import pytest

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


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "I 2019[^1] bygde vi 250[^b] hus på 12 m<sup>2</sup>.\n\n[^1]: Se H-4/15.\n[^b]: Nei.",
            ["I 2019 bygde vi 250 hus på 12 m².", "• Se H-4/15.", "• Nei."],
        ),
        (
            "Vi har planer.\n\n- [Plan A](a.md)\n- [Plan B](b.md)",
            ["Vi har planer.", "• Plan A", "• Plan B"],
        ),
        ("I 2019^[Se H-4/15.] bygde vi.", ["I 2019 bygde vi.", "• Se H-4/15."]),
        ("Ukjent[^3] note.", ["Ukjent[^3] note."]),
        (
            "|Bydel|Boliger|Vent|\n|--|--|--|\n|Nordre|120||\n||300<br>45|9|\n|a \\| b|1|",
            [
                "Bydel | Boliger | Vent",
                "Nordre | 120 | –",
                "– | 300; 45 | 9",
                "a / b | 1 | –",
            ],
        ),
    ],
)
def test_notes_and_tables(tmp_path: Path, text: str, lines: list[str]) -> None:
    """The marks of notes go, their texts come last; empty cells keep their places."""
    path = tmp_path / "plan.md"
    path.write_text(text, encoding="utf-8")
    assert read_markdown(path).pages[0].text.split("\n") == lines
