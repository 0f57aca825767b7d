"""Find what a page carries that is not its text: running headers and footers, contents lines."""

import re
from collections import Counter
from collections.abc import Sequence

from ingest.lines import Line

SHARE = 0.4
"""Of the pages: a line that stands at the edge of that many is a running header or footer."""

LEAST = 3
"""On fewer pages nothing is taken for one."""

_LEADERS = re.compile(r"\.{5}|(?:\. ){5}|…{2}")
_DIGITS = re.compile(r"\d+")


def without_furniture(pages: Sequence[tuple[Line, ...]]) -> list[tuple[Line, ...]]:
    """Return the pages without lines that repeat at their edges, and without dot leaders.

    Digits are masked, so that page numbers repeat. Odd and even pages are counted apart as well:
    a book has a header for each.
    """
    edges = [_edges(lines) for lines in pages]
    repeated = _repeated(edges)
    repeated_on = [repeated | _repeated(edges[side::2]) for side in (0, 1)]
    return [
        tuple(
            line
            for position, line in enumerate(lines)
            if not _LEADERS.search(line.text)
            and not (position in edge and edge[position] in repeated_on[number % 2])
        )
        for number, (lines, edge) in enumerate(zip(pages, edges, strict=True))
    ]


def _edges(lines: tuple[Line, ...]) -> dict[int, str]:
    """Return the lines on the two highest and the two lowest rows, masked, by position."""
    rows: list[list[int]] = []
    for position in sorted(range(len(lines)), key=lambda p: -lines[p].bottom):
        line = lines[position]
        if rows and lines[rows[-1][0]].bottom - line.bottom < 0.5 * line.size:
            rows[-1].append(position)
        else:
            rows.append([position])
    # With sets: on a page of three rows the middle one is both second and last but one.
    outer = {position for row in rows[:2] + rows[-2:] for position in row}
    return {position: _DIGITS.sub("#", lines[position].text) for position in outer}


def _repeated(edges: Sequence[dict[int, str]]) -> set[str]:
    counts = Counter(key for edge in edges for key in set(edge.values()))
    return {key for key, count in counts.items() if count >= max(LEAST, SHARE * len(edges))}
