"""Files that PDFium reads badly, or not at all, are read with pypdf."""

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import FileDamaged
from ingest.pdf.read_pdf import read_pdf
from ingest.pdf.with_pypdf import read_with_pypdf

LINES = ("Kommunen har et sam-", "arbeid om barne-", "og ungdomsvern.", "", "Her er noe annet.")


def nobody(_done, _total):
    pass


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "rapport.pdf"
    canvas = Canvas(str(path), pageCompression=0)
    for position, line in enumerate(LINES):
        canvas.drawString(72, 600 - 14 * position, line)
    canvas.save()
    return path


def test_pypdf_reads_the_same_words(report):
    second = read_with_pypdf(report, None)
    first = read_pdf(report, None, nobody)
    assert (first.reader, second.reader) == ("pdfium", "pypdf")
    assert second.pages[0].text.split() == first.pages[0].text.split()
    assert second.pages[0].text.startswith("Kommunen har et samarbeid om barne- og ungdomsvern.")
    assert second.pages[0].runs == ()


def test_where_both_find_no_words_the_first_is_kept(tmp_path):
    path = tmp_path / "bilde.pdf"
    canvas = Canvas(str(path))
    canvas.rect(72, 600, 100, 100)
    canvas.save()
    reading = read_pdf(path, None, nobody)
    assert (reading.reader, reading.quality.words) == ("pdfium", 0)
    assert reading.quality.without_text == (1,)


def test_what_neither_can_open_is_damaged(report, tmp_path):
    cut = tmp_path / "kuttet.pdf"
    cut.write_bytes(report.read_bytes()[:200])
    assert read_with_pypdf(cut, None) is None
    with pytest.raises(FileDamaged):
        read_pdf(cut, None, nobody)


def test_a_wrong_password_gives_nothing(tmp_path):
    path = tmp_path / "last.pdf"
    canvas = Canvas(str(path), encrypt="hemmelig")
    canvas.drawString(72, 600, "Hemmelig")
    canvas.save()
    assert read_with_pypdf(path, "galt") is None
    assert read_with_pypdf(path, "hemmelig").pages[0].text == "Hemmelig"
