"""Shorten the dots that lead from a word to its number, in rows that are text and not contents."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.pdf.contents import LEADERS
from ingest.pdf.lines import PdfLine, same_row
from ingest.reading.characters import TracedText, not_from_pdf

_SHORT = "…"


def with_short_leaders(lines: Sequence[PdfLine]) -> tuple[PdfLine, ...]:
    """Return the lines of a page in reading order with " … " for each run of dots.

    A row that the dots took apart becomes one line: "Kommunale boliger i alt … 245".
    """
    if not any(".." in line.text or ". ." in line.text or "……" in line.text for line in lines):
        return tuple(lines)
    shortened: list[PdfLine] = []
    open_row = False  # whether the line before ends in dots that lead to this one
    for line in lines:
        found = LEADERS.search(line.text)
        leads_from = found is not None and found.start() == 0 and bool(shortened)
        if shortened and (open_row or leads_from) and same_row(shortened[-1], line):
            last = shortened[-1]
            text = last.traced + not_from_pdf(" ") + _shortened(line.traced)
            shortened[-1] = replace(last, traced=text, right=line.right, hyphen=line.hyphen)
        elif found:
            shortened.append(replace(line, traced=_shortened(line.traced)))
        else:
            shortened.append(line)
        open_row = found is not None and found.end() == len(line.text)
    return tuple(shortened)


def _shortened(traced: TracedText) -> TracedText:
    while found := LEADERS.search(traced.text):
        before, after = traced.cut(0, found.start()), traced.cut(found.end())
        dots = _SHORT
        if before.text:
            dots = f" {dots}"
        if after.text:
            dots += " "
        traced = before + not_from_pdf(dots) + after
    return traced
