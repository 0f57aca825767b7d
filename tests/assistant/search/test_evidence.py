"""What a long report beside the page's short documents changes in the evidence, and what not."""

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.evaluation.calibrate import calibrate
from assistant.evaluation.judged import JudgedQuestion
from assistant.search.evidence import Evidence
from assistant.search.question import read_question
from assistant.search.searcher import Searcher
from index.build import build_generation
from index.encoder.onnx_runtime import OnnxEncoder
from index.generation import open_live
from index.partition import LONG_DOCUMENT_PASSAGES
from ingest.records import Document, Source

OFFICES = (
    "arkiv", "barnehager", "renovasjon", "brannvern", "kulturskole", "landbruk", "havn",
    "bibliotek", "lønn", "vannverk", "veilys", "skjenking", "kart", "idrett", "svømmehall",
)  # fmt: skip
REPORT = "postgang"


@pytest.fixture(scope="module")
def with_report(
    searcher: Searcher,
    documents: tuple[Document, ...],
    encoder: OnnxEncoder,
    tmp_path_factory: pytest.TempPathFactory,
) -> Searcher:
    """The searcher over the source page and a long report that names housing allowance once."""
    text = "\n".join(
        f"Kontoret for {office} fører {time} sin egen postliste og stempler hvert brev den "
        "dagen det kommer. Brev som gjelder bostøtte eller andre saker sendes videre med "
        "intern post samme ettermiddag, og den som skal svare, får en frist på fjorten dager. "
        "Er fristen gått ut, purrer postmottaket to ganger med en ukes mellomrom. Deretter går "
        "saken til lederen for avdelingen, som avgjør om brevet kan besvares senere eller må "
        "sendes tilbake. Kopier legges i en perm som kontoret tømmer i januar hvert år."
        for time in ("om sommeren", "om vinteren")
        for office in OFFICES
    )
    source = Source("postgang.txt", "0" * 64)
    report = Document(REPORT, "report", "Postgang i kommunen", text, "nb", source)
    data: Path = tmp_path_factory.mktemp("parts") / "data"
    build_generation((*documents, report), encoder, data)
    generation = open_live(data)
    assert np.bincount(generation.document_of)[-1] > LONG_DOCUMENT_PASSAGES
    return searcher.over(generation)


def evidence_by_passage(searcher: Searcher, asked: str) -> dict[str, Evidence]:
    """Return the evidence on each passage that is looked at, by its id."""
    ranking = searcher.rank(searcher.read(read_question(asked)))
    assert ranking.evidence is not None
    passages = searcher.generation.passages
    return {
        passages[row].id: ranking.evidence.of(np.array([place]))
        for place, row in enumerate(ranking.scores.rows.tolist())
    }


@pytest.mark.parametrize(
    "asked",
    [
        "hvordan skaffe utleieboliger uten å eie dem?",
        "how can families buy a home?",
        "hvem kan få bostøtte?",
        "oppskrift på rømmegrøt",
        "hvor mange ganger purrer postmottaket?",
    ],
)
def test_a_report_takes_nothing_from_what_the_page_says(
    asked: str, searcher: Searcher, with_report: Searcher
) -> None:
    """Neither by its length nor by a term that it names in passing."""
    before, after = (evidence_by_passage(each, asked) for each in (searcher, with_report))
    assert set(before) <= set(after)
    for passage_id, own in before.items():
        for name in ("plain", "pooled", "weight", "absent", "size", "literal"):
            expected = pytest.approx(getattr(own, name), abs=2e-5)
            assert getattr(after[passage_id], name) == expected
    sizes = {
        passage_id.split("#")[0]: own.size[0]
        for passage_id, own in after.items()
        if passage_id.startswith(REPORT)
    }
    report = with_report.generation.partitions[1]
    assert all(size == pytest.approx(math.log(len(report.rows))) for size in sizes.values())
    assert sizes


def test_a_term_that_the_report_alone_holds_is_known_to_it_alone(with_report: Searcher) -> None:
    """The page has nothing on housing allowance; the report names it."""
    of_report, of_page = set(), set()
    for passage_id, own in evidence_by_passage(with_report, "bostøtte").items():
        if not own.described[0]:
            (of_report if passage_id.startswith(REPORT) else of_page).add(float(own.absent[0]))
    assert (of_page, of_report) == ({1.0}, {0.0})


def test_the_partition_that_answers_decides(with_report: Searcher) -> None:
    """A question to the report is answered by it, and one to the page as before."""
    answer = with_report.search(read_question("hvor mange ganger purrer postmottaket?"))
    assert (answer.verdict, answer.results[0].document.id) == ("good", REPORT)
    answer = with_report.search(read_question("hvordan skaffe utleieboliger uten å eie dem?"))
    assert answer.verdict == "good"
    assert "ringsaker" in answer.results[0].document.id


def test_every_partition_has_candidates(with_report: Searcher) -> None:
    """However much the report is like a question, the page's passages are looked at."""
    ranker = replace(with_report.ranker, recipe=replace(with_report.ranker.recipe, candidates=2))
    ranking = ranker.rank(ranker.read(read_question("hvor mange ganger purrer postmottaket?")))
    final = ranking.stage("final")
    page, report, described = (
        np.isfinite(final[p.rows]).sum() for p in with_report.generation.partitions
    )
    # The texts of the ten reports that are described are looked at with their descriptions.
    assert 2 <= page <= 4 + 10
    assert 2 <= report <= 4
    assert 2 <= described <= 4


def test_what_a_filter_leaves_out_says_nothing(with_report: Searcher) -> None:
    """The evidence on a passage is the same whichever others are searched."""
    ranker = with_report.ranker
    query = ranker.read(read_question("hvor mange ganger purrer postmottaket?"))
    everything = ranker.rank(query)
    assert everything.evidence is not None
    for partition in with_report.generation.partitions[:2]:
        ranking = ranker.rank_rows(query, partition.rows)
        assert ranking.evidence is not None
        places = np.searchsorted(everything.scores.rows, ranking.scores.rows)
        same = everything.evidence.of(places)
        np.testing.assert_allclose(ranking.evidence.of_answer, same.of_answer, atol=1e-5)
        np.testing.assert_allclose(ranking.evidence.of_document, same.of_document, atol=1e-5)


def test_a_title_hints_unless_reports_are_asked_for_or_it_is_named(searcher: Searcher) -> None:
    """A bare title that is only near is no answer yet."""

    def hinted(asked: str) -> bool:
        ranking = searcher.rank(searcher.read(read_question(asked)))
        assert ranking.evidence is not None
        generation = searcher.generation
        rows = [generation.passages[row] for row in ranking.scores.rows]
        (place,) = (
            place
            for place, passage in enumerate(rows)
            if passage.locator.document_id == "samfunnsvirkninger-av-boligpolitikk"
            and not ranking.evidence.described[place]
        )
        return bool(ranking.evidence.hinted[place])

    assert hinted("hvem betaler for tomter?")
    assert not hinted("rapporter om tomter")
    assert not hinted("er det forsket på tomter?")
    assert not hinted("samfunnsvirkninger av boligpolitikk")


def test_the_partition_that_most_questions_are_about_is_fitted(with_report: Searcher) -> None:
    """The question that only the report answers is left out."""
    ringsaker = frozenset({"utleieboliger-med-tilvisningsavtale-i-ringsaker"})
    questions = [
        JudgedQuestion("hvordan skaffe utleieboliger uten å eie dem?", "nb", ringsaker),
        JudgedQuestion("tilvisningsavtale med private utleiere", "nb", ringsaker),
        JudgedQuestion("hvor mange ganger purrer postmottaket?", "nb", frozenset({REPORT})),
        JudgedQuestion("hvem kan få bostøtte?", "near-miss", frozenset()),
    ]
    fitted = calibrate(with_report, questions)
    assert (fitted.questions, fitted.size) == (
        3,
        math.log(len(with_report.generation.partitions[0].rows)),
    )
    about_report = [replace(q, relevant=frozenset({REPORT})) for q in questions[:3]]
    fitted = calibrate(with_report, [*about_report, questions[3]])
    assert (fitted.questions, fitted.size) == (
        4,
        math.log(len(with_report.generation.partitions[1].rows)),
    )


@pytest.mark.parametrize(
    "asked",
    [
        "korleis hindre einsemd blant eldre i nye bustadområde?",
        "hvordan hindre ensomhet blant eldre i nye boligområder?",
        "hvordan forebygge ensomhet blant eldre i nye boligområder?",
    ],
)
def test_a_title_never_stands_above_a_text_that_answers(asked: str, searcher: Searcher) -> None:
    """Three reports are about the elderly by their titles; a text says how loneliness is met."""
    answer = searcher.search(read_question(asked))
    assert answer.results[0].document.id == "det-gode-nabolag"
    assert answer.results[0].verdict != "none"
    titles = [r for r in answer.results if not r.document.full_text]
    assert titles
    assert {result.verdict for result in titles} <= {"weak", "none"}


@pytest.mark.parametrize(
    "asked",
    ["mobilitet blant eldre på boligmarkedet", "finnes det en rapport om eldre på boligmarkedet?"],
)
def test_a_report_that_is_named_or_asked_for_may_be_good(asked: str, searcher: Searcher) -> None:
    """Though no more than its title is known."""
    first = searcher.search(read_question(asked)).results[0]
    assert not first.document.full_text
    assert first.verdict == "good"
