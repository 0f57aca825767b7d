"""The language of a text is detected by the words that only one of the three has."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.corpus_data import read_data
from ingest.norwegian.language import detect_language
from ingest.records import LANGUAGES


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("hvordan skaffe utleieboliger uten å eie dem?", "nb"),
        ("Hva gjør kommunen for eldre?", "nb"),
        ("tilvisningsavtale boligsosial", "nb"),
        ("korleis skaffe utleigebustader utan å eige dei?", "nn"),
        ("Kva gjer kommunen for eldre?", "nn"),
        ("bustadsosial handlingsplan", "nn"),
        ("BUSTADER", "nn"),
        ("How can a municipality get rental homes?", "en"),
        ("housing plans", "en"),
        ("elderly", "en"),
    ],
)
def test_questions_and_bare_words(text: str, language: str) -> None:
    """Function words and listed stems decide."""
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", " ", "?!", "2021", "Oslo", "😀", "plan for eldre i Oslo"])
def test_without_evidence_it_is_bokmal(text: str) -> None:
    """A text that could be either form of Norwegian counts as bokmål."""
    assert detect_language(text) == "nb"


@pytest.mark.parametrize("text", ["hva kva", "kva hva", "ikke not", "not ikke"])
def test_a_tie_is_bokmal(text: str) -> None:
    """If bokmål has as much evidence as another, the order of the words does not matter."""
    assert detect_language(text) == "nb"


def test_nynorsk_wins_a_tie_with_english() -> None:
    """The order of the languages decides between the other two."""
    assert detect_language("not ikkje") == detect_language("ikkje not") == "nn"


def test_a_stem_counts_two_and_a_word_one() -> None:
    """One nynorsk stem outweighs one bokmål word and is level with two."""
    assert detect_language("hva bustader") == "nn"
    assert detect_language("hva er dette for bustader") == "nb"


def test_no_word_or_stem_belongs_to_two_languages() -> None:
    """The lists have only what tells the languages apart, in lower case."""
    data = read_data("language.toml")
    for key in ("words", "stems"):
        listed = [entry for language in LANGUAGES for entry in data[language][key]]
        assert len(listed) == len(set(listed))
        assert listed == [entry.lower() for entry in listed]


@settings(deadline=None)
@given(st.text())
def test_any_text_has_a_language_whatever_its_case(text: str) -> None:
    """No text that a person can type fails."""
    assert detect_language(text) in LANGUAGES
    assert detect_language(text) == detect_language(text.lower())
