"""The rows of a page from the top: lines that stand side by side, in whatever order drawn."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.pdf.lines import PdfLine

MIN_BODY_SHARE = 0.1
"""A size of type that at least this share of the characters has is not one of headings."""


@dataclass(frozen=True, slots=True)
class PageRow:
    """Lines that stand side by side: their positions among the page's lines, texts and left edges.

    `bottom`, in points from the lower edge of the page, is that of the first line; `size`, in
    points, and `bold` are those of the longest.
    """

    positions: tuple[int, ...]
    cells: tuple[str, ...]
    lefts: tuple[float, ...]
    bottom: float
    size: float
    bold: bool

    @property
    def text(self) -> str:
        """Return the texts of the row's lines with spaces between them."""
        return self.cells[0] if len(self.cells) == 1 else " ".join(self.cells)


@dataclass(frozen=True, slots=True)
class BodyType:
    """The type that most of a document's text is set in, and the usual distance of its lines.

    `largest` is the largest size that much of the text is set in: tables may be smaller than prose.
    All but `bold` are in points; `leading` goes from baseline to baseline.
    """

    size: float
    largest: float
    bold: bool
    leading: float


def read_page_rows(lines: Sequence[PdfLine]) -> list[PageRow]:
    """Return the rows of a page from the top, the lines of each from the left."""
    rows: list[list[int]] = []
    bottoms = [line.bottom for line in lines]
    for position in sorted(range(len(lines)), key=lambda p: -bottoms[p]):
        line = lines[position]
        if rows and bottoms[rows[-1][0]] - line.bottom < 0.5 * (line.top - line.bottom):
            rows[-1].append(position)
        else:
            rows.append([position])
    made: list[PageRow] = []
    for row in rows:
        first = main = lines[row[0]]
        if len(row) > 1:
            row.sort(key=lambda p: lines[p].left)
            first, main = lines[row[0]], lines[max(row, key=lambda p: len(lines[p].text))]
        cells = tuple([lines[position].text for position in row])
        lefts = tuple([lines[position].left for position in row])
        size = max(1.0, main.size)
        made.append(PageRow(tuple(row), cells, lefts, first.bottom, size, main.bold))
    return made


def body_type(pages: Iterable[Sequence[PageRow]]) -> BodyType:
    """Return the type of a document, from the rows of its pages."""
    chars: Counter[tuple[float, bool]] = Counter()
    spacings: Counter[float] = Counter()
    for rows in pages:
        above: PageRow | None = None
        for row in rows:
            style = (round(2 * row.size) / 2, row.bold)
            chars[style] += sum(map(len, row.cells))
            if above is not None:
                spacings[round(2 * (above.bottom - row.bottom)) / 2] += 1
            above = row
    ((size, bold), _) = chars.most_common(1)[0] if chars else ((10.0, False), 0)
    much = MIN_BODY_SHARE * chars.total()
    largest = max((style[0] for style, count in chars.items() if count >= much), default=size)
    near = {space: count for space, count in spacings.items() if 0.8 * size < space < 3 * size}
    leading = max(near, key=lambda space: near[space], default=1.2 * size)
    return BodyType(size, max(size, largest), bold, leading)
