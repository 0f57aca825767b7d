"""Read a document of Word with python-docx: its text, its tables, and its headings by style.

python-docx opens the package and knows its parts. The text is taken from the elements, because
python-docx's paragraphs leave out tracked insertions and content controls.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.errors import FileDamaged, FileRefused, FileTextEmbedded
from ingest.formats.block_text import LINE_BREAK
from ingest.formats.docx_chunks import ChunkUnreadable, chunk_lines, is_package
from ingest.formats.docx_names import RELATION, W, value
from ingest.formats.docx_numbering import WordNumbers
from ingest.formats.docx_package import MAX_INNER_BYTES, word_package
from ingest.formats.docx_styles import WordStyles
from ingest.formats.docx_tables import WordCell, word_rows
from ingest.formats.docx_text import UNREAD_TAGS, WordText, is_placeholder, plain_text
from ingest.formats.gathered import Gathered
from ingest.formats.table_grid import Cell, Row, table_lines
from ingest.formats.unpaged import TextLine, unpaged_text
from ingest.reading.facts import fact_authors, fact_title
from ingest.reading.file_text import FileFacts, FileText
from ingest.reading.list_and_table_marks import BULLET, CELL, PARAGRAPH_IN_CELL

if TYPE_CHECKING:
    from docx.document import Document

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_HEADING = re.compile(r"heading ([1-9])", re.I)
_CONTENTS = re.compile(r"toc \d|table of figures", re.I)
_TABS = re.compile(r" *\t[ \t]*")
_TAB_BETWEEN_NUMBERS = re.compile(r"[\d%)] *\t[ \t]*[-–\N{MINUS SIGN}(]?\d")
_BREAK_BETWEEN_NUMBERS = re.compile(rf"(?<=\d) *{LINE_BREAK}+ *(?=\d)")
_MAX_HEADING_CHARS = 150  # a longer paragraph was given a level by mistake
_TITLE_LEVEL = 0  # above the levels that Word counts
_LOWEST_LEVEL = 9  # body text may have the next one: Word's outline level 9, counted from 0
_MAX_PACKAGES = 3  # one inside the other
_MIN_WORDS_BESIDE = 20  # a document with fewer has its text in the part that is not read
_MAX_REASON_CHARS = 100


def read_docx(path: Path) -> FileText:
    """Read the document of Word at `path`.

    Raises:
        FileDamaged: the package is cut short or malformed.
        FileTextEmbedded: all but all of its text lies in a part that is not read.
        FileTooLarge: it unpacks to more bytes than any report.
        FileTypeUnknown: it is a package of another program.
    """
    import docx

    package = word_package(path.read_bytes(), path.name)
    try:
        document = docx.Document(package)
        core = document.core_properties
        facts = FileFacts(title=fact_title(core.title), authors=fact_authors(core.author))
        body = WordBody(document, Gathered(), 1)
        text = unpaged_text("docx", "python-docx", body.lines(), facts, body.gathered.left_out)
    except MemoryError:
        raise
    except Exception as error:  # whatever a broken package makes python-docx raise
        reason = f"{type(error).__name__}: {error}"
        raise FileDamaged(file=path.name, reason=reason[:_MAX_REASON_CHARS]) from error
    if body.unread_parts and text.quality.words < _MIN_WORDS_BESIDE:
        raise FileTextEmbedded(file=path.name, part=body.unread_parts[0])
    return text


class WordBody:
    """The text of a document, walked through once from top to bottom.

    `depth` is how many packages it lies in, its own among them. `unread_parts` are the names of the
    parts that it takes in as text and that could not be read.
    """

    def __init__(self, document: "Document", gathered: Gathered, depth: int) -> None:
        self.document = document
        self.gathered = gathered
        self.depth = depth
        self.unread_parts: list[str] = []
        self.has_title = False
        self.taken_in: set[str] = set()
        self.numbers = WordNumbers(self._part("/numbering"))
        self.styles = WordStyles(self._part("/styles"))
        self.text = WordText(self.styles, gathered)

    def lines(self) -> Iterator[TextLine]:
        """Yield the text in order, then its footnotes and endnotes."""
        for line in self._all_lines():
            yield _on_one_line(line)

    def _all_lines(self) -> Iterator[TextLine]:
        yield from self._blocks(self.document.element.body)
        for kind in ("/footnotes", "/endnotes"):
            notes = self._part(kind)
            for note in () if notes is None else notes:
                if note.get(f"{W}type") is None:  # the others are the rules above the notes
                    yield from self._blocks(note)

    def _part(self, kind: str) -> Any | None:
        """Return the root element of the part of a kind, or None if there is none."""
        from docx.oxml.parser import parse_xml

        for relation in self.document.part.rels.values():
            if relation.reltype.endswith(kind) and not relation.is_external:
                part = relation.target_part
                return part.element if hasattr(part, "element") else parse_xml(part.blob)
        return None

    def _blocks(self, container: Any) -> Iterator[TextLine]:
        for element in container:
            if element.tag == f"{W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{W}tbl":
                yield from self._table(element)
            elif element.tag == f"{W}altChunk":
                yield from self._chunk(element)
            elif element.tag == f"{W}sdt" and is_placeholder(element):
                self.gathered.leave_out("placeholder", plain_text(element))
            elif element.tag not in UNREAD_TAGS:  # a content control, an insertion
                yield from self._blocks(element)

    def _paragraph(self, element: Any) -> Iterator[TextLine]:
        found = self.text.paragraph(element)
        if found.is_hidden:
            return  # so its number is not counted either
        text = found.text
        level, mark, contents = self._style(element)
        if text and level == _TITLE_LEVEL:
            # A cover may set its date and its publisher in the same style; only the first is it.
            level, self.has_title = None if self.has_title else 1, True
        if len(text) > _MAX_HEADING_CHARS:
            level = None
        text = text or ("" if mark == BULLET else mark)  # a table cell with nothing but a number
        if contents:
            self.gathered.leave_out("contents", text)
        elif text:
            # A heading that Word marks with a bullet is still a heading, so its bullet is left out.
            shown = "" if level is not None and mark == BULLET else mark
            yield TextLine(text if text == mark else f"{shown} {text}".strip(), level)
        for box in found.boxes:
            yield from self._blocks(box)
        for diagram in found.diagrams:
            yield from self._diagram(diagram)

    def _table(self, table: Any) -> Iterator[TextLine]:
        rows: list[Row] = []
        for row in word_rows(table):
            if row.is_hidden:
                self.gathered.leave_out(
                    "hidden", " ".join(plain_text(c.element) for c in row.cells)
                )
            else:
                rows.append(Row(tuple(map(self._cell, row.cells)), row.is_head))
        if rows:
            is_marked = any(row.is_head for row in rows)
            yield from table_lines(rows, self.gathered.next_table(), is_marked)

    def _cell(self, cell: WordCell) -> Cell:
        element = cell.element
        controls = element.iterancestors(f"{W}sdt", f"{W}tbl")
        lines: tuple[TextLine, ...] = ()
        if any(control.tag == f"{W}sdt" and is_placeholder(control) for control in controls):
            self.gathered.leave_out("placeholder", plain_text(element))
        elif element.find(f"{W}tcPr/{W}cellDel") is None:
            lines = tuple(self._blocks(element))
        return Cell(lines, cell.columns, cell.rows, column=cell.column)

    def _diagram(self, element: Any) -> Iterator[TextLine]:
        """Yield the texts in a diagram (SmartArt), which lie in a part of their own."""
        from docx.oxml.parser import parse_xml

        relation = self.document.part.rels.get(element.get(f"{RELATION}dm") or "")
        if relation is None or relation.is_external:
            return
        for paragraph in parse_xml(relation.target_part.blob).iter(f"{_DRAWING}p"):
            text = "".join(run.text or "" for run in paragraph.iter(f"{_DRAWING}t"))
            if text.strip():
                yield TextLine(text)

    def _chunk(self, element: Any) -> Iterator[TextLine]:
        """Yield the lines of a file that the document takes in, or tell that it is not read.

        A file that is taken in twice is read once, so that it cannot be made to fill the memory.
        """
        name = element.get(f"{RELATION}id") or ""
        relation = self.document.part.rels.get(name)
        if relation is None or relation.is_external:
            self._tell_unread(name if relation is None else relation.target_ref)
            return
        part = relation.target_part
        name = str(part.partname).rpartition("/")[2]
        if name in self.taken_in:
            return
        self.taken_in.add(name)
        try:
            if is_package(part.blob):
                yield from self._inner(part.blob, name)
            else:
                content_type = part.content_type.partition(";")[0].strip().lower()
                yield from chunk_lines(part.blob, content_type, self.gathered)
        except (ChunkUnreadable, FileRefused):
            self._tell_unread(name)

    def _inner(self, package: bytes, name: str) -> Iterator[TextLine]:
        """Yield the lines of a document of Word inside this one."""
        import docx

        if self.depth >= _MAX_PACKAGES:
            raise ChunkUnreadable
        inner_package = word_package(package, name, MAX_INNER_BYTES)
        try:
            document = docx.Document(inner_package)
        except MemoryError:
            raise
        except Exception as error:  # whatever a broken package makes python-docx raise
            raise ChunkUnreadable from error
        inner = WordBody(document, self.gathered, self.depth + 1)
        yield from inner.lines()
        self.unread_parts += inner.unread_parts

    def _tell_unread(self, part: str) -> None:
        self.unread_parts.append(part)
        self.gathered.leave_out("embedded", part)

    def _style(self, paragraph: Any) -> tuple[int | None, str, bool]:
        """Return a paragraph's level, its mark in a list, and whether it is a line of contents."""
        level: int | None = None
        number_id: str | None = None
        depth: str | None = None
        contents = False
        for element in self._chain(paragraph):
            name = getattr(element.find(f"{W}name"), "attrib", {}).get(f"{W}val", "")
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
        yield from self.styles.chain(value(paragraph, "pPr/pStyle"))


def _on_one_line(line: TextLine) -> TextLine:
    """Return a paragraph on one line; a tab or a line break between two numbers parts them."""
    text = line.text
    if line.level is None and _TAB_BETWEEN_NUMBERS.search(text):
        text = _TABS.sub(CELL, text)
    text = _BREAK_BETWEEN_NUMBERS.sub(PARAGRAPH_IN_CELL, text)
    return replace(line, text=" ".join(text.split()))
