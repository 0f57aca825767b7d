"""Find a report of the catalogue in Kudos: by its title, and by its authors or year."""

import re
import unicodedata

from rapidfuzz.fuzz import ratio

from ingest.errors import KudosLacks, KudosOther, KudosWithoutPdf
from ingest.fetch.kudos import Kudos, KudosDocument
from ingest.records import Document

MIN_TITLE_RATIO = 95.0
"""How alike two titles must be, of 100: a letter may be wrong, not a word."""

MAX_SEEN = 50
"""Documents of an answer that are looked at; one of this title is among the first."""

_DASH = re.compile(r"\s[-–—]\s")


def find_report(kudos: Kudos, report: Document) -> tuple[KudosDocument, ...]:
    """Return the documents of Kudos that are this report and have a PDF; most often one.

    The title must agree, and the authors or the year; nothing that Kudos says may disagree. A
    document whose title only begins as the report's must agree in both.

    Raises:
        KudosLacks: no document has this title.
        KudosOther: one has, by others or of another year.
        KudosWithoutPdf: the report is there, without a PDF that can be checked.
        FetchError: Kudos cannot be asked.
    """
    title = _DASH.split(report.title)[0]
    hits = kudos.search(" ".join(_words(title)), MAX_SEEN)
    named = [each for each in hits.documents if _title_agrees(each, report) is not None]
    if not named:
        raise KudosLacks(address=kudos.api, what=report.title)
    same = [each for each in named if is_report(each, report)]
    if not same:
        other = named[0]
        makers = ", ".join((*other.authors, *other.publishers, str(other.year or "")))
        raise KudosOther(address=kudos.api, title=other.title, makers=makers.strip(", ") or "–")
    complete = (kudos.complete(each) for each in same)
    usable = tuple(each for each in complete if each.pdf is not None)
    if not usable:
        raise KudosWithoutPdf(address=kudos.api, title=same[0].title)
    return usable


def is_report(found: KudosDocument, report: Document) -> bool:
    """Return whether a document of Kudos is the report, by title, authors and year."""
    is_whole_title = _title_agrees(found, report)
    agreeing = (_authors_agree(found, report), _year_agrees(found, report))
    if is_whole_title is None or False in agreeing:
        return False
    return any(agreeing) if is_whole_title else all(agreeing)


def _title_agrees(found: KudosDocument, report: Document) -> bool | None:
    """Return True for the report's title, False for one that begins as it, None for another."""
    words, head = _words(found.title), _words(_DASH.split(report.title)[0])
    with_subtitle = f"{report.title} {report.subtitle or ''}"
    if any(_alike(words, form) for form in (head, _words(report.title), _words(with_subtitle))):
        return True
    return False if words[: len(head)] == head else None


def _alike(words: list[str], form: list[str]) -> bool:
    digits = [word for word in words if word.isdigit()]
    return digits == [word for word in form if word.isdigit()] and (
        ratio(" ".join(words), " ".join(form)) >= MIN_TITLE_RATIO
    )


def _authors_agree(found: KudosDocument, report: Document) -> bool | None:
    """Return whether an author of the report is named, or None if no person is."""
    named = {word for author in found.authors for word in _words(author)}
    makers = {word for word in (report.publisher or "").split() if word.isupper()}
    if not named or not report.authors or named & {word.casefold() for word in makers}:
        return None
    return any(_words(re.sub(r"\(.*?\)", "", author))[-1] in named for author in report.authors)


def _year_agrees(found: KudosDocument, report: Document) -> bool | None:
    if found.year is None or report.year is None:
        return None
    return found.year == report.year


def _words(text: str) -> list[str]:
    """Return the words of a text, in small letters, without its marks."""
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())
