"""Fetch reports from Kudos and from the catalogue's own addresses, check them and add them.

A file is added only if it is the one that Kudos describes, by its checksum, and the report that it
was fetched as, by what it prints on its front pages.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from slugify import slugify

from assistant.errors import FileOther
from assistant.reporter import Reporter
from assistant.reports.add import add_files
from assistant.reports.library_index import LoadEncoder
from assistant.reports.outcome import Options, Outcome
from assistant.settings import Settings
from assistant.workspace import load_encoder
from ingest.errors import (
    ChecksumWrong,
    DataUnreadable,
    EksempelfinnerError,
    FetchError,
    KudosLacks,
    KudosOther,
    KudosWithoutPdf,
    reason_of,
)
from ingest.fetch.download import ByteProgress, fetch_file, part_of
from ingest.fetch.find_report import find_report, is_report
from ingest.fetch.kudos import Kudos, KudosDocument
from ingest.library.library import Library, sha256_of
from ingest.records import Document

FETCHED_FOLDER = "fetched"
MAX_NAME_CHARS = 80

Facts = tuple[tuple[str, Any], ...]
State = Literal["fetched", "kept", "failed", "not_found"]
Bar = Callable[[str], AbstractContextManager[ByteProgress]]
"""Called with a title; shows how far the download of it has come."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one report.

    `added` is the outcome of adding its file, and `errors` say why every attempt failed, in order.
    """

    title: str
    report_id: str | None
    state: State
    file: Path | None = None
    errors: tuple[EksempelfinnerError, ...] = ()
    added: Outcome | None = None


@dataclass(frozen=True, slots=True)
class _Offer:
    """A file that may be had: its address and checksum, if it is told, and what is known of it."""

    address: str
    sha256: str | None
    facts: Facts


@dataclass
class ReportFetcher:
    """Fetches reports, one at a time, into the data folder, and adds each to the library.

    `reports` are those of the catalogue: what a user chooses in Kudos may be one of them.
    """

    settings: Settings
    reporter: Reporter
    bar: Bar
    kudos: Kudos
    reports: Sequence[Document]
    load_encoder: LoadEncoder = load_encoder
    _kudos_failure: FetchError | None = field(default=None, init=False)

    def fetch(self, report: Document, addresses: Sequence[str]) -> Fetched:
        """Fetch and add a report of the catalogue, from Kudos or else one of `addresses`.

        Nothing is asked for if its file is there already.
        """
        path = self._folder / f"{report.id}.pdf"
        if _is_kept(path):
            return self._kept(report.title, report.id, path)
        if Library.of(self.settings.data).listing().by_id(report.id) is not None:
            return Fetched(report.title, report.id, "kept")
        errors: list[EksempelfinnerError] = []
        for offer in self._offers(report, addresses, errors):
            fetched = self._take(offer, report.title, report.id, path)
            if fetched.state == "fetched":
                return fetched
            errors += fetched.errors
        is_missing = all(isinstance(error, (KudosLacks, KudosOther)) for error in errors)
        return Fetched(
            report.title, report.id, "not_found" if is_missing else "failed", errors=tuple(errors)
        )

    def fetch_chosen(self, document: KudosDocument) -> Fetched:
        """Fetch and add a document that a user chose among what Kudos has.

        One that is a report of the catalogue, by title, authors and year, is fetched as that.
        """
        known = next((each for each in self.reports if is_report(document, each)), None)
        if known is not None:
            return self.fetch(known, ())
        name = slugify(document.title, max_length=MAX_NAME_CHARS, word_boundary=True)
        path = self._folder / f"{name or 'kudos'}-{document.uuid[:8]}.pdf"
        if _is_kept(path):
            return self._kept(document.title, None, path)
        try:
            offer = self._offer(self.kudos.complete(document))
        except FetchError as error:
            return Fetched(document.title, None, "failed", errors=(error,))
        return self._take(offer, document.title, None, path)

    @property
    def _folder(self) -> Path:
        return self.settings.data / FETCHED_FOLDER

    def _offers(
        self, report: Document, addresses: Sequence[str], errors: list[EksempelfinnerError]
    ) -> Iterator[_Offer]:
        """Yield where the report may be had; why Kudos has none goes to `errors`.

        A Kudos that does not answer is not asked for the next report: that would be as long.
        """
        if self._kudos_failure is not None:
            errors.append(self._kudos_failure)
        else:
            try:
                yield from map(self._offer, find_report(self.kudos, report))
            except FetchError as error:
                if not isinstance(error, (KudosLacks, KudosOther, KudosWithoutPdf)):
                    self._kudos_failure = error
                errors.append(error)
        for address in addresses:
            yield _Offer(address, None, (("file_url", address),))

    def _offer(self, document: KudosDocument) -> _Offer:
        """Return the PDF of a document.

        Raises:
            KudosWithoutPdf: it has none that can be checked.
        """
        if document.pdf is None:
            raise KudosWithoutPdf(address=self.kudos.api, title=document.title)
        facts = {
            "kind": "report",
            "title": document.title,
            "authors": document.authors,
            "publisher": ", ".join(document.publishers),
            "year": document.year,
            "url": document.page,
            "file_url": document.pdf.url,
        }
        known = tuple((name, value) for name, value in facts.items() if value)
        return _Offer(document.pdf.url, document.pdf.sha256, known)

    def _take(self, offer: _Offer, title: str, report_id: str | None, path: Path) -> Fetched:
        """Download a file, check it and add it."""
        try:
            self._download(offer, title, path)
        except FetchError as error:
            return Fetched(title, report_id, "failed", errors=(error,))
        except KeyboardInterrupt:
            if part_of(path).exists():
                self.reporter.say("fetch.interrupted", file=part_of(path))
            raise
        return self._added(title, report_id, path, offer.facts)

    def _download(self, offer: _Offer, title: str, path: Path) -> None:
        """Download a file whole, with what is known of it beside it.

        Raises:
            FetchError: it cannot be had, or is another than Kudos describes; nothing is left then.
        """
        with self.bar(title) as on_bytes:
            self.kudos.patience.ask(
                lambda: fetch_file(
                    offer.address,
                    path,
                    on_bytes,
                    resolve=self.kudos.door.resolve,
                    context=self.kudos.door.context,
                    loopback=self.kudos.door.loopback,
                )
            )
        found = sha256_of(path)
        if offer.sha256 not in (None, found):
            path.unlink()
            raise ChecksumWrong(address=offer.address, expected=str(offer.sha256), found=found)
        try:
            _facts_path(path).write_text(json.dumps(dict(offer.facts)), "utf-8")
        except OSError as error:
            raise DataUnreadable(folder=str(path.parent), reason=reason_of(error)) from error

    def _kept(self, title: str, report_id: str | None, path: Path) -> Fetched:
        """Add a file that was fetched before and checked; what is known of it may be damaged."""
        try:
            known = dict(json.loads(_facts_path(path).read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            known = {}
        facts = tuple((k, tuple(v) if isinstance(v, list) else v) for k, v in known.items())
        fetched = self._added(title, report_id, path, facts)
        if fetched.state == "failed":
            return fetched
        return Fetched(title, fetched.report_id, "kept", path, added=fetched.added)

    def _added(self, title: str, report_id: str | None, path: Path, facts: Facts) -> Fetched:
        """Add a file; one that is another report than it was fetched as is removed again."""
        options = Options(as_id=report_id, checked=report_id is not None, facts=facts)
        (outcome,) = add_files(self.settings, [path], options, self.reporter, self.load_encoder)
        if outcome.error is None:
            return Fetched(title, outcome.report_id, "fetched", path, added=outcome)
        if isinstance(outcome.error, FileOther):
            path.unlink()
            _facts_path(path).unlink(missing_ok=True)
        return Fetched(title, report_id, "failed", errors=(outcome.error,), added=outcome)


def _is_kept(path: Path) -> bool:
    """Return whether a file was fetched before: its facts are written once it has been checked."""
    return path.is_file() and _facts_path(path).is_file()


def _facts_path(path: Path) -> Path:
    """Return where it is kept what is known of a fetched file."""
    return path.with_name(f"{path.name}.json")
