"""Which words are lit: whole ones, the right ones, a few."""

from dataclasses import replace

import pytest

from assistant.search.highlight import Highlighter
from assistant.search.question import read_question
from assistant.search.searcher import Searcher
from assistant.search.word_matches import WordMatcher


def lit(searcher: Searcher, question: str, document: str) -> set[str]:
    """Return the lit stretches of the best passage of one document, in lower case."""
    answer = searcher.search(read_question(question), limit=31)
    (result,) = [r for r in answer.results if r.document.id == document]
    text = result.hits[0].passage.text
    return {text[start:end].lower() for start, end in result.hits[0].highlights}


def test_forms_of_the_questions_words_are_lit(searcher: Searcher) -> None:
    """An inflected form is the same word; the function words between are not lit."""
    found = lit(
        searcher,
        "hvordan skaffe utleieboliger uten å eie dem?",
        "utleieboliger-med-tilvisningsavtale-i-ringsaker",
    )
    assert any("utleiebolig" in stretch for stretch in found)
    assert not found & {"hvordan", "uten", "å", "dem"}


@pytest.mark.parametrize(
    ("question", "document", "word"),
    [
        ("how can families buy a home?", "leie-for-eie-i-gjovik", "kjøpe"),
        ("bustader for familiar utan eigenkapital", "leie-for-eie-i-gjovik", "egenkapital"),
        (
            "treng fleire bustadar i sentrum",
            "sentrumsprosjekt-gav-bustadvekst-i-vegarshei",
            "sentrum",
        ),
    ],
)
def test_words_of_another_language_are_lit(
    searcher: Searcher, question: str, document: str, word: str
) -> None:
    """The encoder knows which word of the passage answers to the question's."""
    assert any(word in stretch for stretch in lit(searcher, question, document))


@pytest.mark.parametrize("question", ["hvordan hindre einsemd?", "how to prevent loneliness?"])
def test_terms_that_were_searched_for_are_lit(searcher: Searcher, question: str) -> None:
    """Bærum's text says "forebygge ensomhet", which is what both questions are about."""
    found = lit(searcher, question, "det-gode-nabolag")
    assert any("ensomhet" in stretch for stretch in found)


@pytest.mark.parametrize(
    ("question", "document", "unhelpful"),
    [
        (
            "Which municipality was among the first in Norway to implement the SDGs?",
            "implementering-av-fn-sine-berekraftsmal-i-bomlo-kommune",
            {"blant", "første", "noreg", "kommunen"},
        ),
        (
            "Kva verkemiddel peika seg ut då Vegårshei fekk så mange nye innbyggjarar?",
            "sentrumsprosjekt-gav-bustadvekst-i-vegarshei",
            {"nye", "kommune"},
        ),
    ],
)
def test_words_that_say_little_are_not_lit_alone(
    searcher: Searcher, question: str, document: str, unhelpful: set[str]
) -> None:
    """Fillers, adjectives and words of every text of the field help nobody."""
    found = lit(searcher, question, document)
    assert found
    assert not found & unhelpful


def test_a_name_is_no_other_name(searcher: Searcher) -> None:
    """The encoder finds Ulsholtveien and Furuhuset like Ulstein; they are other places."""
    assert not lit(searcher, "Ulstein bustad", "ulsholtveien-31-oslo-36-utleieboliger") & {
        "ulsholtveien",
        "furuhuset",
    }


def test_each_word_is_lit_before_any_is_lit_again(searcher: Searcher) -> None:
    """All that the question asks is shown, each word of it once, as there is enough to show."""
    answer = searcher.search(
        read_question("Hvordan kartla Tromsø bolig- og tjenestebehovet til vanskeligstilte?")
    )
    hit = answer.results[0].hits[0]
    assert [hit.passage.text[start:end] for start, end in hit.highlights] == [
        "Tromsø",
        "kartla bolig",
        "tjenestebehovet",
        "vanskeligstilte",
    ]


def test_a_word_that_is_asked_again_is_one_word(searcher: Searcher) -> None:
    """A story says its words again; that makes them no stronger."""
    query = searcher.read(read_question("parkering, mye parkering og enda mer parkering"))
    matcher = WordMatcher(query, searcher.word_vectors, searcher.ranker.terms)
    assert matcher.strong_words == 1


@pytest.mark.parametrize("question", ["hva koster en biltur til månen", "grillet laks med salat"])
def test_nothing_is_lit_if_nothing_fits(searcher: Searcher, question: str) -> None:
    """A document is shown beside such a question, if at all, without marks."""
    answer = searcher.search(read_question(question))
    assert all(not hit.highlights for result in answer.results for hit in result.hits)


def test_stretches_are_whole_words_in_order(searcher: Searcher) -> None:
    """No stretch begins or ends inside a word, and none overlap."""
    answer = searcher.search(read_question("bærekraft, folkehelse og bomiljø i boligpolitikken"))
    for hit in [hit for result in answer.results for hit in result.hits]:
        text, at = hit.passage.text, 0
        assert len(hit.highlights) <= 5
        for start, end in hit.highlights:
            assert at <= start < end <= len(text)
            assert start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
            assert end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum())
            at = end + 1


def test_a_question_of_function_words_lights_nothing(searcher: Searcher) -> None:
    """There is nothing to point to."""
    answer = searcher.search(read_question("hva er det der og hvorfor?"))
    assert all(not hit.highlights for result in answer.results for hit in result.hits)


def test_a_term_that_only_looks_like_the_questions_is_not_lit(searcher: Searcher) -> None:
    """What terms.toml calls "not the same" is no match: they are two kinds of agreement."""
    query = searcher.read(read_question("hva er en tildelingsavtale?"))
    marked, unaware = (
        {
            passage.text[start:end]
            for row, passage in enumerate(searcher.generation.passages)
            for start, end in Highlighter(
                each, searcher.word_vectors, searcher.ranker.terms
            ).highlights(row)
        }
        for each in (query, replace(query, unlike=frozenset()))
    )
    assert unaware - marked == {"tilvisingsavtale", "tilvisingsavtaler"}
