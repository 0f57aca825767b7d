"""Sentences are scored by themselves, in one batch as one by one."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from assistant.search.late_interaction import token_similarities
from assistant.search.query import Query
from assistant.search.question import read_question
from assistant.search.searcher import Searcher
from assistant.search.unit_scores import (
    RANKING_UNITS,
    PassageUnitSigns,
    UnitRecipe,
    best_of_each,
    unit_signs,
)
from index.maxsim import load_token_vectors
from index.protocol import TokenVectors

if TYPE_CHECKING:
    from numpy.typing import NDArray


def signs_of(searcher: Searcher, query: Query, rows: "NDArray[np.int64]") -> list[PassageUnitSigns]:
    """Return the signs of the units of some passages for a question."""
    table = searcher.generation.tokens
    similar = token_similarities(query, load_token_vectors(table, rows), table.mean)
    found: list[PassageUnitSigns] = unit_signs(searcher.generation, query, rows, similar).tolist()
    return found


def test_a_score_is_the_weighted_sum_of_the_signs() -> None:
    """A passage without units has what is given for it."""
    signs = np.array([[0.5, 0.25, 0.5, 0], [0.5, 0.25, 0, 1]], np.float32)
    found = PassageUnitSigns(np.zeros((2, 2), np.int32), signs)
    recipe = UnitRecipe(pooled=1, late=2, general=-1, typed=0.5)
    assert found.scores(recipe).tolist() == [0.5, 1.5]
    assert found.best(recipe, -1.0) == 1.5
    nothing = PassageUnitSigns(np.zeros((0, 2), np.int32), signs[:0])
    assert nothing.best(recipe, -1.0) == -1.0
    several = np.empty(4, object)
    several[:] = [nothing, found, nothing, PassageUnitSigns(found.ranges[:1], signs[:1])]
    assert best_of_each(several, recipe, -1.0).tolist() == [-1.0, 1.5, -1.0, 0.5]
    assert best_of_each(several[:1], recipe, -1.0).tolist() == [-1.0]
    assert best_of_each(several[:0], recipe, -1.0).tolist() == []


def test_a_batch_scores_as_each_passage_alone(fake_searcher: Searcher) -> None:
    """Sentences keep their own tokens beside those of other passages; descriptions have none."""
    generation = fake_searcher.generation
    query = fake_searcher.read(read_question("Hvor mange boliger bygges i Ringsaker?"))
    rows = np.arange(len(generation.passages))
    together = signs_of(fake_searcher, query, rows)
    assert len(together) == len(rows)
    for row, found in enumerate(together):
        (alone,) = signs_of(fake_searcher, query, rows[row : row + 1])
        np.testing.assert_allclose(found.signs, alone.signs, atol=1e-5)
        np.testing.assert_array_equal(found.ranges, generation.units.passage(row).ranges)
        assert (len(alone.signs) == 0) == bool(generation.is_description[row])


class FirstTokens:
    """The token vectors of a table without those behind the sixth of each passage."""

    def __init__(self, table: TokenVectors) -> None:
        self._table, self.mean = table, table.mean

    def vectors(self, row: int) -> "tuple[NDArray[Any], NDArray[Any], NDArray[Any]]":
        """Return codes, scales and ids."""
        codes, scales, ids = self._table.vectors(row)
        return codes[:6], scales[:6], ids[:6]

    def spans(self, row: int) -> "NDArray[np.int32]":
        """Return where they stand."""
        return self._table.spans(row)[:6]


def test_what_was_too_long_to_be_encoded_has_no_tokens_of_the_next_passage(
    fake_searcher: Searcher,
) -> None:
    """Its MaxSim is nothing."""
    generation = replace(
        fake_searcher.generation, tokens=cast("Any", FirstTokens(fake_searcher.generation.tokens))
    )
    query = fake_searcher.read(read_question("Hvor mange boliger bygges i Ringsaker?"))
    rows = np.flatnonzero(~generation.is_description)[:40]
    table = generation.tokens
    similar = token_similarities(query, load_token_vectors(table, rows), table.mean)
    found = unit_signs(generation, query, rows, similar)
    behind = [
        sign
        for row, each in zip(rows.tolist(), found.tolist(), strict=True)
        for sign, (start, _) in zip(each.signs[:, 1].tolist(), each.ranges.tolist(), strict=True)
        if start + generation.passages[row].text_start >= table.spans(row)[-1, 1]
    ]
    assert len(behind) > 40
    assert set(behind) == {0.0}


def test_a_sentence_with_the_kind_of_answer_asked_for_scores_higher(
    fake_searcher: Searcher,
) -> None:
    """Asked "hvor mange", a sentence with a number gains 0.04."""
    generation = fake_searcher.generation
    row = next(row for row, p in enumerate(generation.passages) if "36 utleieboliger i" in p.text)
    rows = np.array([row])
    query = fake_searcher.read(read_question("hvor mange utleieboliger?"))
    plain = fake_searcher.read(read_question("utleieboliger?"))
    with_kind, without = (
        signs_of(fake_searcher, each, rows)[0].scores(RANKING_UNITS) for each in (query, plain)
    )
    text = generation.passages[row].text
    has_number = [
        any(char.isdigit() for char in text[start:end])
        for start, end in generation.units.passage(row).ranges.tolist()
    ]
    assert 0 < sum(has_number) < len(has_number)
    gained = with_kind - without
    assert gained[np.array(has_number)].mean() > gained[~np.array(has_number)].mean() + 0.02
