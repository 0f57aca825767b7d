"""Split a line of text into sentences."""

import re
from collections.abc import Iterator
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
    breaks are undone, and so is every break before a lower-case letter. Those that it misses behind
    an ordinary word ("... vil ha det. Kommunen ...") are made.
    """
    ranges: list[tuple[int, int]] = []
    for start, end in _broken(line, language):
        if ranges and _are_one(line[slice(*ranges[-1])].strip(), line[start:end].lstrip()):
            ranges[-1] = (ranges[-1][0], end)
        else:
            ranges.append((start, end))
    return ranges


def _broken(line: str, language: TextLanguage) -> Iterator[tuple[int, int]]:
    """Yield the ranges that sentencex breaks a line into, broken behind ordinary words too."""
    from sentencex import get_sentence_boundaries

    spoken = _SENTENCEX_LANGUAGE.get(language, language)
    for boundary in get_sentence_boundaries(spoken, line):
        start, end = boundary["start_index"], boundary["end_index"]
        if spoken == "no" and ". " in line[start:end]:
            for missed in _after_ordinary_word().finditer(line, start, end):
                yield start, missed.end()
                start = missed.end()
        yield start, end


def _are_one(before: str, after: str) -> bool:
    """Return whether two sentences of the splitter are in fact one."""
    if after[:1].islower() or _LIST_MARKER.match(before):
        return True
    last = _LAST_WORD.search(before)
    if not last:
        return False
    data = _abbreviations()
    word = last[1].lower()
    if word in data["words"] or word.endswith(data["endings"]):
        return True
    found = _FIRST_WORD.match(after)
    first = found[0].lower() if found else ""
    is_number = first.isdecimal() or after.startswith("\u00a7")
    return (word in data["before_number"] and is_number) or (
        word.isdecimal() and first in data["months"]
    )


@lru_cache(maxsize=1)
def _after_ordinary_word() -> re.Pattern[str]:
    words = "|".join(_abbreviations()["ordinary"])
    # Behind another full stop it belongs to an abbreviation of two words: "cand. med."
    return re.compile(rf"(?<!\. )\b(?:{words})\.\s+(?=[^\W\d_])", re.IGNORECASE)


@lru_cache(maxsize=1)
def _abbreviations() -> dict[str, tuple[str, ...]]:
    return {name: tuple(listed) for name, listed in read_data("abbreviations.toml").items()}
