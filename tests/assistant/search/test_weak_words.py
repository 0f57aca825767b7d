"""Words that say little alone."""

import pytest

from assistant.search.weak_words import is_weak, may_stand_beside
from ingest.corpus_data import read_data


@pytest.mark.parametrize(
    "word", ["blant", "Nye", "gammel", "kommunen", "få", "the", "among", "36", "dåkker", "frå"]
)
def test_fillers_are_weak(word: str) -> None:
    """In every language, in capitals too, and short numbers."""
    assert is_weak(word)


@pytest.mark.parametrize("word", ["bo", "leie", "rett", "plan", "behov", "tiltak", "taket", "2021"])
def test_subjects_are_not_weak(word: str) -> None:
    """What a plan can be about says something, however short it is."""
    assert not is_weak(word)


def test_only_adjectives_and_words_of_the_field_stand_beside_others() -> None:
    """All of "nye boliger" and "Asker kommune" is lit; of "blant eldre" only one word."""
    assert may_stand_beside("nye")
    assert may_stand_beside("kommune")
    assert not may_stand_beside("blant")


def test_words_are_in_small_letters() -> None:
    """A word with a capital would never be found."""
    assert all(words == words.lower() for words in read_data("weak_words.toml").values())
