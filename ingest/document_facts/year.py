"""The year of a document: of its adoption, its case or its publication, and never of its file."""

import re
from collections.abc import Iterator, Sequence

from ingest.document_facts.cover import Cover, is_date_line
from ingest.document_facts.dates import DATE, year_in
from ingest.document_facts.kind_words import plan_noun
from ingest.document_facts.told import Told
from ingest.reading.file_text import FileText, Page
from ingest.recognition.identifiers import find_series

_FRONT_PAGES = 3
_ADOPTED = "vedtatte?|vedteke[nt]?|vedtekne|vedtak|godkjent|fastsatt|revidert|rullert|adopted"
_ON_COVER = re.compile(
    rf"(?<!ble )(?<!er )(?<!blei )(?<!vart )\b(?:{_ADOPTED})\b[^\n]{{0,80}}?({DATE})", re.IGNORECASE
)
_CAPITAL = re.compile(rf"\b(?:Vedtatt|VEDTATT|Vedteke[nt]?|Godkjent)\b[^\n]{{0,80}}?((?i:{DATE}))")
_OPENING_CHARS = 500
_IN_FRONT = re.compile(
    rf"(?:^|(?<=[.:!] ))(?:(?:Denne |[Pp]lanen |[Ss]trategien |[Tt]emaplanen |[Hh]andlingsplanen )"
    rf"[^\n.]{{0,30}})?\b(?:{_ADOPTED})\b[^\n]{{0,80}}?({DATE})",
    re.IGNORECASE | re.MULTILINE,
)
_IN_NAME = re.compile(
    r"(?:vedt\w*|revidert|godkjent).{0,40}?(?<!\d)\d{2}\.?\d{2}\.?(20\d\d)(?!\d)", re.I
)
_CASE_DATE = re.compile(
    rf"(?:(?:møte|saks|utskrifts)?dato\s*[:|]?|\|)\s*({DATE})(?=\s*(?:$|\|))",
    re.IGNORECASE | re.MULTILINE,
)
_COPYRIGHT = re.compile(r"\u00a9[^\n]{0,60}?\b((?:19|20)\d\d)\b")
_NUMBERED = re.compile(
    r"\b\w*(?:rapport|notat|report)[\s:nr.]*"
    r"(?:\d{1,3}[/-]((?:19|20)\d\d)|((?:19|20)\d\d)[:/-]\d{1,3})\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(r"\b(20\d\d)\s*[-\u2013\u2014]\s*(?:20\d\d|\d\d)\b")
_IN_TITLE = re.compile(r"(?<![\d\u2013-])((?:19|20)\d\d)(?![\d\u2013-])")


def tell_year(file_text: FileText, cover: Cover, name: str, title: str, kind: str) -> Told | None:
    """Return the year that the document dates itself with, the surest first; None if it does not.

    The start of a plan's period is its year if it says nothing better. The year in which a PDF was
    made counts only if the front pages print it too, as a date of their own.
    """
    return next(_years(file_text, cover, name, title, kind), None)


def _years(file_text: FileText, cover: Cover, name: str, title: str, kind: str) -> Iterator[Told]:
    front = [page.text for page in file_text.pages[:_FRONT_PAGES]]
    yield from _adoptions(cover.text, front, file_text.pages[_FRONT_PAGES:][-1:])
    if found := _IN_NAME.search(name.replace("_", " ")):
        yield Told(int(found[1]), name)
    if found := _CASE_DATE.search(front[0] if front else ""):
        yield Told(year_in(found[1]), found[0].strip(" |"))
    yield from _publications(cover, "\n".join(front))
    if file_text.kind != "pdf" and file_text.facts.year:
        yield Told(file_text.facts.year)
    if kind == "plan" or plan_noun(title):
        yield from (
            Told(int(p[1]), p[0]) for text in (cover.text, name) for p in _PERIOD.finditer(text)
        )
    if not _PERIOD.search(title) and (found := _IN_TITLE.search(title)):
        yield Told(int(found[1]), found[0])


def _adoptions(cover: str, front: Sequence[str], last: Sequence[Page]) -> Iterator[Told]:
    """Yield the years in which the document was adopted, those of its cover first."""
    yield from _latest(_ON_COVER.finditer(cover))
    # A title may be glued to what follows it.
    yield from _latest(_CAPITAL.finditer("\n".join(front)[:_OPENING_CHARS]))
    edges = [*front, *(page.text for page in last)]
    yield from _latest(_IN_FRONT.finditer("\n".join(edges)))


def _publications(cover: Cover, front: str) -> Iterator[Told]:
    """Yield the years in which a report was published: its date, its number, its copyright."""
    for line in cover.lines:
        if is_date_line(line) and (date := re.search(DATE, line, re.IGNORECASE)):
            yield Told(year_in(date[0]), line)
    yield from (Told(number.year, text) for number, text in find_series(cover.text).items())
    for pattern, text in ((_NUMBERED, cover.text), (_COPYRIGHT, front)):
        if found := pattern.search(text):
            yield Told(int(next(filter(None, found.groups()))), found[0])


def _latest(matches: Iterator[re.Match[str]]) -> Iterator[Told]:
    """Yield the latest date: a plan that was adopted may have been revised since."""
    found = [Told(year_in(match[1]), match[0].strip()) for match in matches]
    if found:
        yield max(found, key=lambda told: told.value)
