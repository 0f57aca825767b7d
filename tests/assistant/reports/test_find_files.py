"""The files of a folder that are reports are found; the others are named."""

import os
from pathlib import Path

import pytest

from assistant.reports.find_files import Found, check_folder, find_files, origin_of
from ingest.errors import FileMissing, FileNotMeant, FileTypeUnknown, FileUnfinished, Reason


def write(path: Path, content: bytes = b"x") -> Path:
    """Write a file, and its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_a_folder_has_its_reports_in_order(tmp_path: Path) -> None:
    """By suffix, or as a PDF of any name; hidden and temporary files are passed over."""
    reports = [
        write(tmp_path / "A.PDF"),
        write(tmp_path / "b.md"),
        write(tmp_path / "uten-navn", b"%PDF-1.7"),
        write(tmp_path / "under" / "c.docx"),
    ]
    others = [
        write(tmp_path / ".skjult.pdf"),
        write(tmp_path / "bilde.png"),
        write(tmp_path / "~$b.docx"),
    ]
    write(tmp_path / ".git" / "d.md")
    (tmp_path / "borte.pdf").symlink_to(tmp_path / "finnes-ikke.pdf")
    found = list(find_files([tmp_path]))
    assert [file.path for file in found if file.error is None] == reports
    passed_over = [file for file in found if file.passed_over]
    told = {file.path: type(file.error) for file in passed_over}
    assert told == {**dict.fromkeys(others, FileTypeUnknown), tmp_path / "borte.pdf": FileMissing}


def test_a_file_that_is_named_is_meant(tmp_path: Path) -> None:
    """Whatever its name is, and once."""
    path = write(tmp_path / ".rapport")
    assert list(find_files([path, path])) == [Found(path)]


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    """With the others, as each file has an outcome of its own."""
    (found,) = find_files([tmp_path / "ingen.pdf"])
    assert isinstance(found.error, FileMissing)
    assert (found.error.file, found.error.reason) == ("ingen.pdf", Reason.NOT_FOUND)
    assert not found.passed_over


@pytest.mark.skipif(os.geteuid() == 0, reason="root lists every folder")
def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path) -> None:
    """What is in it is not gone."""
    closed = tmp_path / "lukket"
    write(closed / "a.pdf")
    closed.chmod(0)
    try:
        (found,) = find_files([tmp_path])
    finally:
        closed.chmod(0o700)
    assert isinstance(found.error, FileMissing)
    assert (found.path, found.error.reason) == (closed, Reason.NO_ACCESS)


def test_an_origin_can_be_written_down(tmp_path: Path) -> None:
    """Also one whose name is not UTF-8."""
    assert origin_of(tmp_path / "æ.pdf") == f"{os.path.realpath(tmp_path)}/æ.pdf"
    assert origin_of(Path(os.fsdecode(b"/inn/\xe6.pdf"))) == "/inn/\\xe6.pdf"


@pytest.mark.parametrize(
    "name",
    [
        "#recycle",
        "@Recycle",
        "$RECYCLE.BIN",
        "System Volume Information",
        "@eaDir",
        "#snapshot",
        "~snapshot",
        "lost+found",
        "__MACOSX",
    ],
)
def test_bins_and_folders_of_systems_are_passed_over_and_told(tmp_path: Path, name: str) -> None:
    """At any depth; a folder that is named is meant."""
    kept = write(tmp_path / "mappe" / "a.pdf")
    inside = write(tmp_path / "mappe" / name / "under" / "b.pdf")
    told, found = find_files([tmp_path])
    assert found == Found(kept)
    assert (told.path, type(told.error), told.passed_over) == (
        tmp_path / "mappe" / name,
        FileNotMeant,
        True,
    )
    assert list(find_files([tmp_path / "mappe" / name])) == [Found(inside)]


def test_the_data_folder_is_left_out_of_every_walk(tmp_path: Path) -> None:
    """However it is spelt: the library's own copies are no files of the user."""
    folder = tmp_path / "mappe"
    data = folder / "indeks"
    write(data / "library" / "files" / "a.html")
    kept = write(folder / "b.html")
    (tmp_path / "lenke").symlink_to(data)
    for spelt in (data, tmp_path / "lenke", folder / "x" / ".." / "indeks"):
        told, found = find_files([folder], spelt)
        assert (found, told.path, type(told.error)) == (Found(kept), data, FileNotMeant)


@pytest.mark.parametrize("suffix", ["part", "crdownload", "partial", "download", "PART", "tmp"])
def test_a_file_that_is_being_downloaded_is_passed_over(tmp_path: Path, suffix: str) -> None:
    """Though it begins as a PDF does; a file that is named is meant."""
    path = write(tmp_path / f"rapport.pdf.{suffix}", b"%PDF-1.7")
    (found,) = find_files([tmp_path])
    assert (type(found.error), found.passed_over) == (FileUnfinished, True)
    assert list(find_files([path])) == [Found(path)]


def test_an_origin_is_one_however_a_folder_is_spelt(tmp_path: Path) -> None:
    """By links and dots."""
    path = write(tmp_path / "mappe" / "a.pdf")
    (tmp_path / "lenke").symlink_to(tmp_path / "mappe")
    spelt = [path, tmp_path / "lenke" / "a.pdf", tmp_path / "x" / ".." / "mappe" / "a.pdf"]
    assert {origin_of(each) for each in spelt} == {os.path.realpath(path)}
    (tmp_path / "ring").symlink_to(tmp_path / "ring")
    assert origin_of(tmp_path / "ring") == f"{os.path.realpath(tmp_path)}/ring"


def test_the_data_folder_is_not_read_if_it_is_named(tmp_path: Path) -> None:
    """Nor is a folder in it, by whichever path; its copies would be added as reports."""
    data = tmp_path / "data"
    write(data / "library" / "files" / "a.html")
    (tmp_path / "lenke").symlink_to(data / "library")
    for named in (data, data / "library", tmp_path / "lenke", data / "library" / ".." / "library"):
        (found,) = find_files([named], data)
        assert (found.path, type(found.error), found.passed_over) == (named, FileNotMeant, False)
    assert [found.error for found in find_files([data])] == [None]


def test_what_a_browser_is_downloading_is_waited_for(tmp_path: Path) -> None:
    """Firefox's empty file beside the part, and Safari's folder; a whole file is read."""
    write(tmp_path / "a.pdf", b"")
    write(tmp_path / "a.pdf.part", b"%PDF-1.7")
    write(tmp_path / "b.pdf.download" / "b.pdf", b"%PDF-1.7")
    whole = write(tmp_path / "c.pdf", b"%PDF-1.7")
    write(tmp_path / "c.pdf.crdownload", b"%PDF-1.7")
    empty = write(tmp_path / "d.pdf", b"")
    found = list(find_files([tmp_path]))
    assert [file.path for file in found if file.error is None] == [whole, empty]
    waited = {file.path.name for file in found if isinstance(file.error, FileUnfinished)}
    assert waited == {"a.pdf", "a.pdf.part", "b.pdf.download", "c.pdf.crdownload"}


def test_what_a_link_leads_to_may_be_closed_or_away(tmp_path: Path) -> None:
    """Neither ends the search, and a name that no system takes is told."""
    folder = tmp_path / "mappe"
    kept = write(folder / "a.md")
    long = "l" * 300
    (folder / "lang.md").symlink_to(tmp_path / long)
    (folder / "mappe").symlink_to(tmp_path / "borte")
    os.mkfifo(folder / "ror.md")
    found = {each.path.name: each for each in find_files([folder])}
    assert found.pop("a.md") == Found(kept)
    assert {name: type(each.error) for name, each in found.items()} == {
        "lang.md": FileMissing,
        "mappe": FileMissing,
        "ror.md": FileTypeUnknown,
    }
    assert all(each.passed_over for each in found.values())
    for named in (tmp_path / long, Path("a\0b"), folder / "ror.md", folder / "a.md" / "b"):
        (told,) = find_files([named])
        assert (type(told.error), told.passed_over) == (FileMissing, False)


def test_a_link_to_a_copy_in_the_data_folder_is_not_read(tmp_path: Path) -> None:
    """It would be a report that keeps itself alive."""
    copy = write(tmp_path / "data" / "library" / "files" / "a.md")
    (tmp_path / "mappe").mkdir()
    (tmp_path / "mappe" / "a.md").symlink_to(copy)
    (found,) = find_files([tmp_path / "mappe"], tmp_path / "data")
    assert (type(found.error), found.passed_over) == (FileNotMeant, True)


def test_a_folder_is_told_by_whether_it_can_be_followed(tmp_path: Path) -> None:
    """A file, and what cannot be reached, are none."""
    check_folder(tmp_path)
    reasons = []
    for path in (write(tmp_path / "a.md"), tmp_path / "borte", tmp_path / ("l" * 300)):
        with pytest.raises(FileMissing) as caught:
            check_folder(path)
        reasons.append(caught.value.reason)
    assert reasons == [Reason.NOT_FOUND, Reason.NOT_FOUND, Reason.NAME_TOO_LONG]


def test_firefox_names_the_part_otherwise(tmp_path: Path) -> None:
    """By letters of its own between the name and the suffix."""
    write(tmp_path / "rapport.pdf", b"")
    write(tmp_path / "rapport.kQ3xYz.pdf.part", b"%PDF-1.7")
    assert [type(each.error) for each in find_files([tmp_path])] == [FileUnfinished] * 2
