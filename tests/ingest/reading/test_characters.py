"""The characters of a line, and their numbers in the PDF."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.reading.characters import TracedText, clean_characters, from_pdf, not_from_pdf
from ingest.reading.file_text import Run


@pytest.mark.parametrize(
    ("text", "expected", "runs"),
    [
        ("a\u030ar", "år", (Run(0, 0, 1), Run(1, 2, 1))),
        ("a\u02dar", "år", (Run(0, 0, 1), Run(1, 2, 1))),
        ("\ufb01n", "fin", (Run(0, 0, 1), Run(1, 0, 2))),
        ("a \u00a0b", "a b", (Run(0, 0, 2), Run(2, 3, 1))),
        ("\x03ab\ufffe", "ab", (Run(0, 1, 2),)),
    ],
)
def test_mend(text, expected, runs):
    assert clean_characters(from_pdf(text, 0)) == TracedText(expected, runs)


def test_runs_leave_out_what_is_not_in_the_pdf():
    strip = from_pdf("ab", 4) + not_from_pdf(" ") + from_pdf("cd", 9) + from_pdf("ef", 11)
    assert strip == TracedText("ab cdef", (Run(0, 4, 2), Run(3, 9, 4)))


@given(st.lists(st.tuples(st.text(max_size=3), st.integers(0, 9))), st.integers(0, 9))
def test_what_is_cut_and_joined_again_is_the_same(parts, at):
    strip = sum((from_pdf(text, char) for text, char in parts), not_from_pdf(""))
    assert strip.cut(0, at) + strip.cut(at) == strip


@given(st.text())
def test_any_text_is_mended_once_and_for_all(text):
    mended = clean_characters(from_pdf(text, 0))
    assert all(run.start + run.length <= len(mended.text) for run in mended.runs)
    assert unicodedata.is_normalized("NFC", mended.text)
    assert clean_characters(mended) == mended
