"""Rows are the passages that are left, segment after segment."""

import numpy as np

from index.row_map import RowMap, whole


def test_passages_that_were_removed_are_no_rows() -> None:
    """Of three and two passages, the second of each segment is gone."""
    rows = RowMap([np.array([True, False, True]), np.array([True, False])])
    assert (len(rows), rows.starts) == (3, [0, 2, 3])
    assert [rows.locate(row) for row in range(3)] == [(0, 0), (0, 2), (1, 0)]
    assert rows.places(0).tolist() == [0, 2]
    assert rows.rows(0, np.array([0, 1, 2])).tolist() == [0, -1, 1]
    assert rows.rows(1, np.array([1, 0])).tolist() == [-1, 2]
    assert not rows.is_whole(0)


def test_a_segment_of_which_nothing_was_removed_is_whole() -> None:
    """Its places are its rows, moved behind those of the others."""
    rows = RowMap([np.array([True]), np.array([True, True])])
    assert rows.is_whole(1)
    assert rows.rows(1, np.array([0, 1])).tolist() == [1, 2]
    assert [whole(2).locate(row) for row in range(2)] == [(0, 0), (0, 1)]


def test_a_segment_may_have_nothing_left() -> None:
    """Rows are found in the segments around it."""
    rows = RowMap([np.array([True]), np.array([False]), np.array([True])])
    assert [rows.locate(row) for row in range(2)] == [(0, 0), (2, 0)]
