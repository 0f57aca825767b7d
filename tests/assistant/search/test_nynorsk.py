"""Bokmål's words in place of the common words of nynorsk."""

import pytest

from assistant.search.nynorsk import with_bokmaal_words
from index.lexical import split_words
from ingest.corpus_data import read_data
from ingest.norwegian.language import detect_language


@pytest.mark.parametrize(
    ("nynorsk", "bokmaal"),
    [
        ("Korleis hindre einsemd?", "hvordan hindre einsemd?"),
        ("kva gjer kommunane, og kven er dei?", "hva gjør kommunene, og hvem er de?"),
        ("bustader utan trapp", "bustader uten trapp"),
        ("hvordan skaffe utleieboliger uten å eie dem?",) * 2,
        ("how to house the elderly?",) * 2,
        ("", ""),
    ],
)
def test_common_words_are_those_of_bokmaal(nynorsk: str, bokmaal: str) -> None:
    """All else is left as it stands, letter by letter."""
    assert with_bokmaal_words(nynorsk) == bokmaal


def test_no_common_word_is_itself_a_word_of_bokmaal_that_is_translated() -> None:
    """A word is one word, in small letters, and what it becomes is not translated again."""
    words = read_data("nynorsk.toml")["words"]
    for word, other in words.items():
        assert [each.text for each in split_words(word)] == [word.lower()]
        assert other not in words


def test_the_languages_own_marks_become_bokmaals() -> None:
    """What tells a question as nynorsk does no longer tell it so once its words are translated."""
    asked = "Kvifor er ikkje fleire bustader å få leige no?"
    assert detect_language(asked) == "nn"
    assert detect_language(with_bokmaal_words(asked)) != "en"
    assert with_bokmaal_words(asked) == "hvorfor er ikke flere bustader å få leie nå?"
