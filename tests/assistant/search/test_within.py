"""Search within one document: all that answers in it, and the verdict that it has everywhere."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import DocumentUnknown
from assistant.search.filters import Filters
from assistant.search.question import read_question
from assistant.search.searcher import MAX_PASSAGES, Searcher
from assistant.search.verdict import read_calibration
from index.build import build_generation
from index.encoder.onnx_runtime import OnnxEncoder
from index.generation import open_live
from ingest.records import Document, Source
from tests.conftest import RINGSAKER, ULSHOLTVEIEN, USERS_QUESTION

PLAN = "plan-for-brua"

ABOUT_PARKING = (
    "Kommunen reserverer {n} parkeringsplasser ved brua for beboere som har nedsatt syn.",
    "Ved brua er det {n} plasser til parkering for beboere med nedsatt syn.",
)
OTHER = (
    "Turstien langs elva får {n} nye benker av tre, og grusen byttes hver vår.",
    "Biblioteket holder åpent {n} timer i uka, og låner ut ski og skøyter om vinteren.",
    "Korpset øver {n} ganger i måneden i aulaen på skolen, og spiller på torget i mai.",
    "Kirkegården utvides med {n} mål mot øst, og muren settes i stand av lokale murere.",
)


def write_plan() -> Document:
    """Return a plan of many short chapters, of which every fifth is about parking."""
    chapters = []
    for number in range(40):
        kind = ABOUT_PARKING[number % 2] if number % 5 == 0 else OTHER[number % 4]
        sentence = kind.format(n=number + 2)
        chapters.append(
            f"{sentence} {OTHER[(number + 1) % 4].format(n=number)}" + " Mer om det." * 55
        )
    return Document(
        PLAN, "plan", "Plan for brua", "\n".join(chapters), "nb", Source("brua.txt", "")
    )


@pytest.fixture(scope="module")
def searcher(
    encoder: OnnxEncoder,
    documents: tuple[Document, ...],
    tmp_path_factory: pytest.TempPathFactory,
) -> Searcher:
    """A searcher over the source page and the plan."""
    data: Path = tmp_path_factory.mktemp("within")
    build_generation((*documents, write_plan()), encoder, data)
    return Searcher(open_live(data), encoder, read_calibration(data, encoder.identity.sha256))


QUESTIONS = (
    "hvor mange parkeringsplasser er det for beboere med nedsatt syn?",
    "hva skjer med kirkegården?",
    "når øver korpset?",
    "hvem rydder snø på fortauet?",
    "vafler",
    "bibliotek",
    USERS_QUESTION,
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_verdict_is_that_of_every_search(searcher: Searcher, question: str) -> None:
    """And the score, if the document is found among all; nothing else of the answer changes."""
    asked = read_question(question)
    everywhere = searcher.search(asked, limit=32).results
    within = searcher.search(asked, Filters(document=PLAN))
    (result,) = within.results
    assert result.document.id == PLAN
    assert within.verdict == result.verdict
    (found,) = [each for each in everywhere if each.document.id == PLAN]
    assert (result.verdict, result.score) == (found.verdict, pytest.approx(found.score, abs=1e-5))


def test_all_passages_that_answer_are_found(searcher: Searcher) -> None:
    """Best first, each of them with the sentence that answers; the others are left out."""
    (result,) = searcher.search(read_question(QUESTIONS[0]), Filters(document=PLAN)).results
    assert result.verdict == "good"
    assert 3 < len(result.hits) <= MAX_PASSAGES
    for hit in result.hits:
        assert hit.answer is not None
        assert "nedsatt syn" in hit.passage.text[slice(*hit.answer)]
    starts = [hit.passage.locator.start for hit in result.hits]
    assert len(set(starts)) == len(starts)


def test_where_none_answers_the_three_nearest_are_there(searcher: Searcher) -> None:
    """And no sentence of them is said to answer."""
    (result,) = searcher.search(read_question("vafler"), Filters(document=PLAN)).results
    assert result.verdict == "none"
    assert len(result.hits) == 3
    assert all(hit.answer is None for hit in result.hits)


def test_words_in_quotation_marks_must_stand_in_it(searcher: Searcher) -> None:
    """If no passage has them, there is none to show, and no answer."""
    filters = Filters(document=PLAN)
    (result,) = searcher.search(read_question('"vafler og kaffe"'), filters).results
    assert (result.verdict, result.hits, result.document.id) == ("none", (), PLAN)
    (result,) = searcher.search(read_question('benker "langs elva"'), filters).results
    assert result.hits
    assert all("langs elva" in hit.passage.text for hit in result.hits)


def test_a_question_that_names_and_asks_nothing_has_no_answer_in_it(searcher: Searcher) -> None:
    """A list of documents is no answer of one."""
    asked = read_question("eksempler fra Ringsaker")
    assert searcher.read(asked).reading.is_list
    (result,) = searcher.search(asked, Filters(document=RINGSAKER)).results
    assert (result.document.id, result.hits) == (RINGSAKER, ())


def test_a_short_document_is_searched_too(searcher: Searcher) -> None:
    """With the same verdict as everywhere."""
    asked = read_question(USERS_QUESTION)
    for document_id in (RINGSAKER, ULSHOLTVEIEN):
        (result,) = searcher.search(asked, Filters(document=document_id)).results
        assert (result.document.id, result.verdict) == (document_id, "good")


def test_an_unknown_document_is_an_error(searcher: Searcher) -> None:
    """It is said, as for a place that is not there."""
    with pytest.raises(DocumentUnknown):
        searcher.search(read_question("bolig"), Filters(document="nope"))
    with pytest.raises(DocumentUnknown):
        searcher.rank(searcher.read(read_question("bolig")), replace(Filters(), document="nope"))
