"""Recognise which report of the catalogue a file is.

A number decides, or title, authors and year together. Less only proposes: a report that is missed
costs the user one `--as ID`, while a false match puts the sentences of another work under the name
of a report. So nothing counts that the file does not print about itself (`imprint.py`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.reading.file_text import FileFacts, FileText
from ingest.recognition.identifiers import find_isbns, find_series, isbn13
from ingest.recognition.imprint import (
    Imprint,
    has_day,
    is_own_line,
    normalise_for_matching,
    read_imprint,
    unknown_words,
    vocabulary,
)
from ingest.recognition.titles import find_authors, find_title
from ingest.records import Document

_MIN_LANGUAGE_WORDS = 300  # the language of a longer text is certain
_NORWEGIAN_ISBN = "97882"  # how the ISBN of a Norwegian publisher begins
_MAX_STAMP_WORDS = 4
"""A cover with more words that are not the report's (a stamp, a logo, who paid) is of another work,
unless its number stands in a colophon too."""

_MAX_UNKNOWN_WORDS = 12
"""A cover with still more is not even like it: it is of a letter or a web page."""


@dataclass(frozen=True, slots=True)
class Match:
    """A report of the catalogue, and the evidence that a file is this report.

    `evidence` are the fields that agree, with the words of the file: ("isbn", "978-82-...").
    """

    document_id: str
    evidence: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Recognition:
    """The report that a file is, or None and the reports that it is like."""

    match: Match | None = None
    proposals: tuple[Match, ...] = ()


def match_report(file_text: FileText, documents: Sequence[Document]) -> Match | None:
    """Return which report among `documents` the text surely is, or None."""
    return recognise(file_text, documents).match


def recognise(file_text: FileText, documents: Sequence[Document]) -> Recognition:
    """Return which report among `documents` the text surely is, or else those that it is like."""
    imprint = read_imprint(file_text)
    english = file_text.quality.language == "en" and file_text.quality.words > _MIN_LANGUAGE_WORDS
    if imprint.other_work or english:
        return Recognition()
    reports = (document for document in documents if document.kind == "report")
    claims = [_claim(document, imprint, file_text.facts) for document in reports]
    decided = [claim for claim in claims if claim.decides]
    if len(decided) == 1:
        return Recognition(decided[0].match)
    proposing = [claim for claim in claims if claim.proposes]
    # A title beside another number counts only if that is the number of another report.
    if all(claim.contradicted and not claim.is_numbered for claim in proposing):
        return Recognition()
    return Recognition(None, tuple(claim.match for claim in proposing))


@dataclass(frozen=True, slots=True)
class _Claim:
    """What speaks for a file being one report, and against it.

    `evidence` has the fields that agree, `authors` the share of the authors that are named, and
    `in_colophon` is whether an agreeing number stands in a colophon.
    `unknown_on_cover` counts the words there that are not the report's, and `has_day` is whether it
    has a day or a time of day, as the cover of a talk has. `contradicted` is whether a number that
    the file gives itself is another work's.
    """

    document: Document
    evidence: dict[str, str]
    authors: float
    in_colophon: bool
    unknown_on_cover: int
    has_day: bool
    contradicted: bool

    @property
    def is_numbered(self) -> bool:
        """Return whether the ISBN or the number in the series agrees."""
        return bool({"isbn", "series"} & set(self.evidence))

    @property
    def decides(self) -> bool:
        """Return whether the file is this report."""
        has_title = "title" in self.evidence
        if self.contradicted:
            return False
        if self.is_numbered:
            if self.in_colophon:
                return has_title or self.authors >= 1 / 2
            return has_title and self.unknown_on_cover <= _MAX_STAMP_WORDS
        is_dated = "year" in self.evidence and not self.has_day
        return has_title and self.authors >= 2 / 3 and is_dated and not self.unknown_on_cover

    @property
    def proposes(self) -> bool:
        """Return whether the file is so like this report that a user should be asked."""
        if self.is_numbered:
            return True
        if self.has_day or self.unknown_on_cover > _MAX_UNKNOWN_WORDS:
            return False
        return "title" in self.evidence and (self.authors >= 1 / 2 or "year" in self.evidence)

    @property
    def match(self) -> Match:
        """Return the report and what speaks for it."""
        return Match(self.document.id, tuple(self.evidence.items()))


def _claim(document: Document, imprint: Imprint, facts: FileFacts) -> _Claim:
    cover = imprint.front[0].text if imprint.front else ""
    known = _known_words(document, cover)
    unknown = len(unknown_words(cover, known))
    # What stands behind the cover of another work is cited there.
    on_cover = _find_title(document, cover, known) or find_authors(cover, document)
    zones = imprint.front + imprint.colophons if on_cover or not unknown else imprint.front[:1]
    printed = "\n".join(zone.text for zone in zones)
    isbns = {k: v for zone in zones for k, v in zone.own_isbns(known).items()}
    isbns = isbns or find_isbns(facts.isbn or "")
    numbers = {k: v for zone in reversed(zones) for k, v in zone.own_numbers(known).items()}
    numbers = numbers or find_series(facts.series or "")
    years = {year for zone in zones for year in zone.own_years(known)} | {n.year for n in numbers}
    wanted = next(iter(find_series(document.series or "")), None)
    isbn = isbns.get(isbn13(document.isbn or "") or "")
    series = next((text for n, text in numbers.items() if wanted and wanted.agrees(n)), None)
    # A template keeps the title of the work it was first used for: a number must agree as well.
    title = _find_title(document, printed, known)
    if title is None and (isbn or series):
        title = _find_title(document, facts.title or "", known)
    authors = find_authors("\n".join((printed, *facts.authors)), document)
    evidence = {
        "isbn": isbn,
        "series": series,
        "title": title,
        "authors": ", ".join(authors),
        "year": str(document.year) if document.year in years else None,
    }
    other_isbn = isbns and document.isbn and not isbn and not series
    is_translated = isbns and not any(digits.startswith(_NORWEGIAN_ISBN) for digits in isbns)
    # Two institutes may publish a report together, each with a number of its own.
    other_number = wanted and any(
        not wanted.agrees(n) and (not series or n.publisher == wanted.publisher) for n in numbers
    )
    return _Claim(
        document,
        {name: value for name, value in evidence.items() if value},
        len(authors) / max(1, len(document.authors)),
        any(
            isbn in zone.own_isbns(known).values() or series in zone.own_numbers(known).values()
            for zone in imprint.colophons
        ),
        unknown,
        has_day(cover),
        bool(is_translated or other_isbn or other_number),
    )


def _known_words(document: Document, cover: str) -> frozenset[str]:
    """Return the words that a page about `document` itself may have, and first names on `cover`."""
    surnames = "|".join(author.partition(" (")[0].split()[-1] for author in document.authors)
    first_names = re.findall(rf"((?:\b[^\W\d_a-z][\w.-]+ ){{1,2}})(?:{surnames})\b", cover)
    own = (document.title, document.subtitle, *document.authors, document.publisher, *first_names)
    words = frozenset(normalise_for_matching(" ".join(filter(None, own))).split())
    return words.union(*map(vocabulary, ("neutral", "months", "places", "labels", "body")))


def _find_title(document: Document, text: str, known: frozenset[str]) -> str | None:
    """Return the title in `text`, if it stands alone; "Eldres boligsituasjon i Bærum" is another.

    On the source page the titles of some reports have the subtitle after a dash.
    """
    for title in (document.title, document.title.partition(" - ")[0]):
        found = find_title(text, title)
        if found is not None and is_own_line(found[1], known):
            return found[0]
    return None
