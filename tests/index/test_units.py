"""The vectors of sentences, items and rows are kept as int8, with the mean of each document's."""

from pathlib import Path

import numpy as np
import pytest

from index.row_map import whole
from index.tokens import quantise_rows
from index.units import PassageUnits, UnitTable, write_units
from tests.index.sealing import sealed


def made(vectors: list[list[float]]) -> PassageUnits:
    """Return units of ten characters each, one after another."""
    rows = np.array(vectors, np.float32).reshape(-1, 2)
    starts = 10 * np.arange(len(rows))
    ranges = np.stack([starts, starts + 10], axis=1).astype(np.int32)
    return PassageUnits(ranges, *quantise_rows(rows))


@pytest.fixture
def table(tmp_path: Path) -> UnitTable:
    """Three passages of two, no and one units; the first two are of one document."""
    units = [made([[1, 0], [0.6, 0.8]]), made([]), made([[0, -1]])]
    write_units(units, [0, 0, 1], tmp_path / "units")
    return UnitTable([sealed(tmp_path)], whole(3), [(0, 0), (0, 1)])


def test_units_come_back_by_passage(table: UnitTable) -> None:
    """Each passage has its own ranges and vectors; a passage may have none."""
    assert len(table) == 3
    first = table.passage(0)
    assert first.ranges.tolist() == [[0, 10], [10, 20]]
    assert first.vectors == pytest.approx(np.array([[1, 0], [0.6, 0.8]]), abs=0.005)
    assert len(table.passage(1)) == 0
    assert table.passage(2).vectors == pytest.approx(np.array([[0, -1]]), abs=0.005)


def test_a_document_has_the_mean_direction_of_its_units(table: UnitTable) -> None:
    """(1, 0) and (0.6, 0.8) together point to (0.894, 0.447)."""
    assert table.document_mean(0) == pytest.approx([0.894, 0.447], abs=0.005)
    assert table.document_mean(1) == pytest.approx([0, -1], abs=0.005)


def test_units_without_any_vector_can_be_written(tmp_path: Path) -> None:
    """A corpus of nothing but punctuation has no units."""
    write_units([made([])], [0], tmp_path / "units")
    table = UnitTable([sealed(tmp_path)], whole(1), [(0, 0)])
    assert len(table.passage(0)) == 0
    assert table.document_mean(0).tolist() == [0, 0]
