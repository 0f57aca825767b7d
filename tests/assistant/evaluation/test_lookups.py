"""Look-ups are made of words that stand in one document alone."""

from assistant.evaluation.lookups import made_lookups
from index.generation import Generation
from index.lexical import stems


def test_each_word_stands_in_its_document_alone(fake_generation: Generation) -> None:
    """Whatever its form there; no word is asked twice."""
    lookups = made_lookups(fake_generation)
    assert len({judged.text for judged in lookups}) == len(lookups) == 200
    assert {judged.half for judged in lookups} == {"develop", "report"}
    texts: dict[str, set[str]] = {}
    for row, passage in enumerate(fake_generation.passages):
        if not fake_generation.is_description[row]:
            for stemmed in stems(passage.text):
                texts.setdefault(stemmed, set()).add(passage.locator.document_id)
    for judged in lookups:
        (stemmed,) = stems(judged.text)
        assert texts[stemmed] == set(judged.relevant)
        assert len(judged.text) >= 5


def test_the_same_words_come_first_whatever_the_number(fake_generation: Generation) -> None:
    """Fewer look-ups are the beginning of more."""
    assert made_lookups(fake_generation, 20) == made_lookups(fake_generation, 50)[:20]
