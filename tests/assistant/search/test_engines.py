"""An index in Qdrant gives the answers that one in files gives."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("qdrant_edge", reason='needs the extra: pip install ".[qdrant]"')

from assistant.evaluation.judged import read_questions
from assistant.search.answer import answer_json
from assistant.search.filters import NO_FILTERS, Filters
from assistant.search.question import read_question
from assistant.search.searcher import Searcher
from assistant.search.similar import similar_documents
from index.encoder.onnx_runtime import OnnxEncoder
from index.engine import open_engine
from index.lexical import split_words
from index.qdrant.edge import EdgeStore
from index.qdrant.engine import QdrantEngine
from ingest.records import Document
from tests.fake_encoder import FakeEncoder

FILTERS = (
    Filters(kind="example"),
    Filters(kind="plan", since=2018),
    Filters(since=2015, undated=True),
    Filters(until=2016),
    Filters(municipality="Oslo"),
    Filters(county="Trøndelag"),
    Filters(region="Østlandet", kind="example"),
    Filters(language="nn"),
    Filters(publisher="NIBR"),
    Filters(size="large"),
    Filters(kind="guidance", sort="oldest"),
    Filters(document="leie-for-eie-i-gjovik"),
)
ASKED = (
    "hvordan skaffe utleieboliger uten å eie dem?",
    '"tilvisningsavtale" i kommunen',
    '"finnes ikke noe sted"',
    "rapporter fra NIBR",
    "boligsosial handlingsplan",
    "korleis kan kommunen leige bustader av private",
)


@pytest.fixture(scope="module")
def fake_stored(
    documents: tuple[Document, ...],
    fake_encoder: FakeEncoder,
    fake_searcher: Searcher,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Searcher]:
    """The source page in Qdrant's engine, by the fake encoder."""
    yield from searcher_in_qdrant(fake_searcher, documents, fake_encoder, tmp_path_factory)


@pytest.fixture(scope="module")
def stored(
    documents: tuple[Document, ...],
    encoder: OnnxEncoder,
    searcher: Searcher,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Searcher]:
    """The source page in Qdrant's engine, by the real encoder."""
    yield from searcher_in_qdrant(searcher, documents, encoder, tmp_path_factory)


def searcher_in_qdrant(
    searcher: Searcher, documents: tuple[Document, ...], encoder: Any, paths: Any
) -> Iterator[Searcher]:
    """Yield a searcher like another over the same documents in Qdrant."""
    data: Path = paths.mktemp("qdrant")
    engine = open_engine("qdrant-edge", data)
    assert isinstance(engine, QdrantEngine)
    assert isinstance(engine.store, EdgeStore)
    engine.build(documents, encoder, live=searcher.generation)
    yield searcher.over(engine.open_live())
    engine.store.close()


def told(answer: Any) -> Any:
    """Return an answer as JSON without the time it took, its numbers rounded."""
    return rounded({**answer_json(answer), "took_ms": 0})


def rounded(value: Any) -> Any:
    """Return a value with the numbers in it rounded to four places."""
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {name: rounded(each) for name, each in value.items()}
    return [rounded(each) for each in value] if isinstance(value, list | tuple) else value


@pytest.mark.parametrize("filters", [NO_FILTERS, *FILTERS], ids=str)
def test_every_filter_gives_the_same_answer(
    fake_stored: Searcher, fake_searcher: Searcher, filters: Filters
) -> None:
    """With and without a question, whole with every passage, mark and count."""
    for text in (*ASKED, ""):
        question = read_question(text) if text else None
        if question is None and filters.document is not None:
            continue
        asked = question or read_question("planer")
        ours, theirs = (each.search(asked, filters) for each in (fake_searcher, fake_stored))
        assert told(theirs) == told(ours)
        of_ours, of_theirs = (
            each.reach(each.rank(each.read(asked), filters)).verdicts
            for each in (fake_searcher, fake_stored)
        )
        assert of_theirs == of_ours


def test_every_document_has_the_same_similar_ones(
    fake_stored: Searcher, fake_searcher: Searcher
) -> None:
    """All documents of the page, with and without a filter."""
    for document in fake_searcher.generation.documents:
        for filters in (NO_FILTERS, Filters(kind="example")):
            ours, theirs = (
                similar_documents(each, document.id, filters)
                for each in (fake_searcher, fake_stored)
            )
            assert told(theirs) == told(ours)


def test_each_stage_has_the_same_scores(fake_stored: Searcher, fake_searcher: Searcher) -> None:
    """As an evaluation reads them."""
    for text in ASKED[:2]:
        question = read_question(text)
        ours, theirs = (each.rank(each.read(question)) for each in (fake_searcher, fake_stored))
        for stage in ("dense", "lexical", "fused", "final"):
            np.testing.assert_allclose(theirs.stage(stage), ours.stage(stage), atol=1e-5)


def test_the_judged_questions_are_answered_alike(stored: Searcher, searcher: Searcher) -> None:
    """The first three documents and the verdict of 98 of 100, of every third question."""
    asked = [each.text for each in read_questions() if split_words(each.text)]
    questions = [read_question(text) for text in asked][::3]
    assert len(questions) > 100
    same_documents, same_verdict = 0, 0
    for question in questions:
        ours, theirs = (each.search(question) for each in (searcher, stored))
        first, others = (
            [result.document.id for result in answer.results[:3]] for answer in (ours, theirs)
        )
        same_documents += first == others
        same_verdict += ours.verdict == theirs.verdict
    assert same_documents >= 0.98 * len(questions)
    assert same_verdict >= 0.98 * len(questions)
