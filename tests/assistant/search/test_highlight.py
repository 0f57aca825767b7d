"""Which words are lit: whole ones, the right ones, a few."""

from dataclasses import replace

import pytest

from assistant.search.highlight import Highlighter
from assistant.search.question import read_question
from assistant.search.searcher import Searcher


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


def test_stretches_are_whole_words_in_order(searcher: Searcher) -> None:
    """No stretch begins or ends inside a word, and none overlap."""
    answer = searcher.search(read_question("bærekraft, folkehelse og bomiljø i boligpolitikken"))
    for hit in [hit for result in answer.results for hit in result.hits]:
        text, at = hit.passage.text, 0
        assert len(hit.highlights) <= 6
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
    """What terms.toml calls "not the same" is not marked as a match: a tenant is no landlord."""
    query = searcher.read(
        read_question("Hvor mange måneders husleie kan utleier kreve i depositum?")
    )
    rows = [
        row
        for row, passage in enumerate(searcher.generation.passages)
        if passage.locator.document_id == "leie-for-eie-i-gjovik"
    ]
    marked, unaware = (
        {
            searcher.generation.passages[row].text[start:end]
            for row in rows
            for start, end in Highlighter(each, searcher.generation).highlights(row)
        }
        for each in (query, replace(query, unlike=frozenset()))
    )
    assert unaware - marked == {"Leietaker"}
