"""Find the table of contents of a plain text, and take it out of it.

It is one if its numbers rise and its titles stand as lines of their own further on.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.formats.plain_lines import PlainLine, letters_of, page_value, without
from ingest.reading.file_text import LeftOut

MIN_ENTRIES = 3
"""A table of contents has at least so many titles and so many page numbers."""

MIN_FOUND_SHARE = 0.6
"""Share of the titles that must stand further on: a title may be worded otherwise there."""

MAX_ENTRY_CHARS = 300

MAX_TITLE_CHARS, MAX_WRAPPED_LINES = 120, 4

_HEADING = re.compile(
    r"(?:innh[oa]ld(?:sfortegnelse|sliste|soversikt|sfortegning)?|(?:table of )?contents):?", re.I
)
_NUMBER = re.compile(r"\d{1,3}|[ivxl]{1,6}")
_LEADERS = re.compile(r"\s*(?:\.{3,}|(?:\.\s){3,}|\u2026+|_{3,})[.\s\u2026_]*")
_ENTRY = re.compile(
    rf"(?P<title>\S.*?)(?:{_LEADERS.pattern}(?P<page>\d{{1,3}}|[ivxl]{{1,6}})|\s+(?P<last>\d{{1,3}}))"
)
_SECTION = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s")
_SECTION_ALONE = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?")
_OWN_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*\.?|kapittel \d+:?|del \d+:?)\s+", re.I)


@dataclass(frozen=True, slots=True)
class PlainContents:
    """The lines without the contents, its titles, and what was left out.

    `titles` are as `title_key` makes them; those that have no number in front are there as they
    are too, with "_" in front. `numbers` are those in front of the others.
    """

    lines: list[PlainLine]
    titles: frozenset[str]
    numbers: frozenset[tuple[int, ...]]
    left_out: tuple[LeftOut, ...]


def without_contents(lines: list[PlainLine], paged: bool) -> PlainContents:
    """Return `lines` without the table of contents."""
    last_place = {title_key(line.text): place for place, line in enumerate(lines)}
    end = 0
    for start in _starts(lines):
        if start < end:
            continue
        end = _end(lines, start, last_place)
        entries = list(_entries(lines[start:end]))
        if _is_proved(entries, end, last_place):
            left_out = tuple(
                LeftOut(line.page if paged else 1, "contents", line.text)
                for line in lines[start:end]
            )
            texts = [title for title, _ in entries if title]
            titles = {title_key(title) for title in texts}
            titles |= {f"_{title_key(title)}" for title in texts if not _OWN_NUMBER.match(title)}
            numbers = {
                tuple(map(int, number[1].split(".")))
                for title in texts
                if (number := _SECTION.match(title))
            }
            kept = without(lines, set(range(start, end)))
            return PlainContents(kept, frozenset(titles), frozenset(numbers), left_out)
    return PlainContents(lines, frozenset(), frozenset(), ())


def title_key(text: str) -> str:
    """Return what is the same of a title in the contents and above its section."""
    text = _LEADERS.sub("", text)
    return letters_of(_OWN_NUMBER.sub("", text)) or letters_of(text)


def _entry(text: str) -> tuple[str, int] | None:
    """Return the title and the page number of a line that has both."""
    found = _ENTRY.fullmatch(text) if len(text) <= MAX_ENTRY_CHARS else None
    return (found["title"], page_value(found["page"] or found["last"])) if found else None


def _starts(lines: Sequence[PlainLine]) -> Iterator[int]:
    """Yield the places where contents may begin: a heading that says so, or dot leaders."""
    for place, line in enumerate(lines):
        has_leaders = _LEADERS.search(line.text) and _entry(line.text)
        before = place and _entry(lines[place - 1].text)
        if _HEADING.fullmatch(line.text) or (has_leaders and not before):
            yield place


def _end(lines: Sequence[PlainLine], start: int, last_place: dict[str, int]) -> int:
    """Return the place behind the last line that belongs to the contents."""
    place = end = start + 1 if _HEADING.fullmatch(lines[start].text) else start
    seen: set[str] = set()
    highest = page_value("i") - 1
    while place < len(lines):
        text = lines[place].text
        if _NUMBER.fullmatch(text):
            if not _is_chapter_number(lines, place):
                if page_value(text) < highest:
                    break
                highest = page_value(text)
        elif (entry := _entry(text)) and (
            _LEADERS.search(text) or last_place.get(title_key(entry[0]), -1) > place
        ):
            if entry[1] < highest:
                break
            highest = entry[1]
            seen.add(title_key(entry[0]))
        elif _is_title(text, place, last_place, seen):
            seen.add(title_key(text))
        elif place + 1 < len(lines) and _is_wrapped(text, lines[place + 1].text, last_place, place):
            pass
        elif (next_place := _next_entry(lines, place, highest)) is not None:
            place = next_place
            continue
        else:
            break
        place += 1
        end = place
    return _without_last_titles(lines, start, end)


def _is_title(text: str, place: int, last_place: dict[str, int], seen: set[str]) -> bool:
    """Return whether a line without a page number is a title, or the leaders behind one."""
    if _LEADERS.search(text) or _SECTION_ALONE.fullmatch(text):
        return True
    key = title_key(text)
    return last_place.get(key, -1) > place and key not in seen


def _next_entry(lines: Sequence[PlainLine], place: int, highest: int) -> int | None:
    """Return the place of an entry with leaders that follows soon: titles run over lines."""
    for near in range(place + 1, min(place + 1 + MAX_WRAPPED_LINES, len(lines))):
        if len(lines[near - 1].text) > MAX_TITLE_CHARS:
            break
        entry = _entry(lines[near].text)
        if _LEADERS.search(lines[near].text) and (entry is None or entry[1] >= highest):
            return near
    return None


def _is_chapter_number(lines: Sequence[PlainLine], place: int) -> bool:
    """Return whether a number alone is that of the chapter whose title and page stand behind it."""
    after = lines[place + 1].text if place + 1 < len(lines) else ""
    return _entry(after) is not None and _LEADERS.search(after) is not None


def _is_wrapped(text: str, after: str, last_place: dict[str, int], place: int) -> bool:
    """Return whether an entry runs over two lines."""
    if len(text) > MAX_TITLE_CHARS or not (entry := _entry(after)):
        return False
    whole = f"{text} {entry[0]}"
    return bool(_LEADERS.search(after)) or last_place.get(title_key(whole), -1) > place


def _without_last_titles(lines: Sequence[PlainLine], start: int, end: int) -> int:
    """Return `end` without titles that no number follows: the first is the heading of the text.

    In contents that name the page before the title, the last title has its number before it.
    """
    numbers_first = start + 1 < end and _NUMBER.fullmatch(lines[start + 1].text)
    while end > start and not (
        _NUMBER.fullmatch(lines[end - 1].text) or _entry(lines[end - 1].text)
    ):
        end -= 1
    if numbers_first and end < len(lines) and _NUMBER.fullmatch(lines[end - 1].text):
        end += 1
    return end


def _entries(lines: Sequence[PlainLine]) -> Iterator[tuple[str, int | None]]:
    """Yield the title of each line and its page number, if it has them."""
    for place, line in enumerate(lines):
        if _NUMBER.fullmatch(line.text):
            if not _is_chapter_number(lines, place):
                yield "", page_value(line.text)
        elif entry := _entry(line.text):
            yield entry
        elif not _HEADING.fullmatch(line.text) and not _SECTION_ALONE.fullmatch(line.text):
            yield _LEADERS.sub("", line.text).strip(), None


def _is_proved(
    entries: Sequence[tuple[str, int | None]], end: int, last_place: dict[str, int]
) -> bool:
    titles = [title_key(title) for title, _ in entries if title]
    pages = [page for _, page in entries if page is not None]
    found = sum(last_place.get(title, -1) >= end for title in titles)
    return (
        len(titles) >= MIN_ENTRIES
        and len(pages) >= MIN_ENTRIES
        and pages == sorted(pages)
        and found >= MIN_FOUND_SHARE * len(titles)
    )
