"""Tables of an index are mapped, and cannot be written to."""

from pathlib import Path

import numpy as np
import pytest

from index.mapped_table import mapped_table


def test_a_table_is_mapped_as_it_was_written(tmp_path: Path) -> None:
    """Its values are there, and stay as they are."""
    np.save(tmp_path / "codes.npy", np.arange(6, dtype=np.int8).reshape(2, 3))
    table = mapped_table(tmp_path, "codes")
    assert table.tolist() == [[0, 1, 2], [3, 4, 5]]
    with pytest.raises(ValueError, match="read-only"):
        table[0, 0] = 1


def test_what_is_missing_or_no_table_is_told(tmp_path: Path) -> None:
    """By the error that the opening of an index waits for."""
    with pytest.raises(OSError, match="codes"):
        mapped_table(tmp_path, "codes")
    (tmp_path / "codes.npy").write_bytes(b"no table")
    with pytest.raises(ValueError, match="pickle"):
        mapped_table(tmp_path, "codes")
