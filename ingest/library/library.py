"""The library: the files that were added, what was read from them, and the list of them.

<data>/library/reports.toml             one [[report]] a file, which a user may edit
<data>/library/away.toml                the same of files that left a followed folder after edits
<data>/library/files/<sha256><suffix>   the file as it was added
<data>/library/texts/<sha256>.json      the text that was read from it; see `stored_text`
"""

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from ingest.disk import locked
from ingest.errors import FileDamaged, FileMissing, FileRefused, OcrMissing, Reason
from ingest.file_name import clean_name
from ingest.library.added_file import AddedFile
from ingest.library.document import join_documents
from ingest.library.listing import Listing, read_listing, write_listing
from ingest.library.stored_text import (
    StoredSummary,
    StoredText,
    read_stored_page,
    read_stored_summary,
    read_stored_text,
    without_runs,
    write_stored_text,
)
from ingest.pdf.ocr import ocr_languages
from ingest.reading.file_text import FileText, Page
from ingest.records import Document

_SUFFIXES = {"pdf": ".pdf", "docx": ".docx", "html": ".html", "markdown": ".md", "text": ".txt"}
"""The suffix of a stored file, by its detected type and not by its original name."""


@dataclass(frozen=True, slots=True)
class Library:
    """The added files in a folder. Nothing is remembered: every method looks at the disk.

    A stored file, and the text that was read from it, are named by the file's SHA-256. Only the
    process that has the library `locked` may call `store`, `write_listing` and `prune`.
    """

    folder: Path

    @classmethod
    def of(cls, data: Path) -> "Library":
        """Return the library of a data folder."""
        return cls(data / "library")

    @property
    def exists(self) -> bool:
        """Return whether the library has a folder: it is made when the library is first locked."""
        return self.folder.exists()

    @property
    def list_path(self) -> Path:
        """Return where the list of the added files stands."""
        return self.folder / "reports.toml"

    @property
    def away_path(self) -> Path:
        """Return where the entries stand that a user edited and whose files are away."""
        return self.folder / "away.toml"

    @property
    def files_folder(self) -> Path:
        """Return the folder of the stored files."""
        return self.folder / "files"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Let no other process change the library.

        Raises:
            DataBusy: another process is changing it.
            DataUnreadable, DiskFull: it cannot be written.
        """
        with locked(self.folder, self.folder.parent):
            for name in ("files", "texts"):
                (self.folder / name).mkdir(exist_ok=True)
            yield

    def listing(self) -> Listing:
        """Return the list of the added files.

        Raises:
            DataUnreadable, LibraryUnreadable: see `read_listing`.
        """
        return read_listing(self.list_path)

    def away(self) -> Listing:
        """Return the entries that a user edited and whose files are away from their folder.

        Raises:
            DataUnreadable, LibraryUnreadable: see `read_listing`.
        """
        return read_listing(self.away_path)

    def write_away(self, listing: Listing, heading: str) -> None:
        """Make `listing` the list of entries that are away.

        Raises:
            OSError: it cannot be written.
        """
        write_listing(self.away_path, listing, heading, self.list_path)

    def write_listing(self, listing: Listing, heading: str) -> None:
        """Make `listing` the list; a new file of it begins with `heading` as a comment.

        Raises:
            OSError: it cannot be written.
        """
        write_listing(self.list_path, listing, heading, self.away_path)

    def store(self, path: Path, sha256: str, file_text: FileText) -> None:
        """Copy the file at `path` into the library, and store the text that was read from it.

        Raises:
            FileDamaged: the file no longer has this checksum.
            FileMissing: it can no longer be read.
            OSError: there is no room, or no right to write.
        """
        stored = self.files_folder / f"{sha256}{_SUFFIXES[file_text.kind]}"
        unfinished = stored.with_name(f"{stored.name}.unfinished")
        try:
            shutil.copyfile(path, unfinished)
        except OSError:
            # If it is the file itself, on a drive that is gone by now, that is told and not this.
            sha256_of(path)
            raise
        if sha256_of(unfinished) != sha256:
            raise FileDamaged(file=clean_name(path), reason=Reason.CHANGED)
        unfinished.replace(stored)
        write_stored_text(self.text_path(sha256), file_text)

    def prune(self) -> None:
        """Remove every stored file and text that no entry of the list names.

        The list is read anew: one that is remembered may be older than the files.

        Raises:
            DataUnreadable, LibraryUnreadable: see `read_listing`; nothing is removed then.
            OSError: a file cannot be removed.
        """
        listing = self.listing()
        for folder in ("files", "texts"):
            for path in (self.folder / folder).iterdir():
                sha256 = path.name.partition(".")[0]
                if listing.by_sha256(sha256) is None or path.suffix == ".unfinished":
                    path.unlink(missing_ok=True)

    def path_of(self, sha256: str) -> Path | None:
        """Return the path of a stored file, or None if it is gone."""
        for suffix in _SUFFIXES.values():
            path = self.files_folder / f"{sha256}{suffix}"
            if path.is_file():
                return path
        return None

    def text_path(self, sha256: str) -> Path:
        """Return where the text of a file is stored."""
        return self.folder / "texts" / f"{sha256}.json"

    def stored_text(self, sha256: str) -> StoredText | None:
        """Return the stored text of a file, by whichever reader, or None if there is none."""
        return read_stored_text(self.text_path(sha256))

    def summary(self, sha256: str) -> StoredSummary | None:
        """Return how a file was read, by whichever reader, or None if no text of it is stored."""
        return read_stored_summary(self.text_path(sha256))

    def page(self, sha256: str, number: int) -> Page | None:
        """Return page `number` of a stored text, counted from 1, with its runs, or None."""
        return read_stored_page(self.text_path(sha256), number)

    def file_text(self, entry: AddedFile) -> FileText:
        """Return the text of an added file, without runs; an older reader's is read anew.

        If the file cannot be read again (it needed a password, or OCR is no longer installed), the
        text of the older reader still counts.

        Raises:
            FileRefused: no text is stored, and the file is gone or cannot be read.
        """
        stored = self.stored_text(entry.sha256)
        if stored is not None and stored.is_current:
            return stored.file_text
        try:
            file_text = self._read_again(entry, stored)
        except (FileRefused, OcrMissing):
            if stored is None:
                raise
            return stored.file_text
        # What cannot be stored (no room, no right to write) is read anew the next time.
        with suppress(OSError):
            write_stored_text(self.text_path(entry.sha256), file_text)
        return without_runs(file_text)

    def documents(self, page_documents: Sequence[Document]) -> tuple[Document, ...]:
        """Return the source page's documents, with the added files read in full, and new reports.

        Raises:
            DataUnreadable, LibraryUnreadable: the list cannot be read; see `read_listing`.
            FileRefused: a file of the list cannot be read; see `file_text`.
        """
        entries = self.listing()
        return join_documents(page_documents, ((e, self.file_text(e)) for e in entries))

    def _read_again(self, entry: AddedFile, stored: StoredText | None) -> FileText:
        from ingest.sandbox.safe_reader import read_safely

        path = self.path_of(entry.sha256)
        if path is None:
            raise FileMissing(file=str(self.files_folder / entry.sha256), reason=entry.name)
        was_recognised = stored is not None and stored.file_text.quality.recognised
        return read_safely(path, ocr=ocr_languages() if was_recognised else ())


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal.

    Raises:
        FileMissing: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise FileMissing.because(clean_name(path), error) from error
