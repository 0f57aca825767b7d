"""Personal data: numbers by their check digits, phones as people write them, and what is neither.

The national numbers are computed here or a published example of how that is done.
"""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.show.texts import texts_in
from assistant.web.pages.personal import is_national_id, personal_data, personal_warning

FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def number(nine: str, remainder: int = 0) -> str | None:
    """The number with these nine digits, or None where a control digit would be ten."""
    first = (remainder - sum(int(d) * w for d, w in zip(nine, FIRST, strict=True))) % 11
    if first == 10:
        return None
    ten = f"{nine}{first}"
    second = -sum(int(d) * w for d, w in zip(ten, SECOND, strict=True)) % 11
    return None if second == 10 else f"{ten}{second}"


@pytest.mark.parametrize("mark", ["", " ", ".", "-", "\u00a0"])
def test_a_published_example_in_every_writing(mark: str) -> None:
    # 311299 567 15 is the worked example of how the control digits are computed.
    assert personal_data(f"Søker 311299{mark}56715 venter") == ("national_id",)


@pytest.mark.parametrize("day", [0, 40])
@pytest.mark.parametrize("month", [0, 40, 65, 80])
@pytest.mark.parametrize("remainder", [0, 1, 2, 3])
def test_d_numbers_synthetic_numbers_and_the_rule_of_2032(
    day: int, month: int, remainder: int
) -> None:
    made = [number(f"{12 + day:02}{11 + month:02}85{i:03}", remainder) for i in range(100, 120)]
    valid = [each for each in made if each]
    assert len(valid) > 10
    assert all(map(is_national_id, valid))


@given(
    born=st.dates(date(1940, 1, 1), date(2039, 12, 31)),
    serial=st.integers(0, 999),
    remainder=st.integers(0, 10),
)
def test_only_the_right_check_digits_pass(born: date, serial: int, remainder: int) -> None:
    whole = number(f"{born:%d%m%y}{serial:03}", remainder)
    assume(whole)
    assert is_national_id(whole) == (remainder <= 3)
    wrong = f"{whole[:10]}{(int(whole[10]) + 1) % 10}"
    assert not is_national_id(wrong)
    assert "national_id" not in personal_data(wrong)


@pytest.mark.parametrize("text", ["31129956714", "00000000000", "99999999999", "131129956715"])
def test_other_long_numbers_are_no_identity(text: str) -> None:
    assert personal_data(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "22 33 44 55",
        "922 33 445",
        "92233445",
        "ring 92233445.",
        "tlf.: 22.33.44.55",
        "+47 22334455",
        "+4792233445",
        "0047 922 33 445",
        "00479 22 33 445",
        "+47 2233 4455",
        "22\u202f33\u00a044\t55",
        "Storgata 12, 22 33 44 55, 3 rom",
    ],
)
def test_phones_as_people_write_them(text: str) -> None:
    assert personal_data(text) == ("phone",)


@pytest.mark.parametrize(
    "text",
    [
        "2020",
        "2020-2030",
        "2020–2030",
        "2020 2030",
        "(2020-2032)",
        "20261125",
        "25.11.2026",
        "500 000",
        "25 000 000 kroner",
        "kr 25000000",
        "25000000 kr",
        "ISBN 978-82-8309-217-2",
        "978 82 8309 217 2",
        "978-82-7894-601-5",
        "82-7894-601-5",
        "9788283092172",
        "974 760 673",
        "974760673",
        "NO974760673MVA",
        "1234.56.78903",
        "12 33 44 55",
        "NIBR-rapport 2017:15",
        "Ulsholtveien 31, 36 utleieboliger",
        "70, 67 eller 65 boliger",
        "+46 922 33 445",
    ],
)
def test_other_numbers_are_no_phone(text: str) -> None:
    assert personal_data(text) == ()


@pytest.mark.parametrize("text", ["kari.nordmann@ringsaker.kommune.no", "<a+b@x-y.no>"])
def test_addresses_of_mail(text: str) -> None:
    assert personal_data(text) == ("email",)


@pytest.mark.parametrize("text", ["@kommune", "a@b", "1 @ 2.5", "a@.no", "kl. 12@3.45"])
def test_an_at_sign_alone_is_no_address(text: str) -> None:
    assert personal_data(text) == ()


def test_the_warning_names_each_kind_once() -> None:
    text = "31129956715, 311299 56715, x@y.no, 22334455"
    assert personal_data(text) == ("national_id", "email", "phone")
    assert personal_warning(text, texts_in("nb")) == (
        "Det ser ut som om du har skrevet et fødselsnummer eller D-nummer, en e-postadresse, "
        "et telefonnummer. Ta bort personopplysninger før du søker."
    )
    assert personal_warning("utleieboliger", texts_in("nb")) is None


@given(
    before=st.text(alphabet="abc æøå,.\n"),
    after=st.text(alphabet="abc æøå\n"),
    digits=st.from_regex(r"[4-9][0-9]{7}", fullmatch=True),
    write=st.sampled_from(
        [
            lambda d: f"{d[:2]} {d[2:4]} {d[4:6]} {d[6:]}",
            lambda d: f"{d[:3]} {d[3:5]} {d[5:]}",
            lambda d: f"+47 {d}",
        ]
    ),
)
def test_a_phone_is_found_among_words(
    before: str, after: str, digits: str, write: Callable[[str], str]
) -> None:
    assert "phone" in personal_data(f"{before} {write(digits)} {after}")


@given(text=st.text())
def test_any_text_can_be_looked_at(text: str) -> None:
    assert set(personal_data(text)) <= {"national_id", "email", "phone"}


@given(text=st.text(alphabet=st.characters(exclude_categories=("Nd",))))
def test_no_number_is_seen_where_there_is_no_digit(text: str) -> None:
    assert set(personal_data(text)) <= {"email"}
