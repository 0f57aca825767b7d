"""What is looked up is found where it stands, inflected or in a compound."""

import pytest

from assistant.search.literal import count_held, is_lookup, literal_hits
from assistant.search.question import read_question
from assistant.search.searcher import Searcher


@pytest.mark.parametrize(
    ("asked", "text", "holds"),
    [
        ("startlån", "Kommunen gir startlånet til unge.", True),
        ("startlån", "For startlånsmottakere er det enklere.", True),
        ("bolig", "Utleieboliger og boligkontor.", True),
        ("rett", "Den er opprettet.", False),
        ("stad", "Det skjer stadig.", False),
        ("sorg", "God omsorg.", False),
        ("parkering", "En parkeringskjeller.", True),
        ("by", "Bygg en bygd.", False),
        ("rente", "Se parentesene.", False),
        ("bustad", "Utleigebustader.", True),
        ("leie", "Leien er lav.", True),
        ("Ål", "Ålesund", False),
        ("by", "Byen vokser.", True),
        ("startlån rente", "Startlån har en rente.", True),
        ("startlån rente", "Startlån er gunstig.", False),
    ],
)
def test_every_word_must_be_there(asked: str, text: str, holds: bool) -> None:
    """A short stem must stand alone; it begins other words by chance."""
    words = asked.split()
    assert (count_held(text, words) == len(words)) is holds


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("startlån", True),
        ("hva er startlån?", True),
        ("kirkeparken omsorgssenter hammerfest", True),
        ("hvordan skaffe utleieboliger til unge familier?", False),
        ("Er det lov å bygge?", False),
        ("Hvor mange bor i Bodø?", False),
        ("og i på", False),
    ],
)
def test_a_few_content_words_are_a_lookup(
    question: str, expected: bool, fake_searcher: Searcher
) -> None:
    """Function words do not count, and a question without any other looks nothing up."""
    assert is_lookup(fake_searcher.read(read_question(question))) is expected


def test_hits_are_passages_with_the_word_and_never_descriptions(fake_searcher: Searcher) -> None:
    """And the verdict on them is weak at least."""
    generation = fake_searcher.generation
    query = fake_searcher.read(read_question("fellesarealer"))
    ranking = fake_searcher.rank(query)
    rows = ranking.scores.rows
    hits = literal_hits(generation, query, rows)
    expected = [
        "fellesareal" in generation.passages[row].encoded_text.lower()
        and not generation.is_description[row]
        for row in rows
    ]
    assert hits.tolist() == expected
    assert 0 < hits.sum() < len(hits)
    assert (ranking.probabilities[hits] >= ranking.calibration.weak).all()
    assert ranking.verdict != "none"
