"""Kudos is asked page by page, and whatever it answers is read or told."""

from collections.abc import Iterator
from importlib.metadata import version

import pytest

from ingest.errors import (
    AddressPrivate,
    AddressUnsafe,
    AnswerMalformed,
    DownloadBroken,
    FetchError,
    KudosQueryRefused,
    ServerBusy,
    ServerRefused,
    ServerTooSlow,
)
from ingest.fetch import kudos as kudos_module
from ingest.fetch.connection import FetchLimits
from ingest.fetch.kudos import KUDOS_API, Kudos, KudosDocument, KudosFile
from tests.ingest.fetch.kudos_server import (
    KudosServer,
    cut_off,
    saying,
    status,
    uuid_of,
)
from tests.ingest.fetch.local_server import redirect, serving, silent

PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def server() -> Iterator[KudosServer]:
    """A Kudos without documents."""
    with serving(KudosServer()) as running:
        assert isinstance(running, KudosServer)
        yield running


def test_a_document_is_read_with_its_file(server: KudosServer) -> None:
    """All that is known of it; what is null is unknown."""
    document = server.add(
        "Boligsosialt  arbeid\ni kommunene",
        PDF,
        publish_date="2019-04-28",
        authors=["Kari Nordmann", "Ola Hansen"],
        publishers=[{"uuid": "x", "name": "NIBR"}, {"uuid": "y", "name": "OsloMet"}],
    )
    hits = server.kudos.search("boligsosialt", 20)
    assert hits.total == 1
    assert hits.documents == (
        KudosDocument(
            uuid=uuid_of(1),
            title="Boligsosialt arbeid i kommunene",
            kind="Rapport",
            authors=("Kari Nordmann", "Ola Hansen"),
            publishers=("NIBR", "OsloMet"),
            year=2019,
            files=(
                KudosFile(
                    url=document["files"][0]["url"],
                    sha256=document["files"][0]["sha256"],
                    mimetype="application/pdf",
                    pages=1,
                    is_primary=True,
                ),
            ),
        ),
    )
    assert hits.documents[0].page == f"https://kudos.dfo.no/dokument/{uuid_of(1)}"


def test_it_says_who_asks_and_for_what(server: KudosServer) -> None:
    """A name with a version, JSON, and a query that stands whole in the address."""
    server.add("Bolig & helse: 100 % åpent?")
    assert len(server.kudos.search("bolig & helse: 100 % åpent?", 7).documents) == 1
    ((path, headers),) = server.requests
    assert path == (
        "/api/v0/documents/search?query=bolig+%26+helse%3A+100+%25+%C3%A5pent%3F&page=1&per_page=7"
    )
    assert headers["User-Agent"] == f"eksempelfinner/{version('eksempelfinner')}"
    assert headers["Accept"] == "application/json"


def test_pages_are_followed_up_to_the_limit(server: KudosServer) -> None:
    """Fifty at a time; not one request more than is needed."""
    for number in range(130):
        server.add(f"Bolig {number}")
    hits = server.kudos.search("bolig", 120)
    assert [document.title for document in hits.documents] == [f"Bolig {n}" for n in range(120)]
    assert (hits.total, len(server.requests)) == (130, 3)
    assert len(server.kudos.search("bolig", 200).documents) == 130
    assert len(server.requests) == 6


def test_pages_that_repeat_end_the_search(server: KudosServer) -> None:
    """An archive that says there is more and gives the same again is not asked for ever."""
    row = f'{{"uuid": "{uuid_of(1)}", "title": "Bolig"}}'.encode()
    body = b'{"meta": {"last_page": 999}, "data": [' + row + b"]}"
    server.failures = [saying(body)] * 10
    assert len(server.kudos.search("bolig", 200).documents) == 1
    assert len(server.requests) == 2


def test_nothing_is_no_error(server: KudosServer) -> None:
    hits = server.kudos.search("ingenting", 20)
    assert (hits.documents, hits.total) == ((), None)


def test_what_cannot_be_searched_for_is_told(server: KudosServer) -> None:
    """HTTP 422, once."""
    with pytest.raises(KudosQueryRefused) as caught:
        server.kudos.search(" ", 20)
    assert caught.value.query == " "
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (status(429), ServerBusy),
        (status(429, Retry_After="0"), ServerBusy),
        (status(429, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"), ServerBusy),
        (status(502), ServerBusy),
        (cut_off, DownloadBroken),
    ],
    ids=["429", "0 seconds", "a date", "502", "cut off"],
)
def test_a_failure_that_passes_is_asked_through(
    failure: object, told: type[FetchError], server: KudosServer
) -> None:
    """Twice is nothing; four times is told."""
    server.add("Bolig")
    server.failures = [failure, failure]  # type: ignore[list-item]
    assert len(server.kudos.search("bolig", 5).documents) == 1
    assert len(server.requests) == 3
    server.failures = [failure] * 4  # type: ignore[list-item]
    with pytest.raises(told):
        server.kudos.search("bolig", 5)
    assert len(server.requests) == 7


def test_it_is_left_alone_for_as_long_as_it_asks(server: KudosServer) -> None:
    """An hour is too long to wait for."""
    server.failures = [status(429, Retry_After="3600")]
    with pytest.raises(ServerBusy) as caught:
        server.kudos.search("bolig", 5)
    assert (caught.value.status, len(server.requests)) == (429, 1)


def test_a_silent_server_is_told(server: KudosServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kudos_module, "ANSWER_LIMITS", FetchLimits(silence=0.05))
    server.failures = [silent] * 4
    with pytest.raises(ServerTooSlow):
        server.kudos.search("bolig", 5)
    assert len(server.requests) == 4


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>Vedlikehold</html>",
        b'{"meta": {}, "data": [',
        b"[]",
        b"null",
        b'"data"',
        b'{"meta": {}}',
        b'{"data": {"uuid": 1}}',
        b'{"data": ["x"]}',
        b'{"data": [{"title": "Bolig"}]}',
        b'{"data": [{"uuid": 7, "title": "Bolig"}]}',
        b'{"data": [{"uuid": "../../etc", "title": "Bolig"}]}',
        b"\xff\xfe{",
        b"[" * 100_000,
    ],
)
def test_an_answer_of_another_form_is_told(body: bytes, server: KudosServer) -> None:
    """Never a crash, and not asked again."""
    server.failures = [saying(body)]
    with pytest.raises(AnswerMalformed):
        server.kudos.search("bolig", 5)
    assert len(server.requests) == 1


@pytest.mark.parametrize("value", [None, 7, "x", {}, [None, 7, {}, {"url": None}]])
def test_facts_of_another_form_are_unknown(value: object, server: KudosServer) -> None:
    """A document is no less there because one of its fields is odd."""
    names = ("authors", "publishers", "files", "publish_date", "type")
    server.add("Bolig", **dict.fromkeys(names, value))
    (document,) = server.kudos.search("bolig", 5).documents
    assert (document.authors, document.publishers, document.files) == ((), (), ())
    assert document.year is None


def test_a_document_without_a_title_is_passed_over(server: KudosServer) -> None:
    row = f'{{"uuid": "{uuid_of(1)}", "title": %s}}'
    for title in ("null", '" "', "3"):
        server.failures = [saying(b'{"data": [' + (row % title).encode() + b"]}")]
        assert server.kudos.search("bolig", 5).documents == ()


def test_what_steers_a_terminal_is_taken_out(server: KudosServer) -> None:
    server.add("Bolig \x1b[31mrød\x07\u202e", authors=["Kari\nNordmann"])
    (document,) = server.kudos.search("bolig", 5).documents
    assert document.title == "Bolig [31mrød"
    assert document.authors == ("Kari Nordmann",)


@pytest.mark.parametrize("wrapped", [False, True])
def test_files_that_a_search_leaves_out_are_asked_for(wrapped: bool, server: KudosServer) -> None:
    """The document is given bare or inside `data`."""
    whole = server.add("Bolig", PDF)
    bare = KudosDocument(uuid_of(1), "Bolig")
    if wrapped:
        import json

        server.failures = [saying(json.dumps({"data": whole}).encode())]
    complete = server.kudos.complete(bare)
    assert complete.pdf is not None
    assert server.asked == [f"/documents/{uuid_of(1)}"]
    assert server.kudos.complete(complete) is complete
    assert len(server.requests) == 1


def test_a_document_that_is_gone_is_told(server: KudosServer) -> None:
    with pytest.raises(ServerRefused) as caught:
        server.kudos.complete(KudosDocument(uuid_of(9), "Bolig"))
    assert caught.value.status == 404


def made_file(
    name: str, primary: bool, mimetype: str = "application/pdf", sha256: str | None = "0" * 64
) -> KudosFile:
    return KudosFile(f"https://kudos.dfo.no/{name}", sha256, mimetype, 1, primary)


@pytest.mark.parametrize(
    ("files", "chosen"),
    [
        ([made_file("annex", False), made_file("report", True)], "report"),
        ([made_file("report", False)], "report"),
        ([made_file("annex", False), made_file("other", False)], None),
        ([made_file("report", True, "application/msword"), made_file("annex", False)], None),
        ([made_file("report", True, "")], None),
        ([made_file("report", True, sha256=None)], None),
        ([], None),
    ],
)
def test_the_primary_pdf_is_the_document(files: list[KudosFile], chosen: str | None) -> None:
    """An annex is not taken for it, nor what is no PDF or cannot be checked."""
    pdf = KudosDocument(uuid_of(1), "Bolig", files=tuple(files)).pdf
    assert (pdf.url.rpartition("/")[2] if pdf else None) == chosen


def test_an_address_of_a_file_may_be_relative(server: KudosServer) -> None:
    document = server.add("Bolig", PDF)
    document["files"][0]["url"] = "/dokument/x/filer/y.pdf"
    (found,) = server.kudos.search("bolig", 5).documents
    assert found.files[0].url == server.url("/dokument/x/filer/y.pdf")


def test_it_is_asked_by_https_and_sent_nowhere_else(server: KudosServer) -> None:
    """A redirect to plain http or to a private machine is not followed; nor is this machine."""
    assert KUDOS_API.startswith("https://")
    for to in ("http://10.0.0.1/x", "https://10.0.0.1/x"):
        server.failures = [redirect(to)]
        with pytest.raises((AddressPrivate, AddressUnsafe)):
            server.kudos.search("bolig", 5)
    with pytest.raises(AddressUnsafe):
        Kudos(server.url("/api/v0")).search("bolig", 5)
