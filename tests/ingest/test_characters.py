"""The characters of a line, and their numbers in the PDF."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.characters import Strip, mend, runs_of
from ingest.reading import Run


@pytest.mark.parametrize(
    ("text", "expected", "chars"),
    [
        ("a\u030ar", "år", (0, 2)),
        ("a\u02dar", "år", (0, 2)),
        ("\ufb01n", "fin", (0, 0, 1)),
        ("a \u00a0b", "a b", (0, 1, 3)),
        ("\x03ab\ufffe", "ab", (1, 2)),
    ],
)
def test_mend(text, expected, chars):
    assert mend(Strip(text, tuple(range(len(text))))) == Strip(expected, chars)


def test_runs_leave_out_what_is_not_in_the_pdf():
    assert runs_of(Strip("ab cd", (4, 5, -1, 9, 10))) == (Run(0, 4, 2), Run(3, 9, 2))


@given(st.text())
def test_any_text_is_mended_once_and_for_all(text):
    mended = mend(Strip(text, tuple(range(len(text)))))
    assert len(mended.text) == len(mended.chars)
    assert unicodedata.is_normalized("NFC", mended.text)
    assert mend(mended) == mended
