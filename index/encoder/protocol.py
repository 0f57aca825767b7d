"""What the rest of the program needs of an encoder, whichever library runs it.

One forward pass gives a pooled vector for the whole text and a vector for each of its tokens. The
identity of an encoder is all that must be the same for its vectors to be comparable; it stands in
the manifest of every index.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np

from index.errors import IndexForeign

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_PADDING = 12
"""Tokens that a text is padded with at most. One more pass through the model costs as much as 13
tokens more in it; a story of 7 sentences took 265 ms when all were padded alike, now 145."""

PUNCTUATION_WEIGHT = 1e-4
"""Of a token without letter or digit; not zero, so that the sum never is."""

Role = Literal["question", "passage"]


@dataclass(frozen=True, slots=True)
class EncoderIdentity:
    """Everything that decides what vector a text gets.

    `sha256` is of the weights file, or "" for a model of a hub, where `revision` names it.
    """

    name: str
    revision: str
    sha256: str
    question_prefix: str
    passage_prefix: str
    dimensions: int
    longest: int


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """The vectors that one forward pass gives for one text.

    `pooled` is float32 of shape (dimensions,), of unit length. `tokens` is float32 of shape
    (n, dimensions), each row of unit length, without the prefix and the special tokens.
    `token_ids` is int32 of shape (n,). `spans` is int32 of shape (n, 2): where each token stands
    in the text as it was given, in characters.
    """

    pooled: "NDArray[np.float32]"
    tokens: "NDArray[np.float32]"
    token_ids: "NDArray[np.int32]"
    spans: "NDArray[np.int32]"


class Encoder(Protocol):
    """Turn questions and passages into vectors that can be compared."""

    @property
    def identity(self) -> EncoderIdentity:
        """Return which encoder this is."""
        ...

    def token_weights(self, ids: "NDArray[np.int32]") -> "NDArray[np.float32] | None":
        """Return what each token counts for by its rarity in the language, or None if unknown."""
        ...

    def count_tokens(self, text: str) -> int:
        """Return how many tokens `text` has, without prefix and special tokens."""
        ...

    def encode(self, texts: Sequence[str], role: Role) -> Iterator[tuple[int, Encoded]]:
        """Yield the position and the vectors of each text, as they get done, in any order."""
        ...


def check_identity(of_index: EncoderIdentity, wanted: EncoderIdentity) -> None:
    """Compare the identity that stands in an index with another.

    Raises:
        IndexForeign: they differ; the first field that does is named with both values.
    """
    for name, value in asdict(wanted).items():
        built = getattr(of_index, name)
        if built != value:
            raise IndexForeign(what=name, built=str(built), wanted=str(value))


def encode_one(encoder: Encoder, text: str, role: Role) -> Encoded:
    """Return the vectors of a single text."""
    ((_, encoded),) = encoder.encode([text], role)
    return encoded


def encode_whole(encoder: Encoder, questions: Sequence[str]) -> list[Encoded]:
    """Return the vectors of each of `questions` to its end, in one go if the encoder reads so far.

    What is longer than the encoder reads has the tokens of its rest beside those of its beginning.
    """
    encoded = dict(encoder.encode(questions, "question"))
    whole = [encoded[position] for position in range(len(questions))]
    for position, text in enumerate(questions):
        # No token is of less than a character.
        while len(text) > encoder.identity.longest:
            end = int(whole[position].spans[:, 1].max(initial=0))
            rest = encode_one(encoder, text[end:], "question") if text[end:].strip() else None
            if rest is None or not len(rest.tokens):
                break
            whole[position] = _joined(whole[position], rest, end)
    return whole


def _joined(first: Encoded, rest: Encoded, start: int) -> Encoded:
    """Return `first` with the tokens of `rest`, the text from the character `start`."""
    return Encoded(
        pooled=first.pooled,
        tokens=np.concatenate([first.tokens, rest.tokens]),
        token_ids=np.concatenate([first.token_ids, rest.token_ids]),
        spans=np.concatenate([first.spans, rest.spans + start]),
    )


def weights_by_probability(vocabulary: Sequence[tuple[str, float]]) -> "NDArray[np.float32]":
    """Return a weight for each piece of a Unigram vocabulary: sqrt(-log probability).

    Punctuation gets next to none. The tokenizer learnt its probabilities from all of the web, so a
    small corpus, in which every word of a question is rare, needs no counts of its own.
    """
    weights = np.sqrt(np.maximum(0, -np.array([score for _, score in vocabulary], np.float32)))
    for position, (piece, _) in enumerate(vocabulary):
        if not any(char.isalnum() for char in piece):
            weights[position] = PUNCTUATION_WEIGHT
    return weights


def batches_by_length(
    lengths: Sequence[int], size: int, tokens: int | None = None
) -> list[list[int]]:
    """Group positions into batches of texts of like length, longest first.

    A batch has at most `size` texts and, if it has several, at most `tokens` tokens with padding.
    Padding is wasted work: sorted by length the encoder reads 40 % more tokens a second, and no
    text gets more than MAX_PADDING of it. The longest first, so that memory peaks at once and the
    time left is never under-estimated.
    """
    batches: list[list[int]] = []
    room = longest = 0
    for position in sorted(range(len(lengths)), key=lambda position: -lengths[position]):
        length = lengths[position]
        if not room or longest - length > MAX_PADDING:
            batches.append([])
            longest = length
            room = size if tokens is None else min(size, max(1, tokens // max(1, length)))
        batches[-1].append(position)
        room -= 1
    return batches
