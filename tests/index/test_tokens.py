"""Token vectors are kept as int8 and hardly changed by it."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.encoder.onnx_runtime import OnnxEncoder
from index.encoder.protocol import Encoded, encode_one
from index.row_map import RowMap, whole
from index.tokens import PassageTokens, TokenTable, quantise, write_tokens
from ingest.records import Document
from tests.index.sealing import sealed


def made(codes: list[list[int]], scales: list[float], ids: list[int]) -> PassageTokens:
    """Return the tokens of a passage, each three characters long and after a space."""
    spans = [[4 * at, 4 * at + 3] for at in range(len(ids))]
    return PassageTokens(
        np.array(codes, np.int8).reshape(len(ids), 2),
        np.array(scales, np.float32),
        np.array(ids, np.int32),
        np.array(spans, np.int32).reshape(len(ids), 2),
    )


PASSAGES = [
    made([[127, 0], [0, -127]], [0.01, 0.02], [5, 9]),
    made([[10, 127]], [0.5], [9]),
    made([[127, 127], [1, 127], [127, 2]], [1.0, 2.0, 3.0], [9, 9, 2]),
]


def written(passages: list[PassageTokens], folder: Path) -> TokenTable:
    """Return the table of these passages."""
    write_tokens(passages, folder / "tokens")
    return TokenTable([sealed(folder)], whole(len(passages)))


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> TokenTable:
    """Three passages of two, one and three tokens of two dimensions."""
    return written(PASSAGES, tmp_path_factory.mktemp("tokens"))


def encoded(vectors: "np.typing.NDArray[np.float32]") -> Encoded:
    """Return token vectors as an encoder gives them."""
    count = len(vectors)
    ids = np.arange(count, dtype=np.int32)
    spans = np.zeros((count, 2), np.int32)
    return Encoded(np.zeros(vectors.shape[1], np.float32), vectors, ids, spans)


def test_a_row_is_scaled_to_its_largest_number() -> None:
    """The number furthest from zero becomes 127, and the scale makes it a unit vector again."""
    vectors = np.array([[0.6, -0.8, 0.0], [0.96, 0.28, 0.003]], np.float32)
    tokens = quantise(encoded(vectors))
    assert tokens.codes.tolist() == [[95, -127, 0], [127, 37, 0]]
    lengths = np.array([95**2 + 127**2, 127**2 + 37**2]) ** 0.5
    np.testing.assert_allclose(tokens.scales, 1 / lengths, rtol=1e-6)
    np.testing.assert_allclose(tokens.vectors, vectors, atol=1 / 127)
    assert (tokens.codes.dtype, tokens.scales.dtype) == (np.int8, np.float32)


def test_a_text_without_tokens_has_a_row_of_zeros() -> None:
    """Every passage has a row to be compared by, and this one is like nothing."""
    tokens = quantise(encoded(np.empty((0, 3), np.float32)))
    assert (tokens.codes.tolist(), tokens.codes.dtype) == ([[0, 0, 0]], np.int8)
    assert (tokens.scales.tolist(), tokens.scales.dtype) == ([0], np.float32)
    assert (tokens.ids.tolist(), tokens.ids.dtype) == ([0], np.int32)
    assert (tokens.spans.tolist(), tokens.spans.dtype) == ([[0, 0]], np.int32)


def test_a_vector_of_zeros_stays_what_it_is() -> None:
    """A scale of zero is never divided by."""
    assert quantise(encoded(np.zeros((1, 3), np.float32))).vectors.tolist() == [[0, 0, 0]]


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_quantised_vectors_point_where_they_pointed(seed: int) -> None:
    """The cosine with the original is over 0.999 for any direction."""
    vectors = np.random.default_rng(seed).standard_normal((20, 384), np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    tokens = quantise(encoded(vectors))
    lengths = np.linalg.norm(tokens.vectors, axis=1)
    assert ((tokens.vectors * vectors).sum(axis=1) / lengths).min() > 0.999
    assert (np.abs(tokens.codes).max(axis=1) == 127).all()


def test_real_vectors_point_where_they_pointed(
    encoder: OnnxEncoder, few: tuple[Document, ...]
) -> None:
    """The same holds for every token of a real passage."""
    original = encode_one(encoder, few[2].text, "passage")
    tokens = quantise(original)
    lengths = np.linalg.norm(tokens.vectors, axis=1)
    assert len(lengths) > 40
    assert ((tokens.vectors * original.tokens).sum(axis=1) / lengths).min() > 0.999
    np.testing.assert_array_equal(tokens.ids, original.token_ids)
    np.testing.assert_array_equal(tokens.spans, original.spans)


def test_passages_come_back_as_they_were(table: TokenTable) -> None:
    """Each row of each passage is the one that was written."""
    assert len(table) == 3
    for row, passage in enumerate(PASSAGES):
        found = table.passage(row)
        for name in ("codes", "scales", "ids", "spans"):
            expected = getattr(passage, name)
            np.testing.assert_array_equal(getattr(found, name), expected)
            assert getattr(found, name).dtype == expected.dtype
    assert [table.length(row) for row in range(3)] == [2, 1, 3]


def test_the_mean_is_that_of_all_tokens(table: TokenTable) -> None:
    """Every token counts once, whatever passage it is in."""
    vectors = np.concatenate([passage.vectors for passage in PASSAGES])
    np.testing.assert_allclose(table.mean, vectors.mean(axis=0), rtol=1e-6)
    assert table.mean.dtype == np.float32


def test_the_frequency_counts_passages_not_tokens(table: TokenTable) -> None:
    """Token 9 is in all three passages, twice in one of them; 3 and 999,999 are in none."""
    ids = np.array([9, 5, 2, 3, 0, 999_999], np.int32)
    assert table.frequency(ids).tolist() == [3, 1, 1, 0, 0, 0]
    assert table.frequency(np.empty(0, np.int32)).tolist() == []


def test_a_text_without_tokens_keeps_its_place(tmp_path: Path) -> None:
    """The passages after an empty one are not moved."""
    nothing = quantise(encoded(np.empty((0, 2), np.float32)))
    table = written([PASSAGES[0], nothing, PASSAGES[1]], tmp_path)
    assert [len(table.passage(row).ids) for row in range(len(table))] == [2, 1, 1]
    assert table.frequency(np.array([9], np.int32)).tolist() == [2]


def test_segments_are_one_table(tmp_path: Path) -> None:
    """Rows go on in the next segment, without what was removed; the mean is that of all tokens."""
    for number, passages in enumerate((PASSAGES[:2], PASSAGES[2:])):
        (tmp_path / str(number)).mkdir()
        write_tokens(passages, tmp_path / str(number) / "tokens")
    folders = [sealed(tmp_path / "0"), sealed(tmp_path / "1")]
    table = TokenTable(folders, RowMap([np.array([False, True]), np.array([True])]))
    assert [table.passage(row).ids.tolist() for row in range(2)] == [[9], [9, 9, 2]]
    assert [table.length(row) for row in range(2)] == [1, 3]
    vectors = np.concatenate([passage.vectors for passage in PASSAGES])
    np.testing.assert_allclose(table.mean, vectors.mean(axis=0), rtol=1e-6)
    assert table.mean.dtype == np.float32
