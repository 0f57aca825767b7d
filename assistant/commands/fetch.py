"""The command `fetch`: the only one that uses the network."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from assistant.commands.options import Invocation, command, option, with_invocation, write_json
from assistant.errors import ReportUnknown
from ingest.errors import EksempelfinnerError, FetchError

if TYPE_CHECKING:
    from assistant.reports.add import Outcome
    from assistant.settings import Settings
    from assistant.show.texts import Texts
    from ingest.fetch.download import ByteProgress
    from ingest.guidance.catalogue import Archive, Catalogue
    from ingest.records import Document

FETCHED_FOLDER = "fetched"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one report; `added` is the outcome of adding its file."""

    report: "Document"
    state: Literal["fetched", "kept", "failed", "no_address"]
    file: Path | None = None
    error: EksempelfinnerError | None = None
    added: "Outcome | None" = None


@command("fetch")
@click.argument("ids", nargs=-1, metavar="ID")
@option("--json", "as_json", is_flag=True)
@with_invocation
def fetch(invocation: Invocation, ids: tuple[str, ...], as_json: bool) -> int:
    """Fetch the reports that the catalogue has an address for."""
    return fetch_reports(invocation.settings, ids, invocation.texts, as_json)


def fetch_reports(
    settings: "Settings",
    ids: Sequence[str],
    texts: "Texts",
    as_json: bool = False,
    loopback: bool = False,
) -> int:
    """Fetch and add reports, tell what became of each, and return the exit code.

    `loopback` is for tests: see `check_address`.

    Raises:
        ReportUnknown: an id is no report of the catalogue.
    """
    from assistant.show.terminal import TerminalReporter
    from assistant.workspace import corpus_folder
    from ingest.guidance.catalogue import read_catalogue
    from ingest.guidance.page import read_guidance

    folder = corpus_folder(settings)
    catalogue = read_catalogue(folder)
    addresses = {entry.id: entry.pdf for entry in catalogue.of_kind("report")}
    reports = {each.id: each for each in read_guidance(folder)[0] if each.kind == "report"}
    for report_id in ids:
        if report_id not in reports:
            raise ReportUnknown(report_id=report_id)
    wanted = [reports[report_id] for report_id in dict.fromkeys(ids or reports)]
    TerminalReporter(texts).say("fetch.network")
    done: list[Fetched] = []
    try:
        # What was done before an interruption is told too.
        done.extend(_fetch(each, addresses[each.id], settings, texts, loopback) for each in wanted)
    finally:
        if as_json:
            write_json([_json(each, catalogue, texts) for each in done])
        elif done:
            _show(done, catalogue, texts)
    refused = any(each.added and each.added.state == "refused" for each in done)
    return 1 if refused or any(each.state == "failed" for each in done) else 0


def _fetch(
    report: "Document", address: str | None, settings: "Settings", texts: "Texts", loopback: bool
) -> Fetched:
    from assistant.show.terminal import TerminalReporter
    from ingest.fetch.download import fetch_file, part_of

    if address is None:
        return Fetched(report, "no_address")
    path = settings.data / FETCHED_FOLDER / f"{report.id}.pdf"
    kept = path.is_file()
    if not kept:
        try:
            with _progress(report.title) as on_bytes:
                fetch_file(address, path, on_bytes, loopback=loopback)
        except FetchError as error:
            return Fetched(report, "failed", error=error)
        except KeyboardInterrupt:
            if part_of(path).exists():
                TerminalReporter(texts).say("fetch.interrupted", file=part_of(path))
            raise
    added = _add(path, report.id, settings, texts)
    return Fetched(report, "kept" if kept else "fetched", path, added.error, added)


def _add(path: Path, report_id: str, settings: "Settings", texts: "Texts") -> "Outcome":
    """Add a file; which report it is, the catalogue says by its address."""
    from assistant.reports.add import Options, add_files
    from assistant.show.terminal import TerminalReporter

    (outcome,) = add_files(settings, [path], Options(as_id=report_id), TerminalReporter(texts))
    return outcome


@contextmanager
def _progress(title: str) -> "Iterator[ByteProgress]":
    """Show a bar with bytes a second and time left in a terminal; nothing elsewhere."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _archives(report: "Document", catalogue: "Catalogue") -> "list[Archive]":
    """Return where the report may be found by hand: its publisher's archive, and libraries."""
    own = f"{report.series or ''} {report.publisher or ''}"
    return [
        archive
        for archive in catalogue.archives
        if not archive.publishers or any(name in own for name in archive.publishers)
    ]


def _json(each: Fetched, catalogue: "Catalogue", texts: "Texts") -> dict[str, Any]:
    places = [archive.url for archive in _archives(each.report, catalogue)]
    if each.report.url:
        places.insert(0, each.report.url)
    return {
        "id": each.report.id,
        "title": each.report.title,
        "state": each.state,
        "file": str(each.file) if each.file else None,
        "added": each.added.state if each.added else None,
        "error": texts.error(each.error) if each.error else None,
        "places": places if each.state in ("failed", "no_address") else [],
    }


def _show(done: Sequence[Fetched], catalogue: "Catalogue", texts: "Texts") -> None:
    from assistant.show.terminal import standard_output, table

    console = standard_output()

    def say(line: str) -> None:
        console.print(line, soft_wrap=True)

    tried = [each for each in done if each.state != "no_address"]
    if tried:
        rows = []
        for each in tried:
            state = texts(f"fetch.{each.state}")
            if each.added:
                state += f", {texts(f'adding.{each.added.state}')}"
            what = texts.error(each.error) if each.error else str(each.file)
            rows.append([state, each.report.id, what])
        console.print(table([texts(f"fetch.{name}") for name in ("state", "report", "what")], rows))
    missing = [each for each in done if each.state == "no_address"]
    if not missing:
        return
    say(texts("fetch.rest" if tried else "fetch.none"))
    say("")
    for each in missing:
        say(" · ".join(filter(None, (each.report.title, each.report.series))))
        if each.report.url:
            say(f"   {texts('fetch.landing', url=each.report.url)}")
    say("")
    say(texts("fetch.search"))
    archives = {a: None for each in missing for a in _archives(each.report, catalogue)}
    for archive in archives:
        say(f"   {archive.name}: {archive.url}")
    say("")
    say(texts("fetch.add"))
