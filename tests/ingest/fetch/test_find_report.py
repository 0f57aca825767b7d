"""A report is found in Kudos by its title and makers, and no other is taken for it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from ingest.corpus import read_corpus
from ingest.errors import KudosLacks, KudosOther, KudosWithoutPdf
from ingest.fetch.find_report import find_report, is_report
from ingest.fetch.kudos import KudosDocument
from ingest.records import Document
from tests.ingest.fetch.kudos_server import KudosServer, uuid_of
from tests.ingest.fetch.local_server import serving

PDF = b"%PDF-1.7\n%%EOF\n"
REPORTS = {each.id: each for each in read_corpus() if each.kind == "report"}
OLD = REPORTS["planer-for-et-aldrende-samfunn"]
HOMES = REPORTS["eldres-boligsituasjon"]
MOVING = next(each for each in REPORTS.values() if each.title.startswith("Mobilitet"))


@pytest.fixture
def server() -> Iterator[KudosServer]:
    """A Kudos without documents."""
    with serving(KudosServer()) as running:
        assert isinstance(running, KudosServer)
        yield running


def found(title: str, *authors: str, year: int | None = None) -> KudosDocument:
    return KudosDocument(uuid_of(1), title, authors=authors, year=year)


SAME = [
    (OLD, found("Planer for et aldrende samfunn?", "Jardar Sørvoll", year=2014)),
    (OLD, found("PLANER FOR ET ALDRENDE SAMFUNN", year=2014)),
    (OLD, found(f"Planer for et aldrende samfunn? {OLD.subtitle}", year=2014)),
    (OLD, found("Planer for et aldrende samfunn", "Sørvoll, J.", "Martens, C.", "Daatland, S. O.")),
    (OLD, found("Planer for et aldrende samfunn: en kartlegging", "Sørvoll", "Martens", year=2014)),
    (HOMES, found(f"Eldres boligsituasjon – {HOMES.subtitle}", year=2016)),
    (HOMES, found("Eldres boligsituasjon", "Velferdsforskningsinstituttet NOVA", year=2016)),
    (MOVING, found("Mobilitet blant eldre på boligmarkedet", year=2020)),
    (MOVING, found(MOVING.title.replace(" -", ":"), year=2020)),
]  # fmt: skip
OTHER = [
    (OLD, found("Planer for et aldrende samfunn?", "Kari Nordmann", year=2014)),
    (OLD, found("Planer for et aldrende samfunn?", "Jardar Sørvoll", year=2015)),
    (OLD, found("Planer for et aldrende samfunn?")),
    (OLD, found("Planer for et aldrende samfunn 2", year=2014)),
    (OLD, found("Planer for et aldrende samfunn i Bergen", year=2014)),
    (OLD, found("Planer for et voksende samfunn?", "Jardar Sørvoll", year=2014)),
    (HOMES, found("Eldres boligsituasjon i Norden", "Sørvoll", "Sandlie", "Nordvik", year=2018)),
    (HOMES, found("Eldres helsesituasjon", "Sørvoll", "Sandlie", "Nordvik", year=2016)),
    (MOVING, found("Mobilitet blant unge på boligmarkedet", year=2020)),
]  # fmt: skip


@pytest.mark.parametrize(("report", "document"), SAME, ids=lambda each: each.title)
def test_a_report_is_known_however_its_title_is_written(
    report: Document, document: KudosDocument
) -> None:
    assert is_report(document, report)


@pytest.mark.parametrize(("report", "document"), OTHER, ids=lambda each: each.title)
def test_another_is_not_taken_for_it(report: Document, document: KudosDocument) -> None:
    assert not is_report(document, report)


def test_no_report_of_the_page_is_taken_for_another() -> None:
    """Each, as Kudos would describe it, is itself alone."""
    for report in REPORTS.values():
        document = found(report.title, *report.authors, year=report.year)
        assert [each.id for each in REPORTS.values() if is_report(document, each)] == [report.id]


def test_the_right_one_is_found_among_others(server: KudosServer) -> None:
    """One of the same title, and one about it, stand before it."""
    server.add("Planer for et aldrende samfunn?", PDF, publish_date="2009-01-01", authors=["X Y"])
    server.add("Høring om planer for et aldrende samfunn", PDF, publish_date="2014-01-01")
    server.add(OLD.title, PDF, publish_date="2014-12-01", authors=list(OLD.authors))
    (document,) = find_report(server.kudos, OLD)
    assert document.uuid == uuid_of(3)
    assert server.asked == ["/documents/search"]
    assert "query=planer+for+et+aldrende+samfunn&" in server.requests[0][0]


def test_two_records_of_it_are_both_given(server: KudosServer) -> None:
    for _ in range(2):
        server.add(OLD.title, PDF, publish_date="2014-12-01")
    assert [each.uuid for each in find_report(server.kudos, OLD)] == [uuid_of(1), uuid_of(2)]


def test_files_are_asked_for_if_the_search_has_none(server: KudosServer) -> None:
    document = server.add(OLD.title, PDF, publish_date="2014-12-01")
    files = document["files"]
    document["files"] = []
    with pytest.raises(KudosWithoutPdf):
        find_report(server.kudos, OLD)
    assert server.asked == ["/documents/search", f"/documents/{uuid_of(1)}"]
    document["files"] = [dict(files[0], mimetype="text/html")]
    with pytest.raises(KudosWithoutPdf) as caught:
        find_report(server.kudos, OLD)
    assert caught.value.title == OLD.title


def test_a_report_that_is_not_there_is_told(server: KudosServer) -> None:
    server.add("Noe annet om et aldrende samfunn", PDF, publish_date="2014-12-01")
    with pytest.raises(KudosLacks) as caught:
        find_report(server.kudos, OLD)
    assert caught.value.what == OLD.title


def test_another_report_of_the_title_is_told_with_its_makers(server: KudosServer) -> None:
    server.add(
        "Planer for et aldrende samfunn?",
        PDF,
        publish_date="2009-01-01",
        authors=["Kari Nordmann"],
        publishers=[{"name": "Helsedirektoratet"}],
    )
    with pytest.raises(KudosOther) as caught:
        find_report(server.kudos, OLD)
    assert caught.value.makers == "Kari Nordmann, Helsedirektoratet, 2009"


def test_a_title_alone_is_not_enough(server: KudosServer) -> None:
    """Without authors and year in Kudos nothing says that it is this one."""
    server.add(OLD.title, PDF)
    with pytest.raises(KudosOther) as caught:
        find_report(server.kudos, OLD)
    assert caught.value.makers == "–"
    with pytest.raises(KudosOther):
        find_report(server.kudos, replace(OLD, year=None, authors=()))
