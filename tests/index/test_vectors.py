"""Pooled vectors are searched exactly, with and without a filter."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.vectors import VectorIndex, write_vectors

ROWS = np.array([[1, 0, 0], [0, 1, 0], [0.6, 0.8, 0], [-1, 0, 0]], np.float32)
ASKED = np.array([0.8, 0.6, 0], np.float32)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> VectorIndex:
    """Four vectors of three dimensions."""
    path = tmp_path_factory.mktemp("vectors") / "vectors.faiss"
    write_vectors(ROWS, path)
    return VectorIndex(path)


def test_vectors_come_back_as_they_were(index: VectorIndex) -> None:
    """Nothing is rounded or normalised on the way."""
    assert (len(index), index.dimensions) == (4, 3)
    for row, vector in enumerate(ROWS):
        np.testing.assert_array_equal(index.vector(row), vector)


def test_the_nearest_come_first_with_their_inner_products(index: VectorIndex) -> None:
    """All rows are ranked by what they have in common with the question."""
    rows, scores = index.nearest(ASKED, 4)
    assert rows.tolist() == [2, 0, 1, 3]
    np.testing.assert_allclose(scores, [0.96, 0.8, 0.6, -0.8], atol=1e-6)


@pytest.mark.parametrize(
    ("count", "rows", "found"),
    [
        (2, None, [2, 0]),
        (9, None, [2, 0, 1, 3]),
        (0, None, []),
        (2, [1, 3], [1, 3]),
        (1, [3], [3]),
        (9, [3, 0], [0, 3]),
        (3, [], []),
    ],
)
def test_a_filter_never_runs_dry(
    count: int, rows: list[int] | None, found: list[int], index: VectorIndex
) -> None:
    """As many as asked for come back, or as many as there are."""
    allowed = None if rows is None else np.array(rows, np.int64)
    nearest, scores = index.nearest(ASKED, count, allowed)
    assert nearest.tolist() == found
    np.testing.assert_allclose(scores, ROWS[found] @ ASKED, atol=1e-6)


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 2**32 - 1), count=st.integers(1, 40))
def test_any_search_is_that_of_all_inner_products(
    seed: int, count: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The scan is exact, filtered or not."""
    random = np.random.default_rng(seed)
    vectors = random.standard_normal((30, 8), np.float32)
    asked = random.standard_normal(8, np.float32)
    path = tmp_path_factory.mktemp("any") / "vectors.faiss"
    write_vectors(vectors, path)
    index = VectorIndex(path)
    rows = np.sort(random.choice(30, 11, replace=False)).astype(np.int64)
    for allowed in (np.arange(30), rows):
        found, scores = index.nearest(asked, count, allowed)
        expected = np.sort((vectors @ asked)[allowed])[::-1][:count]
        np.testing.assert_allclose(scores, expected, atol=1e-5)
        np.testing.assert_allclose(scores, (vectors @ asked)[found], atol=1e-5)
        assert set(found) <= set(allowed)
        assert len(set(found)) == len(found)


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="only Linux tells what is mapped")
def test_vectors_are_mapped_not_read(tmp_path: Path) -> None:
    """The vectors of all passages need not fit into memory."""
    path = tmp_path / "vectors.faiss"
    write_vectors(ROWS, path)
    index = VectorIndex(path)
    assert str(path) in Path("/proc/self/maps").read_text()
    assert len(index) == 4


def test_an_index_can_be_removed_while_it_is_open(tmp_path: Path) -> None:
    """A server goes on answering from a generation that a later build has cleared away."""
    path = tmp_path / "vectors.faiss"
    write_vectors(ROWS, path)
    index = VectorIndex(path)
    path.unlink()
    assert index.nearest(ASKED, 1)[0].tolist() == [2]
