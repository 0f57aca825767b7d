"""Bring a question and the texts it is compared with into one form.

Questions are typed, pasted and dictated, texts are read from files: the same word has a ligature
here and a soft hyphen there. Both go through the cleaning that every file goes through when it is
read; for a comparison hyphens, dashes, apostrophes and quotation marks become one of each kind too.
"""

from functools import lru_cache

from ingest.reading.characters import TracedText, clean_characters, from_pdf

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_APOSTROPHES = "\u2018\u2019\u201a\u201b\u02bc\u00b4"
_QUOTATION_MARKS = "\u201c\u201d\u201e\u201f\u00ab\u00bb"
_ONE_OF_EACH = str.maketrans(
    {
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_APOSTROPHES, "'"),
        **dict.fromkeys(_QUOTATION_MARKS, '"'),
    }
)


def cleaned_with_origins(typed: str) -> tuple[str, tuple[int, ...]]:
    """Return a text as a file's would be read, and where in `typed` each of its characters stood.

    It is in NFC, with single spaces, without soft hyphens, other invisible characters and
    ligatures.
    """
    traced = clean_characters(from_pdf(typed, 0))
    start = len(traced.text) - len(traced.text.lstrip())
    trimmed = traced.cut(start, max(start, len(traced.text.rstrip())))
    return trimmed.text, _origins(trimmed)


@lru_cache(maxsize=16_384)
def one_form(text: str) -> str:
    """Return `text` in the form in which a question and a document are compared; case stays."""
    return clean_characters(TracedText(text)).text.strip().translate(_ONE_OF_EACH)


def _origins(traced: TracedText) -> tuple[int, ...]:
    origins = [0] * len(traced.text)
    for run in traced.runs:
        origins[run.start : run.start + run.length] = range(run.char, run.char + run.length)
    # A ligature became several letters, of which a run has only the first.
    known = {place for run in traced.runs for place in range(run.start, run.start + run.length)}
    for place in range(1, len(origins)):
        if place not in known:
            origins[place] = origins[place - 1]
    return tuple(origins)
