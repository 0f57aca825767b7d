"""An index and its library go through one file, and nothing else gets in by it."""

import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from index.archive import export_index, import_index
from index.build import build_generation
from index.errors import ArchiveDamaged, ArchiveForeign, ArchiveNotWritten, IndexMissing
from index.generation import live_id, open_live
from index.publication import IMPORTING
from ingest.errors import DataBusy, FileMissing
from ingest.library.library import Library
from ingest.records import Document
from tests.fake_encoder import FakeEncoder
from tests.made_report import REPORT, build_with_report

Contents = dict[str, Any]


@pytest.fixture(scope="module")
def data(
    fake_built: Path,
    documents: tuple[Document, ...],
    fake_encoder: FakeEncoder,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A data folder with one report that was added."""
    folder = tmp_path_factory.mktemp("archive")
    data = Path(shutil.copytree(fake_built, folder / "data"))
    build_with_report(data, folder, documents, fake_encoder)
    return data


@pytest.fixture(scope="module")
def archive(data: Path) -> Path:
    """The archive of it."""
    file = data.with_name("indeks.zip")
    export_index(data, file)
    return file


def files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder but locks."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "lock"
    }


def test_what_is_exported_is_imported(data: Path, archive: Path, tmp_path: Path) -> None:
    """Into a folder that has nothing, and over a folder that has another index."""
    for start in ("none", "other"):
        target = tmp_path / start
        if start == "other":
            build_generation(open_live(data).documents[:3], FakeEncoder(), target)
        generation = import_index(target, archive)
        before = open_live(data)
        assert generation.documents == before.documents
        assert replace(generation.manifest) == replace(before.manifest)
        generation.check()
        assert files(target / "library") == files(data / "library")
        assert files(generation.folder) == files(before.folder)
        assert Library.of(target).listing().by_id(REPORT) is not None
        assert not (target / IMPORTING).exists()


def test_it_mends_a_damaged_index(data: Path, archive: Path, tmp_path: Path) -> None:
    """Of the same generation as well, and whatever the library has lost."""
    target = Path(shutil.copytree(data, tmp_path / "data"))
    for path in [*target.glob("generations/*/*/vectors.npy"), *target.glob("library/files/*")]:
        path.unlink()
    import_index(target, archive).check()
    assert files(target / "library") == files(data / "library")


def test_a_report_that_the_archive_has_not_is_gone(
    fake_built: Path, data: Path, tmp_path: Path
) -> None:
    """The library is that of the archive, without leftovers."""
    file = tmp_path / "page.zip"
    page = Path(shutil.copytree(fake_built, tmp_path / "page"))
    export_index(page, file)
    target = Path(shutil.copytree(data, tmp_path / "data"))
    import_index(target, file)
    assert len(Library.of(target).listing()) == 0
    assert files(target / "library" / "files") == files(target / "library" / "texts") == {}


def test_nothing_to_export_is_told(tmp_path: Path) -> None:
    """And no file is left."""
    with pytest.raises(IndexMissing):
        export_index(tmp_path / "data", tmp_path / "a.zip")
    assert not list(tmp_path.glob("a.zip*"))


def test_a_file_that_cannot_be_written_is_told(data: Path, tmp_path: Path) -> None:
    """In a folder that is not there."""
    with pytest.raises(ArchiveNotWritten):
        export_index(data, tmp_path / "none" / "a.zip")


def test_an_archive_that_is_not_there_is_told(data: Path, tmp_path: Path) -> None:
    """By its name."""
    with pytest.raises(FileMissing):
        import_index(tmp_path / "data", tmp_path / "none.zip")


def test_a_library_that_is_being_changed_is_left_alone(archive: Path, tmp_path: Path) -> None:
    """The import is refused, as a second writer is."""
    target = tmp_path / "data"
    with Library.of(target).locked(), pytest.raises(DataBusy):
        import_index(target, archive)


def written(
    archive: Path, target: Path, change: Callable[[Contents, dict[str, bytes]], None]
) -> Path:
    """Write the archive with other contents."""
    with zipfile.ZipFile(archive) as old:
        members = {name: old.read(name) for name in old.namelist()}
    contents = json.loads(members.pop("contents.json"))
    change(contents, members)
    with zipfile.ZipFile(target, "w") as new:
        new.writestr("contents.json", json.dumps(contents))
        for name, content in members.items():
            new.writestr(name, content)
    return target


def refused(archive: Path, target: Path, error: type[Exception] = ArchiveDamaged) -> None:
    """See an archive refused, and everything as it was."""
    before = files(target), live_id(target)
    outside = files(target.parent).keys()
    with pytest.raises(error):
        import_index(target, archive)
    assert (files(target), live_id(target)) == before
    assert files(target.parent).keys() == outside


@pytest.mark.parametrize(
    "name",
    [
        "../ute.txt",
        "/ute.txt",
        "index/../../ute.txt",
        "index/../../../../ute.txt",
        "index\\..\\..\\ute.txt",
        "C:/ute.txt",
        "library/../current",
        "library/lock",
        "library/files/under/a.pdf",
        "library//reports.toml",
        "library/./reports.toml",
        "library/files/.skjult",
        "encoder/vekter.safetensors",
        "current",
        "index",
        "index/",
        "index/a\nb",
        "index/x:y",
    ],
)
def test_a_member_that_belongs_elsewhere_is_refused(
    data: Path, archive: Path, tmp_path: Path, name: str
) -> None:
    """Wherever it leads."""
    import hashlib

    def change(contents: Contents, members: dict[str, bytes]) -> None:
        members[name] = b"ute"
        contents["files"][name] = [3, hashlib.sha256(b"ute").hexdigest()]

    target = Path(shutil.copytree(data, tmp_path / "data"))
    refused(written(archive, tmp_path / "a.zip", change), target)


def lie_of_size(contents: Contents, _: dict[str, bytes]) -> None:
    contents["files"]["library/reports.toml"][0] += 1


def lie_of_sum(contents: Contents, _: dict[str, bytes]) -> None:
    contents["files"]["library/reports.toml"][1] = "0" * 64


def huge(contents: Contents, _: dict[str, bytes]) -> None:
    contents["files"]["library/files/a.pdf"] = [10**15, "0" * 64]


def one_more(_: Contents, members: dict[str, bytes]) -> None:
    members["library/files/b.pdf"] = b"x"


def one_less(_: Contents, members: dict[str, bytes]) -> None:
    del members["library/reports.toml"]


def no_files(contents: Contents, _: dict[str, bytes]) -> None:
    del contents["files"]


def a_list(contents: Contents, _: dict[str, bytes]) -> None:
    contents["files"] = [1]


def other_generation(contents: Contents, _: dict[str, bytes]) -> None:
    contents["generation"] = "../../ute"


def no_generation(contents: Contents, _: dict[str, bytes]) -> None:
    contents["generation"] = 7


def no_stored_file(contents: Contents, members: dict[str, bytes]) -> None:
    for name in [name for name in members if name.startswith("library/files/")]:
        del members[name], contents["files"][name]


def no_segment(contents: Contents, members: dict[str, bytes]) -> None:
    for name in [name for name in members if name.endswith("/seal")]:
        del members[name], contents["files"][name]


@pytest.mark.parametrize(
    "change",
    [
        lie_of_size, lie_of_sum, huge, one_more, one_less, no_files, a_list, other_generation,
        no_generation, no_stored_file, no_segment,
    ],
)  # fmt: skip
def test_contents_that_do_not_hold_are_refused(
    data: Path, archive: Path, tmp_path: Path, change: Callable[..., None]
) -> None:
    """Before anything is replaced."""
    target = Path(shutil.copytree(data, tmp_path / "data"))
    refused(written(archive, tmp_path / "a.zip", change), target)


@pytest.mark.parametrize("field", ["format", "index_format"])
@pytest.mark.parametrize("by", [-1, 1])
def test_another_format_is_told(
    data: Path, archive: Path, tmp_path: Path, field: str, by: int
) -> None:
    """An older or a newer one."""

    def change(contents: Contents, _: dict[str, bytes]) -> None:
        contents[field] += by

    target = Path(shutil.copytree(data, tmp_path / "data"))
    refused(written(archive, tmp_path / "a.zip", change), target, ArchiveForeign)


def test_a_packed_archive_is_refused(data: Path, archive: Path, tmp_path: Path) -> None:
    """A bomb would have to be packed."""
    target = Path(shutil.copytree(data, tmp_path / "data"))
    with (
        zipfile.ZipFile(archive) as old,
        zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name))
    refused(tmp_path / "a.zip", target)


def test_a_member_that_stands_twice_is_refused(data: Path, archive: Path, tmp_path: Path) -> None:
    """Whichever of the two is meant."""
    target = Path(shutil.copytree(data, tmp_path / "data"))
    shutil.copyfile(archive, tmp_path / "a.zip")
    with (
        pytest.warns(UserWarning, match="Duplicate"),
        zipfile.ZipFile(tmp_path / "a.zip", "a") as more,
    ):
        more.writestr("library/reports.toml", b"")
    refused(tmp_path / "a.zip", target)


@pytest.mark.parametrize("part", range(12))
def test_a_flipped_or_cut_archive_is_refused(
    data: Path, archive: Path, tmp_path: Path, part: int
) -> None:
    """At any place that counts, and at any length."""
    target = Path(shutil.copytree(data, tmp_path / "data"))
    whole = archive.read_bytes()
    at = len(whole) * part // 12
    cut = tmp_path / "cut.zip"
    cut.write_bytes(whole[:at])
    refused(cut, target)
    with zipfile.ZipFile(archive) as old:
        info = sorted(old.infolist(), key=lambda info: info.file_size)[-1 - part]
    at = info.header_offset + 30 + len(info.filename) + info.file_size // 2
    flipped = tmp_path / "flipped.zip"
    flipped.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
    refused(flipped, target)
