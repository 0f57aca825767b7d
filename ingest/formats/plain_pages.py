"""Take page numbers and running lines out of a plain text."""

from dataclasses import dataclass, replace

from ingest.formats.plain_lines import PlainLine, without
from ingest.formats.plain_page_numbers import page_marks
from ingest.formats.plain_running_lines import running_lines
from ingest.reading.file_text import LeftOut


@dataclass(frozen=True, slots=True)
class PlainPages:
    """The lines that are text, the numbers printed on the pages, and what was left out."""

    lines: list[PlainLine]
    labels: dict[int, str]
    left_out: tuple[LeftOut, ...]


def without_page_marks(lines: list[PlainLine]) -> PlainPages:
    """Return `lines` without page numbers and running lines.

    In a file without form feeds the line behind a page number starts a page too.
    """
    if not lines:
        return PlainPages([], {}, ())
    paged = lines[-1].page > 1
    numbers = page_marks(lines, paged)
    places = {mark.place for mark in numbers}
    if not paged:
        lines = _with_pages(lines, places)
    running = running_lines(lines, places, paged)
    removed = places | running
    left_out = tuple(
        LeftOut(lines[place].page if paged else 1, "running_head", lines[place].text)
        for place in sorted(removed)
    )
    kept = without(lines, removed)
    if not paged:
        kept = [replace(line, page=1) for line in kept]
    labels = {mark.page: mark.label for mark in numbers} if paged else {}
    return PlainPages(kept, labels, left_out)


def _with_pages(lines: list[PlainLine], numbers: set[int]) -> list[PlainLine]:
    """Return the lines of a file without form feeds, with its pages counted by their numbers."""
    page, starts = 1, True
    counted: list[PlainLine] = []
    for place, line in enumerate(lines):
        counted.append(replace(line, page=page, starts_page=starts))
        starts = place in numbers
        page += starts
    return counted
