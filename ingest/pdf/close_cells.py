"""Take cells of a table apart that stand so close to each other that they were read as one line."""

from collections.abc import Mapping
from dataclasses import replace

from ingest.pdf.lines import PdfLine
from ingest.pdf.table_columns import MIN_ROWS
from ingest.pdf.tables import Row

_EDGE_POINTS = 1.5
"""Words whose left edges differ by less are in line with each other."""


def split_at_edges(block: list[Row], word_lefts: Mapping[int, float]) -> list[Row]:
    """Return the rows with cells taken apart that stand so close that they were read as one.

    They are taken apart at an edge where other rows of the table have a cell begin, if in every
    row that has text there a word begins at that edge.
    """
    if not word_lefts or len(block) < MIN_ROWS:
        return block
    edges = sorted({round(cell[0].left, 1) for row in block for cell in row})
    for edge in edges:
        crossing = [
            (row, cell)
            for row in block
            for cell in row
            if cell[0].left < edge - _EDGE_POINTS and max(line.right for line in cell) > edge + 1
        ]
        if not crossing or any(len(cell) > 1 for _, cell in crossing):
            continue
        found = [_word_at(cell[0], edge, word_lefts) for _, cell in crossing]
        offsets = [offset for offset in found if offset]
        if len(offsets) < len(crossing):
            continue
        for (row, cell), offset in zip(crossing, offsets, strict=True):
            line = cell[0]
            index = next(i for i, other in enumerate(row) if other is cell)
            row[index : index + 1] = [
                [
                    replace(
                        line, traced=line.traced.cut(0, offset - 1), right=edge - 1, hyphen=False
                    )
                ],
                [replace(line, traced=line.traced.cut(offset), left=edge)],
            ]
    return block


def _word_at(line: PdfLine, edge: float, word_lefts: Mapping[int, float]) -> int | None:
    """Return where in the text of a line a word begins whose left edge is `edge`."""
    text = line.text
    for run in line.traced.runs:
        for offset in range(run.start, run.start + run.length):
            left = word_lefts.get(run.char + offset - run.start, -1e6)
            begins = text[max(0, offset - 1)] == " "
            if begins and abs(left - edge) < _EDGE_POINTS:
                return offset
    return None
