"""Pooled vectors are searched exactly, with and without a filter."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import IndexDamaged
from index.row_map import RowMap, whole
from index.vectors import EXACT_ROWS, VectorIndex, unit_rows, write_vectors
from tests.index.sealing import sealed

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROWS = np.array([[1, 0, 0], [0, 1, 0], [0.6, 0.8, 0], [-1, 0, 0]], np.float32)
ASKED = np.array([0.8, 0.6, 0], np.float32)


def written(vectors: "NDArray[np.float32]", folder: Path) -> VectorIndex:
    """Return the index of these vectors."""
    write_vectors(vectors, folder)
    return VectorIndex([sealed(folder)], whole(len(vectors)))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> VectorIndex:
    """Four vectors of three dimensions."""
    return written(ROWS, tmp_path_factory.mktemp("vectors"))


def test_vectors_come_back_as_they_were(index: VectorIndex) -> None:
    """Nothing is rounded or normalised on the way."""
    assert len(index) == 4
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
        (9, [0, 3], [0, 3]),
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
    index = written(vectors, tmp_path_factory.mktemp("any"))
    rows = np.sort(random.choice(30, 11, replace=False)).astype(np.int64)
    for allowed in (np.arange(30), rows):
        found, scores = index.nearest(asked, count, allowed)
        expected = np.sort((vectors @ asked)[allowed])[::-1][:count]
        np.testing.assert_allclose(scores, expected, atol=1e-5)
        np.testing.assert_allclose(scores, (vectors @ asked)[found], atol=1e-5)
        assert set(found) <= set(allowed)
        assert len(set(found)) == len(found)


LEFT = (1.0, 0.5, 0.1, 0.01)
"""Shares of a large segment that a filter leaves: the graph twice, all codes, and exactly."""


@pytest.fixture(scope="module")
def many() -> "NDArray[np.float32]":
    """More vectors than are compared one by one, in groups, as those of a corpus are."""
    random = np.random.default_rng(3)
    groups = random.standard_normal((200, 16), np.float32)
    own = groups[random.integers(200, size=EXACT_ROWS + 1)]
    return unit_rows(own + 0.7 * random.standard_normal(own.shape, np.float32))


@pytest.fixture(scope="module")
def large(many: "NDArray[np.float32]", tmp_path_factory: pytest.TempPathFactory) -> VectorIndex:
    """An index with a graph."""
    return written(many, tmp_path_factory.mktemp("large"))


@pytest.mark.parametrize("left", LEFT)
def test_many_are_found_nearly_as_exactly_at_every_share_that_is_left(
    left: float, large: VectorIndex, many: "NDArray[np.float32]"
) -> None:
    """At least 0.98 of the exact ten nearest, none that is left out, with their exact products."""
    random = np.random.default_rng(5)
    rows = np.sort(random.choice(len(many), int(left * len(many)), replace=False))
    found = 0
    for asked in many[random.choice(len(many), 50)]:
        asked = unit_rows(asked + 0.3 * random.standard_normal(len(asked), np.float32))
        exact = rows[np.argsort(-(many @ asked)[rows])[:10]]
        nearest, scores = large.nearest(asked, 10, rows)
        assert set(nearest) <= set(rows)
        assert len(set(nearest)) == 10
        np.testing.assert_allclose(scores, (many @ asked)[nearest], atol=1e-5)
        assert (np.diff(scores) <= 0).all()
        found += len(set(nearest) & set(exact))
    assert found / 500 >= 0.98


def test_few_have_no_graph(tmp_path: Path) -> None:
    """They are compared one by one, and FAISS is not needed."""
    written(ROWS, tmp_path)
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["seal", "vectors.npy"]


def test_a_damaged_graph_is_not_asked(many: "NDArray[np.float32]", tmp_path: Path) -> None:
    """FAISS reads it as it likes, so that all of it is checked before the first search."""
    write_vectors(many, tmp_path)
    folder = sealed(tmp_path)
    raw = bytearray((tmp_path / "graph.faiss").read_bytes())
    raw[-100] ^= 1
    (tmp_path / "graph.faiss").write_bytes(raw)
    index = VectorIndex([folder], whole(len(many)))
    for _ in range(2):
        with pytest.raises(IndexDamaged) as caught:
            index.nearest(many[0], 3)
        assert caught.value.file == str(tmp_path / "graph.faiss")


def test_segments_are_searched_as_one(tmp_path: Path) -> None:
    """The best of all segments come first, and what was removed never does."""
    for number, rows in enumerate((ROWS[:3], ROWS[3:])):
        (tmp_path / str(number)).mkdir()
        write_vectors(rows, tmp_path / str(number))
    left = RowMap([np.array([True, False, True]), np.array([True])])
    index = VectorIndex([sealed(tmp_path / "0"), sealed(tmp_path / "1")], left)
    assert len(index) == 3
    np.testing.assert_array_equal(index.vector(1), ROWS[2])
    np.testing.assert_array_equal(index.vector(2), ROWS[3])
    rows, scores = index.nearest(ASKED, 4)
    assert rows.tolist() == [1, 0, 2]
    np.testing.assert_allclose(scores, [0.96, 0.8, -0.8], atol=1e-6)
    assert index.nearest(ASKED, 4, np.array([0, 2]))[0].tolist() == [0, 2]
    assert index.nearest(ASKED, 4, np.array([2]))[0].tolist() == [2]
