"""Add files to the library and keep the index in step: all or nothing a file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from assistant import workspace
from assistant.errors import FolderEmptied, ReportTaken, ReportUnknown
from assistant.reporter import Reporter
from assistant.reports.find_files import Found, find_files, origin_of
from assistant.settings import Settings
from assistant.show.texts import texts_in
from assistant.workspace import corpus_folder, refresh_index
from index.build import build_generation
from index.encoder.deferred import DeferredEncoder
from index.encoder.protocol import Encoder
from index.errors import IndexOutdated
from index.generation import live_id, read_manifest
from ingest.errors import FileRefused
from ingest.file_name import clean_name
from ingest.guidance.page import read_guidance
from ingest.library.entry import shelve, title_of
from ingest.library.library import (
    changing,
    documents_with,
    keep,
    kept_reading,
    library_folder,
    sha256_of,
    tidy,
)
from ingest.library.listing import AddedFile, read_listing, write_listing
from ingest.pdf.ocr import ocr_languages
from ingest.reading.file_text import FileText
from ingest.reading.quality import check_quality
from ingest.recognition.match import match_report
from ingest.records import Document
from ingest.sandbox.read_safely import read_safely

State = Literal["added", "updated", "unchanged", "removed", "refused", "ignored"]


@dataclass(frozen=True, slots=True)
class Options:
    """Hold how files are to be added.

    `as_id` names the report that a file is; `ocr` says that pages which are images are read too.
    `force` adds what the quality gate refuses, and lets a sync remove all of an emptied folder.
    """

    as_id: str | None = None
    password: str | None = None
    force: bool = False
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """Say what became of one file, by which evidence, and why where it was refused.

    `without_text` are the numbers of pages that are images, most often, and were not read.
    """

    state: State
    file: str
    report_id: str | None = None
    pages: int | None = None
    evidence: tuple[tuple[str, str], ...] = ()
    error: FileRefused | None = None
    without_text: tuple[int, ...] = ()


def add_files(
    settings: Settings, paths: Sequence[Path], options: Options, reporter: Reporter
) -> Iterator[Outcome]:
    """Add files, and every file of folders; tell of each as it is done.

    Raises:
        OcrMissing: `ocr` is asked for and not installed.
        ReportUnknown: `as_id` is no report.
        EksempelfinnerError: nothing more can be added; what was told of before stays.
    """
    with changing(library_folder(settings.data)):
        yield from _Adding(settings, options, reporter).add(list(find_files(paths)), None)


def sync_folder(
    settings: Settings, folder: Path, options: Options, reporter: Reporter
) -> Iterator[Outcome]:
    """Make the library follow a folder: new, changed, and removed where the file is gone.

    Only reports that came from the folder by a sync are removed.

    Raises:
        FileMissing: there is no such folder.
        FolderEmptied: it lost more than one report and holds nothing; a disk may be gone.
        EksempelfinnerError: see `add_files`.
    """
    found = list(find_files([folder]))
    with changing(library_folder(settings.data)):
        adding = _Adding(settings, options, reporter)
        own = origin_of(folder)
        theirs = [volume for volume in adding.volumes if volume.folder == own]
        nothing = all(each.passed_over for each in found)
        if nothing and len(theirs) > 1 and not options.force:
            raise FolderEmptied(folder=str(folder), count=len(theirs))
        yield from adding.add(found, own)
        there = {origin_of(each.path) for each in found}
        # What lies in a folder that could not be listed is not gone.
        closed = [f"{origin_of(each.path)}/" for each in found if each.path.is_dir()]
        gone = [
            volume
            for volume in adding.volumes
            if volume.folder == own
            and volume.origin not in there
            and not any((volume.origin or "").startswith(each) for each in closed)
        ]
        yield from adding.remove(gone)


def remove_reports(settings: Settings, ids: Sequence[str], reporter: Reporter) -> list[Outcome]:
    """Remove the files of reports; one of the catalogue is then known by its title again.

    Raises:
        ReportUnknown: a report was not added.
    """
    with changing(library_folder(settings.data)):
        adding = _Adding(settings, Options(), reporter)
        by_id = {volume.id: volume for volume in adding.volumes}
        for report_id in ids:
            if report_id not in by_id:
                raise ReportUnknown(report_id=report_id)
        return list(adding.remove([by_id[report_id] for report_id in dict.fromkeys(ids)]))


class _Adding:
    """Change the library file by file, in a process that has it for itself."""

    def __init__(self, settings: Settings, options: Options, reporter: Reporter) -> None:
        self.settings, self.options, self.reporter = settings, options, reporter
        self.library = library_folder(settings.data)
        self.page, _ = read_guidance(corpus_folder(settings))
        self.reports = [document for document in self.page if document.kind == "report"]
        self.volumes = read_listing(self.library)
        tidy(self.library, self.volumes)
        known = {document.id for document in self.reports} | {v.id for v in self.volumes}
        if options.as_id is not None and options.as_id not in known:
            raise ReportUnknown(report_id=options.as_id)
        self.ocr = ocr_languages() if options.ocr else ()
        self.encoder: Encoder | None = None

    def add(self, found: list[Found], folder: str | None) -> Iterator[Outcome]:
        claims: dict[str, str] = {}
        new: list[tuple[Found, str]] = []
        for each in found:
            outcome, sha256 = self._seen(each, folder, claims)
            if outcome is not None:
                yield outcome
            else:
                new.append((each, sha256))
        self._write(self.volumes)
        if not new:
            return
        self._ready()
        for number, (each, sha256) in enumerate(new, start=1):
            name = clean_name(each.path)
            self.reporter.say("adding.file", number=number, total=len(new), file=name)
            try:
                yield self._add(each.path, sha256, folder, claims)
            except FileRefused as error:
                # A reading has no name: what tells reports apart leaves it to us.
                error.file = error.file or name
                yield Outcome("refused", name, error=error)

    def remove(self, volumes: Sequence[AddedFile]) -> Iterator[Outcome]:
        if not volumes:
            return
        self._ready()
        left = tuple(volume for volume in self.volumes if volume not in volumes)
        self._publish(left)
        for volume in volumes:
            yield Outcome("removed", volume.name, volume.id)

    def _seen(
        self, each: Found, folder: str | None, claims: dict[str, str]
    ) -> tuple[Outcome | None, str]:
        """Return the outcome of a file that need not be read, or None, and the file's SHA-256."""
        name = clean_name(each.path)
        if each.error is not None:
            state: State = "ignored" if each.passed_over else "refused"
            return Outcome(state, name, error=each.error), ""
        try:
            sha256 = sha256_of(each.path)
        except FileRefused as error:
            return Outcome("refused", name, error=error), ""
        volume = next((v for v in self.volumes if v.sha256 == sha256), None)
        as_other = volume is not None and self.options.as_id not in (None, volume.id)
        if volume is None or as_other or (self.ocr and self._has_images(volume)):
            return None, sha256
        claims[volume.id] = name
        moved = not Path(volume.origin or "").is_file()
        here = origin_of(each.path)
        if moved or volume.origin == here:
            followed = replace(volume, origin=here, folder=folder or volume.folder, name=name)
            self.volumes = tuple(followed if v is volume else v for v in self.volumes)
        return Outcome("unchanged", name, volume.id), sha256

    def _has_images(self, volume: AddedFile) -> bool:
        """Say whether a file has pages that are images and were never looked at."""
        try:
            quality = kept_reading(self.library, volume).quality
        except FileRefused:
            return True  # nothing of it is left: it is read anew
        return bool(quality.without_text) and not quality.recognised

    def _add(self, path: Path, sha256: str, folder: str | None, claims: dict[str, str]) -> Outcome:
        with self.reporter.progress("progress.reading") as advance:
            reading = read_safely(path, self.options.password, advance, ocr=self.ocr)
        name = clean_name(path)
        if not self.options.force:
            check_quality(reading, name)
        same = next((v for v in self.volumes if v.origin == origin_of(path)), None)
        if same is None and self.options.as_id is None:
            same = next((v for v in self.volumes if v.sha256 == sha256), None)
        report_id, evidence = self._identify(reading, same)
        if report_id in claims and self.options.as_id is None:
            raise ReportTaken(file=name, report_id=report_id or "", other=claims[report_id or ""])
        old = next((v for v in self.volumes if v.id == report_id), None)
        of_page = any(document.id == report_id for document in self.reports)
        volume = shelve(
            AddedFile(report_id or "", name, sha256, origin_of(path), folder),
            reading,
            {v.id for v in self.volumes} | {document.id for document in self.page},
            of_page,
            (old, kept_reading(self.library, old)) if old else None,
        )
        # A report keeps its place in the list; one whose file is another work now goes out of it.
        volumes = tuple(
            volume if v is old else v for v in self.volumes if v is old or v is not same
        )
        if old is None:
            volumes += (volume,)
        try:
            keep(self.library, path, sha256, reading)
            self._publish(volumes)
        finally:
            tidy(self.library, self.volumes)
        claims[volume.id] = name
        state: State = "updated" if old or same else "added"
        pages = len(reading.pages) if reading.paged else None
        return Outcome(state, name, volume.id, pages, evidence, None, reading.quality.without_text)

    def _identify(
        self, reading: FileText, same: AddedFile | None
    ) -> tuple[str | None, tuple[tuple[str, str], ...]]:
        """Return which report was read, or None for a new one, and by what it was known."""
        if self.options.as_id is not None:
            return self.options.as_id, ()
        if same is not None:
            before = kept_reading(self.library, same)
            if title_of(before, same.name) == title_of(reading, same.name):
                return same.id, ()
        match = match_report(reading, self.reports)
        return (match.document_id, match.evidence) if match else (None, ())

    def _ready(self) -> None:
        """See that the index is the one of the library as it is, and that there is an encoder."""
        if self.encoder is not None:
            return

        def load() -> Encoder:
            return workspace.load_encoder(self.settings)

        live = live_id(self.settings.data)
        try:
            identity = read_manifest(self.settings.data, live).encoder if live else None
        except IndexOutdated:
            identity = None
        self.encoder = DeferredEncoder(identity, load) if identity else load()
        refresh_index(self.settings, self.reporter, self.encoder)

    def _publish(self, volumes: tuple[AddedFile, ...]) -> None:
        """Build the index with `volumes`, then make them the library's."""
        assert self.encoder is not None  # noqa: S101
        documents: tuple[Document, ...] = documents_with(self.page, self.library, volumes)
        with self.reporter.progress("progress.encoding") as advance:
            build_generation(documents, self.encoder, self.settings.data, advance)
        self._write(volumes)
        tidy(self.library, volumes)

    def _write(self, volumes: tuple[AddedFile, ...]) -> None:
        if volumes != read_listing(self.library):
            write_listing(self.library, volumes, texts_in(self.settings.language)("adding.heading"))
        self.volumes = volumes
