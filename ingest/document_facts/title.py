"""The title of a document, from its cover if its own fields do not give one."""

import re
from pathlib import PurePath

from ingest.document_facts.cover import (
    MAX_TITLE_CHARS,
    Cover,
    begins_text,
    is_noise,
    is_period,
    without_letterhead,
)
from ingest.document_facts.dates import DATE, PERIOD
from ingest.document_facts.kind import case_words
from ingest.document_facts.kind_words import has_kind_noun, is_kind_noun, plan_noun
from ingest.document_facts.patterns import pattern
from ingest.document_facts.told import Told
from ingest.norwegian.municipalities import mentioned_municipalities, municipality_names
from ingest.reading.file_text import FileText

_MAX_TITLE_LINES = 4
_GLUED_CASE_TITLE = rf"{DATE}\s+([^|\n]{{8,150}}?)\s+(?:<<officials>>\s+(?:si\s+)?)?<<case_body>>"
_MIN_WORD_CHARS = 3
_OPEN_END = r"(?:[-\u2013\u2014:,&]|\b<<connecting>>)$"
_HYPHENATED = re.compile(r"[^\W\d_]-$")
_CASE_TITLE = r"^(?:<<case_titles>>\s*:|<<case_numbers>>\s*\d+/\d+\s*[-\u2013:]?)\s*(\S.{5,})$"
_PAPER_IN_FRONT = (
    r"^(?i:<<papers>>)\s*[:\u2013\u2014-]?\s+(?=[A-Z\u00c6\u00d8\u00c5][a-z\u00e6\u00f8\u00e5])"
)
"""A title in capitals goes on with another: "RAPPORT OM BOLIGBEHOV" is one."""
_SITE_BEHIND = re.compile(r"\s*\|\s*|\s+[\u2013\u2014-]\s+")
_UNREADABLE_NAME = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{20,}|[\W\d_]+", re.IGNORECASE)


def tell_title(file_text: FileText, cover: Cover, name: str) -> Told:
    """Return the title that the file's fields give, else its cover, else its name.

    A title in the fields counts if the first pages have its words: a template keeps the title of
    the work that it was first used for. If the cover has more of the same title, that counts.
    """
    stated = _stated_title(file_text)
    is_case = case_words(file_text) is not None
    printed = _case_title(file_text, cover) if is_case else _printed_title(cover)
    if stated and not _says_more(printed or "", stated):
        return Told(stated, stated)
    if printed:
        return Told(_readable(printed), printed)
    heading = next((h.title for h in file_text.headings if not begins_text(h.title)), None)
    if heading:
        return Told(heading, heading)
    stem = PurePath(name).stem.strip()
    is_readable = not _UNREADABLE_NAME.fullmatch(stem) and " " not in stem
    return Told((re.sub(r"[_-]+", " ", stem).strip() if is_readable else stem) or name, name)


def _says_more(printed: str, stated: str) -> bool:
    """Return whether a cover has the title of the fields, and its period or kind as well."""
    if _folded(stated) not in _folded(printed):
        return False
    has_more_kind = plan_noun(printed) is not None and not has_kind_noun(stated)
    return has_more_kind or bool(re.search(PERIOD, printed) and not re.search(PERIOD, stated))


def _stated_title(file_text: FileText) -> str | None:
    """Return the title in the file's fields, without the name of a site or municipality behind."""
    stated = file_text.facts.title
    if not stated or is_kind_noun(stated) or is_noise(stated):
        return None
    head, *rest = _SITE_BEHIND.split(stated)
    if rest and len(head) > _MIN_WORD_CHARS and list(mentioned_municipalities(rest[-1])):
        stated = stated[: stated.rindex(rest[-1])].rstrip(" |\u2013\u2014-")
    stated = without_letterhead(stated) or stated
    words = [w for w in _folded(stated).split() if len(w) >= _MIN_WORD_CHARS]
    front = f" {_folded(' '.join(page.text for page in file_text.pages[:3]))} "
    found = sum(f" {word} " in front for word in words)
    return stated if 3 * found >= 2 * len(words) else None


def _printed_title(cover: Cover) -> str | None:
    lines = cover.title_lines
    if not lines:
        return None
    start = next((n for n, line in enumerate(cover.title_lines) if line in cover.headings), 0)
    title = lines[start]
    for line in lines[start + 1 : start + _MAX_TITLE_LINES]:
        joined = (
            title[:-1] + line
            if _HYPHENATED.search(title) and line[0].islower()
            else f"{title} {line}"
        )
        if len(joined) > MAX_TITLE_CHARS or not _goes_on(title, line):
            break
        title = joined
    return title


def _case_title(file_text: FileText, cover: Cover) -> str | None:
    """Return the title of a case behind its label, its number or the date of the meeting.

    "PS 23/45 Boligplan for unge", "29.03.2023 Boligplan for unge Rådmannens forslag til vedtak".
    """
    front = "\n".join(page.text for page in file_text.pages[:2])
    labelled = pattern(_CASE_TITLE, re.IGNORECASE | re.MULTILINE).search(front)
    if labelled:
        return labelled[1].strip()
    glued = pattern(_GLUED_CASE_TITLE).search(front)
    if glued is None and not cover.title_lines:
        return None
    title = glued[1].strip() if glued else cover.title_lines[-1]
    # What kind of paper it is may stand above the title as if it began it.
    return pattern(_PAPER_IN_FRONT, 0).sub("", title)


def _goes_on(title: str, line: str) -> bool:
    """Return whether the title goes on in the next line of the cover."""
    return bool(
        is_period(line)
        or line[0].islower()
        or pattern(_OPEN_END).search(title)
        or is_kind_noun(title)
        or pattern("<<plan_parts>>").match(line)
        or (plan_noun(line) is not None and not has_kind_noun(title))
    )


def _readable(title: str) -> str:
    """Return a title in capitals in small letters, but for its first and those of places."""
    letters = [letter for letter in title if letter.isalpha()]
    if not letters or not all(letter.isupper() for letter in letters) or " " not in title:
        return title
    small = title[0] + title[1:].lower()
    for name in municipality_names():
        if name.upper() in title:
            small = re.sub(rf"(?<!\w){re.escape(name.lower())}(?!\w)", name, small)
    return small


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
