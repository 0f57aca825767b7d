"""A passage is cut into sentences, list items and rows, and nothing of it is cut in two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.answer_units import answer_units
from ingest.reading.list_and_table_marks import BULLET, CELL


def units(text: str) -> list[str]:
    """Return the texts of the units."""
    return [text[start:end] for start, end in answer_units(text, "nb")]


def test_each_sentence_is_a_unit() -> None:
    """An abbreviation and a number with a stop end none."""
    assert units("Avtalen gjelder for 20 år. Kommunen betaler ca. 1.000 kr. Hva så?") == [
        "Avtalen gjelder for 20 år.",
        "Kommunen betaler ca. 1.000 kr.",
        "Hva så?",
    ]


def test_an_item_has_no_bullet_and_a_row_is_whole() -> None:
    """A row may hold stops; an item may have two sentences."""
    text = f"Tiltak:\n{BULLET} Leie inn. Eie selv.\nNordre{CELL}120. 5{CELL}14"
    assert units(text) == ["Tiltak:", "Leie inn.", "Eie selv.", f"Nordre{CELL}120. 5{CELL}14"]


@pytest.mark.parametrize("text", ["", "—", f"{BULLET} ", "...", "\n\n"])
def test_what_has_no_letter_and_no_digit_is_no_unit(text: str) -> None:
    """Nothing is left of it."""
    assert units(text) == []


@given(st.text(alphabet=f"aB1. \n{BULLET}?!|", max_size=80))
def test_units_are_in_order_and_lose_no_letter(text: str) -> None:
    """Every letter and digit stands in exactly one unit."""
    ranges = answer_units(text, "nb")
    ends = [0, *(end for _, end in ranges)]
    assert all(start >= end for (start, _), end in zip(ranges, ends, strict=False))
    inside = {place for start, end in ranges for place in range(start, end)}
    assert {place for place, char in enumerate(text) if char.isalnum()} <= inside
