"""Related terms: found by their forms, translated, never merged where they are not the same."""

from collections.abc import Sequence

import pytest

from assistant.search.terms import NO_TERMS, Terms, TermSet, is_inflected, read_terms
from index.generation import Generation
from index.lexical import stems


@pytest.fixture(scope="module")
def terms() -> Terms:
    """The curated sets."""
    return read_terms()


def translate(terms: Terms, text: str) -> tuple[str, tuple[str, ...]]:
    """Translate a text by the terms that it mentions."""
    return terms.translate(text, terms.mentions(text))


def absent(terms: Terms, text: str, known: Sequence[str]) -> float:
    """Weigh the terms of a text that are not known."""
    return terms.absent(text, terms.mentions(text), known)


@pytest.mark.parametrize(
    ("question", "translated"),
    [
        ("rent-to-own for families?", "leie til eie for families?"),
        ("utleigebustader utan eigenkapital", "utleiebolig uten egenkapital"),
        ("grunnlån til boliger", "grunnlån til boliger"),
        ("bustadplanlegging", "boligplanlegging"),
        ("ein stadig berar", "en stadig berar"),
    ],
)
def test_foreign_terms_become_bokmaal(terms: Terms, question: str, translated: str) -> None:
    """Inflected forms and heads of compounds are found, words that only share a stem are not."""
    assert translate(terms, question)[0] == translated


def test_the_terms_put_in_are_told(terms: Terms) -> None:
    """Each is named once."""
    assert translate(terms, "rent-to-own or rent-to-own")[1] == ("leie til eie",)
    assert translate(terms, "hei")[1] == ()


def test_old_terms_lie_in_the_sets_of_new_ones(terms: Terms) -> None:
    """What was grunnlån is now a loan for rental housing."""
    (mention,) = terms.mentions("grunnlån")
    words = {word for place in mention.sets for word in terms.sets[place].nb}
    assert "lån til utleieboliger til vanskeligstilte" in words


def test_what_is_not_the_same_is_in_no_common_set(terms: Terms) -> None:
    """A referral agreement is no allocation agreement, and so with every marked pair."""
    marked = [(one, other) for one in terms.sets for other in one.not_same]
    assert len(marked) > 50
    for one, other in marked:
        assert other not in {*one.nb, *one.nn, *one.en, *one.related}
    first, second = terms.mentions("tilvisingsavtale eller tildelingsavtale")
    assert not set(first.sets) & set(second.sets)


def test_every_set_says_where_it_is_from() -> None:
    """A source, or that it is a proposal."""
    from ingest.corpus_data import read_data

    rows = read_data("terms.toml")["set"]
    assert len(rows) > 200
    for row in rows:
        assert row["source"] in ("LOS", "proposed") or row["source"].startswith("https://")
        held = {word for key in ("nb", "nn", "en", "related") for word in row.get(key, ())}
        assert set(row.get("proposed", ())) <= held


def test_amounts_count_words_and_less_of_related_ones() -> None:
    """A term of two words is found as two words; a related one counts 0.3."""
    terms = Terms(
        [TermSet(("leie til eie",), ("leige til eige",), ("rent-to-own",), ("opsjon",), ())]
    )
    passages = [stems("leie til eie gir opsjon"), stems("leie eller eie"), stems("opsjon på leie")]
    (amounts,) = terms.amounts({0}, passages).values()
    assert amounts.tolist() == pytest.approx([1.3, 0, 0.3])
    assert terms.amounts((), passages) == {}


def test_absent_counts_terms_that_no_passage_holds(terms: Terms, generation: Generation) -> None:
    """Housing allowance is a term of the field that the page does not mention."""
    page, _ = generation.partitions
    assert absent(terms, "bostøtte", page.stems) == 1
    assert absent(terms, "bostøtte til leie nå", page.stems) == pytest.approx(0.5)
    assert absent(terms, "omsorgsboliger", page.stems) == 0


def test_what_is_easily_taken_for_a_term_is_told_apart(terms: Terms) -> None:
    """Who asks for a referral agreement does not mean an allocation agreement."""
    unlike = terms.unlike(terms.mentions("tilvisingsavtale"))
    assert ("tildelingsavtal",) in unlike
    assert ("tilvisingsavtal",) not in unlike
    assert terms.unlike(terms.mentions("hva er dette?")) == frozenset()


def test_without_sets_nothing_is_a_term() -> None:
    """Who wants only their own words gets no others."""
    assert NO_TERMS.mentions("rent-to-own tilvisingsavtale") == ()
    assert translate(NO_TERMS, "utleigebustader") == ("utleigebustader", ())


@pytest.mark.parametrize(
    ("word", "other", "same"),
    [
        ("rus", "ruste", False),
        ("rus", "rusen", True),
        ("hus", "huset", True),
        ("lav", "lavt", True),
        ("rus", "rusden", False),
        ("by", "byene", True),
        ("bo", "bodde", True),
        ("leie", "leide", True),
        ("kjøp", "kjøpte", True),
        ("stad", "stadig", False),
    ],
)
def test_a_short_noun_is_no_verb_that_begins_with_it(word: str, other: str, same: bool) -> None:
    """Other endings make the same word, in either order."""
    assert is_inflected(word, other) is is_inflected(other, word) is same
