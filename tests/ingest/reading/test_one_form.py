"""One form for questions and texts: characters that differ and mean the same."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.reading.one_form import cleaned_with_origins, one_form


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("bolig\u00adsosial hand\u00adlings\u00adplan", "boligsosial handlingsplan"),
        *((f"e{dash}post", "e-post") for dash in "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"),
        ("of\ufb01sielt kontor", "offisielt kontor"),
        ("20\u00a0%  av\n\u2009boligene", "20 % av boligene"),
        ("A\u030as og Baerum\u200b", "Ås og Baerum"),
        (" eldre ", "eldre"),
        ("kommunen\u2019s \u2018plan\u2019", "kommunen's 'plan'"),
        (
            "\u201deldre\u201d \u201eeldre\u201c \u00abeldre\u00bb \u201celdre\u201d",
            '"eldre" ' * 3 + '"eldre"',
        ),
    ],
)
def test_what_differs_in_characters_alone_is_one(text: str, form: str) -> None:
    """Dashes, spaces, ligatures, soft hyphens, marks; case stays."""
    assert one_form(text) == form


@given(st.text(max_size=60))
def test_a_form_is_its_own_form(text: str) -> None:
    """Doing it twice changes nothing, and it is composed."""
    form = one_form(text)
    assert one_form(form) == form
    assert unicodedata.is_normalized("NFC", form)


def test_every_character_knows_where_it_stood() -> None:
    """Also behind what is gone, and in what was one character."""
    typed = " e\u00adn  of\ufb01s"
    text, origins = cleaned_with_origins(typed)
    assert text == "en offis"
    assert "".join(typed[place] for place in origins) == "en of\ufb01\ufb01s"


@given(st.text(max_size=60))
def test_origins_rise_and_are_inside(typed: str) -> None:
    """One for each character, in order."""
    text, origins = cleaned_with_origins(typed)
    assert len(origins) == len(text)
    assert list(origins) == sorted(origins)
    assert all(0 <= place < len(typed) for place in origins)
