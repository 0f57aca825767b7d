"""A followed folder has changed if what is read from it would be another."""

import os
from pathlib import Path

from assistant.reports.snapshot import has_changed, take_snapshot


def write(path: Path, content: str) -> Path:
    """Write a file, and its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")
    return path


def test_what_is_read_and_changes_is_seen(tmp_path: Path) -> None:
    """By its size, its time, its name or its place; also one moved into the place of another."""
    data, folder = tmp_path / "data", tmp_path / "mappe"
    first = write(folder / "under" / "a.md", "en")
    other = write(tmp_path / "b.md", "to")
    os.utime(other, ns=(first.stat().st_atime_ns, first.stat().st_mtime_ns))
    changes = [
        lambda: other.replace(first),
        lambda: write(first, "tre"),
        lambda: first.rename(folder / "c.md"),
        lambda: (folder / "c.md").unlink(),
        lambda: (folder / "under").rmdir(),
        lambda: write(folder / "uten-navn", "%PDF-1.7"),
        lambda: write(folder / "rapport.pdf.part", "x").rename(folder / "rapport.pdf"),
    ]
    before = take_snapshot(folder, data)
    assert not has_changed(before, take_snapshot(folder, data))
    for number, change in enumerate(changes):
        change()
        now = take_snapshot(folder, data)
        assert has_changed(before, now), number
        before = now


def test_what_is_not_read_changes_nothing(tmp_path: Path) -> None:
    """A log that grows, a download, and the program's own folder, which every sync changes."""
    folder, data = tmp_path, tmp_path / "data"
    write(folder / "a.md", "en")
    write(data / "current", "x")
    before = take_snapshot(folder, data)
    for name in ("tjener.log", "b.pdf.part", "~$a.docx", ".skjult.md", "@eaDir/a.md"):
        write(folder / name, "linje")
    write(data / "library" / "files" / "a.md", "x")
    assert not has_changed(before, take_snapshot(folder, data))
