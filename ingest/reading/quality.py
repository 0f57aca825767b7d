"""Measure how well a file was read, and refuse files whose text is unusable."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from ingest.errors import FileUnintelligible, FileWithoutText
from ingest.reading.file_text import FileText, Page, Quality
from ingest.reading.known_words import MAX_UNKNOWN_SHARE, unknown_share
from ingest.reading.languages import foreign_language, text_language
from ingest.reading.strange_words import strange_share
from ingest.records import UNKNOWN_LANGUAGE

MAX_STRANGE_SHARE = 0.1
"""A file with a larger share of strange words is refused; 54 real files had 0.0004 at most."""

MAX_STRANGE_SHARE_OF_PAGE = 0.15
"""A page with a larger share is gibberish. On one page a few addresses may run together."""

MIN_GIBBERISH_WORDS = 15
"""Of fewer words, abbreviations left out, nobody can tell whether they are names."""

MAX_ABBREVIATION_LETTERS = 4

MIN_SYMBOLS, MIN_SYMBOLS_SHARE = 60, 0.3
"""So many characters that are neither letters nor digits nor usual marks, and that share of all
visible ones, are letters that a font has in the place of others. Pages of two real PDFs, tables and
code among them, had a share of 0.06 at most."""

BLOCK_WORDS = 60
"""The language is looked at for so many words at a time, as a file may be in several."""

DOUBTFUL_UNKNOWN_SHARE = 0.15
"""If a file has a larger share of unknown words, pypdf reads it as well. (A file whose ligatures
PDFium misread had 0.21.)"""

MIN_PAGE_CHARS = 20
"""A page with fewer characters counts as a page without text: most often it is an image."""

_WORD = re.compile(r"\S*[^\W\d_]\S*")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_USUAL_MARKS = frozenset(".,:;-–—_…·•|/()%=«»")


def measure_quality(pages: tuple[Page, ...], drawn: tuple[int, ...]) -> Quality:
    """Return the quality of `pages`.

    `drawn` has, for each page, the number of visible characters that the file draws on it. It
    decides which pages are without text: of a contents page no text is kept, yet it has some.
    """
    text = "\n".join(page.text for page in pages)
    words = _WORD.findall(text)
    without_text = tuple(
        page.number for page, count in zip(pages, drawn, strict=True) if count < MIN_PAGE_CHARS
    )
    strange = strange_share(words)
    return Quality(
        len(words),
        strange,
        _unknown_share(text, strange),
        without_text,
        text_language(text),
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


def is_gibberish(text: str) -> bool:
    """Return whether `text` is not words of any language, as if its letters were others.

    A table of figures, a list of names and a text in another language are not gibberish; of a text
    that is too short to tell, the answer is False.
    """
    if _has_symbols_for_letters(text):
        return True
    if not _has_enough_words(text):
        return False
    if strange_share(_WORD.findall(text)) > MAX_STRANGE_SHARE_OF_PAGE:
        return True
    return unknown_share(text) > MAX_UNKNOWN_SHARE and foreign_language(text) is None


def _has_symbols_for_letters(text: str) -> bool:
    counts = Counter(text)
    symbols = sum(count for each, count in counts.items() if is_symbol(each))
    visible = sum(count for each, count in counts.items() if not each.isspace())
    return symbols >= max(MIN_SYMBOLS, MIN_SYMBOLS_SHARE * visible)


def _has_enough_words(text: str) -> bool:
    words = (word for word in _LETTERS.findall(text) if not _is_abbreviation(word))
    return next(islice(words, MIN_GIBBERISH_WORDS - 1, None), None) is not None


def is_symbol(letter: str) -> bool:
    """Return whether a character is neither a letter, a digit, a space nor a usual mark."""
    # The vowels of many scripts are marks of their own.
    is_one = unicodedata.category(letter)[0] in "SPC" and letter not in _USUAL_MARKS
    return is_one and not letter.isspace()


def _is_abbreviation(word: str) -> bool:
    return len(word) <= MAX_ABBREVIATION_LETTERS and word.isupper()


def _unknown_share(text: str, strange: float) -> float:
    """Return the share of unknown words, of which those in other languages are none."""
    share = unknown_share(text)
    # With so few unknown words, a text is gibberish by one of these signs alone.
    is_odd = _has_symbols_for_letters(text) or (
        strange > MAX_STRANGE_SHARE_OF_PAGE and _has_enough_words(text)
    )
    if share <= DOUBTFUL_UNKNOWN_SHARE and not is_odd:
        return share
    unknown = total = 0.0
    for block in _blocks(text):
        words = len(block.split())
        total += words
        unknown += words * _unknown_share_of_block(block)
    return unknown / total if total else 0.0


def _unknown_share_of_block(text: str) -> float:
    if is_gibberish(text):
        return 1.0
    share, language = unknown_share(text), foreign_language(text)
    # Many names look like a language that is not listed.
    is_likely = language == UNKNOWN_LANGUAGE and share > MAX_UNKNOWN_SHARE
    is_listed = language not in (None, UNKNOWN_LANGUAGE)
    return 0.0 if is_listed or is_likely else share


def _blocks(text: str) -> Iterator[str]:
    """Yield `text` in runs of whole lines with enough words to tell their language."""
    lines: list[str] = []
    words = 0
    for line in text.splitlines():
        lines.append(line)
        words += len(line.split())
        if words >= BLOCK_WORDS:
            yield "\n".join(lines)
            lines, words = [], 0
    if lines:
        yield "\n".join(lines)
