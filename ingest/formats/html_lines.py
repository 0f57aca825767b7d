"""Walk through a web page and yield its lines: headings, paragraphs, list items, table rows."""

import re
from collections.abc import Iterator, Set
from dataclasses import replace
from itertools import chain, groupby
from typing import Any

from ingest.formats.block_text import LINE_BREAK, BlockText
from ingest.formats.gathered import Gathered
from ingest.formats.html_elements import BLOCK_TAGS, HEADING_TAGS, letters_in, text_of
from ingest.formats.html_marks import is_raised, leads_back, leads_to_note, raising_classes
from ingest.formats.html_shown import Shown, is_hidden, is_taken_away
from ingest.formats.html_style_sheets import hide_by_style_sheets
from ingest.formats.table_grid import MAX_SPAN, Cell, Row, table_lines
from ingest.formats.unpaged import TextLine
from ingest.reading.list_and_table_marks import BULLET

_MAX_TABLES_IN_TABLES = 10  # what is nested deeper is read as prose
_LAYOUT_ROLES = frozenset({"none", "presentation"})
_SPAN = re.compile(r"\s*\+?(\d{1,9})")
_PARTS_OF_TABLES = frozenset({"thead", "tbody", "tfoot", "tr", "col", "colgroup"})
_LOWEST_LEVEL = 6


def html_lines(root: Any, gathered: Gathered, is_part: bool = False) -> Iterator[TextLine]:
    """Yield the lines of the page `root`, and add to `gathered` what is left out of them.

    If the page names its main part, the rest is left out. `is_part` is whether all of the page is
    the text of a document, without menus around it.
    """
    hide_by_style_sheets(root)
    top = root if is_part else _main_part(root)
    page = _Page(root, Shown(root, top, is_part), gathered)
    outside = () if top is root else page.heading_outside(root, top)
    for line in chain(outside, page.lines(top, 0)):
        yield from _parted(line)


def _parted(line: TextLine) -> Iterator[TextLine]:
    """Yield what a line break divides as lines of their own."""
    for position, part in enumerate(line.text.split(LINE_BREAK)):
        if text := " ".join(part.split()):
            yield replace(line, text=text, level=line.level if not position else None)


def _main_part(root: Any) -> Any:
    mains = [
        main
        for main in root.xpath("//main | //*[@role='main']")
        if not is_hidden(main) and letters_in(text_of(main))
    ]
    return mains[0] if len(mains) == 1 else root


class _Page:
    """The walk through a page; cells of its tables are walked through one by one."""

    def __init__(self, root: Any, shown: Shown, gathered: Gathered) -> None:
        self.shown = shown
        self.gathered = gathered
        self.raising = raising_classes(root)
        self.label_level = 1

    def heading_outside(self, root: Any, main: Any) -> Iterator[TextLine]:
        """Yield the title above the main part, and tell of the rest that stands outside it."""
        titles = list(root.iter("h1")) if next(main.iter("h1"), None) is None else []
        title = titles[0] if len(titles) == 1 else None
        if title is not None and not any(map(is_hidden, (title, *title.iterancestors()))):
            yield from self.lines(title, 0)
        for inner in (main, *main.iterancestors()):
            for sibling in (*inner.itersiblings(preceding=True), *inner.itersiblings()):
                if isinstance(sibling.tag, str) and sibling is not title:
                    reason = self.shown.why_unread(sibling) or "menu"
                    if reason != "silent":
                        self.gathered.leave_out(reason, text_of(sibling))

    def lines(self, top: Any, depth: int) -> Iterator[TextLine]:
        """Yield the lines of an element inside `depth` tables, in which a LINE_BREAK is kept."""
        from lxml import etree

        block = _Block(self.raising)
        passed: Any = None
        walk = etree.iterwalk(top, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event in ("start", "end") and self._is_block(element):
                yield from block.end()
            if event == "start":
                is_table = element.tag == "table" and self._has_columns(element, depth)
                if element is not top and not self._is_read(element):
                    passed = element
                elif is_table:
                    yield from self._table(element, depth + 1)
                    passed = element
                else:
                    yield from self._begin(block, element)
                if passed is not None:
                    walk.skip_subtree()  # the next event is its end
                continue
            if event == "end" and element is not passed:
                block.close(element, self._is_block(element))
            passed = None
            if element is not top:
                block.add(element.tail)
        yield from block.end()

    def _is_block(self, element: Any) -> bool:
        return element.tag in BLOCK_TAGS or self.shown.label(element) is not None

    def _begin(self, block: "_Block", element: Any) -> Iterator[TextLine]:
        """Open an element in `block`; if it is the panel of a tab, yield the label of the tab."""
        tab = self.shown.label_of_tab(element)
        if tab is not None:
            yield from block.end()
            yield TextLine(tab, self._level_of_label())
        block.open(element)
        if element.tag in HEADING_TAGS:
            self._heading_begins(element, int(element.tag[1]))
        elif self.shown.label(element) is not None:
            block.level = self._level_of_label()
        block.add(element.text)

    def _level_of_label(self) -> int:
        return min(self.label_level, _LOWEST_LEVEL)

    def _heading_begins(self, element: Any, level: int) -> None:
        """Remember the level of labels: that of headings which unfold a part, else one lower."""
        unfolds = self.shown.is_title_of_panel(element)
        self.label_level = level if unfolds else level + 1

    def _has_columns(self, table: Any, depth: int) -> bool:
        return depth < _MAX_TABLES_IN_TABLES and table.get("role") not in _LAYOUT_ROLES

    def _table(self, table: Any, depth: int) -> Iterator[TextLine]:
        """Yield the lines of a table, after what stands in it outside of its cells."""
        is_marked = False
        for stray in _outside_cells(table):
            if isinstance(stray, str):
                yield TextLine(" ".join(stray.split()))
            elif self._is_read(stray):
                is_marked = is_marked or stray.tag == "caption"
                yield from self.lines(stray, depth - 1)
        rows: dict[str, list[Row]] = {"thead": [], "tbody": [], "tfoot": []}
        for section, elements in groupby(_rows_of(table), lambda row: row.getparent()):
            part = [row for row in elements if self._is_read(row)]
            tag = section.tag if section.tag in rows else "tbody"
            rows[tag] += [
                self._row(row, len(part) - number, depth) for number, row in enumerate(part)
            ]
        whole = [row for part in rows.values() for row in part]
        is_marked = is_marked or any(cell.is_head for row in whole for cell in row.cells)
        if whole:
            is_marked = is_marked or bool(rows["thead"])
            yield from table_lines(whole, self.gathered.next_table(), is_marked)

    def _row(self, row: Any, rows_left: int, depth: int) -> Row:
        """Return a row; its cells cover no more than the `rows_left` rows of its part."""
        cells: list[Cell] = []
        for element in row:
            is_cell = element.tag in ("td", "th")
            if not isinstance(element.tag, str) or (is_cell and is_taken_away(element)):
                continue
            lines = tuple(self.lines(element, depth)) if self._is_read(element) else ()
            if is_cell or lines:
                rows = _span(element.get("rowspan"), rows_left)
                columns = _span(element.get("colspan"), 1)
                cells.append(Cell(lines, columns, min(rows, rows_left), element.tag == "th"))
        heads = [element for element in row if element.tag in ("td", "th")]
        is_head = row.getparent().tag == "thead" or (
            len(heads) > 1
            and all(cell.tag == "th" for cell in heads)
            and any(cell.get("scope") != "row" for cell in heads)
        )
        return Row(tuple(cells), is_head)

    def _is_read(self, element: Any) -> bool:
        """Return whether an element is read, and tell if it is not."""
        reason = self.shown.why_unread(element)
        if reason is not None and reason != "silent":
            self.gathered.leave_out(reason, text_of(element))
        return reason is None and not leads_back(element)


class _Block:
    """The text of the block that is being read; `keeps_lines` is whether its line breaks count."""

    def __init__(self, raising: Set[str]) -> None:
        self.raising = raising
        self.text = BlockText()
        self.level: int | None = None
        self.is_item = self.keeps_lines = False
        self.raised: list[tuple[Any, bool]] = []

    def open(self, element: Any) -> None:
        tag = element.tag
        if tag in HEADING_TAGS:
            self.level = int(tag[1])
        elif tag == "li":
            self.is_item = True
        elif tag == "pre":
            self.keeps_lines = True
        elif tag == "br":
            self.text.add(" " if self.level else LINE_BREAK)
        else:
            is_linked = leads_to_note(element, self.text.tail)
            if is_linked or is_raised(element, self.raising):
                self.raised.append((element, is_linked))

    def close(self, element: Any, is_block: bool) -> None:
        tag = element.tag
        if tag in HEADING_TAGS or (is_block and tag not in BLOCK_TAGS) or tag == "summary":
            self.level = None
        elif tag == "li":
            self.is_item = False
        elif tag == "pre":
            self.keeps_lines = False
        elif self.raised and self.raised[-1][0] is element:
            self.raised.pop()

    def add(self, text: str | None) -> None:
        if not text:
            return
        if self.raised:
            self.text.add_raised(text, any(is_linked for _, is_linked in self.raised))
        else:
            text = text.replace(LINE_BREAK, " ")
            self.text.add(text.replace("\n", LINE_BREAK) if self.keeps_lines else text)

    def end(self) -> Iterator[TextLine]:
        """Yield the block as one line; only the first block of a list item gets a bullet."""
        parts = (" ".join(part.split()) for part in self.text.take().split(LINE_BREAK))
        if text := LINE_BREAK.join(filter(None, parts)):
            yield TextLine(f"{BULLET} {text}" if self.is_item else text, self.level)
            self.is_item = False


def _rows_of(table: Any) -> Iterator[Any]:
    """Yield the rows of a table, without those of tables inside it."""
    for row in table.iter("tr"):
        if next(row.iterancestors("table"), None) is table:
            yield row


def _outside_cells(table: Any) -> Iterator[Any]:
    """Yield the text and the elements of a table that stand in none of its cells.

    They do not belong there, but for the caption; a browser shows them above the table.
    """
    for element in (table, *table.iterchildren("thead", "tbody", "tfoot"), *_rows_of(table)):
        for text in (element.text, *(child.tail for child in element)):
            if text and text.strip():
                yield text
        for child in element if element.tag != "tr" else ():
            is_part = not isinstance(child.tag, str) or child.tag in _PARTS_OF_TABLES
            if not is_part and next(child.iter("tr"), None) is None:
                yield child


def _span(value: str | None, zero: int) -> int:
    """Return how many columns or rows a cell covers; 0 is as many as there are, `zero`."""
    match = _SPAN.match(value or "")
    return min(int(match[1]) or zero, MAX_SPAN) if match else 1
