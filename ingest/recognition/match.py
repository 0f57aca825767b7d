"""Recognise which report of the catalogue a file is.

A number decides, or title, authors and year together. Less only proposes: a report that is missed
costs the user one `--as ID`, while a false match puts the sentences of another work under the name
of a report. So nothing counts that the file does not print about itself (`imprint.py`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.reading.file_text import FileText
from ingest.recognition.identifiers import find_isbns, find_series
from ingest.recognition.imprint import (
    Imprint,
    is_own_line,
    join_hyphenated,
    normalise_for_matching,
    read_imprint,
    unknown_words,
    vocabulary,
)
from ingest.recognition.titles import find_authors, find_title
from ingest.records import Document

_MIN_LANGUAGE_WORDS = 300  # the language of a longer text is certain
_DAY = re.compile(r"\b\d{1,2}(?:[.:/] ?\w| [^\W\d_])|\b\d{4}-\d\d-\d\d\b")
"""A day of a month or a time of day, as the cover of a talk has; a report has a month at most."""


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


def recognise(file_text: FileText, documents: Sequence[Document]) -> Recognition:
    """Return which report among `documents` the text surely is, or else those that it is like."""
    imprint = read_imprint(file_text)
    english = file_text.quality.language == "en" and file_text.quality.words > _MIN_LANGUAGE_WORDS
    if imprint.other_work or english:
        return Recognition()
    reports = (document for document in documents if document.kind == "report")
    claims = [_claim(document, imprint, file_text.facts.title or "") for document in reports]
    decided = [claim.match for claim in claims if claim.decides]
    if len(decided) == 1:
        return Recognition(decided[0])
    return Recognition(None, tuple(claim.match for claim in claims if claim.proposes))


@dataclass(frozen=True, slots=True)
class _Claim:
    """That a file is one report, and whether its words decide or propose it."""

    match: Match
    decides: bool
    proposes: bool


def _claim(document: Document, imprint: Imprint, stated_title: str) -> _Claim:
    cover = imprint.cover
    known = _known_words(document, cover)
    has_unknown = bool(unknown_words(cover, known))
    # What stands behind the cover of another work is cited there.
    is_titled = _find_title(document, cover, known) is not None or not has_unknown
    zones = imprint.front + imprint.colophons if is_titled else imprint.front[:1]
    isbns = {k: v for zone in zones for k, v in zone.own_isbns(known).items()}
    numbers = {k: v for zone in reversed(zones) for k, v in zone.own_numbers(known).items()}
    years = {year for zone in zones for year in zone.own_years(known)} | {n.year for n in numbers}

    wanted_isbn = next(iter(find_isbns(document.isbn or "")), "")
    wanted = next(iter(find_series(document.series or "")), None)
    isbn = isbns.get(wanted_isbn)
    series = next((text for n, text in numbers.items() if wanted and wanted.agrees(n)), None)
    printed = "\n".join(zone.text for zone in zones)
    title = _find_title(document, printed, known)
    # A template keeps the title of the work it was first used for: a number must agree as well.
    if title is None and (isbn or series):
        title = _find_title(document, stated_title, known)
    authors = find_authors(printed, document)
    named = len(authors) / max(1, len(document.authors))
    year = str(document.year) if document.year in years else None
    evidence = {"isbn": isbn, "series": series, "title": title}
    evidence |= {"authors": ", ".join(authors), "year": year}

    # Two institutes may publish a report together, each with a number of its own.
    is_other_number = wanted is not None and any(
        not wanted.agrees(n) and (not series or n.publisher == wanted.publisher) for n in numbers
    )
    is_other_isbn = bool(isbns and wanted_isbn) and not isbn and not series
    if isbn or series:
        in_colophon = any(
            isbn in zone.own_isbns(known).values() or series in zone.own_numbers(known).values()
            for zone in zones
            if zone.colophon
        )
        decides = in_colophon or _is_own_cover(cover, known)
        proposes = True
    else:
        decides = named >= 2 / 3 and year is not None and not has_unknown and not _DAY.search(cover)
        proposes = title is not None and (named >= 1 / 2 or year is not None)
    return _Claim(
        Match(document.id, tuple((name, value) for name, value in evidence.items() if value)),
        decides and title is not None and not is_other_number and not is_other_isbn,
        proposes,
    )


def _is_own_cover(cover: str, known: frozenset[str]) -> bool:
    """Return whether each line of a cover is the report's, who paid, or a stamp in front of it.

    A stamp has a number. "Kort om" above the title, "Tilleggstabeller 2018" below it are of another
    work.
    """
    first, *rest = join_hyphenated(cover).strip().split("\n")
    lines = rest if re.search(r"\d", first) else [first, *rest]
    return all(is_own_line(line, known) or "oppdrag" in line.casefold() for line in lines)


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
