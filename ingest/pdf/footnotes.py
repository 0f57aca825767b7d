"""Tell the notes at the foot of a page from its text, which runs on above them.

Notes are set in smaller type, begin with the mark of a note and have nothing below them. They stay
in the text of the document, but behind it: a sentence or a word that runs over to the next page is
not torn by the notes between its parts.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.pdf.lines import PdfLine, same_row

MAX_SIZE_RATIO = 0.93
"""Notes are set in type of at most this share of the text's."""

MAX_LINE_SHARE = 0.6
"""If more of a page's lines are small, it is a page of references, or of another text."""

MAX_TABLE_SHARE = 0.2
"""If more of the lines stand beside others, they are a table in small type."""

MAX_SPACING_HEIGHTS = 4.0
"""Between two lines of notes, in heights of a line."""

_MARK = re.compile(
    r"(?:\d{1,3}|[*†‡§]{1,3}|\(?[a-z]\))[.)]?(?:\s(?=\S)|(?=[^\W\d_a-z\u00df-\u00ff]|[«\"(]))"
)
_ENDS = '.!?:)»”"'


def split_notes(
    pages: Sequence[tuple[PdfLine, ...]],
) -> list[tuple[tuple[PdfLine, ...], tuple[PdfLine, ...]]]:
    """Return for each page the lines of its text and those of its notes, in reading order."""
    split: list[tuple[tuple[PdfLine, ...], tuple[PdfLine, ...]]] = []
    open_note = False
    for lines in pages:
        noted = [
            position
            for run in _small_runs(lines)
            if _is_at_foot(lines, run)
            for position in _notes_in(lines, run, open_note)
        ]
        if len(noted) > MAX_LINE_SHARE * len(lines):
            noted = []
        notes = tuple(lines[position] for position in noted)
        kept = set(noted)
        split.append((tuple(line for p, line in enumerate(lines) if p not in kept), notes))
        open_note = bool(notes) and (notes[-1].hyphen or notes[-1].text[-1] not in _ENDS)
    return split


def separate_notes(lines: Sequence[PdfLine]) -> list[list[PdfLine]]:
    """Return the lines of each note, from those of all notes of a page."""
    notes: list[list[PdfLine]] = []
    last_number: int | None = None
    for line in lines:
        mark = _MARK.match(line.text)
        digits = re.match(r"\d+", line.text) if mark else None
        number = int(digits[0]) if digits else None
        # A number that begins a line of a note is no mark unless it counts up.
        counts_up = number is None or last_number is None or number == last_number + 1
        if not notes or (mark and counts_up):
            notes.append([])
            last_number = number if mark else None
        notes[-1].append(line)
    return notes


def begins_note(text: str) -> bool:
    """Return whether a text begins with the mark of a note."""
    return _MARK.match(text) is not None


def _small_runs(lines: Sequence[PdfLine]) -> Iterator[range]:
    """Yield the stretches of lines in smaller type than most of the page."""
    chars: Counter[float] = Counter()
    sizes = [line.size for line in lines]
    for line, size in zip(lines, sizes, strict=True):
        chars[round(2 * size) / 2] += len(line.text)
    text_size = max(chars, key=lambda size: chars[size], default=0.0)
    begin = None
    for position, line in enumerate(lines):
        small = sizes[position] <= MAX_SIZE_RATIO * text_size
        if begin is not None:
            spacing = lines[position - 1].bottom - line.bottom
            if not small or spacing < 0 or spacing > MAX_SPACING_HEIGHTS * sizes[position]:
                yield range(begin, position)
                begin = None
        if small and begin is None:
            begin = position
    if begin is not None:
        yield range(begin, len(lines))


def _is_at_foot(lines: Sequence[PdfLine], run: range) -> bool:
    """Return whether a run is prose with nothing but notes below it in its column."""
    own = [lines[position] for position in run]
    size = max(line.size for line in own)
    left, right = min(line.left for line in own), max(line.right for line in own)
    top = max(line.top for line in own)
    for position, line in enumerate(lines):
        below = line.bottom < top - size and line.left < right and left < line.right
        if below and position not in run and line.size > size * 1.03:
            return False
    beside = sum(same_row(one, other) or same_row(other, one) for one, other in pairwise(own))
    return beside <= MAX_TABLE_SHARE * len(own)


def _notes_in(lines: Sequence[PdfLine], run: range, open_note: bool) -> range:
    """Return the part of a run that is notes, from the first with a mark.

    If the last note of the page before is not finished, it goes on in front of them.
    """
    goes_on = open_note and (
        lines[run.start].text[:1].islower() or not begins_note(lines[run.start].text)
    )
    if goes_on and any(lines[run.start].bottom > line.bottom for line in lines[: run.start]):
        goes_on = False
    begin = run.start
    while begin < run.stop and not goes_on and not begins_note(lines[begin].text):
        begin += 1
    return range(begin, run.stop)
