"""Texts are encoded in batches, no text twice, and batches side by side as one by one."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from index.encoder.batches import BATCH_TOKENS, Batch, encode_in_batches, side_by_side
from index.encoder.onnx_runtime import OnnxEncoder

pytestmark = pytest.mark.encoder


def test_a_text_that_is_given_twice_is_encoded_once(encoder: OnnxEncoder) -> None:
    """Each place gets its vectors."""
    texts = ["Boliger for eldre", "Leie før eie", "Boliger for eldre", "Leie før eie", ""]
    passes: list[int] = []

    def forward_all(batches: Sequence[Batch]) -> Any:
        passes.extend(len(batch.encodings) for batch in batches)
        return encoder._in_turn(batches)

    found = dict(
        encode_in_batches(texts, "passage", encoder.identity, encoder.tokenizer, forward_all)
    )
    assert sum(passes) == 3
    assert sorted(found) == [0, 1, 2, 3, 4]
    assert found[0] is found[2]
    assert found[1] is found[3]
    assert found[0].pooled @ found[1].pooled < 0.99


def test_batches_side_by_side_give_what_one_thread_gives(encoder: OnnxEncoder) -> None:
    """Long texts, short ones and one that is longer than a batch; pooled and of every token."""
    texts = [f"Kommunen skal bygge {n} boliger. " * (1 + n % 9) for n in range(60)]
    texts.append("bolig " * 700)
    one = dict(encoder.encode(texts, "question"))
    several = dict(
        encode_in_batches(
            texts,
            "question",
            encoder.identity,
            encoder.tokenizer,
            lambda batches: side_by_side(encoder._forward, batches, 3),
        )
    )
    assert sorted(several) == list(range(len(texts)))
    for place in one:
        assert one[place].token_ids.tolist() == several[place].token_ids.tolist()
        np.testing.assert_allclose(one[place].pooled, several[place].pooled, atol=1e-4)
        np.testing.assert_allclose(one[place].tokens, several[place].tokens, atol=1e-3)


def test_a_question_that_is_asked_beside_another_has_the_same_vectors(encoder: OnnxEncoder) -> None:
    """The first takes a core for each of its texts, and the next one has them again."""
    texts = ["Hvordan skaffe bustader til vanskelegstilte?", "Hvordan skaffe boliger?"]
    encoder = replace(encoder, threads=2)
    first = encoder.encode(texts, "question")
    found = [next(first)]
    beside = dict(encoder.encode(texts, "question"))
    found.extend(first)
    for place, encoded in found:
        assert encoded.token_ids.tolist() == beside[place].token_ids.tolist()
        np.testing.assert_allclose(encoded.tokens, beside[place].tokens, atol=1e-3)


def test_no_batch_has_too_many_tokens(encoder: OnnxEncoder) -> None:
    """With their padding, unless a text alone has more."""
    shapes: list[tuple[int, ...]] = []

    def forward_all(batches: Sequence[Batch]) -> Any:
        shapes.extend(batch.padded()[0].shape for batch in batches)
        return encoder._in_turn(batches)

    texts = ["bolig " * count for count in range(1, 80)]
    list(encode_in_batches(texts, "passage", encoder.identity, encoder.tokenizer, forward_all))
    assert sum(count for count, _ in shapes) == 79
    assert len(shapes) < 40
    assert all(count * tokens <= BATCH_TOKENS for count, tokens in shapes)


def test_results_come_in_the_order_of_the_batches() -> None:
    """Also if a later one is done first."""
    second_is_done = threading.Event()

    def forward(batch: int) -> int:
        if batch == 0:
            assert second_is_done.wait(30)
        if batch == 1:
            second_is_done.set()
        return batch * 10

    batches: Any = range(6)
    work: Any = forward
    assert list(side_by_side(work, batches, 2)) == [0, 10, 20, 30, 40, 50]


def test_who_stops_asking_ends_the_work() -> None:
    """Of a hundred batches few are begun."""
    begun: list[int] = []
    batches: Any = range(100)
    work: Any = begun.append
    results = side_by_side(work, batches, 2)
    next(results)
    results.close()
    assert len(begun) <= 3


def test_an_error_comes_to_the_caller() -> None:
    """And the batches behind it are not begun."""
    batches: Any = [4, 0, 2]
    work: Any = lambda batch: 8 // batch  # noqa: E731
    results = side_by_side(work, batches, 1)
    assert next(results) == 2
    with pytest.raises(ZeroDivisionError):
        next(results)
