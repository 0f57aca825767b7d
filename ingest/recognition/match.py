"""Recognise which report of the catalogue a file is.

A report that is missed costs the user one `--as ID`; a false match puts the sentences of another
work under the name of a report. So a mere mention is not evidence (`imprint.py`, `titles.py`), and
a number or year that disagrees outweighs a title that agrees.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from ingest.errors import FileAmbiguous
from ingest.reading.file_text import FileText
from ingest.recognition.identifiers import SeriesNumber, find_series, isbn13
from ingest.recognition.imprint import Imprint, normalise_for_matching, read_imprint
from ingest.recognition.titles import (
    MAX_UNKNOWN_WORDS,
    MIN_NUMBERED_TITLE_RATIO,
    MIN_TITLE_RATIO,
    find_authors,
    find_subtitle,
    find_title,
    is_title,
    same_title,
    unknown_on,
)
from ingest.records import Document

_MIN_LANGUAGE_WORDS = 300  # the language of a longer text is certain
_NORWEGIAN_ISBN = "97882"  # how the ISBN of a Norwegian publisher begins


@dataclass(frozen=True, slots=True)
class Match:
    """The report of the catalogue that a file is, and the evidence for it.

    `evidence` are the fields that agree, with the words of the file: ("isbn", "978-82-...").
    """

    document_id: str
    evidence: tuple[tuple[str, str], ...]


class _Strength(IntEnum):
    """How strong the evidence for one report is; a stronger claim beats a weaker one."""

    TITLE = 1
    """Little more than the title agrees."""

    TITLE_AND_AUTHORS = 2
    """The title and nearly all authors agree, and the subtitle or year and publisher."""

    NUMBER = 3
    """An ISBN or series number agrees, and the title or authors."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """The evidence of a file for one report.

    `contradicted` is whether a number or year of the file disagrees. `behind_other_cover` is
    whether the title is on a page behind the cover of another work.
    """

    document: Document
    strength: _Strength
    evidence: tuple[tuple[str, str], ...]
    contradicted: bool
    behind_other_cover: bool


def match_report(file_text: FileText, documents: Sequence[Document]) -> Match | None:
    """Return which report among `documents` the text is, or None if it is another work.

    Raises:
        FileAmbiguous: several reports are as likely; `file` is empty, as a file text has no name.
    """
    imprint = read_imprint(file_text)
    english = file_text.quality.language == "en" and file_text.quality.words > _MIN_LANGUAGE_WORDS
    if imprint.other_work or english:
        return None
    reports = [document for document in documents if document.kind == "report"]
    claims = [c for report in reports if (c := _best_claim(report, imprint, file_text)) is not None]
    good = [claim for claim in claims if not claim.contradicted]
    if all(claim.behind_other_cover for claim in good):
        good = []
    strongest = max((claim.strength for claim in good), default=0)
    ids = [claim.document.id for claim in good if claim.strength == strongest]
    if not ids:
        # The title may be one report's and the series number another's.
        numbered = [r.id for r in reports if _series(r, imprint)]
        ids = [claim.document.id for claim in claims] + numbered if claims and numbered else []
    if len(set(ids)) > 1:
        raise FileAmbiguous(file="", reports=", ".join(dict.fromkeys(ids)))
    chosen = next((claim for claim in good if claim.document.id in ids), None)
    return Match(chosen.document.id, chosen.evidence) if chosen else None


def _best_claim(document: Document, imprint: Imprint, file_text: FileText) -> _Claim | None:
    """Return the claim for the title in the catalogue, or for its first half if there is none.

    On the source page the titles of some reports have the subtitle after a dash.
    """
    claim = _claim(document, imprint, file_text)
    head, dash, tail = document.title.partition(" - ")
    if claim or not dash:
        return claim
    return _claim(replace(document, title=head, subtitle=tail), imprint, file_text)


def _claim(document: Document, imprint: Imprint, file_text: FileText) -> _Claim | None:
    isbn = imprint.isbns.get(isbn13(document.isbn or "") or "")
    series = _series(document, imprint)
    numbered = isbn is not None or series is not None
    title, behind_other_cover = _find_title(document, imprint, file_text, numbered)
    printed = "\n".join(zone.text for zone in imprint.zones)
    authors = find_authors("\n".join((printed, *file_text.facts.authors)), document)
    has_half_of_authors = bool(authors) and 2 * len(authors) >= len(document.authors)
    has_most_authors = bool(authors) and 3 * len(authors) >= 2 * len(document.authors)
    has_subtitle = any(find_subtitle(zone, document) for zone in imprint.zones)
    year = document.year if document.year in imprint.years else None
    publisher = _publisher(document, printed)
    has_colophon = any(zone.colophon for zone in imprint.zones)
    if numbered and (title or (has_half_of_authors and has_colophon)):
        strength = _Strength.NUMBER
    elif title and _is_cover(document, imprint):
        # Slides, articles and surveys have the title too; a report in a series prints its number.
        has_facts = bool(year and publisher)
        unnumbered = document.series is None and document.isbn is None
        title_enough = not document.subtitle and (has_facts or has_most_authors)
        if has_most_authors and (has_subtitle or has_facts):
            strength = _Strength.TITLE_AND_AUTHORS
        elif has_most_authors and imprint.series:
            strength = _Strength.TITLE  # contradicted, unless the catalogue has no number for it
        elif unnumbered and (has_subtitle or title_enough):
            strength = _Strength.TITLE
        else:
            return None
    else:
        return None
    evidence = (
        ("isbn", isbn),
        ("series", series),
        ("title", title),
        ("subtitle", document.subtitle if has_subtitle else None),
        ("authors", ", ".join(authors)),
        ("year", str(year) if year else None),
        ("publisher", publisher),
    )
    agreeing = tuple((name, value) for name, value in evidence if value)
    contradicted = _is_contradicted(document, imprint, isbn, series)
    return _Claim(document, strength, agreeing, contradicted, behind_other_cover)


def _is_cover(document: Document, imprint: Imprint) -> bool:
    """Return whether the cover can be the report's: no text, no date, no unknown words."""
    return (
        unknown_on(imprint.zones[0], document) <= MAX_UNKNOWN_WORDS
        and not imprint.has_date
        and all(is_title(sentence, document) for sentence in imprint.sentences)
    )


def _find_title(
    document: Document, imprint: Imprint, file_text: FileText, numbered: bool
) -> tuple[str | None, bool]:
    """Return the title as the file has it, and whether it is behind the cover of another work.

    `numbered` is whether an ISBN or series number of the file agrees.
    """
    min_ratio = MIN_NUMBERED_TITLE_RATIO if numbered else MIN_TITLE_RATIO
    for number, zone in enumerate(imprint.zones):
        if title := find_title(zone, document, min_ratio):
            is_behind = number > 0 and not zone.colophon
            cover = imprint.zones[0]
            return title, is_behind and unknown_on(cover, document) > MAX_UNKNOWN_WORDS
    # A template keeps the title of the work it was first used for, so a number must agree as well.
    title = file_text.facts.title
    return title if title and numbered and same_title(title, document) else None, False


def _series_number(document: Document) -> SeriesNumber | None:
    return next((mention.value for mention in find_series(document.series or "")), None)


def _series(document: Document, imprint: Imprint) -> str | None:
    """Return the report's number in its series as the file has it, or None."""
    wanted = _series_number(document)
    if wanted is None:
        return None
    return next((text for number, text in imprint.series.items() if wanted.agrees(number)), None)


def _is_contradicted(
    document: Document, imprint: Imprint, isbn: str | None, series: str | None
) -> bool:
    """Return whether a number or year that the file gives itself is not the report's."""
    is_norwegian = any(digits.startswith(_NORWEGIAN_ISBN) for digits in imprint.isbns)
    if imprint.isbns and not isbn and not is_norwegian:
        return True  # a translation
    if series:
        return False
    if imprint.series and _series_number(document):
        return True
    if isbn:
        return False
    if imprint.isbns and document.isbn:
        return True
    return bool(document.year and imprint.years and document.year not in imprint.years)


def _publisher(document: Document, printed: str) -> str | None:
    """Return the acronym or first word of the publisher that the front pages have, or None."""
    words = (document.publisher or "").replace("(", " ").replace(")", " ").replace(",", " ").split()
    printed_words = set(normalise_for_matching(printed).split())
    names = [word for word in words if word.isupper() and len(word) > 2] or words[:1]
    return next((name for name in names if normalise_for_matching(name) in printed_words), None)
