"""Add files to a library that is being changed: recognise, read, identify and publish each."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.errors import FileOther, ReportTaken, ReportUnknown
from assistant.reporter import Reporter
from assistant.reports.find_files import Found, origin_of, path_of
from assistant.reports.folder_walk import is_file
from assistant.reports.identify import Identity, identify
from assistant.reports.library_change import LibraryChange
from assistant.reports.outcome import Options, Outcome
from assistant.reports.read_ahead import ReadAhead
from ingest.errors import FileRefused
from ingest.file_name import clean_name
from ingest.library.added_file import AddedFile
from ingest.library.entry import catalogue_entry, new_entry, told_fields, updated_entry
from ingest.library.library import sha256_of
from ingest.pdf.ocr import ocr_languages
from ingest.reading.file_text import FileText
from ingest.reading.quality import check_quality
from ingest.recognition.titles import has_title_in_front
from ingest.sandbox.safe_reader import SafeReader


def _sum_of(file: Found) -> str | FileRefused:
    """Return the SHA-256 of a file, or why it has none."""
    if file.error is not None:
        return file.error
    try:
        return sha256_of(file.path)
    except FileRefused as error:
        return error


def _is_there(entry: AddedFile, sha256_at: Mapping[str, str | FileRefused]) -> bool:
    """Return whether the file of `entry` is still where it was; others may have taken its place.

    `sha256_at` has what was found, by its path.
    """
    origin = entry.origin or ""
    if origin in sha256_at:
        return sha256_at[origin] == entry.sha256
    return is_file(path_of(origin))


class FileAdder:
    """Adds files, one by one, to a library that is being changed."""

    def __init__(self, change: LibraryChange, options: Options, reporter: Reporter) -> None:
        """Check the options.

        Raises:
            ReportUnknown: `as_id` is not a report.
            OcrMissing: `ocr` is asked for and not installed.
        """
        self._change, self._options, self._reporter = change, options, reporter
        if options.as_id is not None and not self._is_known(options.as_id):
            raise ReportUnknown(report_id=options.as_id)
        self._ocr_languages = ocr_languages() if options.ocr else ()
        # The name of the file that was taken for each report in this run, by the report's id.
        self._file_of: dict[str, str] = {}

    def add(self, found: Sequence[Found], folder: str | None = None) -> Iterator[Outcome]:
        """Add files and yield what became of each; `folder` is the one whose sync this is."""
        unread = yield from self._pass_over_known(found, folder)
        if not unread:
            return
        self._change.open_index()
        reader = SafeReader(self._options.password, tuple(self._ocr_languages))
        ahead = ReadAhead([path for path, _ in unread], reader)
        try:
            yield from self._add_unread(unread, ahead)
        finally:
            ahead.stop()

    def _add_unread(
        self, unread: Sequence[tuple[Path, AddedFile]], ahead: ReadAhead
    ) -> Iterator[Outcome]:
        for number, (path, file) in enumerate(unread, start=1):
            self._reporter.say("adding.file", number=number, total=len(unread), file=file.name)
            twin = self._change.listing.by_sha256(file.sha256)
            if twin is not None and twin.id in self._file_of and self._is_read(twin):
                # The same bytes under another name were added in this run.
                yield Outcome("unchanged", file.name, twin.id)
                continue
            try:
                yield self._add(path, file, ahead)
            except FileRefused as error:
                yield Outcome("refused", file.name, error=error)

    def _pass_over_known(
        self, found: Sequence[Found], folder: str | None
    ) -> Generator[Outcome, None, list[tuple[Path, AddedFile]]]:
        """Yield the outcomes of files that need not be read; return the path and facts of others.

        An unchanged file that was moved is followed to where it is now; a sync removes what another
        of its files was written over. Files that changed come before new ones: a copy of one is
        then the copy, and not the file that is updated.
        """
        unread: list[tuple[Path, AddedFile]] = []
        listing = self._change.listing
        sums = [_sum_of(file) for file in found]
        origins = [origin_of(file.path) for file in found]
        sha256_at = dict(zip(origins, sums, strict=True))
        for file, sha256, origin in zip(found, sums, origins, strict=True):
            name = clean_name(file.path)
            if not isinstance(sha256, str):
                yield Outcome("ignored" if file.passed_over else "refused", name, error=sha256)
                continue
            entry = listing.by_sha256(sha256)
            if entry is None or not (self._is_read(entry) and self._is_whole(entry, folder)):
                facts = dict(self._options.facts)
                unread.append((file.path, AddedFile("", name, sha256, origin, folder, **facts)))
                continue
            if entry.origin == origin or not _is_there(entry, sha256_at):
                moved = replace(entry, origin=origin, folder=folder or entry.folder, name=name)
                listing = listing.including(moved)
            self._file_of[entry.id] = name
            yield Outcome("unchanged", name, entry.id)
        self._change.write(listing)
        if folder is not None:
            unread_origins = [file.origin for _, file in unread]
            yield from self._remove_overwritten(folder, sha256_at, unread_origins)
        return sorted(unread, key=lambda each: listing.by_origin(each[1].origin or "") is None)

    def _remove_overwritten(
        self,
        folder: str,
        sha256_at: Mapping[str, str | FileRefused],
        unread: Sequence[str | None],
    ) -> Iterator[Outcome]:
        """Remove the entries of a folder in whose place lies the file of another one by now."""
        listing = self._change.listing
        gone = [
            entry
            for entry in listing.of_folder(folder)
            if entry.origin not in unread
            and isinstance(found := sha256_at.get(entry.origin or ""), str)
            and found != entry.sha256
        ]
        if gone:
            self._change.keep_away(gone)
            self._change.publish(listing.without(gone))
        for entry in gone:
            yield Outcome("removed", entry.name, entry.id)

    def _is_known(self, report_id: str) -> bool:
        """Return whether a report of the catalogue or the library has this id."""
        return (
            report_id in self._change.catalogued
            or self._change.listing.by_id(report_id) is not None
        )

    def _is_read(self, entry: AddedFile) -> bool:
        """Return whether the file of `entry` was read already, as the options ask for it."""
        if self._options.as_id not in (None, entry.id):
            return False
        if "file_url" in dict(self._options.facts) and entry.file_url is None:
            return False
        if not self._ocr_languages:
            return True
        try:
            quality = self._change.file_text(entry).quality
        except FileRefused:
            return False
        return not quality.without_text or bool(quality.recognised)

    def _is_whole(self, entry: AddedFile, folder: str | None) -> bool:
        """Return whether the library still has the file of `entry`; if not, it is stored again.

        A file that is named is also compared, as `doctor` names it if its copy is damaged.
        """
        stored = self._change.library.path_of(entry.sha256)
        return stored is not None and (folder is not None or sha256_of(stored) == entry.sha256)

    def _add(self, path: Path, file: AddedFile, ahead: ReadAhead) -> Outcome:
        """Read a file, find out which report it is, and publish it; `file` has no id yet."""
        file_text = self._read(path, ahead)
        listing = self._change.listing
        before = listing.by_origin(file.origin or "")
        if before is None and self._options.as_id is None:
            before = listing.by_sha256(file.sha256)
        is_new = before is None and self._options.as_id is None
        away = self._change.take_back(file.sha256) if is_new else None
        identity = Identity(away.id) if away else self._identify(file_text, before)
        report_id = identity.report_id or ""
        if self._options.as_id is None and report_id in self._file_of:
            raise ReportTaken(file=file.name, report_id=report_id, other=self._file_of[report_id])
        replaced = listing.by_id(report_id)
        entry = self._entry(replace(file, id=report_id), file_text, replaced)
        if away is not None:
            entry = replace(file, id=away.id, **away.document_fields)
        if before is not None and before.id != entry.id:
            # The file has become another work: what it was before is gone, or comes elsewhere.
            self._change.keep_away([before])
            listing = listing.without([before])
        self._change.store(path, file.sha256, file_text)
        self._change.publish(listing.including(entry))
        self._file_of[entry.id] = file.name
        is_known = entry.id in self._change.catalogued
        return Outcome(
            "updated" if replaced or before else "added",
            file.name,
            entry.id,
            pages=len(file_text.pages) if file_text.paged else None,
            evidence=identity.evidence,
            without_text=file_text.quality.without_text,
            left_out=file_text.left_out,
            proposals=identity.proposals,
            told=() if is_known else tuple(told_fields(entry, file_text).items()),
        )

    def _read(self, path: Path, ahead: ReadAhead) -> FileText:
        """Return the text of a file.

        Raises:
            FileRefused: it cannot be read, or is badly read and not forced.
        """
        with self._reporter.progress("progress.reading") as advance:
            file_text = ahead.read(path, advance)
        if not self._options.force:
            check_quality(file_text, clean_name(path))
        return file_text

    def _identify(self, file_text: FileText, before: AddedFile | None) -> Identity:
        if self._options.as_id is not None:
            evidence = self._evidence(file_text) if self._options.checked else ()
            return Identity(self._options.as_id, evidence)
        read_before = None if before is None else (before, self._change.file_text(before))
        return identify(file_text, read_before, self._change.catalogued.values())

    def _evidence(self, file_text: FileText) -> tuple[tuple[str, str], ...]:
        """Return what tells that a file is the report of the options.

        Raises:
            FileOther: it is recognised as another, or does not have the title on its front pages.
        """
        report = self._change.catalogued[self._options.as_id or ""]
        found = identify(file_text, None, self._change.catalogued.values())
        if found.report_id == report.id:
            return found.evidence
        if found.report_id is None and has_title_in_front(file_text, report.title):
            return (("title", report.title),)
        raise FileOther(file="", title=report.title)

    def _entry(self, file: AddedFile, file_text: FileText, before: AddedFile | None) -> AddedFile:
        """Return the entry of a file whose id is "" if it is a new report."""
        if file.id in self._change.catalogued:
            return catalogue_entry(file, before)
        if before is None:
            return new_entry(file, file_text, self._change.taken_ids)
        return updated_entry(file, file_text, before, self._change.file_text(before))
