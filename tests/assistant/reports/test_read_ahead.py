"""The next file is read while the one before it is in use; each is read once."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from assistant.reports.read_ahead import ReadAhead
from ingest.errors import FileDamaged, FileRefused
from ingest.progress import Progress, no_progress
from ingest.sandbox.safe_reader import SafeReader, read_safely


@dataclass(frozen=True)
class NotingReader(SafeReader):
    """A reader that notes what it reads."""

    noted: list[str] = field(default_factory=list)

    def read(
        self, path: Path, on_page: Progress = no_progress, on_look: Callable[[], None] | None = None
    ) -> object:
        """Note the file and read it."""
        self.noted.append(path.name)
        return SafeReader.read(self, path, on_page, on_look)


def write_notes(folder: Path) -> list[Path]:
    """Write four notes, of which the third is damaged."""
    paths = [folder / f"{number}.md" for number in range(4)]
    for number, path in enumerate(paths):
        path.write_text(f"# Møte {number}\n\nVi vedtok {number + 40} plasser.\n", encoding="utf-8")
    paths[2] = folder / "2.pdf"
    paths[2].write_bytes(b"%PDF-1.7 nothing more")
    return paths


def test_each_file_is_read_once_and_the_next_ahead(tmp_path: Path) -> None:
    """A file that is refused is refused when it is its turn, and the one after it is read."""
    paths = write_notes(tmp_path)
    reader = NotingReader()
    ahead = ReadAhead(paths, reader)
    found: list[object] = []
    for place, path in enumerate(paths):
        try:
            found.append(ahead.read(path, no_progress))
        except FileRefused as error:
            found.append(type(error))
        wanted = [each.name for each in paths[: place + 2]]
        while len(reader.noted) < len(wanted):
            time.sleep(0.01)
        assert sorted(reader.noted) == wanted
    ahead.stop()
    assert found == [*map(read_safely, paths[:2]), FileDamaged, read_safely(paths[3])]


def test_a_file_that_is_passed_over_is_not_mistaken_for_another(tmp_path: Path) -> None:
    """It had been read ahead already."""
    paths = write_notes(tmp_path)
    ahead = ReadAhead(paths, SafeReader())
    assert "40 plasser" in ahead.read(paths[0], no_progress).pages[0].text
    assert "43 plasser" in ahead.read(paths[3], no_progress).pages[0].text
    ahead.stop()


@pytest.mark.parametrize(
    ("ocr", "noted"), [((), ["0.md", "1.md"]), (("nor",), ["0.md"])], ids=["without", "with"]
)
def test_with_ocr_nothing_is_read_ahead(
    ocr: tuple[str, ...], noted: list[str], tmp_path: Path
) -> None:
    """It takes all cores itself."""
    paths = write_notes(tmp_path)
    reader = NotingReader(ocr=ocr)
    ahead = ReadAhead(paths, reader)
    ahead.read(paths[0], no_progress)
    ahead.stop()
    assert sorted(reader.noted) == noted
