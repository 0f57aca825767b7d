"""What cells at the edges of pages say is the same on pages where it is."""

import pytest

from ingest.pdf.printed_numbers import page_number
from ingest.pdf.said_keys import plain, said_keys


def shared(cell: str, page: int, other: str, other_page: int) -> set[str]:
    """Return the kinds of what two cells on two pages both say."""
    one, two = (
        set(said_keys(text, page_number(text), number))
        for text, number in ((cell, page), (other, other_page))
    )
    return {kind for kind, _ in one & two}


@pytest.mark.parametrize(
    ("cell", "other", "kinds"),
    [
        ("Boligplan", "Boligplan", {"=", }),
        ("Boligplan", "Barneplan", set()),
        ("12", "15", {"+"}),
        ("12", "18", {"2"}),
        ("12", "20", set()),
        ("x", "xiii", {"+"}),
        ("Side 12 av 40", "Side 15 av 40", {"worded"}),
        ("Boligplan 12", "Boligplan 15", {"+"}),
        ("Plan 2030 12", "Plan 2030 15", {"+"}),
        ("Kostnad 12 mill.", "Kostnad 4 mill.", set()),
    ],
)  # fmt: skip
def test_words_are_the_same_and_numbers_run_with_the_page(
    cell: str, other: str, kinds: set[str]
) -> None:
    assert shared(cell, 3, other, 6) == kinds


def test_texts_are_equal_however_they_are_set() -> None:
    assert plain("BOLIG  plan") == plain("Bolig plan")
