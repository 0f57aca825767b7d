"""Tell which report of the catalogue a file is.

A report that is missed costs the user one `--as ID`; a false match puts another work's sentences
under a report's name. So what a file merely mentions is not evidence (`imprint.py`, `titles.py`),
and a number or year that disagrees outweighs a title that agrees.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.errors import FileAmbiguous
from ingest.reading.file_text import FileText
from ingest.recognition.identifiers import SeriesNumber, find_series, isbn13
from ingest.recognition.imprint import Imprint, fold, read_imprint
from ingest.recognition.titles import (
    LOOSE,
    SURE,
    UNKNOWN,
    find_authors,
    find_subtitle,
    find_title,
    is_title,
    same_title,
    unknown_on,
)
from ingest.records import Document

_LONG_TEXT = 300  # words, from which the language of a text is sure
_NORWAY = "97882"  # the beginning of an ISBN that was given there


@dataclass(frozen=True, slots=True)
class Match:
    """Say that a file is a report of the catalogue, and by what.

    `evidence` are the fields that agree, with what the file says: ("isbn", "978-82-...").
    """

    document_id: str
    evidence: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Claim:
    """Weigh a file's evidence for one report; `strength` 3 has a number, 1 hardly a name.

    `inside` says that the title stands on a page behind the cover of another work.
    """

    document: Document
    strength: int
    evidence: tuple[tuple[str, str], ...]
    contradicted: bool
    inside: bool


def match_report(reading: FileText, documents: Sequence[Document]) -> Match | None:
    """Return the report among `documents` that was read, or None where it is another work.

    Raises:
        FileAmbiguous: more than one is as likely; its `file` is empty, as a reading has no name.
    """
    imprint = read_imprint(reading)
    english = reading.quality.language == "en" and reading.quality.words > _LONG_TEXT
    if imprint.other_work or english:
        return None
    reports = [document for document in documents if document.kind == "report"]
    claims = [c for report in reports if (c := _best_claim(report, imprint, reading)) is not None]
    good = [claim for claim in claims if not claim.contradicted]
    if all(claim.inside for claim in good):
        good = []
    strongest = max((claim.strength for claim in good), default=0)
    ids = [claim.document.id for claim in good if claim.strength == strongest]
    if not ids:
        # The title is one report's and the series number another's.
        numbered = [r.id for r in reports if _series(r, imprint)]
        ids = [claim.document.id for claim in claims] + numbered if claims and numbered else []
    if len(set(ids)) > 1:
        raise FileAmbiguous(file="", reports=", ".join(dict.fromkeys(ids)))
    chosen = next((claim for claim in good if claim.document.id in ids), None)
    return Match(chosen.document.id, chosen.evidence) if chosen else None


def _best_claim(document: Document, imprint: Imprint, reading: FileText) -> _Claim | None:
    """Return the claim for the title as it is catalogued, or for its first half where that fails.

    The source page has the subtitle of some reports behind a dash in the title.
    """
    claim = _claim(document, imprint, reading)
    head, dash, tail = document.title.partition(" - ")
    if claim or not dash:
        return claim
    return _claim(replace(document, title=head, subtitle=tail), imprint, reading)


def _claim(document: Document, imprint: Imprint, reading: FileText) -> _Claim | None:
    isbn = imprint.isbns.get(isbn13(document.isbn or "") or "")
    series = _series(document, imprint)
    numbered = isbn is not None or series is not None
    title, inside = _title(document, imprint, reading, LOOSE if numbered else SURE, numbered)
    printed = "\n".join(zone.text for zone in imprint.zones)
    authors = find_authors("\n".join((printed, *reading.facts.authors)), document)
    by_most = bool(authors) and 2 * len(authors) >= len(document.authors)
    by_nearly_all = bool(authors) and 3 * len(authors) >= 2 * len(document.authors)
    subtitled = any(find_subtitle(zone, document) for zone in imprint.zones)
    year = document.year if document.year in imprint.years else None
    publisher = _publisher(document, printed)
    in_colophon = any(zone.colophon for zone in imprint.zones)
    if numbered and (title or (by_most and in_colophon)):
        strength = 3
    elif title and _is_cover(document, imprint):
        # Slides, articles and surveys have the title too; a report of a series prints its number.
        facts = bool(year and publisher)
        unnumbered = document.series is None and document.isbn is None
        if by_nearly_all and (subtitled or facts):
            strength = 2
        elif by_nearly_all and imprint.series:
            strength = 1  # contradicted, unless the catalogue has no number for it
        elif unnumbered and (subtitled or (not document.subtitle and (facts or by_nearly_all))):
            strength = 1
        else:
            return None
    else:
        return None
    evidence = (
        ("isbn", isbn),
        ("series", series),
        ("title", title),
        ("subtitle", document.subtitle if subtitled else None),
        ("authors", ", ".join(authors)),
        ("year", str(year) if year else None),
        ("publisher", publisher),
    )
    told = tuple((name, value) for name, value in evidence if value)
    contradicted = _contradicted(document, imprint, isbn, series)
    return _Claim(document, strength, told, contradicted, inside)


def _is_cover(document: Document, imprint: Imprint) -> bool:
    """Say whether nothing on the cover is another work's: no sentences, no day, no other names."""
    return (
        unknown_on(imprint.zones[0], document) <= UNKNOWN
        and not imprint.day
        and all(is_title(sentence, document) for sentence in imprint.sentences)
    )


def _title(
    document: Document, imprint: Imprint, reading: FileText, least: float, numbered: bool
) -> tuple[str | None, bool]:
    """Return the title as the file has it, and whether it stands behind another work's cover."""
    cover = imprint.zones[0] if imprint.zones else None
    for zone in imprint.zones:
        if found := find_title(zone, document, least):
            behind = cover is not None and zone is not cover and not zone.colophon
            return found, behind and unknown_on(imprint.zones[0], document) > UNKNOWN
    # A template keeps the title of the work it was first used for: it needs a number beside it.
    own = reading.facts.title
    return own if own and numbered and same_title(own, document) else None, False


def _numbers(document: Document) -> SeriesNumber | None:
    return next((m.value for m in find_series(document.series or "")), None)


def _series(document: Document, imprint: Imprint) -> str | None:
    wanted = _numbers(document)
    if wanted is None:
        return None
    return next((text for own, text in imprint.series.items() if wanted.agrees(own)), None)


def _contradicted(
    document: Document, imprint: Imprint, isbn: str | None, series: str | None
) -> bool:
    """Say whether a number or year that the file gives itself is not the report's."""
    if imprint.isbns and not isbn and not any(n.startswith(_NORWAY) for n in imprint.isbns):
        return True  # a translation
    if series:
        return False
    if imprint.series and _numbers(document):
        return True
    if isbn:
        return False
    if imprint.isbns and document.isbn:
        return True
    return bool(document.year and imprint.years and document.year not in imprint.years)


def _publisher(document: Document, printed: str) -> str | None:
    """Return the acronym or only word by which the front pages name the publisher."""
    words = (document.publisher or "").replace("(", " ").replace(")", " ").replace(",", " ").split()
    there = set(fold(printed).split())
    acronyms = [w for w in words if w.isupper() and len(w) > 2] or words[:1]
    return next((word for word in acronyms if fold(word) in there), None)
