"""Passages that say the same: shown once, with both sources."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from assistant.search.duplicates import _alike, _few
from assistant.search.filters import NO_FILTERS, Filters
from assistant.search.question import NO_QUESTION, read_question
from assistant.search.searcher import Searcher
from index.build import build_generation
from index.encoder.onnx_runtime import OnnxEncoder
from index.generation import open_live
from ingest.records import Document


def test_a_repeated_text_is_shown_once_with_both_sources(
    searcher: Searcher,
    encoder: OnnxEncoder,
    documents: tuple[Document, ...],
    tmp_path: Path,
) -> None:
    """A report that repeats an example's text, but for a word, is named with the example."""
    example = next(d for d in documents if d.id == "leie-for-eie-i-gjovik")
    copy = replace(
        example,
        id="kopi",
        kind="report",
        title="En rapport",
        text=example.text.replace("Leietaker", "Leietakeren"),
    )
    other = next(d for d in documents if d.id == "det-gode-nabolag")
    build_generation((example, copy, other), encoder, tmp_path)
    found = Searcher(open_live(tmp_path), encoder, searcher.calibration)
    results = found.search(read_question("leie før eie i Gjøvik")).results
    assert [result.document.id for result in results] == [
        "leie-for-eie-i-gjovik",
        "det-gode-nabolag",
    ]
    assert [result.rank for result in results] == [1, 2]
    assert results[0].hits[0].also_in == ("kopi",)
    assert results[1].hits[0].also_in == ()
    # Where the example is filtered away the report is shown, and it was counted so.
    query = found.read(read_question("leie før eie i Gjøvik"))
    reach = found.reach(found.rank(query))
    for filters, ids in (
        (NO_FILTERS, {example.id, other.id}),
        (Filters(kind="example"), {example.id, other.id}),
        (Filters(kind="report"), {copy.id}),
    ):
        shown = {document.id for document in found.rank(query, filters).answering}
        assert {document.id for document in reach.left(filters)} == shown
        assert shown == ids & set(reach.verdicts)
    # A list has everything that is named.
    assert found.search(NO_QUESTION).listed == 3


def test_passages_that_are_just_alike_share_one_of_the_few_pairs_that_are_compared() -> None:
    """A tenth of the pairs differ, and it is those that come first."""
    one, other = np.arange(5, 100), np.arange(0, 100)
    other = np.delete(other, slice(5, 10))
    assert _alike(one, other)
    assert set(_few(one)) & set(_few(other))
    assert not _alike(np.arange(11, 100), np.arange(0, 100))
