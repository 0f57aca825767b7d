"""Files are stored in the library with what was read from them, and found again."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.errors import DataBusy, FileDamaged, FileMissing, LibraryUnreadable, Reason
from ingest.library import AddedFile, Library, Listing, sha256_of
from ingest.library.stored_text import without_runs
from ingest.reading.file_text import READER, FileText
from ingest.records import Document
from ingest.sandbox.safe_reader import read_safely
from tests.made_report import write_pdf

NOTE = "# Parkering i sentrum\n\nDet er forbudt å parkere på torget.\n"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A library in a data folder that has nothing else."""
    library = Library.of(tmp_path / "data")
    with library.locked():
        return library


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """A file of Markdown."""
    path = tmp_path / "notat.txt"
    path.write_text(NOTE, "utf-8")
    return path.rename(tmp_path / "notat.md")


def stored_files(library: Library) -> list[str]:
    """Return the names of the stored files and texts."""
    return sorted(p.name for f in ("files", "texts") for p in (library.folder / f).iterdir())


def add(library: Library, path: Path, report_id: str) -> AddedFile:
    """Store a file, and list it after those that are there."""
    sha256 = sha256_of(path)
    entry = AddedFile(report_id, path.name, sha256)
    with library.locked():
        library.store(path, sha256, read_safely(path))
        library.write_listing(library.listing().including(entry), "Mine rapporter.")
    return entry


def as_older_reader(library: Library, sha256: str, text: FileText | None = None) -> None:
    """Let a stored text be one that an older version of the program read."""
    path = library.text_path(sha256)
    row = json.loads(path.read_bytes())
    row["number"] = READER - 1
    row["reading"]["pages"][0]["text"] = "Gammel tekst."
    path.write_text(json.dumps(row), "utf-8")


def test_a_library_is_made_when_it_is_locked(tmp_path: Path) -> None:
    """To look at one changes nothing."""
    library = Library.of(tmp_path / "data")
    assert library == Library(tmp_path / "data" / "library")
    assert not library.exists
    assert library.listing() == Listing()
    assert not (tmp_path / "data").exists()
    with library.locked():
        assert library.exists
        assert library.list_path == tmp_path / "data" / "library" / "reports.toml"
        with pytest.raises(DataBusy) as caught, Library.of(tmp_path / "data").locked():
            pytest.fail("two processes changed the library")
        assert caught.value.folder == str(tmp_path / "data")
    assert stored_files(library) == []


def test_a_file_is_stored_under_its_checksum(library: Library, note: Path) -> None:
    """With the suffix of its type; both it and its text are found by the checksum."""
    sha256 = hashlib.sha256(NOTE.encode()).hexdigest()
    assert sha256_of(note) == sha256
    text = read_safely(note)
    library.store(note, sha256, text)
    assert stored_files(library) == [f"{sha256}.json", f"{sha256}.md"]
    path = library.path_of(sha256)
    assert path == library.files_folder / f"{sha256}.md"
    assert path.read_text("utf-8") == NOTE
    assert library.text_path(sha256) == library.folder / "texts" / f"{sha256}.json"
    stored = library.stored_text(sha256)
    assert stored is not None
    assert (stored.file_text, stored.is_current) == (text, True)
    assert library.page(sha256, 1) == text.pages[0]
    assert library.page(sha256, 2) is None


def test_what_was_never_stored_is_not_found(library: Library) -> None:
    """Nor is a folder of its name."""
    (library.files_folder / f"{'0' * 64}.pdf").mkdir()
    assert library.path_of("0" * 64) is None
    assert library.stored_text("0" * 64) is None
    assert library.page("0" * 64, 1) is None


def test_the_type_of_a_file_and_not_its_name_gives_the_suffix(
    library: Library, tmp_path: Path
) -> None:
    """A PDF whose name says something else is one; its pages have runs, its text none."""
    pdf = write_pdf(tmp_path / "rapport.bin", "Side en om parkering.", "Side to om parkering.")
    entry = add(library, pdf, "rapport")
    assert library.path_of(entry.sha256) == library.files_folder / f"{entry.sha256}.pdf"
    text = library.file_text(entry)
    assert [page.text for page in text.pages] == ["Side en om parkering.", "Side to om parkering."]
    assert text == without_runs(read_safely(pdf))
    page = library.page(entry.sha256, 2)
    assert page is not None
    assert sum(run.length for run in page.runs) == len("Side to om parkering.")


def test_a_file_that_changes_while_it_is_read_is_refused(library: Library, note: Path) -> None:
    """What is stored is what was read, or nothing."""
    sha256, text = sha256_of(note), read_safely(note)
    note.write_text("# Noe helt annet\n", "utf-8")
    with pytest.raises(FileDamaged) as caught:
        library.store(note, sha256, text)
    assert (caught.value.file, caught.value.reason) == ("notat.md", Reason.CHANGED)
    assert library.path_of(sha256) is None
    library.prune()
    assert stored_files(library) == []


def test_a_file_that_cannot_be_read_has_no_checksum(tmp_path: Path) -> None:
    """The reason is one of ours, and so in the user's language."""
    with pytest.raises(FileMissing) as caught:
        sha256_of(tmp_path / "ingen.pdf")
    assert (caught.value.file, caught.value.reason) == ("ingen.pdf", Reason.NOT_FOUND)


def test_what_the_list_does_not_name_is_pruned(
    library: Library, note: Path, tmp_path: Path
) -> None:
    """The list is the one on the disk, whoever wrote it; what was never finished goes too."""
    kept = add(library, note, "notat")
    other = add(library, write_pdf(tmp_path / "b.pdf", "Om noe annet."), "b")
    (library.files_folder / f"{kept.sha256}.md.unfinished").write_text("halv")
    (library.folder / "texts" / "noe.json").write_text("{}")
    library.prune()
    names = [f"{kept.sha256}.json", f"{kept.sha256}.md"]
    assert stored_files(library) == sorted([*names, f"{other.sha256}.json", f"{other.sha256}.pdf"])
    Library(library.folder).write_listing(Listing((kept,)), "")
    library.prune()
    assert stored_files(library) == names


def test_a_broken_list_prunes_nothing(library: Library, note: Path) -> None:
    """Else a mistake in an editor would cost every report."""
    entry = add(library, note, "notat")
    library.list_path.write_text("[[report", "utf-8")
    with pytest.raises(LibraryUnreadable):
        library.prune()
    assert library.path_of(entry.sha256) is not None


def test_the_text_of_an_older_reader_is_read_anew(library: Library, note: Path) -> None:
    """Once: it is stored."""
    entry = add(library, note, "notat")
    as_older_reader(library, entry.sha256)
    text = library.file_text(entry)
    assert text.pages[0].text == "Parkering i sentrum\nDet er forbudt å parkere på torget."
    stored = library.stored_text(entry.sha256)
    assert stored is not None
    assert (stored.file_text, stored.is_current) == (text, True)


def test_a_text_that_is_damaged_is_read_anew(library: Library, note: Path) -> None:
    """From the stored file."""
    entry = add(library, note, "notat")
    text = library.file_text(entry)
    library.text_path(entry.sha256).write_text("{")
    assert library.file_text(entry) == text
    assert library.stored_text(entry.sha256) is not None


def test_an_older_text_is_better_than_none(library: Library, note: Path) -> None:
    """If the file is gone; without a text it is an error that names file and report."""
    entry = add(library, note, "notat")
    as_older_reader(library, entry.sha256)
    path = library.path_of(entry.sha256)
    assert path is not None
    path.unlink()
    assert library.file_text(entry).pages[0].text == "Gammel tekst."
    library.text_path(entry.sha256).unlink()
    with pytest.raises(FileMissing) as caught:
        library.file_text(entry)
    assert (caught.value.file, caught.value.reason) == (
        str(library.files_folder / entry.sha256),
        "notat.md",
    )


def test_the_documents_are_those_of_the_page_and_the_list(
    library: Library, note: Path, tmp_path: Path, make_document: Callable[..., Document]
) -> None:
    """A report of the page is read in full, a new one comes last; each call looks at the list."""
    page = (make_document("Eldre", id="eldre", kind="report", title="Eldre"),)
    assert library.documents(page) == page
    new = add(library, note, "notat")
    add(library, write_pdf(tmp_path / "eldre.pdf", "Eldre bor trangt."), "eldre")
    full, note_document = library.documents(page)
    assert (full.id, full.title, full.text) == ("eldre", "Eldre", "Eldre bor trangt.")
    assert (note_document.id, note_document.title, note_document.full_text) == (
        "notat",
        "notat.md",
        True,
    )
    library.write_listing(Listing((replace(new, title="Parkering"),)), "")
    assert [document.title for document in library.documents(page)] == ["Eldre", "Parkering"]
