"""A ranking: what is read off it without any card being made."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pytest

from assistant.search.filters import NO_FILTERS, Filters
from assistant.search.question import read_question
from assistant.search.ranking import STAGES
from assistant.search.searcher import Searcher
from index.encoder.protocol import Encoded, Encoder, Role
from tests.conftest import RINGSAKER, USERS_QUESTION

LED = "Hvor stor vekst i folketallet håpet ei lita sørlandsbygd på, og innen hvilket år?"
"""The ranking puts Vegårshei first, which is right; the verdict alone would not show it."""


@dataclass(frozen=True)
class CountingEncoder:
    """Pass everything on to an encoder and keep the texts that it was given to encode."""

    inner: Encoder
    texts: list[str]

    @property
    def identity(self) -> object:
        """Be the inner encoder."""
        return self.inner.identity

    def token_weights(self, ids: object) -> object:
        """Return what the inner encoder gives."""
        return self.inner.token_weights(ids)

    def encode(self, texts: Sequence[str], role: Role) -> Iterator[tuple[int, Encoded]]:
        """Remember `texts`, and encode them."""
        self.texts.extend(texts)
        return self.inner.encode(texts, role)


def test_a_ranking_agrees_with_its_answer(searcher: Searcher) -> None:
    """The documents, verdicts and scores are those of the cards; passages may change places."""
    ranking = searcher.rank(searcher.read(read_question(USERS_QUESTION)))
    answer = searcher.answer(ranking, limit=31)
    assert [r.document for r in answer.results] == [d.document for d in ranking.documents]
    for result, ranked in zip(answer.results, ranking.documents, strict=True):
        assert (result.verdict, result.score) == (ranked.verdict, ranked.score)
        found = dict(zip(ranked.rows, ranked.scores, strict=True))
        for hit in result.hits:
            row = searcher.generation.passages.index(hit.passage)
            assert hit.score == found[row]
    assert ranking.verdict == ranking.documents[0].verdict == "good"


def test_documents_with_a_better_verdict_come_first(searcher: Searcher) -> None:
    """Good ones, then weak ones, then those that do not answer; those that answer are known."""
    ranking = searcher.rank(searcher.read(read_question(USERS_QUESTION)))
    verdicts = [ranked.verdict for ranked in ranking.documents]
    assert verdicts == sorted(verdicts, key=("good", "weak", "none").index)
    scores = [ranked.score for ranked in ranking.documents]
    assert scores == sorted(scores, reverse=True)
    assert [searcher.calibration.verdict(score) for score in scores] == verdicts
    assert {"good", "none"} <= set(verdicts)
    every = tuple(ranked.document for ranked in ranking.documents)
    assert ranking.answering == every[: len(ranking.answering)]
    assert len(ranking.answering) == len(verdicts) - verdicts.count("none")
    assert RINGSAKER in {document.id for document in ranking.answering}


@pytest.mark.parametrize(
    "question",
    [
        USERS_QUESTION,
        "boliger for eldre",
        "startlån",
        "hva er en sparekonto?",
        "Batteriparken",
        LED,
    ],
)
def test_a_document_is_judged_alike_whatever_is_shown_beside_it(
    searcher: Searcher, question: str
) -> None:
    """Its own municipality, county or kind chosen, its verdict and score are what they were."""
    query = searcher.read(read_question(question))
    everything = {each.document.id: each for each in searcher.rank(query).documents}
    compared = 0
    for each in everything.values():
        document = each.document
        for chosen in (
            Filters(municipality=document.municipality),
            Filters(county=document.county),
            Filters(kind=document.kind),
        ):
            for alone in searcher.rank(query, chosen).documents:
                before = everything.get(alone.document.id)
                if before is not None:
                    assert alone.verdict == before.verdict
                    assert alone.score == pytest.approx(before.score, abs=5e-5)
                    compared += 1
    assert compared > 100


def test_what_leads_is_weak_whatever_is_left_out(searcher: Searcher) -> None:
    """It is judged to answer nothing, but ranked first; alone it is found by the same question."""
    query = searcher.read(read_question(LED))
    ranking = searcher.rank(query)
    assert ranking.lead is not None
    first, second, *_ = ranking.documents
    assert (first.document.municipality, first.verdict, second.verdict) == (
        "Vegårshei",
        "weak",
        "weak",
    )
    assert ranking.lead in first.rows
    for alone in (
        searcher.rank(query, Filters(municipality="Vegårshei")),
        searcher.rank(query, Filters(municipality="Vegårshei"), known=ranking),
    ):
        assert (alone.lead, alone.verdict) == (ranking.lead, "weak")
    others = searcher.rank(query, Filters(kind="plan"))
    assert others.lead is None
    assert searcher.rank(query, known=others).lead == ranking.lead


@pytest.mark.parametrize("filters", [Filters(kind="example"), Filters(county="Innlandet")])
def test_what_is_known_is_not_scored_again(searcher: Searcher, filters: Filters) -> None:
    """Either way round the ranking is the same as if it had been made from nothing."""
    query = searcher.read(read_question("boliger for eldre i distriktet"))
    for first, second in ((filters, NO_FILTERS), (NO_FILTERS, filters)):
        fresh = searcher.rank(query, second)
        known = searcher.rank(query, second, known=searcher.rank(query, first))
        np.testing.assert_array_equal(known.scores.rows, fresh.scores.rows)
        np.testing.assert_allclose(known.final, fresh.final, atol=1e-6)
        np.testing.assert_allclose(known.probabilities, fresh.probabilities, atol=1e-5)
        for stage in STAGES:
            np.testing.assert_allclose(known.stage(stage), fresh.stage(stage), atol=1e-5)


def test_a_question_is_encoded_once_for_any_number_of_rankings(searcher: Searcher) -> None:
    """The question and its variant in bokmål, in one go."""
    encoder = CountingEncoder(searcher.ranker.encoder, [])
    ranker = replace(searcher.ranker, encoder=encoder)
    query = ranker.read(read_question("rent-to-own for families"))
    for filters in (NO_FILTERS, Filters(kind="example"), Filters(kind="plan")):
        ranker.rank(query, filters)
    assert encoder.texts == ["rent-to-own for families", "leie til eie for families"]
    assert query.added_terms == ("leie til eie",)


def test_nothing_that_passes_is_a_ranking_of_nothing(searcher: Searcher) -> None:
    """No document, no evidence, and the verdict that there is no answer."""
    query = searcher.read(read_question("bolig"))
    ranking = searcher.rank(query, Filters(municipality="Bergen"))
    assert (ranking.documents, ranking.probability, ranking.verdict) == ((), 0.0, "none")
    assert np.isinf(ranking.stage("final")).all()
    assert searcher.answer(ranking).results == ()


def test_the_answer_of_one_document_is_that_of_the_ranking(searcher: Searcher) -> None:
    """Its passages and marks, alone and first."""
    ranking = searcher.rank(searcher.read(read_question(USERS_QUESTION)))
    document = ranking.documents[4].document
    answer = searcher.answer_from(ranking, document)
    assert answer is not None
    (result,) = answer.results
    expected = searcher.answer(ranking, limit=5).results[4]
    assert result == replace(expected, rank=1)
    narrow = searcher.rank(ranking.query, Filters(municipality="Ringsaker"))
    assert searcher.answer_from(narrow, document) is None
