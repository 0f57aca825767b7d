"""Find the entries of a PDF's outline in its text: they are its headings, with their levels.

An outline is made by the program that set the text: it knows what typography lets one guess. It may
also be worthless: names of files that were put together, a program's own marks, another work's. Or
not deep enough: then headings that are told by their type go on below it, where their numbers do.
"""

import re
from bisect import bisect
from collections.abc import Sequence, Set

from ingest.pdf.metadata import OutlineEntry
from ingest.reading.file_text import Heading, Page

LEAST = 3
"""Entries found in the text: fewer are no outline."""

SHARE = 0.5
"""Of the entries: where fewer are found in the text, it is not this text's outline."""

_NUMBER = r"(?:\d+(?:\.\d+)*[.:]?\s*|(?:[A-Z]+(?:\.\d+)+|[A-Z])[.:]?\s+)"
_NUMBERED = re.compile(rf"{_NUMBER}(?=[^\W\d_])")
_DOTTED = re.compile(r"((?:\d+|[A-Z])(?:\.\d+)*)[.:]?\s")


def outline_headings(
    entries: Sequence[OutlineEntry], pages: Sequence[Page], guessed: Sequence[Heading] = ()
) -> tuple[Heading, ...]:
    """Return the headings of `entries` where they stand in `pages`; none if too few do.

    `guessed` are what looks like headings: of several places of a title they are the likelier, and
    where their numbers go on from an entry's, they are headings below it, which it was not deep
    enough for. A title stands at the beginning of a line of the page that its entry leads to, or of
    the page after or before that; a number in front of it may be in the one and not in the other.
    """
    set_apart = {(heading.page, heading.start) for heading in guessed}
    texts = {page.number: page.text for page in pages}
    headings: list[Heading] = []
    for entry in entries:
        heading = _placed(entry, texts, set_apart, headings[-1] if headings else None)
        if heading is not None:
            headings.append(heading)
    if len(headings) < LEAST or len(headings) < SHARE * len(entries):
        return ()
    highest = min(heading.level for heading in headings) - 1
    by_place = {
        (h.page, h.start): Heading(h.page, h.start, h.level - highest, h.title)
        for h in reversed(headings)
    }
    return _deepened([by_place[place] for place in sorted(by_place)], guessed)


def _deepened(headings: Sequence[Heading], guessed: Sequence[Heading]) -> tuple[Heading, ...]:
    """Return `headings` with those of `guessed` that are numbered below the one before them."""
    places = [(heading.page, heading.start) for heading in headings]
    found = list(headings)
    for guess in guessed:
        at = bisect(places, (guess.page, guess.start)) - 1
        over = _parts(headings[at].title) if at >= 0 else ()
        own = _parts(guess.title)
        if over and len(own) > len(over) and own[: len(over)] == over:
            level = headings[at].level + len(own) - len(over)
            found.append(Heading(guess.page, guess.start, level, guess.title))
    return tuple(sorted(found, key=lambda heading: (heading.page, heading.start)))


def _parts(title: str) -> tuple[str, ...]:
    """Return the parts of the number in front of a title: 4.1.5 has three."""
    number = _DOTTED.match(title)
    return tuple(number[1].split(".")) if number else ()


def _placed(
    entry: OutlineEntry,
    texts: dict[int, str],
    set_apart: Set[tuple[int, int]],
    before: Heading | None,
) -> Heading | None:
    title = entry.title[m.end() :] if (m := _NUMBERED.match(entry.title)) else entry.title
    words = re.findall(r"\w+", title)
    if not words:
        return None
    start = rf"^{_NUMBER}?[^\w\n]*" + r"\W+".join(map(re.escape, words))
    # The whole line first: a title is also how many a sentence begins, and a running header.
    for wanted in (
        re.compile(rf"{start}[^\w\n]*$", re.I | re.M),
        re.compile(rf"{start}(?!\w)", re.M),
    ):
        there = [
            Heading(page, found.start(), entry.level, found[0].rstrip().replace("\n", " "))
            for page in (entry.page, entry.page + 1, entry.page - 1)
            for found in wanted.finditer(texts.get(page, ""))
        ]
        if there:
            # What is set as a heading, then what comes after the one before; the first of those.
            last = (before.page, before.start) if before else (0, -1)
            return min(
                there,
                key=lambda h: ((h.page, h.start) not in set_apart, (h.page, h.start) <= last),
            )
    return None
