"""The command `fetch`: the only one that uses the network."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from assistant.commands.options import Invocation, command, option, with_invocation, write_json
from assistant.errors import ReportUnknown
from ingest.errors import KudosLacks

if TYPE_CHECKING:
    from assistant.reports.fetch_reports import Fetched, ReportFetcher
    from assistant.settings import Settings
    from assistant.show.texts import Texts
    from ingest.fetch.download import ByteProgress
    from ingest.fetch.kudos import Kudos
    from ingest.records import Document

_NUMBERS = re.compile(r"\s*(\d{1,4})(?:\s*[-–]\s*(\d{1,4}))?\s*")


@command("fetch")
@click.argument("ids", nargs=-1, metavar="ID")
@option("--kudos", "kudos", is_flag=True)
@option("--pick", "pick", metavar="1,3")
@option("--all", "every", is_flag=True)
@option("--limit", "limit", type=click.IntRange(1, 200))
@option("--json", "as_json", is_flag=True)
@with_invocation
def fetch(
    invocation: Invocation,
    ids: tuple[str, ...],
    kudos: bool,
    pick: str | None,
    every: bool,
    limit: int | None,
    as_json: bool,
) -> int:
    """Fetch the reports of the catalogue, or what Kudos has on a subject."""
    settings, texts = invocation.settings, invocation.texts
    if not kudos:
        if pick is not None or every or limit is not None:
            raise click.UsageError(texts("fetch.needs_kudos"))
        return fetch_reports(settings, ids, texts, as_json)
    subject = " ".join(ids).strip()
    if not subject:
        raise click.UsageError(texts("fetch.needs_subject"))
    if pick is not None and every:
        raise click.UsageError(texts("fetch.pick_or_all"))
    wanted = "all" if every else pick
    return fetch_subject(settings, subject, wanted, texts, limit or LISTED, as_json)


LISTED = 20
"""Documents of Kudos that are listed if the user names no other limit."""


def fetch_reports(
    settings: "Settings",
    ids: Sequence[str],
    texts: "Texts",
    as_json: bool = False,
    kudos: "Kudos | None" = None,
) -> int:
    """Fetch and add reports of the catalogue, tell what became of each, and return the exit code.

    It is 0 if every report that was asked for is there. `kudos` is another archive in tests.

    Raises:
        ReportUnknown: an id is no report of the catalogue.
    """
    from assistant.commands.fetch_view import (
        exit_code,
        fetched_json,
        is_missing,
        places_to_look,
        show_fetched,
        show_where_to_look,
    )
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
    fetcher = _fetcher(settings, texts, kudos, list(reports.values()))
    done: list[Fetched] = []
    try:
        # What was done before an interruption is told too.
        done.extend(fetcher.fetch(report, addresses[report.id]) for report in wanted)
    finally:
        if as_json:
            places = {each.id: places_to_look(each, catalogue) for each in wanted}
            write_json(
                [fetched_json(each, texts, places.get(each.report_id or "")) for each in done]
            )
        elif done:
            show_fetched(done, texts)
            missing = [reports[each.report_id or ""] for each in done if is_missing(each)]
            show_where_to_look(missing, catalogue, texts)
    return exit_code(done)


def fetch_subject(
    settings: "Settings",
    subject: str,
    wanted: str | None,
    texts: "Texts",
    limit: int = LISTED,
    as_json: bool = False,
    kudos: "Kudos | None" = None,
) -> int:
    """List what Kudos has on a subject, or fetch and add of the list what is `wanted`.

    `wanted` is None for the list alone, "all", or numbers of it such as "1,3-5".

    Raises:
        KudosLacks: there is nothing on the subject.
        FetchError: Kudos cannot be asked.
        UsageError: a number is not in the list.
    """
    from assistant.commands.fetch_view import (
        document_json,
        exit_code,
        fetched_json,
        show_fetched,
        show_hits,
    )
    from assistant.workspace import corpus_folder
    from ingest.guidance.page import read_guidance

    documents, _ = read_guidance(corpus_folder(settings))
    fetcher = _fetcher(settings, texts, kudos, [d for d in documents if d.kind == "report"])
    hits = fetcher.kudos.search(subject, limit)
    if not hits.documents:
        raise KudosLacks(address=fetcher.kudos.api, what=subject)
    if wanted is None:
        if as_json:
            write_json([document_json(n, each, texts) for n, each in enumerate(hits.documents, 1)])
        else:
            show_hits(hits, texts)
        return 0
    chosen = [hits.documents[n - 1] for n in _numbers(wanted, len(hits.documents), texts)]
    done: list[Fetched] = []
    try:
        done.extend(fetcher.fetch_chosen(document) for document in chosen)
    finally:
        if as_json:
            write_json([fetched_json(each, texts) for each in done])
        elif done:
            show_fetched(done, texts)
    return exit_code(done)


def _fetcher(
    settings: "Settings", texts: "Texts", kudos: "Kudos | None", reports: "Sequence[Document]"
) -> "ReportFetcher":
    from assistant.reports.fetch_reports import ReportFetcher
    from assistant.show.terminal import TerminalReporter
    from ingest.fetch.kudos import Kudos
    from ingest.fetch.patience import Patience

    reporter = TerminalReporter(texts)
    reporter.say("fetch.network")

    def tell(seconds: float) -> None:
        reporter.say("fetch.waiting", seconds=round(seconds))

    kudos = kudos or Kudos(patience=Patience(on_wait=tell))
    return ReportFetcher(settings, reporter, _bar, kudos, reports)


def _numbers(wanted: str, count: int, texts: "Texts") -> Iterable[int]:
    """Return the numbers that a user chose among 1 to `count`, each once, in their order."""
    if wanted == "all":
        return range(1, count + 1)
    found: dict[int, None] = {}
    for part in wanted.split(","):
        match = _NUMBERS.fullmatch(part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last <= count:
            raise click.UsageError(texts("fetch.pick_range", pick=part.strip(), last=count))
        found |= dict.fromkeys(range(first, last + 1))
    return found


@contextmanager
def _bar(title: str) -> "Iterator[ByteProgress]":
    """Show a bar with bytes a second and time left in a terminal; nothing elsewhere."""
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    from assistant.show.terminal import OwnConsole

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    console = OwnConsole(stderr=True)
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
