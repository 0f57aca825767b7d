"""Split a line of text into sentences."""

from sentencex import get_sentence_boundaries

from ingest.records import Language

_SPLITTER_LANGUAGE: dict[Language, str] = {"nb": "no", "nn": "no", "en": "en"}


def split_sentences(line: str, language: Language) -> list[tuple[int, int]]:
    """Return the character ranges of the sentences of `line`, which together are all of it.

    The splitter breaks after abbreviations and ordinals that it does not know ("vedr. energi",
    "1. kvartal"); no sentence begins with a lower-case letter, so such a break is not one.
    """
    ranges: list[tuple[int, int]] = []
    for found in get_sentence_boundaries(_SPLITTER_LANGUAGE[language], line):
        start, end = found["start_index"], found["end_index"]
        if ranges and line[start:end].lstrip()[:1].islower():
            ranges[-1] = (ranges[-1][0], end)
        else:
            ranges.append((start, end))
    return ranges
