"""Say how well a file was read, and refuse one whose text would be quoted in vain."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from ingest.corpus_data import read_data
from ingest.errors import FileUnintelligible, FileWithoutText
from ingest.norwegian.language import detect_language
from ingest.reading.file_text import FileText, Page, Quality

LONGEST_WORD = 30
"""Letters: a longer one is most often words whose spaces were lost."""

MOST_STRANGE = 0.1
"""Share of such words that is refused; 54 real files had 0.0004 at most."""

MOST_UNKNOWN = 0.4
"""Share of words with letters in an order that no known word has, which is refused. 54 real files
had 0.19 at most, those of more than two pages 0.12; with its letters exchanged for others a text
has 0.9 and more."""

DOUBTFUL = 0.15
"""Share of such words from which another reader is asked: a file whose ligatures one reader takes
for other letters had 0.21 with it."""

IMAGE = 20
"""Characters: a page with fewer is an image, most often."""

_WORD = re.compile(r"\S*[^\W\d_]\S*")
_LETTERS = re.compile(r"[^\W\d_]{3,}")


def measure_quality(pages: tuple[Page, ...], drawn: tuple[int, ...]) -> Quality:
    """Return the quality of `pages`; `drawn` counts the visible characters of each as it was read.

    What was read counts, not what is left of it: a contents page has text, though none is kept.
    """
    text = "\n".join(page.text for page in pages)
    words = _WORD.findall(text)
    strange = sum(len(word) > LONGEST_WORD and word.isalpha() for word in words)
    return Quality(
        len(words),
        strange / len(words) if words else 0.0,
        unknown_share(text),
        tuple(page.number for page, count in zip(pages, drawn, strict=True) if count < IMAGE),
        detect_language(text),
    )


def is_doubtful(quality: Quality) -> bool:
    """Say whether another reader may have read more of the file, or read it better."""
    return not quality.words or quality.strange > MOST_STRANGE or quality.unknown > DOUBTFUL


def check_quality(reading: FileText, file: str) -> None:
    """Let a file pass whose text is words.

    Raises:
        FileWithoutText: no page has text.
        FileUnintelligible: too much of the text is no words.
    """
    quality = reading.quality
    if not quality.words:
        raise FileWithoutText(file=file, pages=len(reading.pages))
    if quality.strange > MOST_STRANGE or quality.unknown > MOST_UNKNOWN:
        share = max(quality.strange, quality.unknown)
        raise FileUnintelligible(file=file, share=round(100 * share))


def words_of(text: str) -> list[str]:
    """Return the words of three letters and more in `text`, in lower case."""
    return _LETTERS.findall(text.lower())


def trigrams(word: str) -> Iterator[str]:
    """Yield each three letters of `word` that follow each other, with "_" before and after it."""
    bounded = f"_{word}_"
    return (bounded[start : start + 3] for start in range(len(word)))


def unknown_share(text: str) -> float:
    """Return the share of words that have three letters which follow each other in no known word.

    No list of words knows the compounds of Norwegian; which letters may follow each other is soon
    learnt. Names and other languages are unknown too, a few in a hundred words.
    """
    known = _known()
    counts = Counter(words_of(text))
    unknown = sum(
        count
        for word, count in counts.items()
        if any(three not in known for three in trigrams(word))
    )
    return unknown / counts.total() if counts else 0.0


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    rows = (row.split(":") for row in read_data("trigrams.toml")["trigrams"])
    return frozenset(two + third for two, thirds in rows for third in thirds)
