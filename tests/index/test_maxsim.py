"""Late interaction gives, for each token of the question, its best match in each passage."""

from pathlib import Path

import numpy as np
import pytest

from index.encoder.onnx_runtime import OnnxEncoder
from index.encoder.protocol import Encoded, encode_one
from index.generation import Generation
from index.maxsim import TokenBatch, TokenProducts, best_matches, load_token_vectors
from index.row_map import whole
from index.tokens import PassageTokens, TokenTable, quantise, write_tokens
from tests.index.sealing import sealed


def tokens_of(vectors: list[list[float]]) -> PassageTokens:
    """Return the tokens of a passage of two dimensions, kept to a hundredth."""
    count = len(vectors)
    return PassageTokens(
        np.rint(np.array(vectors).reshape(count, 2) * 100).astype(np.int8),
        np.full(count, 0.01, np.float32),
        np.zeros(count, np.int32),
        np.zeros((count, 2), np.int32),
    )


@pytest.fixture
def table(tmp_path: Path) -> TokenTable:
    """Three passages of one, two and one token."""
    passages = [[[1.0, 0.0]], [[0.0, 1.0], [0.6, 0.8]], [[-1.0, 0.0]]]
    write_tokens([tokens_of(vectors) for vectors in passages], tmp_path / "tokens")
    return TokenTable([sealed(tmp_path)], whole(len(passages)))


QUESTION = np.array([[1.0, 0.0], [0.8, 0.6]], np.float32)
ORIGIN = np.zeros(2, np.float32)

CLOSE = 2e-4
"""A product of two dimensions is that near: the question is rounded to 63 x 126 steps."""


def test_the_best_token_of_each_passage_counts(table: TokenTable) -> None:
    """Rows are passages, columns tokens of the question."""
    best = best_matches(QUESTION, load_token_vectors(table, np.arange(3)), ORIGIN)
    np.testing.assert_allclose(best, [[1.0, 0.8], [0.6, 0.96], [-1.0, -0.8]], atol=CLOSE)


@pytest.mark.parametrize("rows", [[0], [2, 0], [1, 1], [1, 2]])
def test_only_the_passages_asked_for_in_their_order(rows: list[int], table: TokenTable) -> None:
    """A choice of passages gives the rows of all of them."""
    every = best_matches(QUESTION, load_token_vectors(table, np.arange(3)), ORIGIN)
    chosen = best_matches(QUESTION, load_token_vectors(table, np.array(rows)), ORIGIN)
    np.testing.assert_allclose(chosen, every[rows], atol=CLOSE)


def test_the_tokens_of_the_passages_are_gathered_in_one_table(table: TokenTable) -> None:
    """Vectors come in the order of the rows, and each passage knows where it begins."""
    gathered = load_token_vectors(table, np.array([2, 1]))
    vectors = gathered.codes * gathered.scales[:, None]
    np.testing.assert_allclose(vectors, [[-1, 0], [0, 1], [0.6, 0.8]], atol=CLOSE)
    assert gathered.starts.tolist() == [0, 1]


def test_the_centre_is_taken_from_both_sides() -> None:
    """What is compared is the direction as seen from the centre."""
    centre = np.array([0.5, 0.5], np.float32)
    question = np.array([[1.5, 0.5]], np.float32)
    passages = TokenBatch(
        np.array([[0, 100], [100, 0]], np.int8), np.full(2, 0.01, np.float32), np.array([0])
    )
    products = TokenProducts(question, passages, centre)
    np.testing.assert_allclose(products.centred(), [[-(0.5**0.5), 0.5**0.5]], atol=CLOSE)


def test_a_token_at_the_centre_is_like_nothing() -> None:
    """It has no direction."""
    passages = TokenBatch(
        np.array([[100, 0]], np.int8), np.full(1, 0.01, np.float32), np.array([0])
    )
    centre = np.array([1.0, 0.0], np.float32)
    question = np.array([[0.0, 1.0], [1.0, 0.0]], np.float32)
    products = TokenProducts(question, passages, centre)
    np.testing.assert_allclose(products.centred(), [[0.0], [0.0]], atol=CLOSE)
    np.testing.assert_allclose(products.plain(), [[0.0], [1.0]], atol=CLOSE)


def test_the_same_products_give_the_plain_cosines() -> None:
    """What is told without a centre is the cosine of the vectors themselves."""
    question = np.array([[3.0, 4.0], [1.0, 0.0]], np.float32)
    passages = TokenBatch(
        np.array([[80, 60], [0, 0]], np.int8),
        np.array([0.01, 0.0], np.float32),
        np.array([0]),
    )
    products = TokenProducts(question, passages, np.array([0.5, 0.5], np.float32))
    np.testing.assert_allclose(products.plain(), [[0.96, 0.0], [0.8, 0.0]], atol=CLOSE)


@pytest.mark.parametrize("share", [0.0, 0.5])
def test_the_real_index_agrees_with_a_double_loop(
    share: float, generation: Generation, encoder: OnnxEncoder
) -> None:
    """For a real question every number is that of the plain definition."""
    question = encode_one(encoder, "Hvordan skaffe utleieboliger?", "question").tokens
    centre = np.float32(share) * generation.tokens.mean
    rows = np.array([0, 7, len(generation.passages) - 1])
    found = best_matches(question, load_token_vectors(generation.tokens, rows), centre)
    for at, row in enumerate(rows):
        for column, asked in enumerate(question):
            expected = -np.inf
            for token in generation.tokens.passage(int(row)).vectors:
                one, other = asked - centre, token - centre
                cosine = one @ other / (np.linalg.norm(one) * np.linalg.norm(other))
                expected = max(expected, cosine)
            assert found[at, column] == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("empty", [0, 1])
@pytest.mark.parametrize(
    ("centre", "of_nothing", "of_a_word"),
    [([0.0, 0.0], [0.0, 0.0], [1.0, 0.8]), ([0.5, 0.5], [0.0, -(0.8**0.5)], [1.0, 0.2**0.5])],
    ids=["plain", "centred"],
)
def test_a_text_without_tokens_matches_less_than_a_real_one(
    empty: int, centre: list[float], of_nothing: list[float], of_a_word: list[float], tmp_path: Path
) -> None:
    """An empty entry of a corpus has a row, and does not win with the words of its neighbour."""
    nothing = Encoded(
        np.zeros(2, np.float32),
        np.empty((0, 2), np.float32),
        np.empty(0, np.int32),
        np.empty((0, 2), np.int32),
    )
    passages = [tokens_of([[1.0, 0.0]])]
    passages.insert(empty, quantise(nothing))
    write_tokens(passages, tmp_path / "tokens")
    table = TokenTable([sealed(tmp_path)], whole(2))
    best = best_matches(
        QUESTION, load_token_vectors(table, np.arange(2)), np.array(centre, np.float32)
    )
    np.testing.assert_allclose(best[empty], of_nothing, atol=CLOSE)
    np.testing.assert_allclose(best[1 - empty], of_a_word, atol=CLOSE)
