"""Cut a passage into the units that may answer a question: sentences, list items, table rows."""

from ingest.norwegian.sentences import split_sentences
from ingest.reading.list_and_table_marks import BULLET, CELL
from ingest.records import TextLanguage


def answer_units(text: str, language: TextLanguage) -> tuple[tuple[int, int], ...]:
    """Return the character ranges of the units of a passage's text, in order.

    A sentence is never cut, and no unit begins with the bullet of its list item. A row is one unit.
    """
    units: list[tuple[int, int]] = []
    line_start = 0
    for line in text.splitlines(keepends=True):
        skipped = len(line) - len(line.lstrip(f" {BULLET}"))
        body = line[skipped:]
        whole = [(0, len(body))]
        for start, end in whole if CELL in body else split_sentences(body, language):
            unit = body[start:end]
            first = line_start + skipped + start + len(unit) - len(unit.lstrip())
            last = line_start + skipped + start + len(unit.rstrip())
            if any(map(str.isalnum, text[first:last])):
                units.append((first, last))
        line_start += len(line)
    return tuple(units)
