"""Measure how well a file was read, and refuse files whose text is unusable."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from ingest.corpus_data import read_data
from ingest.errors import FileUnintelligible, FileWithoutText
from ingest.norwegian.language import detect_language
from ingest.reading.file_text import FileText, Page, Quality

MAX_WORD_LETTERS = 30
"""A longer word counts as strange: most often it is several words that lost their spaces."""

MAX_STRANGE_SHARE = 0.1
"""A file with a larger share of strange words is refused; 54 real files had 0.0004 at most."""

MAX_UNKNOWN_SHARE = 0.4
"""A file with a larger share of unknown words, whose letters are in an order that no known word
has, is refused. 54 real files had 0.19 at most, those of more than two pages 0.12; a text whose
letters are exchanged for others has 0.9 and more."""

DOUBTFUL_UNKNOWN_SHARE = 0.15
"""If a file has a larger share of unknown words, pypdf reads it as well. (A file whose ligatures
PDFium misread had 0.21.)"""

MIN_PAGE_CHARS = 20
"""A page with fewer characters counts as a page without text: most often it is an image."""

_WORD = re.compile(r"\S*[^\W\d_]\S*")
_LETTERS = re.compile(r"[^\W\d_]{3,}")


def measure_quality(pages: tuple[Page, ...], drawn: tuple[int, ...]) -> Quality:
    """Return the quality of `pages`.

    `drawn` has, for each page, the number of visible characters that the file draws on it. It
    decides which pages are without text: of a contents page no text is kept, yet it has some.
    """
    text = "\n".join(page.text for page in pages)
    words = _WORD.findall(text)
    strange = sum(len(word) > MAX_WORD_LETTERS and word.isalpha() for word in words)
    without_text = tuple(
        page.number for page, count in zip(pages, drawn, strict=True) if count < MIN_PAGE_CHARS
    )
    return Quality(
        len(words),
        strange / len(words) if words else 0.0,
        unknown_share(text),
        without_text,
        detect_language(text),
    )


def is_doubtful(quality: Quality) -> bool:
    """Return whether another reader may read more of the file, or read it better."""
    strange, unknown = quality.strange, quality.unknown
    return not quality.words or strange > MAX_STRANGE_SHARE or unknown > DOUBTFUL_UNKNOWN_SHARE


def check_quality(file_text: FileText, file: str) -> None:
    """Refuse a file whose text is unusable; `file` is its name, for the error.

    Raises:
        FileWithoutText: no page has text.
        FileUnintelligible: too many of its words are strange or unknown.
    """
    quality = file_text.quality
    if not quality.words:
        raise FileWithoutText(file=file, pages=len(file_text.pages))
    if quality.strange > MAX_STRANGE_SHARE or quality.unknown > MAX_UNKNOWN_SHARE:
        share = max(quality.strange, quality.unknown)
        raise FileUnintelligible(file=file, share=round(100 * share))


def words_of(text: str) -> list[str]:
    """Return the words of three letters and more in `text`, in lower case."""
    return _LETTERS.findall(text.lower())


def trigrams(word: str) -> Iterator[str]:
    """Yield every three letters in a row of `word`, which is given "_" at both ends."""
    bounded = f"_{word}_"
    return (bounded[start : start + 3] for start in range(len(word)))


def unknown_share(text: str) -> float:
    """Return the share of words in `text` that have a trigram which no known word has.

    A list of words can never have all compounds of Norwegian, but a few texts show all trigrams
    that occur. Names and words of other languages are unknown too: a few in a hundred words.
    """
    known = _known_trigrams()
    counts = Counter(words_of(text))
    unknown = sum(
        count
        for word, count in counts.items()
        if any(trigram not in known for trigram in trigrams(word))
    )
    return unknown / counts.total() if counts else 0.0


@lru_cache(maxsize=1)
def _known_trigrams() -> frozenset[str]:
    rows = (row.split(":") for row in read_data("trigrams.toml")["trigrams"])
    return frozenset(two + third for two, thirds in rows for third in thirds)
