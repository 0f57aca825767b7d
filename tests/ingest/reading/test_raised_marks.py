"""Tests for raised figures: the mark of a note goes, an exponent stays and is seen as one."""

import itertools

import pytest

from ingest.reading.raised_marks import raised_text

BEFORE = ("boliger", "12", "2020", "98", "77,4", "12 %", "(2019)", "«bolig»", "plan.", "1 500 000")
MARKS = ("1", "12", "123", "1,2", "3)", "(4)", "[12]", "[a]", "*", "**", "†", "a", "b)")


@pytest.mark.parametrize(("before", "mark"), list(itertools.product(BEFORE, MARKS)))
def test_the_mark_of_a_note_goes_wherever_it_stands(before: str, mark: str) -> None:
    assert raised_text(mark, before) == ""


@pytest.mark.parametrize(
    ("before", "raised", "shown"),
    [
        ("12 000 m", "2", "²"),
        ("450m", "2", "²"),
        ("3 km", "2", "²"),
        ("kWh/m", "2", "²"),
        ("40 dm", "3", "³"),
        ("R", "2", "²"),
        ("utslipp av CO", "2", "²"),
        ("om lag 10", "6", "⁶"),
        ("10", "-3", "⁻³"),
        ("x", "n", "ⁿ"),
        ("over 20", "o", "°"),
        ("over 20 ", "0", "°"),
        ("åpent kl. 08", "00", ".00"),
        ("åpent kl. 08.00–15", "30", ".30"),
        ("kl 10", "30", ".30"),
        ("om 1", "st", "st"),
        ("Oslo", "TM", "TM"),
    ],
)
def test_exponents_are_seen_and_words_stay(before: str, raised: str, shown: str) -> None:
    assert raised_text(raised, before) == shown


@pytest.mark.parametrize(
    ("before", "mark"),
    [("Oslo", "2"), ("i program", "3"), ("110", "2"), ("2,10", "3"), ("form", "2"), ("m", "4")],
)
def test_what_only_ends_like_a_unit_or_a_power_has_a_note(before: str, mark: str) -> None:
    assert raised_text(mark, before) == ""
