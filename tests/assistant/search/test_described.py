"""A report is found by what it is about, and what is shown of it is its own."""

import pytest

from assistant.search.answer import Answer, answer_json
from assistant.search.question import read_question
from assistant.search.searcher import Searcher
from assistant.search.verdict import read_calibration
from index.build import build_generation
from index.generation import open_live
from ingest.library.added_file import AddedFile
from ingest.library.document import join_documents
from ingest.records import Document
from tests.fake_encoder import FakeEncoder
from tests.ingest.recognition.made_file_text import file_text

NOMADER = "nomader-pa-lavterskel"
QUESTION = "samlokaliserte småhus, boevne, pårørende og brukermedvirkning"
"""Words of what the report is about; neither its title nor the page has any of them."""


def ask(searcher: Searcher, question: str) -> Answer:
    return searcher.search(read_question(question))


@pytest.fixture(scope="module")
def read_searcher(
    documents: tuple[Document, ...],
    fake_encoder: FakeEncoder,
    tmp_path_factory: pytest.TempPathFactory,
) -> Searcher:
    """A searcher over the page in which the report has been read; its text is of other things."""
    pages = [f"Kapittel {n} handler om parkering og asfalt nummer {n}." for n in range(1, 4)]
    pages.append("Konteinere og brakker ble målt opp i femte kapittel.")
    added = AddedFile(NOMADER, "nomader.pdf", "a" * 64)
    data = tmp_path_factory.mktemp("read")
    build_generation(join_documents(documents, [(added, file_text(*pages))]), fake_encoder, data)
    calibration = read_calibration(data, fake_encoder.identity.sha256)
    return Searcher(open_live(data), fake_encoder, calibration)


def test_a_report_is_found_by_what_it_is_about(fake_searcher: Searcher) -> None:
    """First, by words that only the description has."""
    (first, *_) = ask(fake_searcher, QUESTION).results
    assert first.document.id == NOMADER


@pytest.mark.parametrize("question", ["butilbod for rusproblem", "substance abuse", "Iveland Kvam"])
def test_every_form_of_a_topic_and_every_place_is_searched(
    question: str, fake_searcher: Searcher
) -> None:
    """Nynorsk, English and municipalities."""
    (first, *_) = ask(fake_searcher, question).results
    assert not first.document.full_text
    assert first.document.about


def test_what_only_a_description_answers_is_weak_at_most(fake_searcher: Searcher) -> None:
    """However much it is like the question, which here is the description itself."""
    report = fake_searcher.document(NOMADER)
    for question in (report.about or "", QUESTION, " ".join(report.topics[:6])):
        answer = ask(fake_searcher, question)
        assert answer.results[0].document.id == NOMADER
        assert answer.verdict != "good"
        assert answer.results[0].score < fake_searcher.calibration.good


def test_no_word_of_a_description_is_shown_as_a_quote(fake_searcher: Searcher) -> None:
    """The passages of a report that was not read are its title; its description is a field."""
    found = answer_json(ask(fake_searcher, QUESTION))["results"][0]
    assert [passage["text"] for passage in found["passages"]] == [
        fake_searcher.document(NOMADER).text
    ]
    report = fake_searcher.document(NOMADER)
    assert found["document"]["about"] == report.about
    assert found["document"]["topics"] == list(report.topics)
    assert found["document"]["about_source"] == report.about_source


def test_a_report_that_was_read_shows_its_text(read_searcher: Searcher) -> None:
    """The description still finds it, and passages of the text are what is shown."""
    (first, *_) = ask(read_searcher, QUESTION).results
    assert first.document.id == NOMADER
    assert first.document.full_text
    assert 1 <= len(first.hits) <= 3
    assert all(hit.passage.text in first.document.text for hit in first.hits)
    assert all(hit.passage.text for hit in first.hits)
    assert first.score >= first.hits[0].score


def test_the_text_of_a_report_stands_above_descriptions(read_searcher: Searcher) -> None:
    """What the text says is found by it, and may be good."""
    (first, *_) = ask(read_searcher, "konteinere og brakker i femte kapittel").results
    assert first.document.id == NOMADER
    assert "Konteinere" in first.hits[0].passage.text
    assert first.score == first.hits[0].score


def test_quoted_words_that_only_a_description_has_show_nothing(fake_searcher: Searcher) -> None:
    """The document is found, without a passage."""
    (only,) = ask(fake_searcher, '"samlokaliserte bustader"').results
    assert (only.document.id, only.hits) == (NOMADER, ())
