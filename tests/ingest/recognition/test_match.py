"""A file is recognised as the report that it is, and not as one that it only mentions."""

import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ingest.recognition.match import Match, Recognition, recognise
from ingest.records import Document
from tests.ingest.recognition.made_file_text import file_text

DATA = Path(__file__).parents[2] / "data"
FRONTS: list[dict[str, Any]] = tomllib.loads((DATA / "fronts.toml").read_text("utf-8"))["front"]


def recognised(front: dict[str, Any], documents: tuple[Document, ...]) -> Recognition:
    """Return what the front is taken for."""
    return recognise(file_text(*front["pages"], **front.get("facts", {})), documents)


@pytest.mark.parametrize("front", FRONTS, ids=lambda front: front["name"])
def test_a_front_is_taken_for_what_it_is(
    front: dict[str, Any], documents: tuple[Document, ...]
) -> None:
    """Each of the eleven is known, or at least proposed, and nothing else is taken for one."""
    recognition = recognised(front, documents)
    proposed = [match.document_id for match in recognition.proposals]
    if front["is"] not in ("", "?") and not front.get("proposed"):
        assert recognition.match is not None
        assert recognition.match.document_id == front["is"]
    else:
        assert recognition.match is None
        assert front["is"] == "" or proposed
        assert not front.get("proposed") or proposed == [front["is"]]


def front(name: str) -> dict[str, Any]:
    """Return the front of that name."""
    return next(each for each in FRONTS if each["name"] == name)


def test_every_report_has_easy_and_hard_fronts(documents: tuple[Document, ...]) -> None:
    """And there are more of other works than of the reports."""
    reports = {document.id for document in documents if document.kind == "report"}
    for form in ("easy", "hard"):
        known = {each["is"] for each in FRONTS if each["form"] == form}
        assert known <= reports
    assert {each["is"] for each in FRONTS if each["form"] == "easy"} == reports
    assert sum(each["is"] == "" for each in FRONTS) > 2 * len(reports)


def test_the_evidence_is_what_the_file_says(documents: tuple[Document, ...]) -> None:
    """Field by field, the surest first, as it is printed."""
    pages = front("nibr 2017:15, isbn with odd dashes, all on one line")["pages"]
    match = recognise(file_text(*pages), documents).match
    assert match == Match(
        "folkehelse-og-sosial-baerekraft",
        (
            ("isbn", "978–82–8309–217–2"),
            ("series", "NIBR-rapport 2017:15"),
            ("title", "Folkehelse og sosial bærekraft"),
            ("authors", "Hege Hofstad, Heidi Bergsli"),
            ("year", "2017"),
        ),
    )


def test_the_title_of_one_and_the_number_of_another_propose_both(
    documents: tuple[Document, ...],
) -> None:
    """So that the user can choose."""
    proposals = recognised(front("title of one, number of another"), documents).proposals
    assert {match.document_id for match in proposals} == {
        "samfunnsvirkninger-av-boligpolitikk",
        "eldres-boligsituasjon",
    }


TITLES = "Folkehelse og sosial bærekraft\nHege Hofstad og Heidi Bergsli\nNIBR-rapport 2017:15\n"


def test_a_text_without_pages_is_known_by_its_beginning(documents: tuple[Document, ...]) -> None:
    """Its first lines are a front page; what stands far down is not."""
    body = "Kommunene planlegger for helse og bolig hver for seg. " * 60
    match = recognise(file_text(TITLES + body, paged=False), documents).match
    assert match is not None
    assert match.document_id == "folkehelse-og-sosial-baerekraft"
    assert recognise(file_text(body + TITLES + body, paged=False), documents).match is None


def test_a_long_text_in_english_is_another_version(documents: tuple[Document, ...]) -> None:
    """The eleven are Norwegian."""
    norwegian = file_text(TITLES)
    assert recognise(norwegian, documents).match is not None
    english = replace(norwegian, quality=replace(norwegian.quality, language="en", words=5000))
    assert recognise(english, documents).match is None


@pytest.mark.parametrize(
    "line", ["12. mars", "12.03", "12 mars", "Kl. 09.30", "09:30", "12.3.", "12/3", "2017-03-12"]
)
def test_a_cover_with_a_day_or_a_time_is_of_a_talk(
    documents: tuple[Document, ...], line: str
) -> None:
    """If it has no number; the cover of a report has a month or a year at most."""
    cover = "Folkehelse og sosial bærekraft\nHege Hofstad og Heidi Bergsli\nOslo, {}\n2017"
    recognition = recognise(file_text(cover.format(line)), documents)
    assert (recognition.match, len(recognition.proposals)) == (None, 1)
    assert recognise(file_text(cover.format("mars")), documents).match is not None


def test_only_reports_are_matched(
    make_document: Callable[..., Document], documents: tuple[Document, ...]
) -> None:
    """An example of the same title is not a report; nothing matches without reports."""
    example = make_document("Tekst", title="Folkehelse og sosial bærekraft", authors=("Hofstad",))
    assert recognise(file_text(TITLES), [example]).match is None
    assert recognise(file_text(TITLES), []).match is None
    assert recognise(file_text(), documents).match is None


def test_a_real_file_that_is_none_of_them_matches_none(documents: tuple[Document, ...]) -> None:
    """Each document of the page, read as a file of its own, is none of the reports."""
    for document in documents:
        if document.kind != "report":
            assert recognise(file_text(document.text), documents).match is None, document.id
