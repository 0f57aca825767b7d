"""Read a document of Word with python-docx: its text, its tables, and its headings by style.

python-docx opens the package and knows its styles. The text is taken from the elements, because
python-docx's paragraphs leave out tracked insertions and content controls.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.errors import FileDamaged
from ingest.formats.docx_numbering import WordNumbers, value
from ingest.formats.docx_package import word_package
from ingest.formats.unpaged import TextLine, unpaged_text
from ingest.reading.facts import fact_authors, fact_title
from ingest.reading.file_text import FileFacts, FileText
from ingest.reading.list_and_table_marks import BULLET, CELL

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT_TAGS = (f"{_W}t", f"{_MATH}t")
_SIGNS = {f"{_W}{name}": " " for name in ("tab", "ptab", "br", "cr")} | {f"{_W}noBreakHyphen": "-"}
# Tracked deletions, properties, and the second version of a drawing, which is for older programs.
_UNREAD_TAGS = (f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", f"{_W}sdtPr", _FALLBACK)
_HEADING = re.compile(r"heading ([1-9])", re.I)
_CONTENTS = re.compile(r"toc \d|table of figures", re.I)
_MAX_HEADING_CHARS = 150  # a longer paragraph was given a level by mistake
_TITLE_LEVEL = 0  # above the levels that Word counts
_LOWEST_LEVEL = 9  # body text may have the next one: Word's outline level 9, counted from 0
_MAX_REASON_CHARS = 100


def read_docx(path: Path) -> FileText:
    """Read the document of Word at `path`.

    Raises:
        FileDamaged: the package is cut short or malformed.
        FileTooLarge: it unpacks to more bytes than any report.
        FileTypeUnknown: it is a package of another program.
    """
    import docx

    package = word_package(path)
    try:
        document = docx.Document(package)
        core = document.core_properties
        facts = FileFacts(title=fact_title(core.title), authors=fact_authors(core.author))
        return unpaged_text("docx", "python-docx", _Body(document).lines(), facts)
    except MemoryError:
        raise
    except Exception as error:  # whatever a broken package makes python-docx raise
        reason = f"{type(error).__name__}: {error}"
        raise FileDamaged(file=path.name, reason=reason[:_MAX_REASON_CHARS]) from error


class _Body:
    """The text of a document, walked through once from top to bottom."""

    def __init__(self, document: "Document") -> None:
        self.document = document
        self.has_title = False
        parts = document.part.rels.values()
        self.numbers = WordNumbers(
            next((p.target_part.element for p in parts if p.reltype.endswith("/numbering")), None)
        )
        self.styles = {style.style_id: style.element for style in document.styles}

    def lines(self) -> Iterator[TextLine]:
        """Yield the text in order, then its footnotes and endnotes."""
        yield from self._blocks(self.document.element.body)
        for relation in self.document.part.rels.values():
            if relation.reltype.endswith(("/footnotes", "/endnotes")) and not relation.is_external:
                from docx.oxml.parser import parse_xml

                for note in parse_xml(relation.target_part.blob):
                    if note.get(f"{_W}type") is None:  # the others are the rules above the notes
                        yield from self._blocks(note)

    def _blocks(self, container: Any) -> Iterator[TextLine]:
        for element in container:
            if element.tag == f"{_W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                yield from self._table(element)
            elif element.tag not in _UNREAD_TAGS:  # a content control, an insertion
                yield from self._blocks(element)

    def _paragraph(self, element: Any) -> Iterator[TextLine]:
        boxes: list[Any] = []
        text = " ".join("".join(_texts(element, boxes)).split())
        level, mark, contents = self._style(element)
        if text and level == _TITLE_LEVEL:
            # A cover may set its date and its publisher in the same style; only the first is it.
            level, self.has_title = None if self.has_title else 1, True
        if len(text) > _MAX_HEADING_CHARS:
            level = None
        text = text or ("" if mark == BULLET else mark)  # a table cell with nothing but a number
        if text and not contents:
            # A heading that Word marks with a bullet is still a heading, so its bullet is left out.
            shown = "" if level is not None and mark == BULLET else mark
            yield TextLine(text if text == mark else f"{shown} {text}".strip(), level)
        for box in boxes:
            yield from self._blocks(box)

    def _table(self, table: Any) -> Iterator[TextLine]:
        """Yield each row as one line if no cell has more than a line, else cell by cell."""
        for row in table.iter(f"{_W}tr"):
            if next(row.iterancestors(f"{_W}tbl")) is not table:
                continue  # the row of a table inside a cell, which the cell yields
            cells = [
                list(self._blocks(cell))
                for cell in row.iter(f"{_W}tc")
                if next(cell.iterancestors(f"{_W}tr")) is row
            ]
            if all(len(lines) < 2 for lines in cells):
                yield TextLine(CELL.join(line.text for lines in cells for line in lines))
            else:
                yield from (line for lines in cells for line in lines)

    def _style(self, paragraph: Any) -> tuple[int | None, str, bool]:
        """Return a paragraph's level, its mark in a list, and whether it is a line of contents."""
        level: int | None = None
        number_id: str | None = None
        depth: str | None = None
        contents = False
        for element in self._chain(paragraph):
            name = getattr(element.find(f"{_W}name"), "attrib", {}).get(f"{_W}val", "")
            outline = value(element, "pPr/outlineLvl")
            numbered = value(element, "pPr/numPr/numId")
            heading = _HEADING.fullmatch(name)
            if level is None and outline is not None and outline.isdigit():
                level = int(outline) + 1
            if level is None and (heading or name.lower() == "title"):
                level = int(heading[1]) if heading else _TITLE_LEVEL
            depth = depth or value(element, "pPr/numPr/ilvl")
            number_id = number_id or numbered
            contents = contents or _CONTENTS.fullmatch(name) is not None
        list_level = int(depth) if depth and depth.isdecimal() and len(depth) == 1 else 0
        mark = self.numbers.mark(number_id, list_level) if number_id not in (None, "0") else ""
        return (None if level is None or level > _LOWEST_LEVEL else level), mark, contents

    def _chain(self, paragraph: Any) -> Iterator[Any]:
        """Yield a paragraph, its style, and the styles on which that style is based."""
        yield paragraph
        seen: set[str] = set()
        name = value(paragraph, "pPr/pStyle")
        while name is not None and name in self.styles and name not in seen:
            seen.add(name)
            yield self.styles[name]
            name = value(self.styles[name], "basedOn")


def _texts(element: Any, boxes: list[Any]) -> Iterator[str]:
    """Yield the text of a paragraph, and add the text boxes anchored in it to `boxes`."""
    for child in element:
        if child.tag in _TEXT_TAGS:
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == f"{_W}txbxContent":
            boxes.append(child)
        elif child.tag not in _UNREAD_TAGS:
            yield from _texts(child, boxes)
