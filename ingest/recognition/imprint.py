"""What a file prints about itself: its front pages and its colophon, apart from its text."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ingest.corpus_data import read_data
from ingest.reading.file_text import FileText
from ingest.recognition.identifiers import SeriesNumber, TermMention, find_isbns, find_series

FRONT_CHARACTERS = 1500
_SENTENCE = 7  # words
_RUNNING = 14  # a longer line with a number in it is running text
_TEXT = 20  # fewer characters are no text: a picture with a logo
_FIRST, _LAST = 8, 3  # a colophon stands on one of these pages, at NIBR and NOVA also at the end
_SENTENCE_END = re.compile(r"(?:!|(?<!\b[^\W\d_])\.)\s*$")  # "Lied, C." is a list of authors
_YEAR = re.compile(r"(19[789]\d|20\d\d)")
_LETTERS = {0xE6: "ae", 0xF8: "o"}  # the two that do not come apart into a letter and a mark


@dataclass(frozen=True, slots=True)
class PrintedWord:
    """Hold a word as it is printed, folded for comparison, and the number of its line."""

    printed: str
    folded: str
    line: int


@dataclass(frozen=True, slots=True)
class Zone:
    """Hold a stretch that tells of the work itself: a front page, or (`colophon`) a colophon."""

    text: str
    colophon: bool

    @property
    def words(self) -> tuple[PrintedWord, ...]:
        """Return the words of the zone in order."""
        return _words(self.text)

    @property
    def lines(self) -> list[str]:
        """Return the lines, folded."""
        return [fold(line) for line in self.text.split("\n")]


@dataclass(frozen=True, slots=True)
class Imprint:
    """Hold what a file says of itself in print.

    `isbns` are 13 digits and how they are written, `series` the numbers that are its own and how
    they are written, `years` those it dates itself with. `other_work` is the phrase that shows it
    to be another work about a report, a part of one, or a newer edition. `sentences` are those of
    running text on the cover, folded, and `day` says that it names a day or an hour: a report's
    cover has neither, an article or a talk has.
    """

    zones: tuple[Zone, ...]
    isbns: dict[str, str]
    series: dict[SeriesNumber, str]
    years: frozenset[int]
    other_work: str | None
    sentences: tuple[str, ...]
    day: bool


@lru_cache(maxsize=256)
def fold(text: str) -> str:
    """Return `text` in small letters from a to z and digits, one space between words."""
    plain = unicodedata.normalize("NFKC", text.replace("\u00ad", "")).casefold()
    plain = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
    kept = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


@lru_cache(maxsize=32)
def vocabulary(name: str) -> frozenset[str]:
    """Return a list of words of imprint.toml.

    Raises:
        CorpusUnreadable: the file is not there.
    """
    return frozenset(read_data("imprint.toml")[name])


def read_imprint(reading: FileText) -> Imprint:
    """Read what the first pages, the last and the file's own facts say of the work."""
    pages = [unicodedata.normalize("NFKC", page.text) for page in reading.pages]
    front = [Zone(_cut(text), False) for text in _with_text(pages)[:2] if not _lists_works(text)]
    looked_at = pages[:_FIRST] + pages[_FIRST:][-_LAST:]
    if not reading.paged and pages:
        looked_at = [pages[0][:FRONT_CHARACTERS], pages[0][-FRONT_CHARACTERS:]]
    colophons = [Zone(text, True) for text in looked_at if _is_colophon(text)]
    # A page that is both is read as both: a text without pages has all on one.
    zones = (*front, *colophons)
    isbns = {k: v for zone in colophons or front for k, v in find_isbns(zone.text).items()}
    series: dict[SeriesNumber, str] = {}
    for zone in zones:
        for mention in _own(zone):
            written = " ".join(zone.text[mention.start : mention.end].split())
            series.setdefault(mention.value, written)
    if not isbns and reading.facts.isbn:
        isbns = find_isbns(reading.facts.isbn)
    if not series and reading.facts.series:
        text = reading.facts.series
        series = {mention.value: text for mention in find_series(text)}
    texts = [zone.text for zone in zones]
    years = {year for zone in zones for year in _years(zone)} | {each.year for each in series}
    return Imprint(
        zones,
        isbns,
        series,
        frozenset(years),
        _other_work(front) or has_phrase(" ".join(map(fold, texts)), vocabulary("translated")),
        _sentences(front[0].text) if front and reading.paged else (),
        bool(front) and reading.paged and _names_day(front[0]),
    )


def has_phrase(folded: str, phrases: Iterable[str]) -> str | None:
    """Return the first of `phrases` that stands in `folded` as whole words."""
    padded = f" {folded} "
    return next((phrase for phrase in sorted(phrases) if f" {phrase} " in padded), None)


def _words(text: str) -> tuple[PrintedWord, ...]:
    return tuple(
        PrintedWord(printed, fold(printed), number)
        for number, line in enumerate(text.split("\n"))
        for printed in line.split()
        if fold(printed)
    )


def _with_text(pages: list[str]) -> list[str]:
    return [text for text in pages if len(text.strip()) >= _TEXT]


def _cut(text: str) -> str:
    """Return the beginning of a front page, up to a list of other works if it has one."""
    kept = []
    for line in text[:FRONT_CHARACTERS].split("\n"):
        if _heads_list(line):
            break
        kept.append(line)
    return "\n".join(kept)


def _heads_list(line: str) -> bool:
    folded = fold(line)
    return len(folded.split()) <= 6 and any(
        folded.startswith(start) for start in vocabulary("lists")
    )


def _lists_works(text: str) -> bool:
    """Say whether a page is a list of other works and not about this one."""
    opening = " ".join(fold(text[:200]).split()[:8])
    named = {mention.value for mention in find_series(text)}
    return has_phrase(opening, vocabulary("lists")) is not None or (
        len(named) > (2 if _is_labelled(text) else 1)
    )


def _is_labelled(text: str) -> bool:
    folded = fold(text)
    found = [label for label in vocabulary("labels") if has_phrase(folded, [label])]
    sure = {"isbn", "issn", "antall sider", "prosjektnummer"} & set(found)
    return len(found) >= 3 and bool(sure)


def _is_colophon(text: str) -> bool:
    return _is_labelled(text) and not _lists_works(text)


def _own(zone: Zone) -> Iterable[TermMention]:
    """Yield the numbers in a series that the zone gives the work itself, not those it mentions."""
    for mention in find_series(zone.text):
        line_start = zone.text.rfind("\n", 0, mention.start) + 1
        before = zone.text[line_start : mention.start]
        after = zone.text[mention.end :].split("\n", 1)[0]
        last = fold(before).split()[-1:] or _last_of_line_above(zone.text, line_start)
        # A verb or "og" after the number: a sentence about the report.
        next_word = re.match(r"\s+(\w\w+)", after)
        runs_on = next_word is not None and next_word[1].islower()
        quoted = before.rstrip().endswith(("(", "«", '"', "“", ","))
        running = len(f"{before} {after}".split()) > _RUNNING and "\n" in zone.text
        if running and not zone.colophon:
            continue
        # "NIBR-rapport: 2017:15" is the work's; "Grunnlag: NIBR-rapport 2017:15" names another.
        own_label = {"rapport", *last} <= vocabulary("labels") | vocabulary("neutral")
        quoted = quoted or (before.rstrip().endswith(":") and not own_label)
        if not runs_on and not quoted and not set(last) & vocabulary("citing"):
            yield mention


def _last_of_line_above(text: str, line_start: int) -> list[str]:
    return fold(text[:line_start].rstrip().rsplit("\n", 1)[-1]).split()[-1:]


def _years(zone: Zone) -> Iterable[int]:
    """Yield the years that the zone dates the work with, not those of its subject."""
    months, places = vocabulary("months"), vocabulary("places")
    dating = months | places | vocabulary("neutral")
    for line in zone.text.split("\n"):
        words = fold(line).split()
        years = [int(word) for word in words if _YEAR.fullmatch(word)]
        rest = [word for word in words if not word.isdigit()]
        if len(years) == 1 and all(word in dating for word in rest):
            yield years[0]
    # Not that of a picture, nor digits of an ISBN.
    printed = "\n".join(line for line in zone.text.split("\n") if "foto" not in line.lower())
    months_before = rf"\b(?:{'|'.join(sorted(months))})\W+"
    for before in (r"(?:\u00a9|copyright)[^\n]{1,80}?(?<![-\u2013\d])", months_before):
        for match in re.finditer(rf"{before}\b{_YEAR.pattern}\b", printed, re.IGNORECASE):
            yield int(match[1])


def _sentences(text: str) -> tuple[str, ...]:
    lines = text.split("\n")
    # All on one line is a page that was not laid out: its end is no sentence's.
    return tuple(
        fold(line)
        for line in lines
        if len(lines) > 1 and len(line.split()) >= _SENTENCE and _SENTENCE_END.search(line)
    )


def _names_day(zone: Zone) -> bool:
    months = "|".join(sorted(vocabulary("months")))
    by_the_clock = re.search(r"\b[012]\d[.:][0-5]\d\b", zone.text)
    return bool(by_the_clock or re.search(rf"\b\d{{1,2}} (?:{months})\b", fold(zone.text)))


def _other_work(front: list[Zone]) -> str | None:
    """Return the phrase of the front page that says that this is not the report itself."""
    told = vocabulary("derived") | vocabulary("editions")
    for zone in front[:1]:
        seen = 0
        for line in zone.lines:
            words = line.split()
            if line in vocabulary("derived_lines"):
                return line
            # In a sentence of the text such a word says nothing of the work, but as the first.
            if "\n" not in zone.text:
                words = words[:40]
            elif len(words) > 12:
                words = [] if seen else words[:2]
            if seen <= 60 and (phrase := has_phrase(" ".join(words), told)):
                return phrase
            seen += len(line.split())
    return None
