"""What every encoder shares: batches of texts of like length, and encoding a single text."""

from itertools import chain

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.encoder.onnx_runtime import OnnxEncoder
from index.encoder.protocol import (
    MAX_PADDING,
    PUNCTUATION_WEIGHT,
    batches_by_length,
    encode_one,
    encode_whole,
    weights_by_probability,
)


@pytest.mark.parametrize(
    ("lengths", "size", "batches"),
    [
        ([], 4, []),
        ([7], 4, [[0]]),
        ([1, 5, 3], 2, [[1, 2], [0]]),
        ([2, 2, 2], 2, [[0, 1], [2]]),
        ([4, 9, 4, 1], 8, [[1, 0, 2, 3]]),
        ([40, 90, 28, 88, 27], 8, [[1, 3], [0, 2], [4]]),
    ],
)
def test_the_longest_come_first(lengths: list[int], size: int, batches: list[list[int]]) -> None:
    """Texts of the same length keep their order."""
    assert list(batches_by_length(lengths, size)) == batches


@settings(deadline=None)
@given(lengths=st.lists(st.integers(0, 600)), size=st.integers(1, 9))
def test_every_text_is_in_one_batch(lengths: list[int], size: int) -> None:
    """No batch is too large, and no text in it is padded too much."""
    batches = list(batches_by_length(lengths, size))
    assert sorted(chain.from_iterable(batches)) == list(range(len(lengths)))
    assert all(0 < len(batch) <= size for batch in batches)
    assert all(lengths[batch[0]] - lengths[batch[-1]] <= MAX_PADDING for batch in batches)


@settings(deadline=None)
@given(lengths=st.lists(st.integers(1, 600)), tokens=st.integers(1, 900))
def test_a_batch_has_no_more_tokens_than_there_may_be(lengths: list[int], tokens: int) -> None:
    """Padding counts; a text that is longer alone stands alone."""
    batches = batches_by_length(lengths, 5, tokens)
    assert sorted(chain.from_iterable(batches)) == list(range(len(lengths)))
    for batch in batches:
        assert len(batch) <= 5
        longest = lengths[batch[0]]
        assert all(lengths[position] <= longest for position in batch)
        assert len(batch) == 1 or len(batch) * longest <= tokens


def test_one_text_is_encoded_as_in_a_list(encoder: OnnxEncoder) -> None:
    """A single text gets what it gets alone in a list."""
    one = encode_one(encoder, "Boliger for eldre", "passage")
    ((position, listed),) = encoder.encode(["Boliger for eldre"], "passage")
    assert position == 0
    np.testing.assert_array_equal(one.pooled, listed.pooled)
    np.testing.assert_array_equal(one.token_ids, listed.token_ids)


def test_a_rare_piece_weighs_more() -> None:
    """The weight is the root of minus the log probability, next to none for punctuation."""
    vocabulary = [
        ("<s>", 0.0),
        ("▁bolig", -9.0),
        ("▁og", -4.0),
        (".", -3.5),
        ("▁", -2.0),
        ("7", -6.25),
    ]
    weights = weights_by_probability(vocabulary)
    expected = np.array([0, 3, 2, PUNCTUATION_WEIGHT, PUNCTUATION_WEIGHT, 2.5], np.float32)
    np.testing.assert_allclose(weights, expected)
    assert weights.dtype == np.float32


def test_a_question_is_encoded_to_its_end(encoder: OnnxEncoder) -> None:
    """Also one that is longer than the encoder reads; its beginning is as it is alone."""
    short, long = "leie til eie", "Hvor er det? " * 150
    of_short, of_long = encode_whole(encoder, [short, long])
    assert of_short.spans[-1].tolist() == [9, 12]
    assert len(of_long.tokens) == len(of_long.spans) == len(of_long.token_ids) == 600
    assert of_long.spans[-1].tolist() == [1948, 1949]
    assert [long[start:end] for start, end in of_long.spans[:4]] == ["Hvor", "er", "det", "?"]
    np.testing.assert_array_equal(of_long.pooled, encode_one(encoder, long, "question").pooled)


@pytest.mark.parametrize("text", ["", "\u200b" * 600, "leie til eie" + "\u200b" * 600, "a" * 600])
def test_a_question_of_many_characters_and_few_tokens_ends(text: str, encoder: OnnxEncoder) -> None:
    """What has no token is not asked for again and again."""
    (encoded,) = encode_whole(encoder, [text])
    np.testing.assert_array_equal(
        encoded.spans, encode_one(encoder, text, "question").spans, strict=True
    )
