"""Text of a layer that is off is not read, and is told of."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from reportlab.pdfgen.canvas import Canvas

from ingest.pdf.reader import read_pdf
from ingest.progress import no_progress
from ingest.reading.file_text import FileText, LeftOut

SHOWN = "Kommunen eier boliger i sentrum."
LAYERED = "Prisen er 40 millioner."
Layer = Any


def name(text: str) -> NameObject:
    """Return a name of PDF."""
    return NameObject(f"/{text}")


class Writer:
    """A PDF of one page, to which layers and text in them are added."""

    def __init__(self, path: Path) -> None:
        canvas = Canvas(str(path))
        canvas.drawString(72, 700, SHOWN)
        canvas.save()
        self.path = path
        self.writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(path))
        self.page = self.writer.pages[0]
        self.usual = DictionaryObject({name("OFF"): ArrayObject(), name("ON"): ArrayObject()})
        self.layers = ArrayObject()

    def layer(self, title: str, state: str = "") -> Layer:
        """Return a new layer, whose state is "ON", "OFF" or the usual one."""
        made = self.writer._add_object(
            DictionaryObject({name("Type"): name("OCG"), name("Name"): TextStringObject(title)})
        )
        self.layers.append(made)
        if state:
            self.usual[f"/{state}"].append(made)
        return made

    def rule(self, policy: str, *layers: Layer) -> Layer:
        """Return a rule that shows text depending on layers."""
        made = DictionaryObject({name("Type"): name("OCMD"), name("OCGs"): ArrayObject(layers)})
        made[name("P")] = name(policy)
        return self.writer._add_object(made)

    def draw(self, layer: Layer, text: str = LAYERED, form: bool = False) -> None:
        """Draw text that belongs to a layer, directly or in a form that does."""
        resources = self.page["/Resources"]
        shown = f"BT /F1 12 Tf 72 600 Td ({text}) Tj ET".encode()
        if form:
            made = DecodedStreamObject()
            made.set_data(shown)
            made.update(
                {
                    name("Type"): name("XObject"),
                    name("Subtype"): name("Form"),
                    name("BBox"): ArrayObject(map(NumberObject, (0, 0, 600, 800))),
                    name("Resources"): DictionaryObject({name("Font"): resources["/Font"]}),
                    name("OC"): layer,
                }
            )
            forms = DictionaryObject({name("Fm0"): self.writer._add_object(made)})
            resources[name("XObject")] = forms
            shown = b"/Fm0 Do"
        else:
            resources[name("Properties")] = DictionaryObject({name("MC0"): layer})
            shown = b"/OC /MC0 BDC " + shown + b" EMC"
        contents = DecodedStreamObject()
        contents.set_data(self.page.get_contents().get_data() + b"\n" + shown)
        self.page[name("Contents")] = self.writer._add_object(contents)

    def read(self, password: str | None = None) -> FileText:
        """Write the file and read it."""
        properties = DictionaryObject({name("OCGs"): self.layers, name("D"): self.usual})
        self.writer.root_object[name("OCProperties")] = properties
        if password:
            self.writer.encrypt(password, algorithm="AES-128")
        self.writer.write(self.path)
        return read_pdf(self.path, password, no_progress)


@pytest.fixture
def writer(tmp_path: Path) -> Writer:
    """A PDF of one page."""
    return Writer(tmp_path / "rapport.pdf")


HIDDEN = (LeftOut(1, "hidden", LAYERED),)


@pytest.mark.parametrize("form", [False, True])
def test_text_of_a_layer_that_is_off_is_left_out(writer: Writer, form: bool) -> None:
    writer.draw(writer.layer("Utkast", "OFF"), form=form)
    read = writer.read()
    assert read.pages[0].text == SHOWN
    assert read.left_out == HIDDEN


@pytest.mark.parametrize("form", [False, True])
def test_text_of_a_layer_that_is_on_is_read(writer: Writer, form: bool) -> None:
    """Another layer of the same name is off."""
    writer.layer("Utkast", "OFF")
    writer.draw(writer.layer("Utkast"), form=form)
    read = writer.read()
    assert read.pages[0].text == f"{SHOWN}\n{LAYERED}"
    assert read.left_out == ()


def test_layers_may_be_off_unless_they_are_on(writer: Writer) -> None:
    writer.usual[name("BaseState")] = name("OFF")
    writer.draw(writer.layer("Utkast"))
    assert writer.read().left_out == HIDDEN


def test_an_encrypted_file_is_looked_into(writer: Writer) -> None:
    writer.draw(writer.layer("Utkast", "OFF"))
    assert writer.read("hemmelig").left_out == HIDDEN


@pytest.mark.parametrize(
    ("policy", "states", "is_shown"),
    [
        ("AnyOn", ("OFF", ""), True),
        ("AnyOn", ("OFF", "OFF"), False),
        ("AllOn", ("OFF", ""), False),
        ("AllOn", ("", ""), True),
        ("AnyOff", ("OFF", ""), True),
        ("AnyOff", ("", ""), False),
        ("AllOff", ("OFF", "OFF"), True),
        ("AllOff", ("OFF", ""), False),
    ],
)
def test_a_rule_over_layers_is_followed(
    writer: Writer, policy: str, states: tuple[str, str], is_shown: bool
) -> None:
    layers = [writer.layer(f"Lag {number}", state) for number, state in enumerate(states)]
    writer.draw(writer.rule(policy, *layers))
    assert (writer.read().left_out == ()) is is_shown


Draw = Callable[[Canvas], None]


def read_drawn(path: Path, draw: Draw) -> FileText:
    """Return what is read of a page that `draw` drew."""
    canvas = Canvas(str(path), cropBox=(50, 50, 545, 792))
    canvas.drawString(72, 700, SHOWN)
    draw(canvas)
    canvas.save()
    return read_pdf(path, None, no_progress)


@pytest.mark.parametrize(("x", "y"), [(72, 20), (72, 810), (-400, 600), (560, 600)])
def test_text_outside_the_visible_page_is_left_out(tmp_path: Path, x: float, y: float) -> None:
    read = read_drawn(tmp_path / "m.pdf", lambda canvas: canvas.drawString(x, y, "plan_v3.indd 1"))
    assert read.pages[0].text == SHOWN
    assert read.left_out == (LeftOut(1, "outside_page", "plan_v3.indd 1"),)


def test_a_word_that_the_edge_cuts_is_read(tmp_path: Path) -> None:
    read = read_drawn(tmp_path / "m.pdf", lambda canvas: canvas.drawString(45, 600, "Bolig 21"))
    assert read.pages[0].text == f"{SHOWN}\nBolig 21"


def test_text_of_no_size_is_left_out(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 0.2)
        canvas.drawString(72, 600, "Skjult nøkkelord")

    read = read_drawn(tmp_path / "m.pdf", draw)
    assert read.pages[0].text == SHOWN
    assert read.left_out == (LeftOut(1, "hidden", "Skjult nøkkelord"),)


def test_the_invisible_text_of_ocr_is_read(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 600)
        text.setTextRenderMode(3)
        text.textOut("Boligplan fra en skanner.")
        canvas.drawText(text)

    read = read_drawn(tmp_path / "m.pdf", draw)
    assert read.pages[0].text == f"{SHOWN}\nBoligplan fra en skanner."
