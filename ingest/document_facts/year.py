"""The year of a document: of its adoption, its case or its publication, and never of its file."""

import re
from collections.abc import Iterator, Sequence

from ingest.document_facts.cover import Cover, is_date_line
from ingest.document_facts.dates import DATE, PERIOD, year_in
from ingest.document_facts.kind_words import plan_noun
from ingest.document_facts.patterns import pattern
from ingest.document_facts.told import Told
from ingest.reading.file_text import FileText, Page
from ingest.recognition.identifiers import find_series

_FRONT_PAGES = 3
_OPENING_CHARS = 500
_TO_DATE = rf"\b[^\n]{{0,80}}?({DATE})"
_ON_COVER = rf"(<<auxiliary>>\s+)?\b<<adopted>>{_TO_DATE}"
_IN_FRONT = rf"(?:^|(?<=[.:!] ))(?:<<this_plan>> [^\n.]{{0,30}})?\b<<adopted>>{_TO_DATE}"
_IN_NAME = r"<<adopted>>.{0,40}?(?<!\d)\d{2}\.?\d{2}\.?(20\d\d)(?!\d)"
_CASE_DATE = (
    rf"\b<<case_dates>>\s*[:|]\s*({DATE})|\b(?!dato\b)<<case_dates>>[ \t]+({DATE})"
    rf"|(?:^|\|)\s*({DATE})(?=\s*(?:$|\|))"
)
"""A label of a case needs no colon: "Utskriftsdato 14.05.2024". A bare "dato" does."""
_COPYRIGHT = r"\u00a9[^\n]{0,60}?\b((?:19|20)\d\d)\b"
_NUMBERED = (
    r"\b\w*(?:rapport|notat|report)[\s:nr.]*"
    r"(?:\d{1,3}[/-]((?:19|20)\d\d)|((?:19|20)\d\d)[:/-]\d{1,3})\b"
)
_IN_TITLE = re.compile(
    r"(?<!\bmot )(?<!\btil )(?<!\binnen )(?<![\d\u2013-])((?:19|20)\d\d)(?![\d\u2013-])"
)
"""A year in a title, but for one that the work looks ahead to: "Boliger mot 2040"."""


def tell_year(file_text: FileText, cover: Cover, name: str, title: str, kind: str) -> Told | None:
    """Return the year that the document dates itself with, the surest first; None if it does not.

    The start of a plan's period is its year if it says nothing better. The year in which a PDF was
    made counts only if the front pages print it too, as a date of their own.
    """
    return next(_years(file_text, cover, name, title, kind), None)


def _years(file_text: FileText, cover: Cover, name: str, title: str, kind: str) -> Iterator[Told]:
    front = [page.text for page in file_text.pages[:_FRONT_PAGES]]
    yield from _adoptions(cover.text, front, file_text.pages[_FRONT_PAGES:][-1:])
    if found := pattern(_IN_NAME).search(name.replace("_", " ")):
        yield Told(int(found[1]), name)
    if front and (found := pattern(_CASE_DATE, re.IGNORECASE | re.MULTILINE).search(front[0])):
        date = next(filter(None, found.groups()))
        yield Told(year_in(date), found[0].strip(" |"))
    yield from _publications(cover, "\n".join(front))
    if file_text.kind != "pdf" and file_text.facts.year:
        yield Told(file_text.facts.year)
    if kind == "plan" or plan_noun(title):
        periods = (found for text in (cover.text, name) for found in re.finditer(PERIOD, text))
        yield from (Told(int(found[1]), found[0]) for found in periods)
    if not re.search(PERIOD, title) and (found := _IN_TITLE.search(title)):
        yield Told(int(found[1]), found[0])


def _adoptions(cover: str, front: Sequence[str], last: Sequence[Page]) -> Iterator[Told]:
    """Yield the years in which the document was adopted, those of its cover first."""
    # "Samfunnsdelen ble vedtatt" tells of another document; a title may be glued to its adoption.
    on_cover = [found for found in pattern(_ON_COVER).finditer(cover) if not found[1]]
    opening = pattern(_ON_COVER).finditer("\n".join(front)[:_OPENING_CHARS])
    on_cover += [found for found in opening if not found[1] and found[0][0].isupper()]
    yield from _latest([(found[2], found[0]) for found in on_cover])
    edges = "\n".join((*front, *(page.text for page in last)))
    in_front = pattern(_IN_FRONT, re.IGNORECASE | re.MULTILINE).finditer(edges)
    yield from _latest([(found[1], found[0]) for found in in_front if found[0][0].isupper()])


def _publications(cover: Cover, front: str) -> Iterator[Told]:
    """Yield the years in which a report was published: its date, its number, its copyright."""
    for line in cover.lines:
        if is_date_line(line) and (date := pattern(DATE).search(line)):
            yield Told(year_in(date[0]), line)
    yield from (Told(number.year, text) for number, text in find_series(cover.text).items())
    for template, text in ((_NUMBERED, cover.text), (_COPYRIGHT, front)):
        if found := pattern(template).search(text):
            yield Told(int(next(filter(None, found.groups()))), found[0])


def _latest(dates: Sequence[tuple[str, str]]) -> Iterator[Told]:
    """Yield the latest date: a plan that was adopted may have been revised since."""
    if dates:
        date, words = max(dates, key=lambda each: year_in(each[0]))
        yield Told(year_in(date), words.strip())
