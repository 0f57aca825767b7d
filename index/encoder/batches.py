"""Encode texts in batches of like length, whichever library runs the forward pass."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.encoder.protocol import Encoded, EncoderIdentity, Role, batches_by_length
from index.vectors import unit_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Encoding, Tokenizer

    from index.encoder.pieces import Pieces, PieceTokenizer

    Vectors = tuple[NDArray[np.float32], NDArray[np.float32]]
    """What a forward pass gives: the pooled vectors, float32 of shape (texts, dimensions), and the
    token vectors, float32 of shape (texts, tokens, dimensions)."""

    Forward = Callable[["Batch"], Vectors]
    ForwardAll = Callable[[Sequence["Batch"]], Iterable[Vectors]]
    """Runs the forward pass of each batch and gives their vectors in their order."""

BATCH_TEXTS, BATCH_TOKENS = 32, 512
"""In a forward pass at most, padding included. Of passages and sentences one core reads, in a
second of the processor, 1,678 tokens in batches of 1, 1,743 at most 512 tokens and 1,660 at 2,048:
what is larger than the processor's cache takes longer, and so does each pass by itself."""


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """The tokens of some texts, each followed by padding if it is not the longest."""

    encodings: "Sequence[Encoding | Pieces]"

    def padded(self) -> "tuple[NDArray[np.int64], NDArray[np.int64]]":
        """Return token ids and mask, int64 of shape (texts, tokens), the mask 1 for a token."""
        ids = [encoding.ids for encoding in self.encodings]
        input_ids = np.zeros((len(ids), max(map(len, ids))), np.int64)
        mask = np.zeros_like(input_ids)
        for row, row_ids in enumerate(ids):
            input_ids[row, : len(row_ids)] = row_ids
            mask[row, : len(row_ids)] = 1
        return input_ids, mask


def encode_in_batches(
    texts: Sequence[str],
    role: Role,
    identity: EncoderIdentity,
    tokenizer: "Tokenizer | PieceTokenizer",
    forward_all: "ForwardAll",
    batch_texts: int = BATCH_TEXTS,
) -> Iterator[tuple[int, Encoded]]:
    """Yield the position and the vectors of each text, longest texts first.

    A text that is given twice is encoded once. A batch has at most `batch_texts`.
    """
    positions: dict[str, list[int]] = {}
    for position, text in enumerate(texts):
        positions.setdefault(text, []).append(position)
    different = list(positions)
    prefix = identity.question_prefix if role == "question" else identity.passage_prefix
    tokenized = tokenizer.encode_batch([prefix + text for text in different])
    for encoding in tokenized:
        # Not set on the tokenizer itself, which also counts the tokens of longer texts.
        encoding.truncate(identity.longest)
    lengths = [len(encoding.ids) for encoding in tokenized]
    places = batches_by_length(lengths, batch_texts, BATCH_TOKENS)
    batches = [Batch([tokenized[place] for place in batch]) for batch in places]
    for batch, vectors in zip(places, forward_all(batches), strict=True):
        pooled, tokens = map(unit_rows, vectors)
        for row, place in enumerate(batch):
            encoded = _encoded(tokenized[place], len(prefix), pooled[row], tokens[row])
            for position in positions[different[place]]:
                yield position, encoded


def side_by_side(
    forward: "Forward", batches: "Sequence[Batch]", threads: int
) -> "Iterator[Vectors]":
    """Yield what `forward` gives for each batch, in their order, `threads` of them at a time."""
    waiting: deque[Future[Vectors]] = deque()
    with ThreadPoolExecutor(threads) as pool:
        try:
            for batch in batches:
                waiting.append(pool.submit(forward, batch))
                # One more than there are threads, so that none waits for the caller.
                if len(waiting) > threads:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _encoded(
    encoding: "Encoding | Pieces",
    prefix_chars: int,
    pooled: "NDArray[np.float32]",
    tokens: "NDArray[np.float32]",
) -> Encoded:
    """Return the vectors of a text without its prefix, special tokens and padding."""
    spans = np.asarray(encoding.offsets, np.int32) - prefix_chars
    # A special token spans nothing, a token of the prefix ends before the text.
    in_text = (np.asarray(encoding.special_tokens_mask) == 0) & (spans[:, 1] > 0)
    return Encoded(
        pooled=pooled,
        tokens=tokens[: len(in_text)][in_text],
        token_ids=np.asarray(encoding.ids, np.int32)[in_text],
        spans=spans[in_text],
    )
