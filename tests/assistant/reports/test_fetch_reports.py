"""Reports are fetched from Kudos or the catalogue's addresses, and only the right file is added."""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.errors import FileOther
from assistant.reports.fetch_reports import Fetched, ReportFetcher
from assistant.settings import Settings
from assistant.show.terminal import TerminalReporter
from assistant.show.texts import texts_in
from index.generation import open_live
from ingest.corpus import read_corpus
from ingest.errors import (
    AddressPrivate,
    AnswerMalformed,
    ChecksumWrong,
    DownloadBroken,
    DownloadNotPdf,
    KudosLacks,
    KudosOther,
    KudosWithoutPdf,
    ServerBusy,
    ServerRefused,
)
from ingest.library import Library
from ingest.records import Document
from tests.fake_encoder import FakeEncoder
from tests.ingest.fetch.kudos_server import KudosServer, made_pdf, saying, status, uuid_of
from tests.ingest.fetch.local_server import Handler, serving

REPORTS = {each.id: each for each in read_corpus() if each.kind == "report"}
ELDRES, PLANER = REPORTS["eldres-boligsituasjon"], REPORTS["planer-for-et-aldrende-samfunn"]
LINES = {
    ELDRES.id: ("Eldres boligsituasjon", "NOVA Rapport 11/16", "Mange bor i hus med trapper."),
    PLANER.id: ("Planer for et aldrende samfunn?", "NOVA Rapport 17/2014", "Tretti kommuner."),
}  # fmt: skip


@pytest.fixture
def server() -> Iterator[KudosServer]:
    """A Kudos without documents."""
    with serving(KudosServer()) as running:
        assert isinstance(running, KudosServer)
        yield running


@pytest.fixture
def settings(fake_built: Path, tmp_path: Path) -> Settings:
    """Settings with a data folder of their own, which has an index."""
    shutil.copytree(fake_built, tmp_path / "data", symlinks=True)
    return Settings(data=tmp_path / "data", threads=1)


@pytest.fixture
def fetcher(server: KudosServer, settings: Settings) -> ReportFetcher:
    """What fetches from that Kudos."""

    @contextmanager
    def bar(_title: str):
        yield lambda _done, _total: None

    reporter = TerminalReporter(texts_in("nb"))
    reports = list(REPORTS.values())
    return ReportFetcher(settings, reporter, bar, server.kudos, reports, lambda _: FakeEncoder())


def give(server: KudosServer, report: Document, folder: Path) -> dict:
    """Put a report into Kudos as it would be there."""
    body = made_pdf(folder / "made.pdf", *LINES[report.id])
    return server.add(
        report.title, body, publish_date=f"{report.year}-05-01", authors=list(report.authors)
    )


def kinds(fetched: Fetched) -> list[type]:
    return [type(error) for error in fetched.errors]


def nothing_is_added(settings: Settings) -> bool:
    """Return whether neither the library nor the folder of fetched files has anything."""
    folder = settings.data / "fetched"
    return not len(Library.of(settings.data).listing()) and not (
        folder.exists() and any(folder.iterdir())
    )


def test_a_report_of_the_catalogue_comes_from_kudos(
    server: KudosServer, fetcher: ReportFetcher, settings: Settings, tmp_path: Path
) -> None:
    """It keeps its facts, and gains its text and the address of its file; then nothing is asked."""
    document = give(server, ELDRES, tmp_path)
    fetched = fetcher.fetch(ELDRES, ())
    assert (fetched.state, fetched.report_id, fetched.errors) == ("fetched", ELDRES.id, ())
    assert fetched.added is not None
    assert dict(fetched.added.evidence)["series"] == "NOVA Rapport 11/16"
    read = open_live(settings.data).document(ELDRES.id)
    assert read is not None
    assert read.file_url == document["files"][0]["url"]
    assert (read.title, read.authors, read.url) == (ELDRES.title, ELDRES.authors, ELDRES.url)
    assert read.full_text
    assert "trapper" in read.text
    assert read.about == ELDRES.about
    assert len(server.requests) == 2
    again = fetcher.fetch(ELDRES, ())
    assert (again.state, again.file) == ("kept", fetched.file)
    assert again.added is not None
    assert again.added.state == "unchanged"
    assert len(server.requests) == 2


def test_a_report_that_is_in_the_library_is_not_asked_for(
    server: KudosServer, fetcher: ReportFetcher, tmp_path: Path
) -> None:
    """However it came there."""
    give(server, ELDRES, tmp_path)
    fetched = fetcher.fetch(ELDRES, ())
    assert fetched.file is not None
    fetched.file.unlink()
    assert fetcher.fetch(ELDRES, ()) == Fetched(ELDRES.title, ELDRES.id, "kept")
    assert len(server.requests) == 2


def test_the_catalogues_own_address_comes_next(
    server: KudosServer, fetcher: ReportFetcher, settings: Settings, tmp_path: Path
) -> None:
    """Where Kudos has nothing; its address becomes that of the file."""
    server.files["/eldre.pdf"] = made_pdf(tmp_path / "made.pdf", *LINES[ELDRES.id])
    fetched = fetcher.fetch(ELDRES, (server.url("/borte.pdf"), server.url("/eldre.pdf")))
    assert (fetched.state, fetched.errors) == ("fetched", ())
    entry = Library.of(settings.data).listing().by_id(ELDRES.id)
    assert entry is not None
    assert entry.file_url == server.url("/eldre.pdf")
    assert server.asked == ["/documents/search", "/borte.pdf", "/eldre.pdf"]


def test_what_is_nowhere_is_told(
    server: KudosServer, fetcher: ReportFetcher, settings: Settings, tmp_path: Path
) -> None:
    """Not there, another of its title, no PDF; and why an address failed."""
    assert kinds(fetcher.fetch(ELDRES, ())) == [KudosLacks]
    document = give(server, ELDRES, tmp_path)
    document["publish_date"] = "1999-01-01"
    fetched = fetcher.fetch(ELDRES, ())
    assert (fetched.state, kinds(fetched)) == ("not_found", [KudosOther])
    document["publish_date"] = None
    document["files"][0]["mimetype"] = "application/msword"
    fetched = fetcher.fetch(ELDRES, (server.url("/borte.pdf"), "http://10.0.0.1/x.pdf"))
    assert (fetched.state, kinds(fetched)) == (
        "failed",
        [KudosWithoutPdf, ServerRefused, AddressPrivate],
    )
    assert nothing_is_added(settings)


def test_a_wrong_checksum_is_not_added(
    server: KudosServer, fetcher: ReportFetcher, settings: Settings, tmp_path: Path
) -> None:
    """Nothing of it is left, and a right one is taken the next time."""
    document = give(server, ELDRES, tmp_path)
    right = document["files"][0]["sha256"]
    document["files"][0]["sha256"] = "0" * 64
    fetched = fetcher.fetch(ELDRES, ())
    (error,) = fetched.errors
    assert isinstance(error, ChecksumWrong)
    assert (error.expected, error.found) == ("0" * 64, right)
    assert nothing_is_added(settings)
    document["files"][0]["sha256"] = right.upper()
    assert fetcher.fetch(ELDRES, ()).state == "fetched"


def test_another_work_under_the_record_is_not_added(
    server: KudosServer, fetcher: ReportFetcher, settings: Settings, tmp_path: Path
) -> None:
    """The record says one report and the file is another, known or unknown; the next is tried."""
    document = give(server, ELDRES, tmp_path)
    path = next(iter(server.files))
    for lines in (LINES[PLANER.id], ("Parkering i sentrum", "Det er forbudt å parkere i gata.")):
        server.files[path] = made_pdf(tmp_path / "other.pdf", *lines)
        document["files"][0]["sha256"] = ""
        assert kinds(fetcher.fetch(ELDRES, ())) == [KudosWithoutPdf]
        document["files"][0]["sha256"] = hashlib.sha256(server.files[path]).hexdigest()
        fetched = fetcher.fetch(ELDRES, ())
        assert (fetched.state, kinds(fetched)) == ("failed", [FileOther])
        assert nothing_is_added(settings)
    server.files["/eldre.pdf"] = made_pdf(tmp_path / "made.pdf", *LINES[ELDRES.id])
    assert fetcher.fetch(ELDRES, (server.url("/eldre.pdf"),)).state == "fetched"


def test_a_file_that_only_has_the_title_in_front_is_the_report(
    server: KudosServer, fetcher: ReportFetcher, tmp_path: Path
) -> None:
    """The record told its authors and year; a cover may print nothing but the title."""
    body = made_pdf(tmp_path / "x.pdf", "Eldres bolig-", "situasjon", "Mange eldre bor i hus.")
    server.add(ELDRES.title, body, publish_date="2016-01-01", authors=list(ELDRES.authors))
    fetched = fetcher.fetch(ELDRES, ())
    assert fetched.state == "fetched"


def test_no_pdf_behind_the_address_is_told(
    server: KudosServer, fetcher: ReportFetcher, settings: Settings, tmp_path: Path
) -> None:
    give(server, ELDRES, tmp_path)
    server.failures = [None, lambda h: h.give(200, b"<html>", Content_Type="text/html")]
    assert kinds(fetcher.fetch(ELDRES, ())) == [DownloadNotPdf]
    assert nothing_is_added(settings)


def cut_once(handler: Handler) -> None:
    """Give the first half of the file, and hang up."""
    body = next(iter(handler.server.files.values()))  # type: ignore[attr-defined]
    handler.send_response(200)
    handler.send_header("Content-Type", "application/pdf")
    handler.send_header("Content-Length", str(len(body)))
    handler.send_header("ETag", '"v1"')
    handler.end_headers()
    handler.wfile.write(body[: len(body) // 2])


def test_a_download_that_breaks_off_is_gone_on_with(
    server: KudosServer, fetcher: ReportFetcher, tmp_path: Path
) -> None:
    """The second request asks for the rest of the same version."""
    give(server, ELDRES, tmp_path)
    server.failures = [None, cut_once]
    assert fetcher.fetch(ELDRES, ()).state == "fetched"
    assert "Range" in server.requests[2][1]


def test_what_breaks_off_every_time_is_kept_for_the_next_run(
    server: KudosServer, fetcher: ReportFetcher, settings: Settings, tmp_path: Path
) -> None:
    give(server, ELDRES, tmp_path)
    server.failures = [None, *[cut_once] * 4]
    assert kinds(fetcher.fetch(ELDRES, ())) == [DownloadBroken]
    assert (settings.data / "fetched" / f"{ELDRES.id}.pdf.part").is_file()
    assert fetcher.fetch(ELDRES, ()).state == "fetched"


def test_a_busy_server_of_files_is_waited_for(
    server: KudosServer, fetcher: ReportFetcher, tmp_path: Path
) -> None:
    give(server, ELDRES, tmp_path)
    server.failures = [None, status(429, Retry_After="0"), status(503)]
    assert fetcher.fetch(ELDRES, ()).state == "fetched"


@pytest.mark.parametrize(
    ("failures", "error"),
    [([status(429)] * 4, ServerBusy), ([saying(b"<html>")], AnswerMalformed)],
)
def test_a_kudos_that_fails_is_not_asked_for_the_next_report(
    failures: list,
    error: type,
    server: KudosServer,
    fetcher: ReportFetcher,
    settings: Settings,
    tmp_path: Path,
) -> None:
    """Both are told; the catalogue's own addresses are still tried."""
    give(server, PLANER, tmp_path)
    server.files["/planer.pdf"] = made_pdf(tmp_path / "made.pdf", *LINES[PLANER.id])
    server.failures = list(failures)
    first, second = fetcher.fetch(ELDRES, ()), fetcher.fetch(PLANER, ())
    assert (first.state, kinds(first)) == ("failed", [error])
    assert (second.state, kinds(second)) == ("failed", [error])
    assert len(server.requests) == len(failures)
    assert fetcher.fetch(PLANER, (server.url("/planer.pdf"),)).state == "fetched"


def test_what_a_user_chose_is_added_with_the_facts_of_kudos(
    server: KudosServer, fetcher: ReportFetcher, settings: Settings, tmp_path: Path
) -> None:
    """Title, authors, publisher and year are told by Kudos, not by the file."""
    body = made_pdf(tmp_path / "x.pdf", "Forside", "Boligsosialt arbeid i småkommuner er viktig.")
    server.add(
        "Boligsosialt arbeid i små kommuner",
        body,
        publish_date="2019-03-02",
        authors=["Kari Nordmann"],
        publishers=[{"name": "Husbanken"}],
    )
    (document,) = server.kudos.search("boligsosialt", 5).documents
    fetched = fetcher.fetch_chosen(document)
    assert (fetched.state, fetched.report_id) == ("fetched", "boligsosialt-arbeid-i-sma-kommuner")
    added = open_live(settings.data).document("boligsosialt-arbeid-i-sma-kommuner")
    assert added is not None
    assert (added.kind, added.title) == ("report", "Boligsosialt arbeid i små kommuner")
    assert (added.authors, added.publisher, added.year) == (("Kari Nordmann",), "Husbanken", 2019)
    assert added.url == f"https://kudos.dfo.no/dokument/{uuid_of(1)}"
    assert added.file_url == server.url(f"/dokument/{uuid_of(1)}/filer/{uuid_of(1001)}.pdf")
    assert (added.language, added.pages) == ("nb", 1)
    again = fetcher.fetch_chosen(document)
    assert (again.state, again.report_id) == ("kept", added.id)
    assert server.asked[1:] == [f"/dokument/{uuid_of(1)}/filer/{uuid_of(1001)}.pdf"]


def test_a_chosen_document_that_is_a_report_of_the_catalogue_becomes_it(
    server: KudosServer, fetcher: ReportFetcher, settings: Settings, tmp_path: Path
) -> None:
    """The facts of the page stay."""
    give(server, ELDRES, tmp_path)
    (document,) = server.kudos.search("eldres", 5).documents
    fetched = fetcher.fetch_chosen(document)
    assert fetched.report_id == ELDRES.id
    entry = Library.of(settings.data).listing().by_id(ELDRES.id)
    assert entry is not None
    assert entry.document_fields.keys() == {"file_url"}


def test_a_chosen_document_that_cannot_be_had_is_told(
    server: KudosServer, fetcher: ReportFetcher, settings: Settings
) -> None:
    server.add("Boligsosialt arbeid")
    (document,) = server.kudos.search("boligsosialt", 5).documents
    fetched = fetcher.fetch_chosen(document)
    assert (fetched.state, kinds(fetched)) == ("failed", [KudosWithoutPdf])
    assert nothing_is_added(settings)


def test_the_address_of_a_file_goes_with_that_file_alone(
    server: KudosServer, fetcher: ReportFetcher, settings: Settings, tmp_path: Path
) -> None:
    """A newer file of the user's own has other pages."""
    from assistant.reports.add import Options, add_files

    give(server, ELDRES, tmp_path)
    assert fetcher.fetch(ELDRES, ()).state == "fetched"
    own = tmp_path / "egen.pdf"
    made_pdf(own, "Forord", *LINES[ELDRES.id])
    options = Options(as_id=ELDRES.id)
    (outcome,) = add_files(settings, [own], options, fetcher.reporter, fetcher.load_encoder)
    assert outcome.state == "updated"
    entry = Library.of(settings.data).listing().by_id(ELDRES.id)
    assert entry is not None
    assert entry.file_url is None


def test_a_report_that_was_added_by_hand_gains_the_address(
    server: KudosServer, fetcher: ReportFetcher, settings: Settings, tmp_path: Path
) -> None:
    """If the same file is chosen in Kudos."""
    from assistant.reports.add import Options, add_files

    own = tmp_path / "egen.pdf"
    body = made_pdf(own, "Om parkering", "Det er forbudt å parkere i gata om natta.")
    (outcome,) = add_files(settings, [own], Options(), fetcher.reporter, fetcher.load_encoder)
    server.add("Om parkering", body)
    (document,) = server.kudos.search("parkering", 5).documents
    fetched = fetcher.fetch_chosen(document)
    assert (fetched.state, fetched.report_id) == ("fetched", outcome.report_id)
    entry = Library.of(settings.data).listing().by_id(outcome.report_id or "")
    assert entry is not None
    assert (entry.file_url or "").endswith(".pdf")
