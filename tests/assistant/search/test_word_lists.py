"""Known words of bokmål, nynorsk, English and dialects, and words with a mistake."""

import pytest

from assistant.search.word_lists import is_compound, is_listed, is_word

KNOWN = """
nekte isolasjon støyskjerm vergemål byggesak husleieøkning samtykke hytter riving
innbyggjarane utgreiing røynsler framandspråklege likskap oversiktleg
insulation neighbours wheelchair eviction retrofit
husan leilighetan ferdi vanskelie kommuna kåffor dokker
"""
MISSPELT = """
omsrogsboliger boliiger kommunne leielighet ensomhhet husbankne barnehge sykehjemm trondhiem
isolsajon bærekaft municpality
"""


@pytest.mark.parametrize("word", KNOWN.split())
def test_words_are_known(word: str) -> None:
    """Listed words, inflections of them, and what dialects make of them."""
    assert is_word(word)


@pytest.mark.parametrize("word", MISSPELT.split())
def test_misspelt_words_are_unknown(word: str) -> None:
    """One letter too many, too few, or two that changed places."""
    assert not is_word(word)
    assert not is_compound(word, lambda part: len(part) > 4 and is_listed(part))


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("bydelsutvikling", True),
        ("boligbehov", True),
        ("tilvisningavtale", False),  # "tilvisning" is joined by "s"
        ("boligxyzplan", False),
    ],
)
def test_a_compound_is_made_of_its_parts(word: str, known: bool) -> None:
    """With what joins them, and with what must."""
    parts = {"bydel", "utvikling", "bolig", "behov", "tilvisning", "avtale", "plan"}
    assert is_compound(word, parts.__contains__) is known
