"""What is looked up is found where it stands, inflected or in a compound."""

import numpy as np
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


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # A noun in nynorsk and English, by the terms.
        ("einsemd", {"det-gode-nabolag"}),
        ("loneliness", {"det-gode-nabolag"}),
        # The definite form of the first part of a compound ("startlånsmottakere").
        ("startlånet", {"det-gode-nabolag"}),
        # Written as one word, and apart.
        ("lavinntekt", {"en-inkluderende-boligpolitikk"}),
        ("tilvisnings rett", {"utleieboliger-med-tilvisningsavtale-i-ringsaker"}),
        # Numbers in other hands: "34 000", "8 612", "40 %", "6 aktører", "fem år".
        ("34000", {"utleieboliger-med-tilvisningsavtale-i-ringsaker"}),
        (
            "40 prosent",
            {
                "utleieboliger-med-tilvisningsavtale-i-ringsaker",
                "ulsholtveien-31-oslo-36-utleieboliger",
            },
        ),
        ("5 år", {"leie-for-eie-i-gjovik"}),
        # "Ruste opp" has no "rus" in it, and "340" is no part of "34 000".
        ("rus", set()),
        ("3400", set()),
        ("4000", set()),
        ("0040", set()),
        ("snøbrøytinga", set()),
    ],
)
def test_a_look_up_is_found_however_the_text_writes_it(
    question: str, expected: set[str], fake_searcher: Searcher
) -> None:
    """In all passages of the source page; only in these documents."""
    generation = fake_searcher.generation
    rows = np.arange(len(generation.passages))
    query = fake_searcher.read(read_question(question))
    hits = np.flatnonzero(literal_hits(generation, query, rows))
    found = {generation.passages[row].locator.document_id for row in hits.tolist()}
    assert found == expected


def test_the_words_as_typed_can_be_asked_for_alone(fake_searcher: Searcher) -> None:
    """What is said to be mentioned must stand there."""
    generation = fake_searcher.generation
    rows = np.arange(len(generation.passages))
    query = fake_searcher.read(read_question("einsemd"))
    assert literal_hits(generation, query, rows).any()
    assert not literal_hits(generation, query, rows, typed_alone=True).any()
