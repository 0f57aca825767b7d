"""What was filled into a form is read beside its label."""

from pathlib import Path

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas

from ingest.pdf.reader import read_pdf
from ingest.progress import no_progress
from ingest.reading.file_text import LeftOut


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A form that is filled in."""
    path = tmp_path / "skjema.pdf"
    canvas = Canvas(str(path))
    form = canvas.acroForm
    canvas.drawString(72, 760, "Søknad om tilskudd til boliger")
    canvas.drawString(72, 720, "Kommune:")
    form.textfield(name="kommune", x=200, y=715, width=200, height=20, value="Testvik kommune")
    canvas.drawString(72, 690, "Fra år:")
    form.textfield(name="fra", x=120, y=685, width=50, height=18, value="2024")
    canvas.drawString(180, 690, "til år:")
    form.textfield(name="til", x=220, y=685, width=50, height=18, value="2027")
    form.checkbox(name="eie", x=72, y=655, size=14, checked=True)
    canvas.drawString(92, 658, "Kommunen eier boligene")
    form.checkbox(name="leie", x=72, y=635, size=14, checked=False)
    canvas.drawString(92, 638, "Kommunen leier boligene")
    canvas.drawString(72, 610, "Type bolig:")
    form.choice(
        name="type", x=150, y=605, width=120, height=18, value="o",
        options=[("Omsorgsbolig", "o"), ("Utleiebolig", "u")],
    )  # fmt: skip
    canvas.drawString(72, 580, "Beskriv tiltaket")
    form.textfield(
        name="tiltak", x=72, y=500, width=400, height=70, value="Kjøpe ti leiligheter.\nLeie fem.",
        fieldFlags="multiline",
    )  # fmt: skip
    form.textfield(
        name="kode", x=300, y=450, width=90, height=18, value="1234", fieldFlags="password"
    )
    canvas.drawString(72, 400, "Underskrift")
    canvas.save()
    return path


def test_values_stand_behind_their_labels(form: Path) -> None:
    page = read_pdf(form, None, no_progress).pages[0]
    assert page.text.splitlines() == [
        "Søknad om tilskudd til boliger",
        "Kommune: Testvik kommune",
        "Fra år: 2024 til år: 2027",
        "☒ Kommunen eier boligene",
        "☐ Kommunen leier boligene",
        "Type bolig: Omsorgsbolig",
        "Beskriv tiltaket Kjøpe ti leiligheter. Leie fem.",
        "Underskrift",
    ]


def test_values_are_not_traced_to_characters_that_pdfium_does_not_have(form: Path) -> None:
    page = read_pdf(form, None, no_progress).pages[0]
    traced = [page.text[run.start : run.start + run.length] for run in page.runs]
    assert "Testvik" in page.text
    assert "Testvik" not in "".join(traced)
    assert "Kommune:" in "".join(traced)


@pytest.mark.parametrize(("flags", "is_shown"), [(4, True), (2, False), (32, False)])
def test_text_that_was_typed_onto_a_page_is_read_if_it_is_shown(
    tmp_path: Path, flags: int, is_shown: bool
) -> None:
    path = tmp_path / "skjema.pdf"
    canvas = Canvas(str(path))
    canvas.drawString(72, 700, "Antall boliger:")
    canvas.save()
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(path))
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/FreeText"),
            NameObject("/Rect"): ArrayObject(map(FloatObject, (160, 695, 260, 712))),
            NameObject("/Contents"): TextStringObject("21 boliger"),
            NameObject("/F"): FloatObject(flags),
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])
    writer.write(path)
    read = read_pdf(path, None, no_progress)
    if is_shown:
        assert read.pages[0].text == "Antall boliger: 21 boliger"
    else:
        assert read.pages[0].text == "Antall boliger:"
        assert read.left_out == (LeftOut(1, "hidden", "21 boliger"),)
