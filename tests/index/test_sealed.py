"""What is read is what was written, block by block, or it is told."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import IndexDamaged
from index.sealed import BLOCK_BYTES, SEAL, SealedFolder, seal, write_table
from tests.index.sealing import sealed

SIZE = 3 * BLOCK_BYTES + 100


def content(count: int = SIZE) -> bytes:
    """Return bytes that are alike nowhere near each other."""
    return np.random.default_rng(count).bytes(count)


@pytest.fixture(params=[0, SIZE], ids=["read again", "held"])
def held_bytes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Up to which size a file is kept in memory: none is, or all are."""
    monkeypatch.setattr("index.sealed.HELD_BYTES", request.param)
    return int(request.param)


@pytest.fixture
def folder(tmp_path: Path, held_bytes: int) -> Path:
    """A folder with a file of three blocks and a bit, one of nothing, and one further down."""
    (tmp_path / "below").mkdir()
    (tmp_path / "large").write_bytes(content())
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "below" / "small").write_bytes(b"abc")
    return tmp_path


def spoil(path: Path, at: int) -> None:
    """Turn one bit of a file."""
    raw = bytearray(path.read_bytes())
    raw[at] ^= 1
    path.write_bytes(raw)


@settings(deadline=None, max_examples=50)
@given(
    ends=st.lists(st.tuples(st.integers(0, SIZE), st.integers(0, SIZE)), min_size=1, max_size=4),
    held=st.booleans(),
)
def test_any_part_is_read_as_it_was_written(
    ends: list[tuple[int, int]], held: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Within a block, over the ends of blocks, at the end of the file; twice alike."""
    folder = tmp_path_factory.mktemp("sealed")
    (folder / "large").write_bytes(content())
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("index.sealed.HELD_BYTES", SIZE if held else 0)
        file = sealed(folder).file("large")
    for start, stop in map(sorted, [*ends, *ends]):
        assert bytes(file.read(start, stop)) == content()[start:stop]


def test_small_files_and_empty_ones_are_read(folder: Path) -> None:
    """Files below the folder are named by their path inside it."""
    opened = sealed(folder)
    assert bytes(opened.file("below/small").read(0, 3)) == b"abc"
    assert bytes(opened.file("empty").read(0, 0)) == b""
    assert "below/small" in opened
    assert "small" not in opened


@pytest.mark.parametrize("at", [0, BLOCK_BYTES, 2 * BLOCK_BYTES - 1, SIZE - 1])
def test_a_damaged_block_is_never_read_and_others_are(at: int, folder: Path) -> None:
    """The error names the file; what stands in other blocks is still there."""
    opened = SealedFolder(folder, seal(folder))
    spoil(folder / "large", at)
    file, block = opened.file("large"), at // BLOCK_BYTES
    for other in {0, 1, 2, 3} - {block}:
        start, stop = other * BLOCK_BYTES, min((other + 1) * BLOCK_BYTES, SIZE)
        assert bytes(file.read(start, stop)) == content()[start:stop]
    for _ in range(2):
        with pytest.raises(IndexDamaged) as caught:
            file.read(at, at + 1)
        assert caught.value.file == str(folder / "large")
    with pytest.raises(IndexDamaged):
        file.read(0, SIZE)
    with pytest.raises(IndexDamaged):
        opened.check()


def test_a_block_is_checked_whenever_it_is_read(folder: Path, held_bytes: int) -> None:
    """What was right need not be so later; what is held answers, until all is read again."""
    opened = sealed(folder)
    opened.check()
    opened.file("large").read(0, 10)
    spoil(folder / "large", 5)
    if held_bytes:
        assert bytes(opened.file("large").read(0, 10)) == content()[:10]
    else:
        with pytest.raises(IndexDamaged):
            opened.file("large").read(0, 10)
    with pytest.raises(IndexDamaged):
        opened.check()
    with pytest.raises(IndexDamaged):
        opened.file("large").read(0, 10)


def test_a_file_cut_short_after_it_was_opened_is_told(folder: Path, held_bytes: int) -> None:
    """Bytes that are no longer there are not taken for others; those that are held are."""
    opened = sealed(folder)
    opened.check()
    (folder / "large").write_bytes(content()[:100])
    if held_bytes:
        assert bytes(opened.file("large").read(50, 150)) == content()[50:150]
    else:
        with pytest.raises(IndexDamaged):
            opened.file("large").read(50, 150)
    with pytest.raises(IndexDamaged):
        opened.check()


@pytest.mark.parametrize("name", ["large", "empty", "below/small", SEAL])
def test_a_missing_file_is_told_when_the_folder_is_opened(name: str, folder: Path) -> None:
    """The seal itself too."""
    wanted = seal(folder)
    (folder / name).unlink()
    with pytest.raises(IndexDamaged) as caught:
        SealedFolder(folder, wanted)
    assert caught.value.file == str(folder / name)


@pytest.mark.parametrize("at", [0, 10, -1])
def test_a_damaged_seal_is_told(at: int, folder: Path) -> None:
    """Names, sizes and checksums are themselves checked."""
    wanted = seal(folder)
    spoil(folder / SEAL, at)
    with pytest.raises(IndexDamaged) as caught:
        SealedFolder(folder, wanted)
    assert caught.value.file == str(folder / SEAL)


def test_a_file_can_be_removed_while_it_is_open(folder: Path) -> None:
    """A server goes on answering from a generation that a later build has cleared away."""
    opened = sealed(folder)
    (folder / "large").unlink()
    assert bytes(opened.file("large").read(0, SIZE)) == content()


def test_a_table_is_read_by_rows(tmp_path: Path) -> None:
    """Its rows are there as they were written, and cannot be written to."""
    rows = np.arange(6, dtype=np.int8).reshape(3, 2)
    write_table(tmp_path / "codes.npy", [rows[:1], rows[1:]])
    np.testing.assert_array_equal(np.load(tmp_path / "codes.npy"), rows)
    table = sealed(tmp_path).table("codes")
    assert len(table) == 3
    assert table.whole().tolist() == rows.tolist()
    assert table.rows(1, 3).tolist() == [[2, 3], [4, 5]]
    assert table.rows(1, 1).shape == (0, 2)
    with pytest.raises(ValueError, match="read-only"):
        table.rows(0, 1)[0, 0] = 1


def test_a_table_of_columns_comes_back(tmp_path: Path) -> None:
    """Each row may hold columns of several kinds."""
    rows = np.zeros(2, [("codes", "i1", 3), ("scales", "<f4")])
    rows["codes"][1], rows["scales"] = 7, [0.5, 2]
    write_table(tmp_path / "rows.npy", [rows])
    found = sealed(tmp_path).table("rows").whole()
    assert found["codes"].tolist() == [[0, 0, 0], [7, 7, 7]]
    assert found["scales"].tolist() == [0.5, 2]


def test_what_is_no_table_is_told(tmp_path: Path) -> None:
    """By the error that the opening of an index waits for."""
    (tmp_path / "codes.npy").write_bytes(b"no table")
    opened = sealed(tmp_path)
    with pytest.raises(ValueError, match="magic"):
        opened.table("codes")
