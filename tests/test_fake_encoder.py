"""The encoder of most tests keeps the contract of encoders."""

import numpy as np
import pytest

from index.encoder.protocol import Encoder, encode_one
from tests.fake_encoder import DIMENSIONS, FakeEncoder


def test_it_is_an_encoder() -> None:
    """Vectors of unit length, of the types and shapes that the protocol names."""
    encoder: Encoder = FakeEncoder()
    encoded = encode_one(encoder, "Boliger til leie, ikke til eie!", "passage")
    assert encoded.tokens.shape == (7, DIMENSIONS)
    assert (encoded.tokens.dtype, encoded.token_ids.dtype) == (np.float32, np.int32)
    np.testing.assert_allclose(np.linalg.norm(encoded.tokens, axis=1), 1, rtol=1e-6)
    assert np.linalg.norm(encoded.pooled) == pytest.approx(1)
    assert encoded.spans.tolist()[:3] == [[0, 5], [5, 7], [8, 11]]
    assert encoder.count_tokens("Boliger til leie") == 4
    assert encoder.token_weights(encoded.token_ids).tolist() == [1] * 7


def test_forms_of_a_word_are_alike_and_other_words_are_not() -> None:
    """That is all it knows."""
    encoder = FakeEncoder()
    home, homes, dog = (
        encode_one(encoder, word, "question").pooled for word in ("bolig", "Boliger", "hund")
    )
    assert home @ homes == pytest.approx(1)
    assert abs(home @ dog) < 0.2


def test_nothing_has_a_vector_too() -> None:
    """A text without words has no token, and a pooled vector of unit length."""
    encoded = encode_one(FakeEncoder(), " – ", "passage")
    assert (encoded.tokens.shape, encoded.spans.shape) == ((0, DIMENSIONS), (0, 2))
    assert np.linalg.norm(encoded.pooled) == 1
