"""ISBNs and series numbers are known however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.recognition.identifiers import SeriesNumber, find_isbns, find_series

NIBR = SeriesNumber("NIBR", "rapport", 2017, 15)
NOVA = SeriesNumber("NOVA", "rapport", 2017, 3)


@pytest.mark.parametrize(
    "written",
    [
        "978-82-8309-217-2",
        "9788283092172",
        "978 82 8309 217 2",
        "978\u201382\u20138309\u2013217\u20132",
        "978\u201082\u20108309\u2010217\u20102",
        "978\u221282\u22128309\u2212217\u22122",
        "978-82-\n8309-217-2",
        "978\u00a082\u00a08309\u00a0217\u00a02",
    ],
)
def test_an_isbn_is_known_in_every_form(written: str) -> None:
    """With hyphens and spaces of all sorts."""
    assert list(find_isbns(f"ISBN: {written} (PDF)")) == ["9788283092172"]


@pytest.mark.parametrize(
    "written",
    [
        "978-82-8309-217-3",
        "82-8309-217-2",
        "978-82-8309-217",
        "12978-82-8309-217-2",
        "",
        "82-8309-217-0",
    ],
)
def test_a_wrong_check_digit_is_no_isbn(written: str) -> None:
    """Nor is a longer or shorter number, as those of before 2007 are."""
    assert find_isbns(f"ISBN {written}") == {}


@given(st.text())
def test_any_text_may_be_looked_through(text: str) -> None:
    """What is found is a number, whatever the text."""
    assert all(len(digits) == 13 for digits in find_isbns(text))
    assert all(1970 <= number.year < 2100 for number in find_series(text))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("NIBR-rapport 2017:15", NIBR),
        ("NIBR-rapport: 2017:15", NIBR),
        ("NIBR–rapport 2017 : 15", NIBR),
        ("NIBR-\nrapport\n2017:15", NIBR),
        ("NIBR-RAPPORT 2O17:I5", NIBR),
        ("NIBR Report 2017:15", NIBR),
        ("NOVA Rapport 3/17", NOVA),
        ("NOVA Rapport nr 3/2017", NOVA),
        ("NOVA RAPPORT NR. 3/17", NOVA),
        ("NOVA\nRapport\n3/17", NOVA),
        ("NOVA-rapport 3–2017", NOVA),
        ("Rapport 3/17", SeriesNumber(None, "rapport", 2017, 3)),
        ("NOVA Notat 3/17", SeriesNumber("NOVA", "notat", 2017, 3)),
        ("NIBR-notat 2017:105", SeriesNumber("NIBR", "notat", 2017, 105)),
    ],
)
def test_a_series_number_is_known_in_every_form(written: str, value: SeriesNumber) -> None:
    """Year first or last, in two digits or four, over line breaks, read by OCR."""
    assert find_series(f"Forfattere\n{written}, Oslo") == {value: " ".join(written.split())}


@pytest.mark.parametrize(
    "text",
    ["Årsrapport 2017:15", "Rapport 2015-2016", "rapport 123/456", "Rapport 3", "rapporten 3/17"],
)
def test_other_numbers_are_no_series_numbers(text: str) -> None:
    """Yearly reports, spans of years, case numbers."""
    assert find_series(text) == {}


def test_numbers_agree_where_one_lacks_the_publisher() -> None:
    """But not those of two publishers, kinds, years or numbers."""
    assert NOVA.agrees(SeriesNumber(None, "rapport", 2017, 3))
    assert not NOVA.agrees(SeriesNumber("NIBR", "rapport", 2017, 3))
    assert not NOVA.agrees(SeriesNumber("NOVA", "notat", 2017, 3))
    assert not NOVA.agrees(SeriesNumber("NOVA", "rapport", 2018, 3))
    assert not NOVA.agrees(SeriesNumber("NOVA", "rapport", 2017, 4))
