"""Read what a file prints about itself: its cover, the page behind it, and its colophon."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from ingest.corpus_data import read_data
from ingest.reading.file_text import FileText
from ingest.recognition.identifiers import SERIES, SeriesNumber, find_isbns, find_series

_FRONT_CHARS = 1500  # so much of a front page is read
_MIN_PAGE_CHARS = 20  # a page with fewer is a picture with a logo
_FIRST_PAGES, _LAST_PAGES = 8, 3  # where a colophon is; NIBR and NOVA have it at the end too
_MAX_HEADING_WORDS = 6
_MAX_COVER_LINE_WORDS = 12  # a longer line is running text, unless the page is a single line
_MIN_LABELS = 3  # so many has a colophon
_YEAR = re.compile(r"\b(?:19[789]\d|20\d\d)\b")
_REFERENCE = re.compile(r"\((?:19|20)\d\d[a-z]?\)")  # "Hofstad, H. (2017). Folkehelse ..."
_MIN_SENTENCE_WORDS = 4  # a shorter line may be a title or a name
_STOP = re.compile(r"[^\W\d_]{3}\.\s*$")
_SENTENCE_END = re.compile(r"[^\W\d_]{3}\.(?:\s|$)")
_HYPHEN = re.compile(r"([^\W\d_])-\n([^\W\d_])")
_UNDECOMPOSED = {0xE6: "ae", 0xF8: "o"}  # Unicode does not split these into letter and mark


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of text about the work itself: a front page, or a colophon if `colophon` is set.

    Of a work, `known` are the words that stand on its own pages, such as its title and authors.
    """

    text: str
    colophon: bool

    def own_numbers(self, known: frozenset[str]) -> dict[SeriesNumber, str]:
        """Return the numbers in a series that stand among `known` words alone, on their lines.

        Beside the number of a work that is only mentioned stands another word, such as "Om" or
        "Grunnlag", or the year in brackets of a list of references.
        """
        found: dict[SeriesNumber, str] = {}
        for match in SERIES.finditer(self.text):
            before, after = self.text[: match.start()], self.text[match.end() :]
            last_word = normalise_for_matching(before[-60:]).split()[-1:]
            around = before.rpartition("\n")[2] + " " + after.partition("\n")[0]
            if vocabulary("citing").isdisjoint(last_word) and is_own_line(around, known):
                found |= find_series(match[0])
        return found

    def own_isbns(self, known: frozenset[str]) -> dict[str, str]:
        """Return the ISBNs of the work: their 13 digits, and how they are written."""
        own = (
            line
            for line in self.text.split("\n")
            if (not _REFERENCE.search(line) if self.colophon else is_own_line(line, known))
        )
        return find_isbns("\n".join(own))  # the digits of one number may run over two lines

    def own_years(self, known: frozenset[str]) -> set[int]:
        """Return the years that date the work, not those of its subject or of a picture."""
        years = ((line, set(_YEAR.findall(line))) for line in self.text.split("\n"))
        return {
            int(year)
            for line, on_line in years
            for year in on_line
            if len(on_line) == 1 and ("\u00a9" in line or is_own_line(line, known))
        }


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

    @property
    def cover(self) -> str:
        """Return the text of the cover."""
        return self.front[0].text if self.front else ""


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
    derived = _phrases("derived", front[0].text) if front else []
    printed = "\n".join(zone.text for zone in (*front, *colophons))
    return Imprint(front, colophons, next(iter(derived + _phrases("translated", printed)), None))


def join_hyphenated(text: str) -> str:
    """Return `text` with "SAMFUNNS-/VIRKNINGER" as one word; "NIBR-/rapport" stays as it is."""
    return _HYPHEN.sub(_joined, text)


def _joined(match: re.Match[str]) -> str:
    before, after = match.groups()
    return before + after if before.isupper() == after.isupper() else match.group()


def unknown_words(text: str, known: frozenset[str]) -> list[str]:
    """Return the words of `text`, normalised, that are neither `known`, numbers nor letters."""
    words = normalise_for_matching(join_hyphenated(text)).split()
    return [word for word in words if len(word) > 1 and not word[0].isdigit() and word not in known]


def is_own_line(line: str, known: frozenset[str]) -> bool:
    """Return whether a line has only `known` words; one in ten may be misread."""
    unknown = len(unknown_words(line, known))
    return 10 * unknown <= len(line.split()) and not _REFERENCE.search(line)


def _phrases(name: str, text: str) -> list[str]:
    """Return the phrases of a list of the vocabulary that `text` has as whole words."""
    padded = f" {normalise_for_matching(text)} "
    return [phrase for phrase in sorted(vocabulary(name)) if f" {phrase} " in padded]


def _cut(text: str) -> str:
    """Return the beginning of a front page; it ends before a list, a foreword or running text."""
    kept: list[str] = []
    for line in text[:_FRONT_CHARS].split("\n"):
        words = len(normalise_for_matching(line).split())
        is_long = words > _MAX_COVER_LINE_WORDS and _SENTENCE_END.search(line)
        is_text = is_long or (words >= _MIN_SENTENCE_WORDS and _STOP.search(line))
        is_heading = words <= _MAX_HEADING_WORDS and (
            _phrases("lists", line) or _phrases("body", line)
        )
        if kept and (is_text or is_heading):
            break
        kept.append(line)
    return "\n".join(kept)


def _lists_works(text: str) -> bool:
    """Return whether a page is a list of other works and not about this one."""
    # Two institutes may publish a report together, each with a number of its own.
    numbers = Counter(number.publisher for number in find_series(text))
    is_headed = bool(_phrases("lists", " ".join(text[:200].split()[:8])))
    return is_headed or (max(numbers.values(), default=0) > 1 and not _is_labelled(text))


def _is_labelled(text: str) -> bool:
    """Return whether a page has the labels of a colophon."""
    found = set(_phrases("labels", text))
    of_colophon = {"isbn", "issn", "antall sider", "prosjektnummer"}
    return len(found) >= _MIN_LABELS and not of_colophon.isdisjoint(found)
