"""Each folder is walked through once, and what systems and downloads leave in it is set apart."""

import os
from pathlib import Path

import pytest

from assistant.reports.folder_walk import (
    WalkedFolder,
    is_file,
    is_folder,
    is_inside,
    is_unfinished,
    walk_folder,
)


def write(path: Path) -> Path:
    """Write a file, and its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    return path


def walked(folder: Path, data: Path | None = None) -> list[WalkedFolder]:
    """Return the folders that are walked through; each can be listed."""

    def fail(error: OSError) -> None:
        pytest.fail(str(error))

    return list(walk_folder(folder, data, fail))


def test_links_are_followed_once(tmp_path: Path) -> None:
    """Out of the folder, in rings, to what is there by its own name, and back to where it lies."""
    folder, other = tmp_path / "mappe", tmp_path / "annet"
    write(folder / "b" / "b.md")
    write(other / "c.md")
    (folder / "a").symlink_to(folder / "b")
    (folder / "b" / "ring").symlink_to(folder)
    (folder / "b" / "selv").symlink_to("selv")
    (folder / "c").symlink_to(other)
    (other / "ring").symlink_to(other)
    (folder / "opp").symlink_to(tmp_path)
    (folder / "rot").symlink_to("/")
    (tmp_path / "lenke").symlink_to(folder)
    for named in (folder, tmp_path / "lenke", folder / ".." / "mappe"):
        assert walked(named) == [
            WalkedFolder(named, [], [], [], ["a", "opp", "rot"]),
            WalkedFolder(named / "b", ["b.md", "selv"], [], [], ["ring"]),
            WalkedFolder(named / "c", ["c.md"], [], [], ["ring"]),
        ]


NOT_MEANT = [
    "#recycle", "#Recycle", "@Recycle", "$RECYCLE.BIN", "$Recycle.Bin", "RECYCLER", "Recycle Bin",
    "System Volume Information", "SYSTEM VOLUME INFORMATION", "@eaDir", "@EADIR", "#snapshot",
    "~snapshot", "@GMT-2026.11.27-12.00.00", "lost+found", "LOST+FOUND", "found.000", "FOUND.017",
    "$Windows.~BT", "$WINDOWS.~WS", "__MACOSX", "Temporary Items", "files_trashbin",
]  # fmt: skip
HIDDEN = [
    ".snapshot", ".Trash-1000", ".Trashes", ".recycle", ".git", ".zfs", ".AppleDouble",
    ".@__thumb", ".dropbox.cache", ".DocumentRevisions-V100",
]  # fmt: skip


def test_bins_and_folders_of_systems_are_not_entered(tmp_path: Path) -> None:
    """In any letters, at any depth and by a link into them; like names are folders as others."""
    others = ["#resirkulert", "found", "found.0000", "papirkurv", "recycle", "snapshot", "tapt"]
    for name in (*NOT_MEANT, *HIDDEN, *others):
        write(tmp_path / "m" / name / "under" / "a.md")
    (tmp_path / "m" / "lenke").symlink_to(tmp_path / "m" / "@eaDir" / "under")
    _, inner, *entered = walked(tmp_path)
    assert inner.not_meant == sorted([*NOT_MEANT, "lenke"])
    assert [each.path.name for each in entered] == [
        name for other in others for name in (other, "under")
    ]


def test_the_programs_own_folder_is_not_entered(tmp_path: Path) -> None:
    """However it is reached: by its name, by a link to it or into it."""
    folder, data = tmp_path / "mappe", tmp_path / "mappe" / "x" / "data"
    write(data / "library" / "files" / "a.md")
    (folder / "lenke").symlink_to(data / "library" / "files")
    (tmp_path / "annen").symlink_to(data)
    for named in (data, tmp_path / "annen", folder / "borte" / ".." / "x" / "data"):
        first, second = walked(folder, named)
        assert (first.not_meant, second.path, second.not_meant) == (
            ["lenke"],
            folder / "x",
            ["data"],
        )
    assert is_inside(tmp_path / "annen" / "library", data)
    assert not is_inside(folder, data)


def test_downloads_are_set_apart(tmp_path: Path) -> None:
    """Files, Safari's folder, and a file that another program's note says is growing."""
    names = ["a.pdf.part", "b.pdf.crdownload", "c.PARTIAL", "d.tmp", "e.pdf.aria2", "e.pdf"]
    for name in (*names, "f.pdf", "f.part.pdf"):
        write(tmp_path / name)
    write(tmp_path / "g.pdf.download" / "g.pdf")
    (own,) = walked(tmp_path)
    assert own.files == ["f.part.pdf", "f.pdf"]
    assert sorted(own.unfinished) == sorted([*names, "g.pdf.download"])
    assert not is_unfinished("download.pdf")


def test_what_cannot_be_asked_for_is_not_there(tmp_path: Path) -> None:
    """A name that is too long, or has a null character, raises nothing."""
    for path in (tmp_path / ("l" * 300), Path("a\0b"), write(tmp_path / "a") / "b"):
        assert not is_folder(path)
        assert not is_file(path)


def test_a_folder_that_goes_meanwhile_is_told(tmp_path: Path) -> None:
    """A share that is taken away: it was listed by its parent, and is no more."""
    write(tmp_path / "a" / "a.md")
    told: list[str] = []
    walk = walk_folder(tmp_path, None, lambda error: told.append(os.fsdecode(error.filename)))
    next(walk)
    (tmp_path / "a").rename(tmp_path / "borte")
    assert (list(walk), told) == ([], [str(tmp_path / "a")])
