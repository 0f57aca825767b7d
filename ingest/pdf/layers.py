"""Tell which text of a PDF belongs to a layer (optional content) that is off.

PDFium reads such text as any other, and does not tell which layer it belongs to. So pypdf writes a
copy of the file in which the layers that are off have a mark that PDFium does tell. The characters
of the copy are those of the file, with the same numbers.
"""

import ctypes
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

LAYERS = b"/OCProperties"
_MARK = "EksempelfinnerOff"
_HIDDEN_FORM = (b"/OC <</" + _MARK.encode() + b" 1>> BDC\n", b"\nEMC")


def with_layers_marked(path: Path, password: str | None) -> bytes | None:
    """Return a copy of the PDF at `path` that marks the layers that are off.

    The copy is not encrypted. Returns None if no layer is off, or if pypdf cannot read the file.
    """
    import pypdf
    from pypdf.generic import DictionaryObject, NameObject, NumberObject

    try:
        reader = pypdf.PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(password or ""):
            return None
        writer = pypdf.PdfWriter(clone_from=reader)
        is_off = _Layers(writer.root_object["/OCProperties"].get_object()).is_off
        marked = 0
        for dictionary in _dictionaries(writer):
            if dictionary.get("/Type") in ("/OCG", "/OCMD") and is_off(dictionary):
                dictionary[NameObject(f"/{_MARK}")] = NumberObject(1)
                marked += 1
            elif dictionary.get("/Subtype") == "/Form" and "/OC" in dictionary:
                layer = dictionary["/OC"]
                if isinstance(layer, DictionaryObject) and is_off(layer):
                    before, after = _HIDDEN_FORM
                    stream: Any = dictionary
                    stream.set_data(before + stream.get_data() + after)
                    marked += 1
        if not marked:
            return None
        copy = io.BytesIO()
        writer.write(copy)
        return copy.getvalue()
    except Exception:  # noqa: BLE001 a broken file can cause nearly any error in pypdf
        return None


def _dictionaries(writer: Any) -> Iterator[Any]:
    """Yield the dictionaries and streams of a file that are objects of their own."""
    from pypdf.generic import DictionaryObject, IndirectObject

    # pypdf numbers the objects of a copy from 1 on.
    number = 1
    while True:
        try:
            found = writer.get_object(IndirectObject(number, 0, writer))
        except (IndexError, ValueError):
            return
        if isinstance(found, DictionaryObject):
            yield found
        number += 1


class _Layers:
    """The layers of a PDF, and which of them are off when the file is opened."""

    def __init__(self, properties: Any) -> None:
        usual = properties["/D"].get_object()
        self._off = _numbers(usual, "/OFF")
        if usual.get("/BaseState") == "/OFF":
            self._off = _numbers(properties, "/OCGs") - _numbers(usual, "/ON")
        for event in usual.get("/AS", ()):
            if event.get_object().get("/Event") == "/View":
                self._apply_usage(event.get_object().get("/OCGs", ()))

    def _apply_usage(self, layers: Iterable[Any]) -> None:
        for layer in layers:
            usage = layer.get_object().get("/Usage", {}).get("/View", {})
            if usage.get("/ViewState") == "/OFF":
                self._off.add(layer.idnum)
            elif usage.get("/ViewState") == "/ON":
                self._off.discard(layer.idnum)

    def is_off(self, layer: Any) -> bool:
        """Return whether a layer, or what follows a rule over layers, is not shown."""
        if layer.get("/Type") == "/OCG":
            reference = layer.indirect_reference
            return reference is not None and reference.idnum in self._off
        if "/VE" in layer:
            return not self._is_seen(layer["/VE"])
        members = layer.get("/OCGs", [])
        members = members if isinstance(members, list) else [members]
        states = [self.is_off(member.get_object()) for member in members if member.get_object()]
        if not states:
            return False
        match layer.get("/P", "/AnyOn"):
            case "/AllOn":
                return any(states)
            case "/AnyOff":
                return not any(states)
            case "/AllOff":
                return not all(states)
        return all(states)

    def _is_seen(self, expression: Any) -> bool:
        expression = expression.get_object()
        if not isinstance(expression, list):
            return not self.is_off(expression)
        operator, *operands = expression
        seen = [self._is_seen(operand) for operand in operands]
        if operator == "/Not":
            return not all(seen)
        return all(seen) if operator == "/And" else any(seen)


def _numbers(holder: Any, key: str) -> set[int]:
    """Return the numbers of the objects that an array refers to."""
    return {entry.idnum for entry in holder.get(key, ()) if hasattr(entry, "idnum")}


class HiddenText:
    """The text objects of one page that belong to a layer that is off."""

    def __init__(self, raw_page: Any) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        count = pdfium.FPDFPage_CountObjects(raw_page)
        objects = [pdfium.FPDFPage_GetObject(raw_page, index) for index in range(count)]
        self._hidden = frozenset(
            address for each in objects for address in self._addresses(each, False)
        )

    def holds(self, text_page: Any, index: int) -> bool:
        """Return whether a character of the page is hidden."""
        found = self._pdfium.FPDFText_GetTextObject(text_page, index)
        return bool(self._hidden) and _address(found) in self._hidden

    def _addresses(self, found: Any, is_inside: bool) -> Iterator[int]:
        pdfium = self._pdfium
        is_hidden = is_inside or any(
            self._is_marked(pdfium.FPDFPageObj_GetMark(found, index))
            for index in range(max(0, pdfium.FPDFPageObj_CountMarks(found)))
        )
        if pdfium.FPDFPageObj_GetType(found) == pdfium.FPDF_PAGEOBJ_FORM:
            for index in range(max(0, pdfium.FPDFFormObj_CountObjects(found))):
                yield from self._addresses(pdfium.FPDFFormObj_GetObject(found, index), is_hidden)
        elif is_hidden:
            yield _address(found)

    def _is_marked(self, mark: Any) -> bool:
        value = ctypes.c_int()
        key = _MARK.encode()
        return bool(self._pdfium.FPDFPageObjMark_GetParamIntValue(mark, key, ctypes.byref(value)))


def _address(found: Any) -> int:
    return ctypes.cast(found, ctypes.c_void_p).value or 0
