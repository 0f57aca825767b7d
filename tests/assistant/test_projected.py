"""What a question meets in an index of projected token vectors, as a large corpus has it."""

import shutil
from pathlib import Path

import pytest

from assistant.question import read_question
from assistant.search import Searcher
from assistant.similar import similar_documents
from index.build import build_generation
from index.generation import open_live
from index.projection import DIMENSIONS
from index.torch_encoder import TorchEncoder
from ingest.records import Document

QUESTIONS = [
    "hvordan skaffe utleieboliger uten å eie dem?",
    "how can families buy a home?",
    "treng fleire bustadar i sentrum",
    "folkehelse og bomiljø",
]
RINGSAKER = "utleieboliger-med-tilvisningsavtale-i-ringsaker"


@pytest.fixture(scope="module")
def projected(
    searcher: Searcher,
    built: Path,
    documents: tuple[Document, ...],
    encoder: TorchEncoder,
    tmp_path_factory: pytest.TempPathFactory,
) -> Searcher:
    """The searcher over the source page, with the page's vectors projected."""
    data = tmp_path_factory.mktemp("projected") / "data"
    shutil.copytree(built, data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.projection.FEWEST_TOKENS", 1)
        build_generation(documents, encoder, data)
    generation = open_live(data)
    assert generation.tokens.codes.shape[1] == DIMENSIONS
    return Searcher(generation, encoder, searcher.calibration, searcher.terms)


@pytest.mark.parametrize("asked", QUESTIONS)
def test_the_first_document_and_the_verdict_are_the_same(
    asked: str, searcher: Searcher, projected: Searcher
) -> None:
    """The directions that are left out decide neither."""
    full, less = (each.search(read_question(asked)) for each in (searcher, projected))
    assert less.results[0].document == full.results[0].document
    assert less.verdict == full.verdict
    assert less.results[0].score == pytest.approx(full.results[0].score, abs=1e-3)


def test_the_verdict_is_passed_on_vectors_in_full(searcher: Searcher, projected: Searcher) -> None:
    """The best passage is encoded again, so that what is left out is not judged as if alike."""
    for asked in (*QUESTIONS, "oppskrift på rømmegrøt", "bostøtte som student"):
        full, less = (each.score(read_question(asked)) for each in (searcher, projected))
        (evidence,), (in_full,) = less.stages.evidence, full.stages.evidence
        assert evidence.plain == pytest.approx(in_full.plain, abs=2e-3)
        assert less.verdict.name == full.verdict.name


def test_the_words_that_matched_are_found_in_what_is_kept(projected: Searcher) -> None:
    """Words of another language are lit, function words are not."""
    answer = projected.search(read_question("how can families buy a home?"))
    (result,) = [r for r in answer.results if r.document.id == "leie-for-eie-i-gjovik"]
    hit = result.hits[0]
    lit = {hit.passage.text[start:end].lower() for start, end in hit.highlights}
    assert any("kjøpe" in stretch for stretch in lit)
    assert not lit & {"og", "i", "som"}


def test_the_documents_most_like_one_are_the_same(searcher: Searcher, projected: Searcher) -> None:
    """What is stored is compared with what is stored, all of it projected."""
    full, less = (similar_documents(each, RINGSAKER, limit=5) for each in (searcher, projected))
    assert less.results[0].document == full.results[0].document
    best = {result.document.id for result in full.results}
    assert len(best & {result.document.id for result in less.results}) >= 4
