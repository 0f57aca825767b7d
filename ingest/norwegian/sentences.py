"""Split a line of text into sentences."""

import re
from functools import lru_cache

from ingest.corpus_data import read_data
from ingest.records import TextLanguage

_SENTENCEX_LANGUAGE = {"nb": "no", "nn": "no"}
_LIST_MARKER = re.compile(r"(?:\(?(?:[^\W\d_]|[ivx]{1,4})[.)]|\(?(?:\d{1,3}[.)])+\d{0,3}|[•–-])$")
_LAST_WORD = re.compile(r"([\w.]*\w)\.$")
_FIRST_WORD = re.compile(r"\w+")


def split_sentences(line: str, language: TextLanguage) -> list[tuple[int, int]]:
    """Return the character ranges of the sentences of `line`; only white space is in none.

    sentencex also breaks after abbreviations and ordinals that it does not know ("vedr. energi",
    "jf. Plan- og bygningsloven", "1. mars") and after the marker of a list item ("2."). These
    breaks are undone, and so is every break before a lower-case letter.
    """
    from sentencex import get_sentence_boundaries

    ranges: list[tuple[int, int]] = []
    for boundary in get_sentence_boundaries(_SENTENCEX_LANGUAGE.get(language, language), line):
        start, end = boundary["start_index"], boundary["end_index"]
        if ranges and _are_one(line[slice(*ranges[-1])].strip(), line[start:end].lstrip()):
            ranges[-1] = (ranges[-1][0], end)
        else:
            ranges.append((start, end))
    return ranges


def _are_one(before: str, after: str) -> bool:
    """Return whether two sentences of the splitter are in fact one."""
    if after[:1].islower() or _LIST_MARKER.match(before):
        return True
    last, first = _LAST_WORD.search(before), _FIRST_WORD.match(after)
    if not last or not first:
        return False
    words, before_number, months = _abbreviations()
    word = last[1].lower()
    return (
        word in words
        or (word in before_number and first[0].isdecimal())
        or (word.isdecimal() and first[0].lower() in months)
    )


@lru_cache(maxsize=1)
def _abbreviations() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    data = read_data("abbreviations.toml")
    return frozenset(data["words"]), frozenset(data["before_number"]), frozenset(data["months"])
