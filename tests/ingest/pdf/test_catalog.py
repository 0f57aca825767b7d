"""The names in a catalog are found without parsing the file."""

from pathlib import Path

import pypdf
import pytest
from pypdf.generic import DictionaryObject, NameObject
from reportlab.pdfgen.canvas import Canvas

from ingest.pdf.catalog import names_in

LAYERS, COLLECTION = b"/OCProperties", b"/Collection"


@pytest.mark.parametrize("name", [LAYERS, COLLECTION])
def test_an_entry_of_the_catalog_is_found(tmp_path: Path, name: bytes) -> None:
    path = tmp_path / "rapport.pdf"
    canvas = Canvas(str(path))
    canvas.drawString(72, 700, "Kommunen eier boliger.")
    canvas.save()
    assert names_in(path, (LAYERS, COLLECTION)) == set()
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(path))
    writer.root_object[NameObject(name.decode())] = DictionaryObject()
    writer.write(path)
    assert names_in(path, (LAYERS, COLLECTION)) == {name}


def test_the_catalog_of_a_real_report_is_packed() -> None:
    path = Path(__file__).parents[2] / "data" / "pdf" / "debian-edu-itil-manual.pdf"
    assert b"/PageMode" not in path.read_bytes()
    assert names_in(path, (LAYERS, b"/PageMode", b"/Pages")) == {b"/PageMode", b"/Pages"}
