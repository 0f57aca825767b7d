"""The characters of a line are cleaned, and keep their numbers in the PDF."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.reading.characters import (
    TracedText,
    clean_characters,
    from_pdf,
    joined,
    not_from_pdf,
)
from ingest.reading.file_text import Run


@pytest.mark.parametrize(
    ("text", "expected", "runs"),
    [
        ("a\u030ar", "år", (Run(0, 0, 1), Run(1, 2, 1))),
        ("a\u02dar", "år", (Run(0, 0, 1), Run(1, 2, 1))),
        ("b\u00a8or", "bör", (Run(0, 0, 1), Run(1, 2, 2))),
        ("\u00a8 \u00a8r TV\u00b4en", "\u00a8 \u00a8r TV\u00b4en", (Run(0, 0, 10),)),
        ("\ufb01n", "fin", (Run(0, 0, 1), Run(1, 0, 2))),
        ("a \u00a0b", "a b", (Run(0, 0, 2), Run(2, 3, 1))),
        ("\x03ab\ufffe", "ab", (Run(0, 1, 2),)),
    ],
)
def test_characters_are_cleaned_and_traced(text: str, expected: str, runs: tuple[Run, ...]) -> None:
    assert clean_characters(from_pdf(text, 0)) == TracedText(expected, runs)


def test_texts_are_joined_as_they_are_added() -> None:
    parts = [from_pdf("ab", 4), not_from_pdf(" "), from_pdf("cd", 9), from_pdf("ef", 11)]
    assert joined(parts) == parts[0] + parts[1] + parts[2] + parts[3]
    assert joined([]) == TracedText("")


def test_runs_leave_out_text_that_is_not_in_the_pdf() -> None:
    """Runs that follow each other in the text and in the PDF become one."""
    traced = from_pdf("ab", 4) + not_from_pdf(" ") + from_pdf("cd", 9) + from_pdf("ef", 11)
    assert traced == TracedText("ab cdef", (Run(0, 4, 2), Run(3, 9, 4)))


@given(st.lists(st.tuples(st.text(max_size=3), st.integers(0, 9))), st.integers(0, 9))
def test_a_text_that_is_cut_and_joined_again_is_the_same(
    parts: list[tuple[str, int]], position: int
) -> None:
    traced = sum((from_pdf(text, char) for text, char in parts), not_from_pdf(""))
    assert traced.cut(0, position) + traced.cut(position) == traced


@given(st.text())
def test_a_cleaned_text_needs_no_cleaning(text: str) -> None:
    cleaned = clean_characters(from_pdf(text, 0))
    assert all(run.start + run.length <= len(cleaned.text) for run in cleaned.runs)
    assert unicodedata.is_normalized("NFC", cleaned.text)
    assert clean_characters(cleaned) == cleaned
