"""A change of the library by the one process that has it locked."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from assistant.reporter import Reporter
from assistant.reports.find_files import origin_of, path_of
from assistant.reports.folder_walk import identity_of
from assistant.reports.library_index import LibraryIndex, LoadEncoder
from assistant.settings import Settings
from assistant.show.texts import texts_in
from assistant.workspace import corpus_folder
from ingest.guidance.page import read_guidance
from ingest.library.added_file import AddedFile
from ingest.library.document import join_documents
from ingest.library.entry import is_edited
from ingest.library.library import Library
from ingest.library.listing import Listing
from ingest.library.stored_text import without_runs
from ingest.reading.file_text import FileText
from ingest.records import Document


class LibraryChange:
    """The list, the texts and the index of a library that is locked; each is read once.

    `listing` is the list as it is on the disk, `catalogued` the reports of the source page by id.
    """

    def __init__(self, settings: Settings, reporter: Reporter, load_encoder: LoadEncoder) -> None:
        """Read the source page and the list.

        Raises:
            CorpusError, DataUnreadable, LibraryUnreadable: one of them cannot be read.
        """
        self.library = Library.of(settings.data)
        self.listing = _with_real_paths(self.library.listing())
        self._page_documents, _ = read_guidance(corpus_folder(settings))
        self.catalogued = {
            document.id: document for document in self._page_documents if document.kind == "report"
        }
        self._settings, self._reporter, self._load_encoder = settings, reporter, load_encoder
        self._file_texts: dict[str, FileText] = {}
        self._index: LibraryIndex | None = None

    @property
    def taken_ids(self) -> set[str]:
        """Return the ids that a new report cannot have."""
        of_page = {document.id for document in self._page_documents}
        return of_page | {entry.id for entry in self.listing}

    def follow_at(self, folder: str) -> None:
        """Take what was added from this folder by another path, such as a second mount, as its own.

        Raises:
            OSError: the list cannot be written.
        """
        own = identity_of(path_of(folder))
        others = {entry.folder for entry in self.listing if entry.folder} - {folder}
        same = {other for other in others if own and identity_of(path_of(other)) == own}
        self.write(
            Listing(
                tuple(
                    _moved_to(folder, entry) if entry.folder in same else entry
                    for entry in self.listing
                )
            )
        )

    def take_back(self, sha256: str) -> AddedFile | None:
        """Return the entry of a file that was away and is back, if its id is still free."""
        entry = self.library.away().by_sha256(sha256)
        free = entry is not None and (
            entry.id not in self.taken_ids
            or (entry.id in self.catalogued and self.listing.by_id(entry.id) is None)
        )
        return entry if free else None

    def keep_away(self, entries: Iterable[AddedFile]) -> None:
        """Keep what a user wrote in `entries`, whose files are gone or have become others.

        Raises:
            FileRefused: the text of one cannot be read.
            OSError: it cannot be written.
        """
        # That a file is a report of the catalogue may be what a user said and no file does.
        edited = [e for e in entries if e.id in self.catalogued or is_edited(e, self.file_text(e))]
        away = before = self.library.away()
        for entry in edited:
            away = away.including(entry)
        listed = self.listing.by_sha256
        back = [e for e in away if e not in edited and listed(e.sha256) is not None]
        if (away := away.without(back)) != before:
            heading = texts_in(self._settings.language)("adding.away_heading")
            self.library.write_away(away, heading)

    def file_text(self, entry: AddedFile) -> FileText:
        """Return the text of an added file, without runs; see `Library.file_text`."""
        if entry.sha256 not in self._file_texts:
            self._file_texts[entry.sha256] = self.library.file_text(entry)
        return self._file_texts[entry.sha256]

    def store(self, path: Path, sha256: str, file_text: FileText) -> None:
        """Store a file and its text; they count once a list that names them is published.

        Raises:
            FileDamaged, OSError: see `Library.store`.
        """
        self.library.store(path, sha256, file_text)
        self._file_texts[sha256] = without_runs(file_text)

    def open_index(self) -> LibraryIndex:
        """Return the index, opened once and brought up to date with the library as it is.

        Raises:
            FileRefused: a file of the library cannot be read.
            EncoderError, StoreError: see `LibraryIndex`.
        """
        if self._index is None:
            documents = self._documents(self.listing)
            self._index = LibraryIndex(
                self._settings, documents, self._reporter, self._load_encoder
            )
        return self._index

    def publish(self, listing: Listing) -> None:
        """Build the index of the library with another list, then make that the library's list.

        If the process ends in between, the next command finds the index out of step with the list,
        and builds it anew.

        Raises:
            FileRefused, EncoderError, StoreError: see `open_index`.
            OSError: the list cannot be written.
        """
        self.open_index().publish(self._documents(listing))
        self.write(listing)

    def write(self, listing: Listing) -> None:
        """Make `listing` the library's list, and leave the index as it is.

        Raises:
            OSError: it cannot be written.
        """
        if listing != self.listing:
            heading = texts_in(self._settings.language)("adding.heading")
            self.library.write_listing(listing, heading)
            self.listing = listing

    def _documents(self, listing: Listing) -> tuple[Document, ...]:
        added = ((entry, self.file_text(entry)) for entry in listing)
        return join_documents(self._page_documents, added)


def _moved_to(folder: str, entry: AddedFile) -> AddedFile:
    """Return an entry with another path of its folder."""
    place = (entry.origin or "").removeprefix(entry.folder or "")
    return replace(entry, folder=folder, origin=f"{folder}{place}")


def _with_real_paths(listing: Listing) -> Listing:
    """Return the list with its paths as `origin_of` spells them, as older versions did not."""
    return Listing(
        tuple(
            replace(
                entry,
                origin=entry.origin and origin_of(path_of(entry.origin)),
                folder=entry.folder and origin_of(path_of(entry.folder)),
            )
            for entry in listing
        )
    )


@contextmanager
def changing_library(
    settings: Settings, reporter: Reporter, load_encoder: LoadEncoder
) -> Iterator[LibraryChange]:
    """Let the block change the library; then nothing is left there that its list does not name.

    Raises:
        DataBusy: another process is changing it.
        EksempelfinnerError: see `LibraryChange`.
    """
    library = Library.of(settings.data)
    with library.locked():
        change = LibraryChange(settings, reporter, load_encoder)
        try:
            yield change
        finally:
            library.prune()
