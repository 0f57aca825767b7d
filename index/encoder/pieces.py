"""Cut texts into pieces with SentencePiece, which the encoder's vocabulary was made by.

The library that the reference is run with cuts alike, and takes four times the memory and twice the
time to load (Kudo and Richardson 2018, arXiv 1808.06226).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.encoder.tokenizer import Vocabulary

BEGIN, PADDING, END, UNKNOWN = range(4)
"""The first four pieces of the vocabulary."""

_RULES = "nmt_nfkc"
"""SentencePiece's name of the rules by which the vocabulary's texts were normalised."""

_UNIGRAM, _UNKNOWN, _CONTROL, _NORMAL = 1, 2, 3, 1
"""Numbers in SentencePiece's format: the kind of model, and kinds of pieces."""


@dataclass(slots=True)
class Pieces:
    """A text that was cut: the ids of its pieces, and the characters that each stands at.

    `special_tokens_mask` is 1 for a piece that stands for no text, else 0.
    """

    ids: list[int]
    offsets: list[tuple[int, int]]
    special_tokens_mask: list[int]

    def truncate(self, longest: int) -> None:
        """Drop all pieces after the first `longest`."""
        for column in (self.ids, self.offsets, self.special_tokens_mask):
            del column[longest:]


class PieceTokenizer:
    """Cuts texts as the tokenizer of the reference does, and has its methods."""

    def __init__(self, model: bytes, spaces: str) -> None:
        """Load a model that `piece_model` wrote; takes 0.3 s.

        `spaces` are the characters that are spaces to the vocabulary, wide ones and ones of no
        width. SentencePiece knows all but one of them, and none as what a piece does not begin at.
        """
        from sentencepiece import SentencePieceProcessor

        self._processor: Any = SentencePieceProcessor(model_proto=model)
        self._spaces = str.maketrans(dict.fromkeys(spaces, " "))

    def encode(self, text: str, add_special_tokens: bool = True) -> Pieces:
        """Return the pieces of a text, with those for its begin and end if so asked."""
        # As long as before, so that the places hold.
        text = text.translate(self._spaces)
        found = self._processor.encode_as_offset_mapping(text)
        ids = found["ids"]
        offsets = [_without_space(text, start, end) for start, end in found["offsets"]]
        special = [0] * len(ids)
        if add_special_tokens:
            ids, special = [BEGIN, *ids, END], [1, *special, 1]
            offsets = [(0, 0), *offsets, (0, 0)]
        return Pieces(ids, offsets, special)

    def encode_batch(self, texts: Sequence[str]) -> list[Pieces]:
        """Return the pieces of each text, with those for its begin and end."""
        return [self.encode(text) for text in texts]


def _without_space(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where a piece stands without the space before it, at least one character."""
    while start < end and text[start] == " ":
        start += 1
    # Of the pieces of one character all but the last have none of their own, nor has a beginning.
    return start, max(end, min(start + 1, len(text)))


def piece_model(vocabulary: "Vocabulary") -> bytes:
    """Return a vocabulary in SentencePiece's own format."""
    from sentencepiece import SentencePieceNormalizer, sentencepiece_model_pb2

    protocol: Any = sentencepiece_model_pb2
    kinds = {BEGIN: _CONTROL, PADDING: _CONTROL, END: _CONTROL, UNKNOWN: _UNKNOWN}
    model = protocol.ModelProto()
    for row, (piece, score) in enumerate(vocabulary.pieces):
        model.pieces.add(piece=piece, score=score, type=kinds.get(row, _NORMAL))
    model.trainer_spec.model_type = _UNIGRAM
    for role, row in {"bos": BEGIN, "pad": PADDING, "eos": END, "unk": UNKNOWN}.items():
        setattr(model.trainer_spec, f"{role}_id", row)
        setattr(model.trainer_spec, f"{role}_piece", vocabulary.pieces[row][0])
    rules = protocol.ModelProto()
    rules.ParseFromString(SentencePieceNormalizer(rule_name=_RULES).serialized_model_proto())
    model.normalizer_spec.CopyFrom(rules.normalizer_spec)
    model.normalizer_spec.add_dummy_prefix = True
    model.normalizer_spec.remove_extra_whitespaces = True
    model.normalizer_spec.escape_whitespaces = True
    serialised: bytes = model.SerializeToString()
    return serialised
