"""Corrections: offered for misspelt words, and for nothing else."""

import pytest

from assistant.search.searcher import Searcher


@pytest.mark.parametrize(
    ("question", "suggestion"),
    [
        ("tilvisninsgavtale i Ringsaker", "tilvisningsavtale i Ringsaker"),
        ("Omsrogsboliger for eldre", "Omsorgsboliger for eldre"),
        ("omsorgsboliger for eldre i Trondheim", None),
        ("korleis skaffe utleigebustader til innbyggjarane", None),
        ("how can young families buy a house", None),
        ("2020 xyz", None),
        ("et helt ukjentordsomingenhar", None),
    ],
)
def test_only_misspelt_words_are_corrected(
    searcher: Searcher, question: str, suggestion: str | None
) -> None:
    """Capitals are kept; other forms, other languages and unknown words are left alone."""
    assert searcher.speller.suggest(question) == suggestion
