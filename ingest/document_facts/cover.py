"""The cover of a document: its first lines, apart from letterhead, dates and the text behind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.document_facts.dates import DATE, PERIOD
from ingest.document_facts.patterns import pattern
from ingest.norwegian.municipalities import known_municipality, mentioned_municipalities
from ingest.reading.file_text import FileText
from ingest.reading.list_and_table_marks import BULLET, CELL

MAX_LINES = 25
MAX_TITLE_CHARS = 150
_MAX_PAGES = 3  # a cover may be a picture, and the words of one stand on the pages behind it
_MAX_LINE_WORDS, _MAX_SENTENCE_WORDS = 18, 7  # a longer line is running text
_MIN_SENTENCE_WORDS = 3
_SENTENCE_END = re.compile(r"[^\W\d_]{3}[.!?](?:\s|$)")
_LEADERS = re.compile(r"[.\u2026]{4,}|(?:\. ){4,}|\u2026\s*\d+$")
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?|[a-z]\))\s+\S")
_HEAD_PARTS = re.compile(r"\s+[\u2022|\u00b7\u2013-]\s+|\n|\t")
_PERIOD = re.compile(rf"(?:for\s+perioden\s+)?{PERIOD}", re.IGNORECASE)
_BODY = r"(?:\d{1,2}(?:\.\d{1,2})*\.?\s+)?<<body>>\b(?:\W+\w+){0,2}\W*"
_CASE_BODY = r".{0,40}\b<<case_body>>"
_NOISE = (
    r"<<labels>>\b[\s.:]*.*|(?:sist\s+)?<<adopted>>\b.*|<<papers>>(?:\s*\d*)"
    r"|<<numbered>>\s*[\d/:-]+|\S+@\S+|[\W\d_]+|<<letterheads>>"
)
_ADOPTION_BEHIND = r"[\s,.(\u2013-]*\b<<adopted>>\s+(?:av|i|by|\d).*"
_LABEL_BEHIND = r"\s+(?:<<labels>>\s*:|<<publishers>>\s|<<numbered>>\s*[\d/:-]+).*"
_LISTED = re.compile(r"(?<=kommune)\s+(?:og|and)$", re.IGNORECASE)
_GLUED_YEAR = re.compile(r"(?<=[^\W\d_])(?=(?:19|20)\d\d)")


@dataclass(frozen=True, slots=True)
class Cover:
    """The lines of a cover.

    `lines` are all of them, as far as the text; `title_lines` those that can be of the title, and
    `headings` those of the lines that the file itself has as headings.
    """

    lines: tuple[str, ...]
    title_lines: tuple[str, ...]
    headings: frozenset[str]

    @property
    def text(self) -> str:
        """Return all lines."""
        return "\n".join(self.lines)


def read_cover(file_text: FileText) -> Cover:
    """Return the first lines of a file, those of its first pages if nothing is on the first.

    If they have no title, the running heads may.
    """
    lines: list[str] = []
    title_lines: list[str] = []
    headings = {heading.title for heading in file_text.headings if heading.page <= _MAX_PAGES}
    for page in file_text.pages[:_MAX_PAGES]:
        for line in _front_lines(page.text, is_first=page is file_text.pages[0]):
            lines.append(line)
            if not is_noise(line) and not is_noise(rest := without_letterhead(line)):
                title_lines.append(rest)
        if title_lines:
            break
    if not title_lines:
        heads = (left.text for left in file_text.left_out if left.reason == "running_head")
        parts = (
            part.strip(" \t\n0123456789") for head in heads for part in _HEAD_PARTS.split(head)
        )
        title_lines = [part for part in parts if part and not is_noise(part)][:1]
    return Cover(tuple(lines), tuple(filter(None, title_lines)), frozenset(headings))


def is_noise(line: str) -> bool:
    """Return whether a line of a cover is of no title: letterhead, date, label, kind of paper."""
    if _PERIOD.fullmatch(line):
        return False
    return (
        CELL in line
        or pattern(_NOISE).fullmatch(line) is not None
        or _is_letterhead(line)
        or _is_date(line)
    )


def begins_text(heading: str) -> bool:
    """Return whether a heading is of the contents, the foreword or the first chapter."""
    return pattern(_BODY).fullmatch(heading) is not None


def is_period(line: str) -> bool:
    """Return whether a line is the period of a plan and nothing else."""
    return _PERIOD.fullmatch(line) is not None


def is_date_line(line: str) -> bool:
    """Return whether a line of a cover is a date, with a place in front or not."""
    return _is_date(line)


def _front_lines(text: str, is_first: bool) -> Iterator[str]:
    """Yield the lines of a page as far as a list of contents, a chapter or running text."""
    for number, line in enumerate(map(str.strip, text.split("\n"))):
        begins = is_first and not number
        is_text = _is_text(line, begins)
        is_chapter = _LEADERS.search(line) or (number and _NUMBERED.match(line))
        is_body = is_chapter or pattern(_BODY).fullmatch(line) or pattern(_CASE_BODY).match(line)
        if number >= MAX_LINES or (is_text and not begins) or is_body or line.startswith(BULLET):
            return
        if is_text:
            yield from _first_words(line)
            return
        if line:
            yield line


def _is_text(line: str, begins: bool) -> bool:
    """Return whether a line is running text; one that begins a file may be a title with a stop."""
    words = len(line.split())
    ends = line.endswith((".", "!", "?")) and words > _MAX_SENTENCE_WORDS
    ends = ends or (line.endswith(".") and words >= _MIN_SENTENCE_WORDS and not begins)
    return ends or (words > _MAX_LINE_WORDS and _SENTENCE_END.search(line) is not None)


def _first_words(line: str) -> Iterator[str]:
    """Yield the title that a first line begins with, if the text behind it is on the same line."""
    front = line[:MAX_TITLE_CHARS]
    if period := re.search(PERIOD, front):
        yield line[: period.end()]
    elif (body := pattern(r"\s<<body>>").search(front)) and body[0].strip()[0].isupper():
        yield line[: body.start()]


def without_letterhead(line: str) -> str:
    """Return a line without the municipality, labels and adoption that stand in one with a title.

    A reader of a PDF joins the lines of a cover that have one size. A municipality that belongs to
    the title stays: "Boligplan for Lier kommune", "Lier kommunes boligplan".
    """
    text = _GLUED_YEAR.sub(" ", line)
    for behind in (_ADOPTION_BEHIND, _LABEL_BEHIND):
        text = pattern(behind).sub("", text)
    for mention in reversed(list(mentioned_municipalities(text))):
        before, after = text[: mention.start].rstrip(" ,"), text[mention.end :].lstrip()
        before = _LISTED.sub("", before)
        goes_on = before and not (not after or _PERIOD.match(after))
        if goes_on or pattern(r"\b<<connecting>>$").search(before) or after[:1].islower():
            continue
        text = f"{before} {after}".strip()
    return text.strip(" ,")


def _is_letterhead(line: str) -> bool:
    """Return whether a line has only the name of a municipality, or of several."""
    rest = line
    for mention in mentioned_municipalities(line):
        rest = rest.replace(mention.printed, "")
    if rest != line and not re.sub(r"\b(?:og|i)\b|[\W\d_]", "", rest):
        return True
    return known_municipality(line) is not None


def _is_date(line: str) -> bool:
    date = rf"(?:[^\W\d_][^\W\d_ ]{{1,20}},?\s+)?(?:den\s+|datert\s+)?{DATE}\.?"
    return pattern(date).fullmatch(line) is not None
