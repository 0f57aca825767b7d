"""Printed page numbers become labels if the file states none."""

from collections.abc import Sequence

import pytest

from ingest.pdf.page_labels import page_labels
from ingest.pdf.printed_numbers import PrintedNumber, page_number, roman_value


def labels(printed: str, stated: Sequence[str | None] | None = None) -> list[str | None]:
    """Return the labels of pages with the printed numbers; "-" is none."""
    numbers = [None if number == "-" else page_number(number) for number in printed.split()]
    return page_labels(stated or [None] * len(numbers), numbers)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("- i 1 2 3 4", [None, "i", "1", "2", "3", "4"]),
        ("- - 1 2 - 4", [None, None, "1", "2", "3", "4"]),
        ("- ii - 1 2 3", [None, "ii", None, "1", "2", "3"]),
        ("- 2 3 4", ["1", "2", "3", "4"]),
        ("- - 7 8 9 -", ["5", "6", "7", "8", "9", "10"]),
        ("- 1 2", [None, None, None]),
        ("- 4-5 6-7 8-9", ["-", "4–5", "6–7", "8–9"]),
    ],
)
def test_a_constant_distance_labels_all_pages(printed: str, expected: Sequence[str | None]) -> None:
    made = labels(printed)
    assert [label if want != "-" else "-" for label, want in zip(made, expected, strict=True)] == [
        *expected
    ]


def test_numbers_that_begin_anew_label_their_own_pages_alone() -> None:
    assert labels("1 2 - 1 2 - 1 2 -") == ["1", "2", None, "1", "2", None, "1", "2", None]


def test_labels_of_the_file_stay_unless_they_only_count() -> None:
    assert labels("- 1 2 3", ["a", "b", "c", "d"]) == ["a", "b", "c", "d"]
    assert labels("- 1 2 3", ["1", "2", "3", "4"]) == [None, "1", "2", "3"]
    assert labels("- - - -", ["1", "2", "3", "4"]) == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("7", PrintedNumber("7", 7, worded=False)),
        ("– 7 –", PrintedNumber("7", 7, worded=False)),
        ("Side 3 av 40", PrintedNumber("3", 3, worded=True)),
        ("3/40", PrintedNumber("3", 3, worded=True)),
        ("xiv", PrintedNumber("xiv", 14, worded=False)),
        ("4. 5.", PrintedNumber("4–5", 4, worded=False)),
        ("4 7", None),
        ("Tiltak 4", None),
        ("12 millioner", None),
        ("mild", None),
    ],
)
def test_a_cell_is_a_page_number_if_it_has_nothing_else(
    cell: str, number: PrintedNumber | None
) -> None:
    assert page_number(cell) == number


def test_roman_numerals_have_their_order() -> None:
    assert [roman_value(text) for text in ("i", "iv", "IX", "xlii", "iiii", "il")] == [
        1,
        4,
        9,
        42,
        0,
        0,
    ]
