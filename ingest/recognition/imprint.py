"""Read what a file prints about itself: its front pages and its colophon, apart from its text."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ingest.corpus_data import read_data
from ingest.reading.file_text import FileText
from ingest.recognition.identifiers import SeriesMention, SeriesNumber, find_isbns, find_series

FRONT_CHARS = 1500
"""So much of a front page is read, and of the beginning and end of a text without pages."""

_MIN_SENTENCE_WORDS = 7
_MAX_NUMBER_LINE_WORDS = 14  # a longer line with a series number in it is running text
_MIN_PAGE_CHARS = 20  # a page with fewer is a picture with a logo
_FIRST_PAGES, _LAST_PAGES = 8, 3  # where a colophon is; NIBR and NOVA have it at the end too
_SENTENCE_END = re.compile(r"(?:!|(?<!\b[^\W\d_])\.)\s*$")  # "Lied, C." is a list of authors
_YEAR = re.compile(r"(19[789]\d|20\d\d)")
_UNDECOMPOSED = {0xE6: "ae", 0xF8: "o"}  # Unicode does not split these into letter and mark


@dataclass(frozen=True, slots=True)
class PrintedWord:
    """One word as it is printed, normalised for matching, and the number of its line from 0."""

    printed: str
    normalised: str
    line: int


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of text about the work itself: a front page, or a colophon if `colophon` is set."""

    text: str
    colophon: bool

    @property
    def words(self) -> tuple[PrintedWord, ...]:
        """Return the words of the zone in order."""
        return _words(self.text)

    @property
    def lines(self) -> list[str]:
        """Return the lines, normalised for matching."""
        return [normalise_for_matching(line) for line in self.text.split("\n")]


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a file says in print about the work that it is.

    `isbns` maps 13 digits to how they are written, `series` the numbers of the work itself to how
    they are written; `years` are the years that it is dated with. `other_work` is the phrase which
    shows that it is a work about a report, a part of a report, or a newer edition. `sentences` are
    the sentences of running text on the cover, normalised for matching. `has_date` is whether the
    cover has a day or a time of day: the cover of a report has neither, while that of an article or
    a talk does.
    """

    zones: tuple[Zone, ...]
    isbns: dict[str, str]
    series: dict[SeriesNumber, str]
    years: frozenset[int]
    other_work: str | None
    sentences: tuple[str, ...]
    has_date: bool


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
    """Return what the first and last pages and the file's own facts say about the work."""
    pages = [unicodedata.normalize("NFKC", page.text) for page in file_text.pages]
    front = [Zone(_cut(text), False) for text in _with_text(pages)[:2] if not _lists_works(text)]
    looked_at = pages[:_FIRST_PAGES] + pages[_FIRST_PAGES:][-_LAST_PAGES:]
    if not file_text.paged and pages:
        looked_at = [pages[0][:FRONT_CHARS], pages[0][-FRONT_CHARS:]]
    colophons = [Zone(text, True) for text in looked_at if _is_colophon(text)]
    # A page may be both: a text without pages has only one.
    zones = (*front, *colophons)
    isbns = {k: v for zone in colophons or front for k, v in find_isbns(zone.text).items()}
    series: dict[SeriesNumber, str] = {}
    for zone in zones:
        for mention in _own_numbers(zone):
            as_written = " ".join(zone.text[mention.start : mention.end].split())
            series.setdefault(mention.value, as_written)
    if not isbns and file_text.facts.isbn:
        isbns = find_isbns(file_text.facts.isbn)
    if not series and file_text.facts.series:
        text = file_text.facts.series
        series = {mention.value: text for mention in find_series(text)}
    texts = [zone.text for zone in zones]
    years = {year for zone in zones for year in _years(zone)} | {number.year for number in series}
    return Imprint(
        zones,
        isbns,
        series,
        frozenset(years),
        _other_work(front)
        or has_phrase(" ".join(map(normalise_for_matching, texts)), vocabulary("translated")),
        _sentences(front[0].text) if front and file_text.paged else (),
        bool(front) and file_text.paged and _has_date(front[0]),
    )


def has_phrase(normalised: str, phrases: Iterable[str]) -> str | None:
    """Return the first of `phrases` that `normalised` has as whole words, or None."""
    padded = f" {normalised} "
    return next((phrase for phrase in sorted(phrases) if f" {phrase} " in padded), None)


def _words(text: str) -> tuple[PrintedWord, ...]:
    return tuple(
        PrintedWord(printed, normalise_for_matching(printed), number)
        for number, line in enumerate(text.split("\n"))
        for printed in line.split()
        if normalise_for_matching(printed)
    )


def _with_text(pages: list[str]) -> list[str]:
    return [text for text in pages if len(text.strip()) >= _MIN_PAGE_CHARS]


def _cut(text: str) -> str:
    """Return the beginning of a front page; it ends before a list of other works, if any."""
    kept = []
    for line in text[:FRONT_CHARS].split("\n"):
        if _heads_list(line):
            break
        kept.append(line)
    return "\n".join(kept)


def _heads_list(line: str) -> bool:
    normalised = normalise_for_matching(line)
    return len(normalised.split()) <= 6 and any(
        normalised.startswith(start) for start in vocabulary("lists")
    )


def _lists_works(text: str) -> bool:
    """Return whether a page is a list of other works and not about this one."""
    opening = " ".join(normalise_for_matching(text[:200]).split()[:8])
    named = {mention.value for mention in find_series(text)}
    return has_phrase(opening, vocabulary("lists")) is not None or (
        len(named) > (2 if _is_labelled(text) else 1)
    )


def _is_labelled(text: str) -> bool:
    """Return whether a page has the labels of a colophon."""
    normalised = normalise_for_matching(text)
    found = [label for label in vocabulary("labels") if has_phrase(normalised, [label])]
    decisive = {"isbn", "issn", "antall sider", "prosjektnummer"} & set(found)
    return len(found) >= 3 and bool(decisive)


def _is_colophon(text: str) -> bool:
    return _is_labelled(text) and not _lists_works(text)


def _own_numbers(zone: Zone) -> Iterable[SeriesMention]:
    """Yield the numbers in a series that are the work's own, not those of works it mentions."""
    for mention in find_series(zone.text):
        line_start = zone.text.rfind("\n", 0, mention.start) + 1
        before = zone.text[line_start : mention.start]
        after = zone.text[mention.end :].split("\n", 1)[0]
        last = normalise_for_matching(before).split()[-1:] or _last_of_line_above(
            zone.text, line_start
        )
        # A verb or "og" follows the number in a sentence about the report.
        next_word = re.match(r"\s+(\w\w+)", after)
        runs_on = next_word is not None and next_word[1].islower()
        quoted = before.rstrip().endswith(("(", "«", '"', "“", ","))
        line_words = len(f"{before} {after}".split())
        if line_words > _MAX_NUMBER_LINE_WORDS and "\n" in zone.text and not zone.colophon:
            continue
        # "NIBR-rapport: 2017:15" is the work's own; "Grunnlag: NIBR-rapport 2017:15" is not.
        own_label = {"rapport", *last} <= vocabulary("labels") | vocabulary("neutral")
        quoted = quoted or (before.rstrip().endswith(":") and not own_label)
        if not runs_on and not quoted and not set(last) & vocabulary("citing"):
            yield mention


def _last_of_line_above(text: str, line_start: int) -> list[str]:
    return normalise_for_matching(text[:line_start].rstrip().rsplit("\n", 1)[-1]).split()[-1:]


def _years(zone: Zone) -> Iterable[int]:
    """Yield the years that the zone dates the work with, not the years of its subject."""
    months, places = vocabulary("months"), vocabulary("places")
    dating = months | places | vocabulary("neutral")
    for line in zone.text.split("\n"):
        words = normalise_for_matching(line).split()
        years = [int(word) for word in words if _YEAR.fullmatch(word)]
        others = [word for word in words if not word.isdigit()]
        if len(years) == 1 and all(word in dating for word in others):
            yield years[0]
    # The year of a picture does not date the work, nor do the digits of an ISBN.
    printed = "\n".join(line for line in zone.text.split("\n") if "foto" not in line.lower())
    months_before = rf"\b(?:{'|'.join(sorted(months))})\W+"
    for before in (r"(?:\u00a9|copyright)[^\n]{1,80}?(?<![-\u2013\d])", months_before):
        for match in re.finditer(rf"{before}\b{_YEAR.pattern}\b", printed, re.IGNORECASE):
            yield int(match[1])


def _sentences(text: str) -> tuple[str, ...]:
    lines = text.split("\n")
    # A page on a single line was not laid out; its end is not the end of a sentence.
    return tuple(
        normalise_for_matching(line)
        for line in lines
        if len(lines) > 1
        and len(line.split()) >= _MIN_SENTENCE_WORDS
        and _SENTENCE_END.search(line)
    )


def _has_date(zone: Zone) -> bool:
    """Return whether the zone has a day of a month or a time of day."""
    months = "|".join(sorted(vocabulary("months")))
    time_of_day = re.search(r"\b[012]\d[.:][0-5]\d\b", zone.text)
    return bool(
        time_of_day or re.search(rf"\b\d{{1,2}} (?:{months})\b", normalise_for_matching(zone.text))
    )


def _other_work(front: list[Zone]) -> str | None:
    """Return the phrase on the front page which says that this is not the report itself."""
    phrases = vocabulary("derived") | vocabulary("editions")
    for zone in front[:1]:
        words_before = 0
        for line in zone.lines:
            words = line.split()
            if line in vocabulary("derived_lines"):
                return line
            # Within a sentence such a word says nothing about the work, unless it comes first.
            if "\n" not in zone.text:
                words = words[:40]
            elif len(words) > 12:
                words = [] if words_before else words[:2]
            if words_before <= 60 and (phrase := has_phrase(" ".join(words), phrases)):
                return phrase
            words_before += len(line.split())
    return None
