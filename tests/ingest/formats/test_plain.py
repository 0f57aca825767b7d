"""Plain text is read by paragraphs, whatever width it was broken to fit."""

from pathlib import Path
from textwrap import fill

import pytest

from ingest.formats.plain import read_plain

PARAGRAPH = (
    "Kommunen har mange boliger som leies ut til vanskeligstilte, og den vil gjøre det lettere å "
    "kjøpe dem etter noen år, særlig for barne- og ungdomsfamilier med lav inntekt."
)


@pytest.mark.parametrize("width", [60, 72, 80, 1000])
def test_lines_are_joined_where_only_their_length_parts_them(tmp_path: Path, width: int) -> None:
    """A heading, a list and an address keep their lines."""
    path = tmp_path / "plan.txt"
    parts = [fill(PARAGRAPH, width), "", "Adressen er", "Storgata 1", "", fill(PARAGRAPH, width)]
    path.write_text("\n".join(["Boligplan", "", *parts, "- ett", "* to", "a) tre"]))
    assert read_plain(path).pages[0].text.split("\n") == [
        "Boligplan",
        PARAGRAPH,
        "Adressen er",
        "Storgata 1",
        PARAGRAPH,
        "• ett",
        "• to",
        "a) tre",
    ]


def test_a_word_that_was_parted_is_one_again(tmp_path: Path) -> None:
    """A hyphen for the line's sake goes; the one of a compound stays."""
    path = tmp_path / "plan.txt"
    path.write_text(
        "Kommunen har mange boliger som leies ut til vanskelig-\n"
        "stilte, og det er til for både barnefamilier, barne-\n"
        "og ungdomsvernet og alle de andre som er i kommunen"
    )
    assert read_plain(path).pages[0].text == (
        "Kommunen har mange boliger som leies ut til vanskeligstilte, og det er til for både "
        "barnefamilier, barne- og ungdomsvernet og alle de andre som er i kommunen"
    )
