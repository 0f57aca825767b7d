"""Files that a document of Word takes in are read as its text, or told, or the document refused."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest

from ingest.errors import FileTextEmbedded
from ingest.formats.docx import read_docx
from tests.ingest.formats.made_word import paragraph, read, run, word_bytes

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PAGE = (
    "<html><head><meta charset='{}'></head><body><p>Rådmannen tilrår 12<sup>1</sup> kjøp.</p>"
    "<table><tr><th>År<th>Kjøp<tr><td>2024<td></table><div hidden>Skjult.</div></body></html>"
)
READ = ["Rådmannen tilrår 12 kjøp.", "År | Kjøp", "2024 | –"]
MAIL = b"""MIME-Version: 1.0
Content-Type: multipart/related;
 boundary="x"

--x
Content-Type: image/png
Content-Transfer-Encoding: base64

AAAA
--x
Content-Type: text/html; charset="iso-8859-1"
Content-Transfer-Encoding: quoted-printable

<p>R=E5dmannen tilr=E5r 12<sup>1</sup> kj=F8p.</p><table><tr><th>=C5r<th>Kj=
=F8p<tr><td>2024<td></table>
--x--
"""
BEFORE = paragraph(run("Saksframlegg: Boligsosial plan. " * 8))
Chunks = Mapping[str, tuple[str, bytes]]


def chunk(name: str) -> str:
    """Return the element that takes in a part."""
    return f'<w:altChunk r:id="{name}"/>'


@pytest.mark.parametrize(
    ("name", "content_type", "content"),
    [
        ("a.html", "text/html", PAGE.format("utf-8").encode()),
        ("a.htm", "text/html; charset=x", PAGE.format("iso-8859-1").encode("latin-1")),
        ("a.xhtml", "application/xhtml+xml", PAGE.format("utf-8").encode()),
        ("a.dat", "application/octet-stream", PAGE.format("utf-8").encode()),
        ("a.mht", "message/rfc822", MAIL),
        ("a.mht", "application/x-mimearchive", MAIL.replace(b"\n", b"\r\n")),
        ("a.txt", "text/plain", "\n".join(READ).encode()),
        ("a.txt", "text/plain", "\r\n".join(READ).encode("utf-16")),
        ("a.docx", WORD, word_bytes("".join(paragraph(run(line)) for line in READ))),
        ("a.docx", "application/zip", word_bytes("".join(paragraph(run(line)) for line in READ))),
    ],
)
def test_what_is_taken_in_is_read_where_it_stands(
    tmp_path: Path, name: str, content_type: str, content: bytes
) -> None:
    body = paragraph(run("Før.")) + chunk(name) + paragraph(run("Etter."))
    lines, left_out = read(tmp_path, body, chunks={name: (content_type, content)})
    assert lines == ["Før.", *READ, "Etter."]
    assert left_out == ([("hidden", "Skjult.")] if b"Skjult" in content else [])


UNREADABLE: Chunks = {
    "a.rtf": ("application/rtf", rb"{\rtf1 Tekst}"),
    "b.rtf": ("text/html", rb"{\rtf1 Tekst}"),
    "a.pdf": ("application/pdf", b"%PDF-1.7"),
    "a.docx": (WORD, word_bytes("")[:200]),
    "b.docx": (WORD, b"PK\x03\x04"),
    "deep.html": ("text/html", b"<html>" + b"<div>" * 100_000 + b"Tekst"),
    "a.mht": ("message/rfc822", b"MIME-Version: 1.0\nContent-Type: image/png\n\nAAAA"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str) -> None:
    chunks = {name: UNREADABLE[name]}
    lines, left_out = read(tmp_path, BEFORE + chunk(name), chunks=chunks)
    assert lines == [("Saksframlegg: Boligsosial plan. " * 8).strip()]
    assert left_out == [("embedded", name)]


@pytest.mark.parametrize("title", ["", "Saksframlegg: Boligsosial plan"])
def test_a_document_whose_text_cannot_be_read_is_refused(tmp_path: Path, title: str) -> None:
    path = tmp_path / "sak.docx"
    path.write_bytes(word_bytes(paragraph(run(title)) + chunk("a.rtf"), chunks=UNREADABLE))
    with pytest.raises(FileTextEmbedded) as caught:
        read_docx(path)
    assert (caught.value.file, caught.value.part) == ("sak.docx", "a.rtf")


def test_documents_inside_documents_end(tmp_path: Path) -> None:
    inner = word_bytes(BEFORE)
    for number in range(4, 0, -1):
        body = paragraph(run(f"Nivå {number}.")) + chunk("a.docx")
        inner = word_bytes(body, chunks={"a.docx": (WORD, inner)})
    path = tmp_path / "plan.docx"
    path.write_bytes(word_bytes(BEFORE + chunk("a.docx"), chunks={"a.docx": (WORD, inner)}))
    text = read_docx(path)
    assert text.pages[0].text.split("\n")[1:] == ["Nivå 1.", "Nivå 2."]
    assert [(out.reason, out.text) for out in text.left_out] == [("embedded", "a.docx")]


def test_a_document_inside_that_unpacks_to_too_much_is_told(tmp_path: Path) -> None:
    whole = BytesIO(word_bytes(BEFORE))
    with zipfile.ZipFile(whole, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/bilde.bin", bytes(31_000_000))
    chunks = {"a.docx": (WORD, whole.getvalue())}
    assert read(tmp_path, BEFORE + chunk("a.docx"), chunks=chunks)[1] == [("embedded", "a.docx")]


def test_a_part_that_is_taken_in_twice_is_read_once(tmp_path: Path) -> None:
    chunks = {"a.txt": ("text/plain", b"Tekst.")}
    assert read(tmp_path, chunk("a.txt") * 1_000, chunks=chunks)[0] == ["Tekst."]


def test_a_part_that_is_missing_is_told(tmp_path: Path) -> None:
    assert read(tmp_path, BEFORE + chunk("rId9"))[1] == [("embedded", "rId9")]


def test_the_tables_of_a_part_are_their_own(tmp_path: Path) -> None:
    rows = "".join(
        f"<w:tr><w:tc>{paragraph(run(a))}</w:tc><w:tc>{paragraph(run(b))}</w:tc></w:tr>"
        for a, b in (("Bydel", "Tall"), ("Nordre", "5"))
    )
    path = tmp_path / "plan.docx"
    chunks = {"a.html": ("text/html", PAGE.format("utf-8").encode())}
    path.write_bytes(word_bytes(f"<w:tbl>{rows}</w:tbl>{chunk('a.html')}", chunks=chunks))
    assert [table.head for table in read_docx(path).tables] == ["Bydel | Tall", "År | Kjøp"]


def test_the_texts_of_a_diagram_are_read(tmp_path: Path) -> None:
    space = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    texts = "".join(
        f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>" for text in ("Kartlegge", "", "Bygge")
    )
    data = f"<x {space}>{texts}</x>"
    body = paragraph(run("Se figuren."), '<w:drawing><dgm:relIds r:dm="data1.xml"/></w:drawing>')
    path = tmp_path / "plan.docx"
    chunks = {"data1.xml": ("application/xml", data.encode())}
    path.write_bytes(word_bytes(body, chunks=chunks, relation="diagramData"))
    assert read_docx(path).pages[0].text.split("\n") == ["Se figuren.", "Kartlegge", "Bygge"]
