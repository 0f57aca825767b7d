"""`fetch` tells what it got and what not, lists what Kudos has, and says where the rest is."""

import json
import os
import re
import shutil
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.cli import run
from assistant.commands.fetch import fetch_reports, fetch_subject
from assistant.settings import Settings, read_settings
from assistant.show.texts import texts_in
from ingest.corpus_data import BUNDLED_CORPUS
from ingest.errors import FetchError, KudosLacks, KudosQueryRefused, ServerBusy
from ingest.records import LANGUAGES, Language
from tests.ingest.fetch.kudos_server import KudosServer, made_pdf, status, uuid_of
from tests.ingest.fetch.local_server import Handler, serving

REPORT = "eldres-boligsituasjon"
NB = texts_in("nb")

pytestmark = pytest.mark.usefixtures("fake_loaded")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[KudosServer]:
    """A Kudos with one report of the catalogue and three documents on a subject."""
    server = KudosServer()
    lines = ("Eldres boligsituasjon", "NOVA Rapport 11/16", "Mange eldre bor i hus med trapper.")
    server.add(
        "Eldres boligsituasjon",
        made_pdf(tmp_path / "eldre.pdf", *lines),
        publish_date="2016-06-01",
        authors=["Jardar Sørvoll"],
    )
    for number, year in enumerate((2019, 2021, 2023), start=1):
        text = f"Kommune {number} skaffer flere utleieboliger for vanskeligstilte."
        server.add(
            f"Boligsosial evaluering {number}",
            made_pdf(tmp_path / f"{number}.pdf", f"Boligsosial evaluering {number}", text),
            publish_date=f"{year}-01-31",
            publishers=[{"name": "Husbanken"}],
        )
    with serving(server):
        yield server


@pytest.fixture
def corpus(tmp_path: Path) -> Callable[[str], Path]:
    """A maker of a corpus folder in which one report has an address of its file."""

    def make(address: str) -> Path:
        folder = Path(shutil.copytree(BUNDLED_CORPUS, tmp_path / "corpus"))
        path = folder / "reports.toml"
        title = 'title = "Eldres boligsituasjon"\n'
        text = re.sub(r"(?m)^pdf = .*\n", "", path.read_text("utf-8"))
        assert title in text
        path.write_text(text.replace(title, f'{title}pdf = ["{address}"]\n'), "utf-8")
        return folder

    return make


@pytest.fixture
def settings(fake_built: Path, tmp_path: Path) -> Settings:
    """Settings with a data folder that has an index."""
    data = tmp_path / "data"
    shutil.copytree(fake_built, data, symlinks=True)
    return read_settings(data=data, threads=1)


def test_a_report_is_fetched_from_kudos_and_added(
    server: KudosServer, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second time nothing is asked for, as it is there."""
    assert fetch_reports(settings, [REPORT], NB, kudos=server.kudos) == 0
    shown = capsys.readouterr()
    assert shown.err.splitlines()[0] == NB("fetch.network")
    assert "hentet, lagt til" in shown.out
    assert NB("fetch.search") not in shown.out
    path = settings.data / "fetched" / f"{REPORT}.pdf"
    assert path.is_file()
    assert len(server.requests) == 2
    assert fetch_reports(settings, [REPORT], NB, as_json=True, kudos=server.kudos) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert told == {
        "id": REPORT,
        "title": "Eldres boligsituasjon",
        "state": "kept",
        "file": str(path),
        "added": "unchanged",
        "error": None,
        "places": [],
    }
    assert len(server.requests) == 2


def test_what_fails_is_told_and_the_rest_goes_on(
    server: KudosServer,
    settings: Settings,
    corpus: Callable[[str], Path],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Exit code 1; every report that is not there has where to look."""
    server.documents[0]["files"] = []
    server.files["/a.pdf"] = b"<html>"  # as a PDF, which it is not
    chosen = read_settings(data=settings.data, corpus=corpus(server.url("/a.pdf")), threads=1)
    assert fetch_reports(chosen, [], texts_in("en"), as_json=True, kudos=server.kudos) == 1
    told = {each["id"]: each for each in json.loads(capsys.readouterr().out)}
    assert len(told) == 11
    states = [each["state"] for each in told.values()]
    assert (states.count("not_found"), states.count("failed")) == (10, 1)
    assert told["nomader-pa-lavterskel"]["error"] == (
        "Kudos has nothing that fits “Nomader på lavterskel?”."
    )
    assert told[REPORT]["error"] == (
        "Kudos has “Eldres boligsituasjon”, but no PDF of it that can be checked."
        f" What is at {server.url('/a.pdf')} is not a PDF (<html>). Check whether the address has"
        " moved."
    )
    assert all(each["places"] for each in told.values())


def test_without_a_network_each_is_told_and_where_to_look(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """One sentence, the page about it, its publisher's archive, and what to do then."""

    def no_name(*_arguments: object, **_named: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", no_name)
    assert run(["fetch", REPORT, "--data", str(tmp_path)]) == 1
    shown = capsys.readouterr()
    assert shown.err == NB("fetch.network") + "\n"
    lines = [line.strip() for line in shown.out.splitlines()]
    assert "Får ikke kontakt med kudos.dfo.no" in " ".join(shown.out.split())
    assert NB("fetch.rest") in lines
    assert "Eldres boligsituasjon · NOVA Rapport 11/16" in lines
    assert "ODA, OsloMets åpne arkiv (NIBR og NOVA): https://oda.oslomet.no" in lines
    assert lines[-1] == NB("fetch.add")
    assert list(tmp_path.glob("fetched/*")) == []


def test_the_command_asks_no_local_server(
    server: KudosServer,
    corpus: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    """No option opens for plain http or this machine, whatever name leads there."""
    host, port = server.server_address[:2]
    here = [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (host, port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: here)
    folder, data = corpus(server.url("/a.pdf")), str(tmp_path / "data")
    assert run(["fetch", REPORT, "--corpus", str(folder), "--data", data]) == 1
    assert "ikke hentet" in capsys.readouterr().out
    assert server.requests == []
    assert not (tmp_path / "data" / "fetched" / f"{REPORT}.pdf").exists()


def test_only_the_publishers_own_archive_is_named(
    server: KudosServer, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    """A report of NORCE is not looked for at OsloMet; all known pages about it are named."""
    ids = [
        "nomader-pa-lavterskel",
        "folkehelseperspektiv-i-boligpolitikken",
    ]
    assert fetch_reports(settings, ids, NB, as_json=True, kudos=server.kudos) == 1
    norce, nibr = (each["places"] for each in json.loads(capsys.readouterr().out))
    assert "https://oda.oslomet.no" in nibr
    assert "https://oda.oslomet.no" not in norce
    assert sum("husbanken.no" in place for place in nibr) == 1


def test_an_unknown_report_is_an_error(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Before anything is fetched."""
    assert run(["fetch", "finnes-ikke", "--data", str(tmp_path)]) == 1
    assert capsys.readouterr().err == (
        "Det finnes ingen rapport med ID finnes-ikke. Se ID-ene med eksempelfinner list --json.\n"
    )


def test_ctrl_c_leaves_the_part_and_says_where(
    server: KudosServer, settings: Settings, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The interruption comes while the server still sends, as a signal to the process."""

    def sends_until_interrupted(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/pdf")
        handler.end_headers()
        handler.wfile.write(b"%PDF-1.7\n" + bytes(100_000))
        handler.wfile.flush()
        while not list(tmp_path.glob("data/fetched/*.part")):
            handler.server.stopped.wait(0.01)
        os.kill(os.getpid(), signal.SIGINT)
        handler.server.stopped.wait(5)

    server.failures = [None, sends_until_interrupted]
    # A shell that runs the tests in the background has the signal ignored.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            fetch_reports(settings, [REPORT], NB, kudos=server.kudos)
    finally:
        signal.signal(signal.SIGINT, before)
    part = settings.data / "fetched" / f"{REPORT}.pdf.part"
    assert part.is_file()
    assert NB("fetch.interrupted", file=part) in capsys.readouterr().err


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_kudos_has_is_listed_with_its_source(
    language: Language,
    server: KudosServer,
    settings: Settings,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Number, title, year, publisher and pages; nothing is fetched."""
    texts = texts_in(language)
    server.documents[3]["files"] = []
    assert fetch_subject(settings, "boligsosial", None, texts, 2, kudos=server.kudos) == 0
    head, first, second, shown, choose = capsys.readouterr().out.splitlines()
    names = ("number", "title", "year", "publisher", "pages")
    assert head.split() == [texts(f"fetch.{name}") for name in names]
    assert first.split() == ["1", "Boligsosial", "evaluering", "1", "2019", "Husbanken", "1"]
    assert second.split() == ["2", "Boligsosial", "evaluering", "2", "2021", "Husbanken", "1"]
    assert shown == f"{texts('fetch.shown', shown=2, total=3)} {texts('result.kudos')}"
    assert "Kudos (DFØ)" in shown
    assert choose == texts("fetch.choose")
    assert server.asked == ["/documents/search"]


def test_the_list_as_json(
    server: KudosServer, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    server.documents[3]["files"] = []
    assert fetch_subject(settings, "boligsosial", None, NB, as_json=True, kudos=server.kudos) == 0
    told = json.loads(capsys.readouterr().out)
    assert told[0] == {
        "number": 1,
        "title": "Boligsosial evaluering 1",
        "year": 2019,
        "publishers": ["Husbanken"],
        "authors": [],
        "kind": "Rapport",
        "pages": 1,
        "url": f"https://kudos.dfo.no/dokument/{uuid_of(2)}",
        "file_url": server.url(f"/dokument/{uuid_of(2)}/filer/{uuid_of(1002)}.pdf"),
        "source": "Kilde: Kudos (DFØ)",
    }
    assert [each["number"] for each in told] == [1, 2, 3]
    assert (told[2]["pages"], told[2]["file_url"]) == (None, None)


@pytest.mark.parametrize(
    ("wanted", "numbers"), [("2", [2]), ("3,1", [3, 1]), (" 1 - 2, 2", [1, 2]), ("all", [1, 2, 3])]
)
def test_what_is_chosen_is_added(
    wanted: str,
    numbers: list[int],
    server: KudosServer,
    settings: Settings,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """In the order that was asked for, each once."""
    kudos = server.kudos
    assert fetch_subject(settings, "boligsosial", wanted, NB, as_json=True, kudos=kudos) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(each["id"], each["state"], each["added"]) for each in told] == [
        (f"boligsosial-evaluering-{number}", "fetched", "added") for number in numbers
    ]


def test_what_is_chosen_and_fails_is_told(
    server: KudosServer, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    """The others are added, and the exit code is 1."""
    server.documents[2]["files"][0]["sha256"] = "0" * 64
    assert fetch_subject(settings, "boligsosial", "all", NB, kudos=server.kudos) == 1
    shown = " ".join(capsys.readouterr().out.split())
    assert shown.count("hentet, lagt til") == 2
    assert "er ikke den som Kudos beskriver" in shown


@pytest.mark.parametrize(
    ("failures", "subject", "error"),
    [
        ([], "ingenting", KudosLacks),
        ([status(422)], "boligsosial", KudosQueryRefused),
        ([status(429)] * 4, "boligsosial", ServerBusy),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_search_that_fails_is_one_sentence(
    language: Language,
    failures: list,
    subject: str,
    error: type[FetchError],
    server: KudosServer,
    settings: Settings,
) -> None:
    """The error of the command, with exit code 1 as all errors have."""
    server.failures = list(failures)
    with pytest.raises(error) as caught:
        fetch_subject(settings, subject, None, texts_in(language), kudos=server.kudos)
    sentence = texts_in(language).error(caught.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")


@pytest.mark.parametrize(
    ("arguments", "key"),
    [
        (["--kudos"], "needs_subject"),
        (["--kudos", "  "], "needs_subject"),
        (["bolig", "--pick", "1"], "needs_kudos"),
        (["bolig", "--all"], "needs_kudos"),
        (["bolig", "--limit", "3"], "needs_kudos"),
        (["bolig", "--kudos", "--all", "--pick", "1"], "pick_or_all"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_asked(
    arguments: list[str], key: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """With exit code 2."""
    assert run(["fetch", *arguments, "--data", str(tmp_path)]) == 2
    assert NB(f"fetch.{key}") in capsys.readouterr().err


@pytest.mark.parametrize("wanted", ["0", "4", "2-9", "3-1", "x", "", "1,", "1;2", "-1"])
def test_a_number_that_is_not_in_the_list_fetches_nothing(
    wanted: str, server: KudosServer, settings: Settings
) -> None:
    import click

    with pytest.raises(click.UsageError, match="1 til 3"):
        fetch_subject(settings, "boligsosial", wanted, NB, kudos=server.kudos)
    assert server.asked == ["/documents/search"]
