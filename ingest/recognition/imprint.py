"""Read what a file prints about itself: its cover, the page behind it, and its colophon."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ingest.corpus_data import read_data
from ingest.reading.file_text import FileText
from ingest.recognition.identifiers import SERIES, SeriesNumber, find_isbns, find_series

FRONT_CHARS = 1500
"""So much of a front page is read."""

_MIN_PAGE_CHARS = 20  # a page with fewer is a picture with a logo
_FIRST_PAGES, _LAST_PAGES = 8, 3  # where a colophon is; NIBR and NOVA have it at the end too
_MAX_HEADING_WORDS = 6
_MAX_COVER_LINE_WORDS = 12  # a longer line is running text, unless the page is a single line
_YEAR = re.compile(r"\b(?:19[789]\d|20\d\d)\b")
_COPYRIGHT_YEAR = re.compile(rf"(?:\u00a9|copyright)[^\n]{{1,80}}?({_YEAR.pattern})", re.IGNORECASE)
_REFERENCE = re.compile(r"\((?:19|20)\d\d[a-z]?\)")  # "Hofstad, H. (2017). Folkehelse ..."
_TIME_OF_DAY = re.compile(r"\b[012]\d[.:][0-5]\d\b")
_SENTENCE_END = re.compile(r"[^\W\d_]{3}\.(?:\s|$)")
_HYPHENATED = re.compile(r"([^\W\d_])-\n([^\W\d_])")
_UNDECOMPOSED = {0xE6: "ae", 0xF8: "o"}  # Unicode does not split these into letter and mark


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of text about the work itself: a front page, or a colophon if `colophon` is set."""

    text: str
    colophon: bool

    def own_numbers(self, known: frozenset[str]) -> dict[SeriesNumber, str]:
        """Return the numbers in a series that stand among `known` words alone, on their lines.

        Beside the number of a work that is only mentioned stands another word, such as "Om" or
        "Grunnlag", or the year in brackets of a list of references.
        """
        found: dict[SeriesNumber, str] = {}
        for match in SERIES.finditer(self.text):
            before = self.text[: match.start()].rpartition("\n")[2]
            after = self.text[match.end() :].partition("\n")[0]
            last_words = normalise_for_matching(self.text[: match.start()][-60:]).split()[-1:]
            if not vocabulary("citing").isdisjoint(last_words):
                continue
            if is_own_line(f"{before} {after}", known):
                found |= find_series(match[0])
        return found

    def own_isbns(self, known: frozenset[str]) -> dict[str, str]:
        """Return the ISBNs of the work: their 13 digits, and how they are written."""
        own = (line for line in self.text.split("\n") if not _REFERENCE.search(line))
        lines = own if self.colophon else (line for line in own if is_own_line(line, known))
        # The digits of one number may run over two lines.
        return find_isbns("\n".join(lines))

    def own_years(self, known: frozenset[str]) -> set[int]:
        """Return the years that date the work, not those of its subject or of a picture."""
        years = {int(year) for year in _COPYRIGHT_YEAR.findall(self.text)}
        for line in self.text.split("\n"):
            on_line = set(_YEAR.findall(line))
            if len(on_line) == 1 and is_own_line(line, known):
                years.add(int(on_line.pop()))
        return years


@dataclass(frozen=True, slots=True)
class Imprint:
    """The pages on which a file says which work it is.

    `front` has the cover and the page behind it, each as far as no list or foreword begins there.
    `other_work` is the phrase which shows that this is a work about a report, a part of one, or a
    translation.
    """

    front: tuple[Zone, ...]
    colophons: tuple[Zone, ...]
    other_work: str | None


@lru_cache(maxsize=256)
def normalise_for_matching(text: str) -> str:
    """Return `text` in lower case without accents and punctuation, one space between words."""
    plain = unicodedata.normalize("NFKC", text.replace("\u00ad", "")).casefold()
    plain = unicodedata.normalize("NFKD", plain.translate(_UNDECOMPOSED))
    kept = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


@lru_cache(maxsize=32)
def vocabulary(name: str) -> frozenset[str]:
    """Return a list of words of imprint.toml.

    Raises:
        CorpusUnreadable: the file is missing or malformed.
    """
    return frozenset(read_data("imprint.toml")[name])


def read_imprint(file_text: FileText) -> Imprint:
    """Return the first and last pages of a file that are about the work itself."""
    pages = [unicodedata.normalize("NFKC", page.text) for page in file_text.pages]
    pages = [text for text in pages if len(text.strip()) >= _MIN_PAGE_CHARS]
    front = tuple(Zone(_cut(text), False) for text in pages[:2] if not _lists_works(text))
    # A cover with the labels of a colophon is the page of a library or an archive on the report.
    looked_at = pages[1:_FIRST_PAGES] + pages[_FIRST_PAGES:][-_LAST_PAGES:]
    colophons = tuple(
        Zone(text, True) for text in looked_at if _is_labelled(text) and not _lists_works(text)
    )
    printed = normalise_for_matching(" ".join(zone.text for zone in (*front, *colophons)))
    other_work = _other_work(front[0].text) if front else None
    return Imprint(front, colophons, other_work or _phrase(printed, "translated"))


def unknown_words(text: str, known: frozenset[str]) -> list[str]:
    """Return the words of `text`, normalised, that are neither `known`, numbers nor letters."""
    # "SAMFUNNS-/VIRKNINGER" is one word, "NIBR-/rapport" two.
    joined = _HYPHENATED.sub(lambda f: "".join(f.groups()) if _alike(*f.groups()) else f[0], text)
    words = normalise_for_matching(joined).split()
    return [word for word in words if len(word) > 1 and not word[0].isdigit() and word not in known]


def _alike(one: str, other: str) -> bool:
    return one.islower() == other.islower()


def has_day(cover: str) -> bool:
    """Return whether a cover has a day of a month or a time of day."""
    words = normalise_for_matching(cover).split()
    months = vocabulary("months")
    days = any(a.isdigit() and len(a) < 3 and b in months for a, b in pairwise(words))
    return days or _TIME_OF_DAY.search(cover) is not None


def is_own_line(line: str, known: frozenset[str]) -> bool:
    """Return whether a line has only `known` words; one in ten may be misread."""
    unknown = len(unknown_words(line, known))
    return 10 * unknown <= len(line.split()) and not _REFERENCE.search(line)


def _phrase(normalised: str, names: str) -> str | None:
    """Return a phrase of the vocabulary that `normalised` has as whole words, or None."""
    padded = f" {normalised} "
    return next((p for p in sorted(vocabulary(names)) if f" {p} " in padded), None)


def _cut(text: str) -> str:
    """Return the beginning of a front page; it ends before a list, a foreword or running text."""
    kept: list[str] = []
    for line in text[:FRONT_CHARS].split("\n"):
        words = normalise_for_matching(line)
        is_short = len(words.split()) <= _MAX_HEADING_WORDS
        is_text = len(words.split()) > _MAX_COVER_LINE_WORDS and _SENTENCE_END.search(line)
        if kept and (is_text or (is_short and _begins(words, ("lists", "body")))):
            break
        kept.append(line)
    return "\n".join(kept)


def _begins(normalised: str, names: Iterable[str]) -> bool:
    return any(f"{normalised} ".startswith(f"{p} ") for name in names for p in vocabulary(name))


def _lists_works(text: str) -> bool:
    """Return whether a page is a list of other works and not about this one."""
    opening = " ".join(normalise_for_matching(text[:200]).split()[:8])
    # Two institutes may publish a report together, each with a number of its own.
    numbers = Counter(number.publisher for number in find_series(text))
    at_most = 2 if _is_labelled(text) else 1
    return _phrase(opening, "lists") is not None or max(numbers.values(), default=0) > at_most


def _is_labelled(text: str) -> bool:
    """Return whether a page has the labels of a colophon."""
    padded = f" {normalise_for_matching(text)} "
    found = {label for label in vocabulary("labels") if f" {label} " in padded}
    return len(found) >= 3 and bool({"isbn", "issn", "antall sider", "prosjektnummer"} & found)


def _other_work(cover: str) -> str | None:
    """Return the phrase on the cover which says that this is not the report itself."""
    lines = (normalise_for_matching(line).split() for line in cover.split("\n"))
    # Within a sentence such a phrase says nothing about the work.
    heads = (" ".join(words[:_MAX_COVER_LINE_WORDS]) for words in lines)
    return next(filter(None, (_phrase(head, "derived") for head in heads)), None)
