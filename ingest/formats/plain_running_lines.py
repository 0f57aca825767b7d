"""Find the running lines of a plain text: what repeats above or below the text of its pages."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from ingest.formats.plain_lines import PlainLine, ends_sentence
from ingest.formats.plain_page_numbers import (
    EDGE_LINES,
    MIN_PAGES,
    MIN_PAGES_SHARE,
    places_by_page,
)

COVER_PAGES = 2
"""A running line that begins on a later page is that of a chapter, and may be its title there."""

_FIELD = re.compile(r"[^\W\d_][^:]{0,30}:\s+\S")


def running_lines(lines: Sequence[PlainLine], numbers: set[int], paged: bool) -> set[int]:
    """Return the places of lines that repeat at the edges of pages, in a row from the edge.

    They must stand apart from the text, or beside the page number. The first page keeps them, as
    they may be the title of the work; so does the first page of a chapter.
    """
    by_page = places_by_page(lines)
    running: set[int] = set()
    for at_head in (True, False):
        edges = {
            page: (places if at_head else places[::-1])[:EDGE_LINES]
            for page, places in by_page.items()
        }
        pages_of = _pages_of({page: [lines[p].text for p in e] for page, e in edges.items()})
        for page, edge in edges.items():
            has_number = not numbers.isdisjoint(edge)
            if page == 1 and (at_head or not has_number):
                continue
            block: list[int] = []
            texts: set[str] = set()
            for place in edge:
                text = lines[place].text
                # The head of a table stands apart from the page number above it.
                is_inside = not numbers.isdisjoint(block) and lines[max(block[-1], place)].set_apart
                is_near = has_number and not is_inside
                runs = text not in texts and _runs(
                    pages_of.get(text, ()), page, len(edges), is_near
                )
                if place not in numbers and not runs:
                    break
                block.append(place)
                texts.add(text)
            beside = numbers.intersection(block) if paged else numbers
            if len(block) < len(by_page[page]) and _is_apart(lines, block, beside, at_head):
                running.update(block)
    return running - numbers


def _pages_of(edges: Mapping[int, Sequence[str]]) -> dict[str, list[int]]:
    """Return the pages that have each text at one edge.

    Prose is left out, and so is "Status: planned", a field of a form, however often it is said.
    """
    pages_of: dict[str, list[int]] = defaultdict(list)
    for page, texts in edges.items():
        for text in dict.fromkeys(texts):
            if not (_FIELD.match(text) or ends_sentence(text) or text[0].islower()):
                pages_of[text].append(page)
    return pages_of


def _runs(pages: Sequence[int], page: int, page_count: int, is_near_number: bool) -> bool:
    """Return whether a line that is at the edge of `pages` is a running line on `page`.

    One of a chapter is on all pages of it or every second, beside the page number.
    """
    if not pages or (page == pages[0] and page > COVER_PAGES):
        return False
    if len(pages) >= max(MIN_PAGES, MIN_PAGES_SHARE * page_count):
        return True
    follow = any(third - first <= 4 for first, third in zip(pages, pages[2:], strict=False))
    return follow and is_near_number and page > pages[0]


def _is_apart(
    lines: Sequence[PlainLine], block: Sequence[int], beside: set[int], at_head: bool
) -> bool:
    """Return whether a number stands in or outside the block, or an empty line inside of it."""
    if not block:
        return False
    inner, outer = (block[-1] + 1, block[0] - 1) if at_head else (block[-1], block[0] + 1)
    return bool(beside.intersection((*block, outer))) or lines[inner].set_apart
