"""Read the text of one paragraph of a document of Word, as its reader sees it.

The codes of fields, hidden runs, placeholders and tracked deletions are not text. The results of
fields, what was filled in, and tracked insertions are.
"""

from dataclasses import dataclass, field
from typing import Any

from ingest.formats.block_text import LINE_BREAK, BlockText
from ingest.formats.docx_names import W, number, switch, value
from ingest.formats.docx_styles import RunLook, WordStyles
from ingest.formats.gathered import Gathered

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WORD_2010 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_OLE_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_TEXT_TAGS = (f"{W}t", f"{_MATH}t")
_SIGNS = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": LINE_BREAK, f"{W}noBreakHyphen": "-",
}  # fmt: skip
UNREAD_TAGS = frozenset({
    f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}tblPr", f"{W}trPr",
    f"{W}tcPr",
})  # fmt: skip
"""Tracked deletions and properties."""

_CHECKED, _UNCHECKED = "☒", "☐"
_SYMBOLS = {
    ("wingdings", 0xE0): "→", ("wingdings", 0xDF): "←", ("wingdings", 0xE8): "→",
    ("wingdings", 0x6F): _UNCHECKED, ("wingdings", 0x71): _UNCHECKED,
    ("wingdings", 0x72): _UNCHECKED, ("wingdings", 0xA8): _UNCHECKED, ("wingdings", 0xFB): "✗",
    ("wingdings", 0xFC): "✓", ("wingdings", 0xFD): _CHECKED, ("wingdings", 0xFE): "☑",
    ("wingdings 2", 0x30): _UNCHECKED, ("wingdings 2", 0xA3): _UNCHECKED,
    ("wingdings 2", 0x50): "✓", ("wingdings 2", 0x52): "☑", ("wingdings 2", 0x53): _CHECKED,
    ("symbol", 0xA3): "≤", ("symbol", 0xB3): "≥", ("symbol", 0xB1): "±", ("symbol", 0xB4): "×",
    ("symbol", 0xB7): "·", ("symbol", 0x2D): "\N{MINUS SIGN}", ("symbol", 0xAE): "→",
}  # fmt: skip
_SYMBOL_PAGE = range(0xF000, 0xF100)  # where a font with signs of its own has them
_QUIET_OBJECTS = ("Equation", "MathType")


@dataclass(slots=True)
class _Field:
    """A field that was begun; `filled` is what a form has in it without any run."""

    filled: str
    is_code: bool = True


@dataclass(slots=True)
class ParagraphText:
    """The text of a paragraph, and what is anchored in it.

    `boxes` are its text boxes, `diagrams` the elements that refer to its diagrams. `is_hidden` is
    whether it has text, and all of it is hidden.
    """

    text: str = ""
    boxes: list[Any] = field(default_factory=list)
    diagrams: list[Any] = field(default_factory=list)
    is_hidden: bool = False


class WordText:
    """Reads one paragraph after the other; a field may run over several of them."""

    def __init__(self, styles: WordStyles, gathered: Gathered) -> None:
        self.styles = styles
        self.gathered = gathered
        self.fields: list[_Field] = []
        self._begin(None)

    def _begin(self, style: str | None) -> None:
        self.style = style
        self.block = BlockText()
        self.hidden: list[str] = []
        self.found = ParagraphText()

    def paragraph(self, element: Any) -> ParagraphText:
        """Return the text of a paragraph, and tell what of it is hidden."""
        self._begin(value(element, "pPr/pStyle"))
        self._read(element, RunLook())
        # A code that is not closed here never is: the text that follows must not go with it.
        self.fields = [begun for begun in self.fields if not begun.is_code]
        hidden = "".join(self.hidden)
        self.gathered.leave_out("hidden", hidden)
        self.found.text = self.block.take().strip()
        self.found.is_hidden = bool(hidden.strip()) and not self.found.text
        return self.found

    def _read(self, element: Any, look: RunLook) -> None:
        for child in element:
            tag = child.tag
            if tag == f"{W}r":
                self._read(child, self.styles.look(child.find(f"{W}rPr"), self.style))
            elif tag == f"{W}txbxContent":
                self.found.boxes.append(child)
            elif tag == f"{W}fldChar":
                self._field(child, look)
            elif tag == f"{W}sdt":
                self._control(child, look)
            elif tag == f"{_COMPATIBILITY}AlternateContent":
                self._read(_best_of(child), look)
            elif tag in (_OLE_OBJECT, _CHART):
                self._tell(child)
            elif tag == _DIAGRAM:
                self.found.diagrams.append(child)
            elif (text := _text(child)) is not None:
                self._add(text, look)
            elif tag not in UNREAD_TAGS:
                self._read(child, look)

    def _add(self, text: str, look: RunLook) -> None:
        if any(begun.is_code for begun in self.fields):
            return
        if look.is_hidden:
            self.hidden.append(text)
        elif look.is_raised:
            self.block.add_raised(text)
        else:
            self.block.add(text)

    def _field(self, element: Any, look: RunLook) -> None:
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self.fields.append(_Field(_filled(element.find(f"{W}ffData"))))
        elif kind == "separate" and self.fields:
            self.fields[-1].is_code = False
        elif kind == "end" and self.fields:
            ended = self.fields.pop()
            if ended.is_code:
                self._add(ended.filled, look)

    def _control(self, element: Any, look: RunLook) -> None:
        """Read a content control: what was filled in, and not what asks to be filled in."""
        properties, content = element.find(f"{W}sdtPr"), element.find(f"{W}sdtContent")
        if content is None:
            return
        if is_placeholder(element):
            self.gathered.leave_out("placeholder", plain_text(content))
            return
        box = None if properties is None else properties.find(f"{_WORD_2010}checkbox")
        if box is None:
            self._read(content, look)
        else:
            checked = box.find(f"{_WORD_2010}checked")
            is_checked = checked is not None and checked.get(f"{_WORD_2010}val") in ("1", "true")
            self._add(_CHECKED if is_checked else _UNCHECKED, look)

    def _tell(self, element: Any) -> None:
        """Tell of an object of another program, which shows as a picture here."""
        program = element.get("ProgID") or "diagram"
        if not program.startswith(_QUIET_OBJECTS):
            self.gathered.leave_out("embedded", program)


def is_placeholder(control: Any) -> bool:
    """Return whether a content control shows what asks to be filled in, and nothing else."""
    return bool(switch(control, "sdtPr/showingPlcHdr"))


def plain_text(element: Any) -> str:
    """Return all text in an element, one space between its paragraphs."""
    paragraphs = (
        "".join(inner.text or "" for inner in paragraph.iter(*_TEXT_TAGS))
        for paragraph in element.iter(f"{W}p")
    )
    return " ".join(paragraphs) or "".join(inner.text or "" for inner in element.iter(*_TEXT_TAGS))


def _best_of(alternatives: Any) -> Any:
    """Return the version of a drawing for Word as it is now; another is for older programs."""
    for tag in (f"{_COMPATIBILITY}Choice", f"{_COMPATIBILITY}Fallback"):
        found = alternatives.find(tag)
        if found is not None:
            return found
    return ()


def _text(element: Any) -> str | None:
    """Return what an element writes, or None if it may only contain others that do."""
    if element.tag in _TEXT_TAGS:
        return element.text or ""
    if element.tag == f"{W}br":
        return LINE_BREAK if element.get(f"{W}type") in (None, "textWrapping") else " "
    if element.tag == f"{W}sym":
        return _symbol(element)
    return _SIGNS.get(element.tag)


def _symbol(element: Any) -> str:
    try:
        code = int(element.get(f"{W}char") or "", 16)
    except ValueError:
        return ""
    if code in _SYMBOL_PAGE:
        font = (element.get(f"{W}font") or "").lower()
        return _SYMBOLS.get((font, code - _SYMBOL_PAGE.start), "")
    return chr(code) if 0x20 < code < 0xD800 else ""


def _filled(form: Any | None) -> str:
    """Return what was chosen in a form field of old Word, which writes it in no run."""
    if form is None:
        return ""
    box, choices = form.find(f"{W}checkBox"), form.find(f"{W}ddList")
    if box is not None:
        checked = switch(box, "checked")
        is_checked = switch(box, "default") if checked is None else checked
        return _CHECKED if is_checked else _UNCHECKED
    if choices is not None:
        entries = [entry.get(f"{W}val") or "" for entry in choices.findall(f"{W}listEntry")]
        chosen = number(value(choices, "result") or value(choices, "default"))
        return entries[chosen] if chosen < len(entries) else ""
    return ""
