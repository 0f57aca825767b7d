"""Patterns made of the words of document_facts.toml."""

import re
from functools import lru_cache

from ingest.corpus_data import read_data

_PLACE = re.compile(r"<<(\w+)>>")


@lru_cache(maxsize=64)
def pattern(template: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """Return the pattern `template`, in which "<<labels>>" is any of the words `labels`.

    Raises:
        CorpusUnreadable: the words cannot be read.
    """
    return re.compile(_PLACE.sub(lambda place: _any_of(place[1]), template), flags)


def example_signs() -> tuple[re.Pattern[str], ...]:
    """Return a pattern for each kind of words by which a text tells of its own experience."""
    return tuple(pattern(rf"\b(?:{'|'.join(words)})\b") for words in _words()["example"].values())


def _any_of(name: str) -> str:
    listed = read_data("imprint.toml")["months"] if name == "months" else _words()[name]
    return f"(?:{'|'.join(listed)})"


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, list[str]]]:
    return read_data("document_facts.toml")
