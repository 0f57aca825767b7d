"""Split a line of text into sentences."""

import re
from functools import lru_cache

from sentencex import get_sentence_boundaries

from ingest.corpus_data import read_data
from ingest.records import Language

_SPLITTER_LANGUAGE: dict[Language, str] = {"nb": "no", "nn": "no", "en": "en"}
_MARKER = re.compile(r"(?:\(?(?:[^\W\d_]|[ivx]{1,4})[.)]|\(?(?:\d{1,3}[.)])+\d{0,3}|[•–-])$")
_LAST = re.compile(r"([\w.]*\w)\.$")
_FIRST = re.compile(r"\w+")


def split_sentences(line: str, language: Language) -> list[tuple[int, int]]:
    """Return the character ranges of the sentences of `line`, which together are all of it.

    The splitter breaks after abbreviations and ordinals that it does not know ("vedr. energi",
    "jf. Plan- og bygningsloven", "1. mars") and after the marker of a list item ("2."). No sentence
    ends there, and none begins with a lower-case letter.
    """
    ranges: list[tuple[int, int]] = []
    for found in get_sentence_boundaries(_SPLITTER_LANGUAGE[language], line):
        start, end = found["start_index"], found["end_index"]
        if ranges and _goes_on(line[slice(*ranges[-1])].strip(), line[start:end].lstrip()):
            ranges[-1] = (ranges[-1][0], end)
        else:
            ranges.append((start, end))
    return ranges


def _goes_on(before: str, after: str) -> bool:
    """Say whether what the splitter took for two sentences is one."""
    if after[:1].islower() or _MARKER.match(before):
        return True
    last, first = _LAST.search(before), _FIRST.match(after)
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
