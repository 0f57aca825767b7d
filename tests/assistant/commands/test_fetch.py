"""`fetch` gets what has an address, adds it, and says where the rest is."""

import json
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from assistant.cli import run
from assistant.commands.fetch import fetch_reports
from assistant.settings import Settings, read_settings
from assistant.show.texts import texts_in
from ingest.corpus_data import BUNDLED_CORPUS
from ingest.records import LANGUAGES
from tests.ingest.fetch.local_server import Handler, Server, redirect, serving

REPORT = "eldres-boligsituasjon"
Fetch = Callable[..., int]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server that has one report."""
    file = tmp_path / "eldre.pdf"
    canvas = Canvas(str(file))
    for line, text in enumerate(
        ("Eldres boligsituasjon", "NOVA Rapport 11/16", "Mange eldre bor i boliger med trapper.")
    ):
        canvas.drawString(72, 700 - 40 * line, text)
    canvas.save()
    served = Server()
    body = file.read_bytes()
    served.answers["/a.pdf"] = lambda handler: handler.give(
        200, body, Content_Type="application/pdf"
    )
    with serving(served) as running:
        yield running


@pytest.fixture
def corpus(tmp_path: Path) -> Callable[[str], Path]:
    """A maker of a corpus folder in which one report has an address."""

    def make(address: str) -> Path:
        folder = Path(shutil.copytree(BUNDLED_CORPUS, tmp_path / "corpus"))
        path = folder / "reports.toml"
        title = 'title = "Eldres boligsituasjon"\n'
        text = path.read_text("utf-8")
        assert title in text
        path.write_text(text.replace(title, f'{title}pdf = "{address}"\n'), "utf-8")
        return folder

    return make


@pytest.fixture
def settings(built: Path, tmp_path: Path) -> Callable[[Path | None], Settings]:
    """A maker of settings with a data folder that has an index."""

    def make(corpus: Path | None) -> Settings:
        data = tmp_path / "data"
        shutil.copytree(built, data, symlinks=True)
        return read_settings(data=data, corpus=corpus, threads=1)

    return make


def test_a_report_with_an_address_is_fetched_and_added(
    server: Server,
    corpus: Callable[[str], Path],
    settings: Callable[[Path | None], Settings],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The second time nothing is asked for, as it is there."""
    chosen = settings(corpus(server.url()))
    assert fetch_reports(chosen, [REPORT], texts_in("nb"), loopback=True) == 0
    shown = capsys.readouterr()
    assert shown.err.splitlines()[0] == texts_in("nb")("fetch.network")
    assert "hentet, lagt til" in shown.out
    assert (chosen.data / "fetched" / f"{REPORT}.pdf").is_file()
    assert len(server.requests) == 1
    assert fetch_reports(chosen, [REPORT], texts_in("nb"), as_json=True, loopback=True) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert told == {
        "id": REPORT,
        "title": "Eldres boligsituasjon",
        "state": "kept",
        "file": str(chosen.data / "fetched" / f"{REPORT}.pdf"),
        "added": "unchanged",
        "error": None,
        "places": [],
    }
    assert len(server.requests) == 1


def test_what_fails_is_told_and_the_rest_goes_on(
    server: Server,
    corpus: Callable[[str], Path],
    settings: Callable[[Path | None], Settings],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Exit code 1; the other reports have where to look."""
    server.answers["/a.pdf"] = redirect("https://10.0.0.1/a.pdf")
    chosen = settings(corpus(server.url()))
    assert fetch_reports(chosen, [], texts_in("en"), as_json=True, loopback=True) == 1
    told = json.loads(capsys.readouterr().out)
    assert [each["state"] for each in told].count("no_address") == 10
    (failed,) = (each for each in told if each["state"] == "failed")
    assert failed["error"] == (
        "Not fetching from https://10.0.0.1/a.pdf: it leads to a machine that is not on the public"
        " network."
    )
    assert all(each["places"] for each in told)


def test_the_command_asks_no_local_server(
    server: Server,
    corpus: Callable[[str], Path],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    """No option opens for plain http or this machine."""
    folder, data = corpus(server.url()), str(tmp_path / "data")
    assert run(["fetch", REPORT, "--corpus", str(folder), "--data", data]) == 1
    shown = capsys.readouterr()
    assert "ikke hentet" in shown.out
    assert server.requests == []
    assert not (tmp_path / "data" / "fetched" / f"{REPORT}.pdf").exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_addresses_it_says_where_to_look(
    language: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """All eleven with their series, pages about them, archives, and what to do then."""
    assert run(["fetch", "--language", language, "--data", str(tmp_path)]) == 0
    shown = capsys.readouterr()
    texts = texts_in(language)  # type: ignore[arg-type]
    assert shown.err == texts("fetch.network") + "\n"
    lines = shown.out.splitlines()
    assert lines[0] == texts("fetch.none")
    assert "Folkehelse og sosial bærekraft · NIBR-rapport 2017:15" in lines
    assert "   Kudos (DFØ): https://kudos.dfo.no" in lines
    assert lines[-1] == texts("fetch.add")
    assert list(tmp_path.glob("fetched/*")) == []


def test_only_the_publishers_own_archive_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A report of NORCE is not looked for at OsloMet."""
    ids = [
        "nomader-pa-lavterskel",
        "mobilitet-blant-eldre-pa-boligmarkedet-holdninger-drivere-og-barrierer",
    ]
    assert run(["fetch", *ids, "--json", "--data", str(tmp_path)]) == 0
    norce, nova = (each["places"] for each in json.loads(capsys.readouterr().out))
    assert "https://oda.oslomet.no" in nova
    assert "https://oda.oslomet.no" not in norce


def test_an_unknown_report_is_an_error(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Before anything is fetched."""
    assert run(["fetch", "finnes-ikke", "--data", str(tmp_path)]) == 1
    assert capsys.readouterr().err == (
        "Det finnes ingen rapport med ID finnes-ikke. Se ID-ene med eksempelfinner list --json.\n"
    )


def test_ctrl_c_leaves_the_part_and_says_where(
    server: Server,
    corpus: Callable[[str], Path],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
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

    server.answers["/a.pdf"] = sends_until_interrupted
    chosen = read_settings(data=tmp_path / "data", corpus=corpus(server.url()), threads=1)
    # A shell that runs the tests in the background has the signal ignored.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            fetch_reports(chosen, [REPORT], texts_in("nb"), loopback=True)
    finally:
        signal.signal(signal.SIGINT, before)
    part = tmp_path / "data" / "fetched" / f"{REPORT}.pdf.part"
    assert part.is_file()
    assert texts_in("nb")("fetch.interrupted", file=part) in capsys.readouterr().err
