"""Which sentences of a passage are shown as its answer."""

import pytest

from assistant.search.answer_finder import AnswerFinder, only_names
from assistant.search.question import read_question
from assistant.search.searcher import Searcher
from tests.conftest import RINGSAKER


def answers(searcher: Searcher, question: str, document_id: str) -> list[str | None]:
    """Return the answer in each passage of a document that is shown."""
    ranking = searcher.rank(searcher.read(read_question(question)))
    answer = searcher.answer_from(ranking, searcher.document(document_id))
    assert answer is not None
    return [
        hit.passage.text[hit.answer[0] : hit.answer[1]] if hit.answer else None
        for hit in answer.results[0].hits
    ]


def test_the_sentence_with_the_word_that_is_looked_up_is_the_answer(
    fake_searcher: Searcher,
) -> None:
    """Alone, though its neighbours are about the same."""
    first, *_ = answers(fake_searcher, "Moelv", RINGSAKER)
    assert first is not None
    assert first.startswith("Grunnlaget for tilvisningsavtalen")
    assert first.count(".") == 1


def test_a_word_of_the_title_alone_marks_no_sentence(fake_searcher: Searcher) -> None:
    """No sentence has it, and any other would mislead."""
    found = answers(fake_searcher, "Batteriparken", "kirkeparken-omsorgssenter-batteriparken")
    assert found
    assert set(found) == {None}


def test_an_answer_is_a_stretch_of_whole_sentences(fake_searcher: Searcher) -> None:
    """It begins and ends where units of the passage do, and has two of them at most."""
    generation = fake_searcher.generation
    ranking = fake_searcher.rank(fake_searcher.read(read_question("utleieboliger i Ringsaker")))
    finder = AnswerFinder(ranking)
    found = 0
    for ranked in ranking.documents:
        for row, score in finder.in_order(ranked):
            answer = finder.answer(row, score)
            if answer is not None:
                ranges = generation.units.passage(row).ranges.tolist()
                inside = [unit for unit in ranges if unit[0] >= answer[0] and unit[1] <= answer[1]]
                assert (inside[0][0], inside[-1][1]) == answer
                assert len(inside) <= 2
                found += 1
    assert found > 0


@pytest.mark.parametrize("question", ["eksempler fra Ringsaker", "oppskrift på vafler"])
def test_a_list_and_what_does_not_answer_have_none(fake_searcher: Searcher, question: str) -> None:
    """There is nothing that stands out."""
    answer = fake_searcher.search(read_question(question))
    shown = [
        hit
        for r in answer.results
        if r.verdict == "none" or "eksempler" in question
        for hit in r.hits
    ]
    assert shown
    assert all(hit.answer is None for hit in shown)


def test_a_title_is_no_answer(searcher: Searcher) -> None:
    """Neither the title nor the subtitle of a report that has nothing else."""
    answer = searcher.search(read_question("rapport om eldres boligsituasjon"))
    titles = [result for result in answer.results if not result.document.full_text]
    assert titles
    for result in titles:
        for hit in result.hits:
            if hit.answer is not None:
                shown = hit.passage.text[slice(*hit.answer)]
                assert shown not in (result.document.title, result.document.subtitle)


@pytest.mark.parametrize(
    ("line", "is_name"),
    [
        ("Ringsaker kommune", True),
        ("UTLEIEBOLIGER MED TILVISNINGSAVTALE I RINGSAKER", True),
        ("Utleieboliger i Ringsaker kommune", True),
        ("Ringsaker kommune leier ut.", False),
        ("34 000", False),
    ],
)
def test_a_line_of_a_cover_answers_nothing(
    fake_searcher: Searcher, line: str, is_name: bool
) -> None:
    """Its words are those that the card has above the quote."""
    assert only_names(line, fake_searcher.document(RINGSAKER)) is is_name
