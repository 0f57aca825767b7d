"""Find the entries of a PDF's outline in its text: they are its headings, with their levels.

The outline states what typography only suggests, as the program that set the text made it. It may
also be worthless: a list of merged files, a program's internal marks, the outline of another work.
Or it may not be deep enough: then headings that typography suggests are added below its entries if
their numbers continue those of the entries.
"""

import re
from bisect import bisect
from collections.abc import Sequence, Set

from ingest.pdf.metadata import OutlineEntry
from ingest.reading.file_text import Heading, Page

MIN_FOUND_ENTRIES = 3
"""An outline of which fewer entries are found in the text is worthless."""

MIN_FOUND_SHARE = 0.5
"""If a smaller share of the entries is found in the text, it is the outline of another text."""

_NUMBER = r"(?:\d+(?:\.\d+)*[.:]?\s*|(?:[A-Z]+(?:\.\d+)+|[A-Z])[.:]?\s+)"
_NUMBERED = re.compile(rf"{_NUMBER}(?=[^\W\d_])")
_DOTTED = re.compile(r"((?:\d+|[A-Z])(?:\.\d+)*)[.:]?\s")


def outline_headings(
    entries: Sequence[OutlineEntry], pages: Sequence[Page], guessed: Sequence[Heading] = ()
) -> tuple[Heading, ...]:
    """Return the headings of `entries` that are found in `pages`; none if too few are.

    A title is looked for at the beginning of a line, on the page that its entry leads to, then on
    the page after and the page before. Text or outline may lack the number in front of it.

    `guessed` are the headings that typography suggests. If a title occurs several times, one of
    these is preferred; and those whose numbers continue an entry's are added below it.
    """
    set_apart = {(heading.page, heading.start) for heading in guessed}
    texts = {page.number: page.text for page in pages}
    headings: list[Heading] = []
    for entry in entries:
        heading = _find_entry(entry, texts, set_apart, headings[-1] if headings else None)
        if heading is not None:
            headings.append(heading)
    if len(headings) < max(MIN_FOUND_ENTRIES, MIN_FOUND_SHARE * len(entries)):
        return ()
    above_highest = min(heading.level for heading in headings) - 1
    by_position = {
        (h.page, h.start): Heading(h.page, h.start, h.level - above_highest, h.title)
        for h in reversed(headings)
    }
    return _with_deeper([by_position[position] for position in sorted(by_position)], guessed)


def _with_deeper(headings: Sequence[Heading], guessed: Sequence[Heading]) -> tuple[Heading, ...]:
    """Return `headings` with those of `guessed` that are numbered below the one before them."""
    positions = [(heading.page, heading.start) for heading in headings]
    all_headings = list(headings)
    for guess in guessed:
        index = bisect(positions, (guess.page, guess.start)) - 1
        parent = _number_parts(headings[index].title) if index >= 0 else ()
        parts = _number_parts(guess.title)
        if parent and len(parts) > len(parent) and parts[: len(parent)] == parent:
            level = headings[index].level + len(parts) - len(parent)
            all_headings.append(Heading(guess.page, guess.start, level, guess.title))
    return tuple(sorted(all_headings, key=lambda heading: (heading.page, heading.start)))


def _number_parts(title: str) -> tuple[str, ...]:
    """Return the parts of the number in front of a title: 4.1.5 has three."""
    number = _DOTTED.match(title)
    return tuple(number[1].split(".")) if number else ()


def _find_entry(
    entry: OutlineEntry,
    texts: dict[int, str],
    set_apart: Set[tuple[int, int]],
    before: Heading | None,
) -> Heading | None:
    """Return the heading of an entry; of several, a set-apart one that comes after `before`."""
    title = entry.title[m.end() :] if (m := _NUMBERED.match(entry.title)) else entry.title
    words = re.findall(r"\w+", title)
    if not words:
        return None
    start = rf"^{_NUMBER}?[^\w\n]*" + r"\W+".join(map(re.escape, words))
    near = {page: texts.get(page, "") for page in (entry.page, entry.page + 1, entry.page - 1)}
    # A whole line comes first: many a sentence and many a running header begins with a title.
    for pattern, flags in ((rf"{start}[^\w\n]*$", re.I | re.M), (rf"{start}(?!\w)", re.M)):
        # To compile a pattern takes longer than to find that a word of it is nowhere.
        if not flags & re.I and not any(all(w in text for w in words) for text in near.values()):
            continue
        compiled = re.compile(pattern, flags)
        candidates = [
            Heading(page, found.start(), entry.level, found[0].rstrip().replace("\n", " "))
            for page, text in near.items()
            for found in compiled.finditer(text)
        ]
        if candidates:
            # Set-apart ones first, then those after the heading before; of equals the first.
            last = (before.page, before.start) if before else (0, -1)
            return min(
                candidates,
                key=lambda h: ((h.page, h.start) not in set_apart, (h.page, h.start) <= last),
            )
    return None
