"""The text of a file is stored and read again."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.library.stored_text import (
    StoredSummary,
    StoredText,
    read_stored_page,
    read_stored_summary,
    read_stored_text,
    without_runs,
    write_stored_text,
)
from ingest.reading.file_text import READER, LeftOut, Page
from tests.ingest.library.made_text import made_text


def test_a_text_is_read_without_its_runs(tmp_path: Path) -> None:
    """All else is as it was stored, and by this version of the reader."""
    path = tmp_path / "text.json"
    write_stored_text(path, made_text("Om parkering"))
    stored = read_stored_text(path)
    assert stored == StoredText(without_runs(made_text("Om parkering")), READER)
    assert stored is not None
    assert stored.is_current
    assert [page.runs for page in stored.file_text.pages] == [(), ()]
    assert [page.name for page in tmp_path.iterdir()] == ["text.json"]


def test_the_summary_is_read_alone(tmp_path: Path) -> None:
    """It is on the first line; what stands behind that is not looked at."""
    path = tmp_path / "text.json"
    left_out = (LeftOut(1, "menu", "Hjem"), LeftOut(2, "running_head", "Om parkering"))
    text = replace(made_text(), left_out=left_out)
    write_stored_text(path, text)
    assert read_stored_summary(path) == StoredSummary(text.quality, 2)
    first, rest = path.read_bytes().split(b"\n", 1)
    path.write_bytes(first + b"\n" + rest[:20])
    assert read_stored_summary(path) == StoredSummary(text.quality, 2)
    assert read_stored_text(path) is None


def test_a_text_of_an_older_program_has_its_summary_in_it(tmp_path: Path) -> None:
    """A file that is gone or broken has none."""
    path = tmp_path / "text.json"
    assert read_stored_summary(path) is None
    write_stored_text(path, replace(made_text(), left_out=(LeftOut(1, "menu", "Hjem"),)))
    row = json.loads(path.read_bytes())
    del row["summary"]
    path.write_text(json.dumps(row))
    assert read_stored_summary(path) == StoredSummary(made_text().quality, 1)
    path.write_text("{")
    assert read_stored_summary(path) is None


def test_one_page_has_its_runs(tmp_path: Path) -> None:
    """Pages are counted from 1."""
    path = tmp_path / "text.json"
    write_stored_text(path, made_text())
    assert read_stored_page(path, 1) == made_text().pages[0]
    assert read_stored_page(path, 2) == made_text().pages[1]
    assert read_stored_page(path, 3) is None


def test_the_text_of_an_older_reader_is_told(tmp_path: Path) -> None:
    """It is readable, and not current."""
    path = tmp_path / "text.json"
    write_stored_text(path, made_text())
    row = json.loads(path.read_bytes())
    path.write_text(json.dumps({**row, "number": READER - 1}))
    stored = read_stored_text(path)
    assert stored is not None
    assert (stored.reader_version, stored.is_current) == (READER - 1, False)


def test_half_a_surrogate_pair_is_stored(tmp_path: Path) -> None:
    """A PDF may map a glyph to it; UTF-8 has no form for it."""
    path = tmp_path / "text.json"
    text = replace(made_text(), pages=(Page(1, None, "f\ud835r"),))
    write_stored_text(path, text)
    stored = read_stored_text(path)
    assert stored is not None
    assert stored.file_text == text


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b'{"number": 3}', b'{"number": "x", "reading": {}}', b"\xff\xfe\xff", b"{"],
)
def test_what_is_no_text_is_none(tmp_path: Path, content: bytes) -> None:
    """A file that was cut short or changed by hand is read anew, and brings nothing down."""
    path = tmp_path / "text.json"
    path.write_bytes(content)
    assert read_stored_text(path) is None
    assert read_stored_page(path, 1) is None
    path.unlink()
    assert read_stored_text(path) is None
    assert read_stored_page(path, 1) is None
