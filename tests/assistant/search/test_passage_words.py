"""The words of a passage, and those of them that may be forms of another word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.search.passage_words import passage_words
from assistant.search.word_relation import related_forms, relation
from index.lexical import stem

TEXT = "I Ringsaker leier kommunen utleieboliger. Boligene er nye, og Ås bygger bolig for eldre."


def test_every_word_stands_where_it_stands_in_the_text() -> None:
    """Small letters and stems are in the words' order."""
    words = passage_words(TEXT)
    assert len(words) == 14
    assert words.small[:5] == ("i", "ringsaker", "leier", "kommunen", "utleieboliger")
    assert words.by_stem["bol"] == [5, 11]
    assert words.by_form["boligene"] == [5]


def test_what_says_something_is_neither_a_name_nor_a_word_that_joins_others() -> None:
    """A capital inside a sentence is a name's."""
    words = passage_words(TEXT)
    telling = [words.small[at] for at in words.telling]
    assert "ringsaker" not in telling
    assert "og" not in telling
    assert {"leier", "utleieboliger", "boligene", "bolig", "eldre"} <= set(telling)


def test_terms_of_any_length_are_found() -> None:
    """Each with its first stem and the one after its last, as often as it stands there."""
    words = passage_words("eldre bolig eldre bolig kommune")
    one, other, third = (stem(word) for word in ("eldre", "bolig", "kommune"))
    assert list(words.occurrences((one, other))) == [(0, 2), (2, 4)]
    assert list(words.occurrences((third,))) == [(4, 5)]
    assert list(words.occurrences((other, one, one))) == []
    assert list(words.occurrences(())) == []


@pytest.mark.parametrize(
    ("asked", "form"),
    [
        ("bolig", "boligene"),
        ("utleie", "utleieboliger"),
        ("eldreboliger", "eldre"),
        ("uttleieboliger", "utleieboliger"),
        ("rinsgaker", "ringsaker"),
    ],
)
def test_forms_are_found_however_they_begin(asked: str, form: str) -> None:
    """Inflections, compounds, their parts, and words misspelt."""
    assert form in related_forms(asked, passage_words(TEXT))


WORDS = st.text(alphabet="abeiklnorståø", min_size=1, max_size=12)


@given(asked=WORDS, others=st.lists(WORDS, max_size=30), cut=st.integers(0, 6))
def test_looking_at_few_words_finds_what_looking_at_all_does(
    asked: str, others: list[str], cut: int
) -> None:
    """The words of a text that are forms of another are those that a comparison with each finds."""
    likely = [asked + "ene", asked[cut:], asked[:cut], "ut" + asked, asked[:cut] + asked[cut + 1 :]]
    words = passage_words(" ".join([*others, *(word for word in likely if word)]))
    every = {form: relation(asked, form) for form in words.by_form}
    assert related_forms(asked, words) == {form: sure for form, sure in every.items() if sure}
