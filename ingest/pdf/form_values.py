"""Read what was filled into a PDF: the values of its form fields, and text typed onto its pages.

They are not among the characters of a page. Each is put beside the words that stand to its left, to
its right or above it, which are its label.
"""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from ingest.pdf.char_boxes import Box, Frame, page_frame
from ingest.pdf.page_words import PageWords, PdfWord

CHECKED, UNCHECKED = "☒", "☐"
"""An empty box is read too: "Ja ☒ Nei" alone would not tell which one is checked."""

MAX_ONE_LINE_HEIGHTS = 2.2
"""In heights of its label: a higher field has several lines, the first one at its top."""

LINE_SPACING_HEIGHTS = 1.2
USUAL_HEIGHT_POINTS = 12.0
"""Of a value on a page without words."""

_INVISIBLE_FLAGS = 2 | 32  # hidden, not viewed
_PASSWORD_FLAG = 1 << 13


class FormValue(NamedTuple):
    """What a field or a note on a page says, and its box on the visible page."""

    text: str
    box: Box
    is_shown: bool


def with_form_values(page: PageWords, values: Sequence[FormValue]) -> PageWords:
    """Return the page with the values among its words; those that are not shown are left out."""
    hidden = " ".join(value.text for value in values if not value.is_shown)
    shown = sorted(
        (value for value in values if value.is_shown), key=lambda v: (-v.box[3], v.box[0])
    )
    words, text = list(page.words), page.text
    for value in shown:
        for line in _lines_below(value, page):
            text += "\n"
            start = len(text)
            text += line.text
            _put(words, text, PdfWord(start, len(text), *line.box, begins_line=True))
    return replace(
        page,
        text=text,
        words=tuple(words),
        drawn=len(page.text),
        left_out=(*page.left_out, ("hidden", hidden)) if hidden else page.left_out,
    )


def _lines_below(value: FormValue, page: PageWords) -> Iterator[FormValue]:
    """Yield the lines of a value, each with a box as high as the words of the page."""
    left, bottom, right, top = value.box
    heights = sorted(word.top - word.bottom for word in page.words)
    height = heights[len(heights) // 2] if heights else USUAL_HEIGHT_POINTS
    one_line = top - bottom <= MAX_ONE_LINE_HEIGHTS * height
    line_top = (top + bottom + height) / 2 if one_line else top
    for line in filter(str.strip, value.text.splitlines()):
        yield FormValue(" ".join(line.split()), (left, line_top - height, right, line_top), True)
        line_top -= LINE_SPACING_HEIGHTS * height


def _put(words: list[PdfWord], text: str, value: PdfWord) -> None:
    """Put a value among the words: behind its label, or before it if that is to its right."""
    height = value.top - value.bottom
    on_row = [
        (position, word)
        for position, word in enumerate(words)
        if min(word.top, value.top) - max(word.bottom, value.bottom)
        > 0.5 * min(height, word.top - word.bottom)
    ]
    before = [(word.right, position) for position, word in on_row if word.right < value.left + 2]
    if before:
        right, position = max(before)
        label = words[position]
        if text[label.end - 1] in ":?" and value.left - right > height / 2:
            # The rest of a row of dots, or of a column that has labels of several lengths.
            value = value._replace(left=right + height / 3)
        value = value._replace(bottom=label.bottom, top=label.top, begins_line=False)
        words.insert(position + 1, value)
        return
    after = [(word.left, position) for position, word in on_row if word.left > value.left]
    if after:
        _, position = min(after)
        label = words[position]
        words.insert(position, value._replace(bottom=label.bottom, top=label.top))
        return
    above = [
        (word.bottom, word.right, position)
        for position, word in enumerate(words)
        if word.bottom >= value.bottom and word.left < value.right and value.left < word.right
    ]
    if above:
        lowest = min(above)[0]
        words.insert(max(p for bottom, _, p in above if bottom < lowest + height / 2) + 1, value)
    elif words and value.bottom > max(word.bottom for word in words):
        words.insert(0, value)
    else:
        words.append(value)


def read_form_values(raw_page: Any, form: Any | None) -> list[FormValue]:
    """Return the values of the fields on a page, and the texts typed onto it.

    `form` is PDFium's handle for the form of the document, None if it has none.
    """
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFPage_GetAnnotCount(raw_page)
    if count <= 0:
        return []
    values: list[FormValue] = []
    frame = page_frame(raw_page)
    for index in range(count):
        annotation = pdfium.FPDFPage_GetAnnot(raw_page, index)
        if not annotation:
            continue
        try:
            if value := _value(annotation, form, frame):
                values.append(value)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
    return values


def _value(annotation: Any, form: Any | None, frame: Frame) -> FormValue | None:
    import pypdfium2.raw as pdfium

    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    if kind == pdfium.FPDF_ANNOT_WIDGET and form:
        text = _field_text(annotation, form)
    elif kind == pdfium.FPDF_ANNOT_FREETEXT:
        text = _string(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents")
    else:
        return None
    box = pdfium.FS_RECTF()
    if not text.strip() or not pdfium.FPDFAnnot_GetRect(annotation, ctypes.byref(box)):
        return None
    is_shown = not pdfium.FPDFAnnot_GetFlags(annotation) & _INVISIBLE_FLAGS
    corners = min(box.left, box.right), min(box.bottom, box.top), max(box.left, box.right)
    return FormValue(text, frame.turned(*corners, max(box.bottom, box.top)), is_shown)


def _field_text(annotation: Any, form: Any) -> str:
    """Return what a field says, "" if that is nothing or a secret."""
    import pypdfium2.raw as pdfium

    kind = pdfium.FPDFAnnot_GetFormFieldType(form, annotation)
    if kind in (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON):
        return CHECKED if pdfium.FPDFAnnot_IsChecked(form, annotation) else UNCHECKED
    if kind in (pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX):
        chosen = [
            _string(pdfium.FPDFAnnot_GetOptionLabel, form, annotation, index)
            for index in range(max(0, pdfium.FPDFAnnot_GetOptionCount(form, annotation)))
            if pdfium.FPDFAnnot_IsOptionSelected(form, annotation, index)
        ]
        if chosen:
            return ", ".join(chosen)
    elif kind != pdfium.FPDF_FORMFIELD_TEXTFIELD:
        return ""
    if pdfium.FPDFAnnot_GetFormFieldFlags(form, annotation) & _PASSWORD_FLAG:
        return ""
    return _string(pdfium.FPDFAnnot_GetFormFieldValue, form, annotation)


def _string(read: Any, *arguments: Any) -> str:
    """Return the text that a function of PDFium writes in UTF-16, with a zero at its end."""
    size = read(*arguments, None, 0)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2))()
    read(*arguments, buffer, size)
    return bytes(buffer)[: size - 2].decode("utf-16-le", "replace")
