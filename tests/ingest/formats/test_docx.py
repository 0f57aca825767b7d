"""A document of Word is read completely: headings by style, lists, tables, notes, changes."""

import re
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import FileDamaged, FileTooLarge, FileTypeUnknown
from ingest.formats.docx import read_docx
from tests.ingest.formats.made_word import word_bytes

FOOTNOTES = """<?xml version="1.0" encoding="UTF-8"?>
<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>strek</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="1"><w:p><w:r><w:t>Se rundskriv H-4/15.</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""
PART = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
RELATIONS = "word/_rels/document.xml.rels"


def tracked(kind: str, tag: str, text: str) -> Any:
    """Return a change that Word has tracked: "ins" with "t", or "del" with "delText"."""
    change, run, words = (OxmlElement(f"w:{name}") for name in (kind, "r", tag))
    words.text = text
    run.append(words)
    change.append(run)
    return change


def write_plan(path: Path) -> Path:
    """Write a document with everything that the plan of a municipality has."""
    document = docx.Document()
    document.core_properties.title = "Boligplan for Ringsaker"
    document.core_properties.author = "Kari Nordmann; olanor"
    document.add_heading("Boligplan", 0)
    document.add_paragraph("Versjon 2", style="Title")
    document.add_heading("Utleie", 1)
    paragraph = document.add_paragraph("Kommunen ")
    paragraph._p.append(tracked("ins", "t", "leier ut"))
    paragraph._p.append(tracked("del", "delText", "selger"))
    paragraph.add_run(" boliger.")
    document.add_paragraph("Tre boliger", style="List Bullet")
    document.add_paragraph("Fire boliger", style="List Number")
    document.add_paragraph("Fem boliger", style="List Number")
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    content.append(document.add_paragraph("Skrevet i et felt.")._p)
    control.append(content)
    outlined = document.add_paragraph("Tilvisning")
    outlined._p.addprevious(control)
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), "1")
    outlined._p.get_or_add_pPr().append(level)
    rows = document.add_table(2, 2)
    for number, text in enumerate(("År", "Boliger", "2019", "5")):
        rows.cell(number // 2, number % 2).text = text
    layout = document.add_table(1, 2)
    layout.cell(0, 0).text = "Første avsnitt.\nNy linje."
    layout.cell(0, 0).add_paragraph("Andre avsnitt.")
    layout.cell(0, 1).text = "Ved siden av."
    document.save(str(path))
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("word/footnotes.xml", FOOTNOTES)
        relations = package.read(RELATIONS).decode()
    return replaced(
        path,
        RELATIONS,
        relations.replace(
            "</Relationships>",
            f'<Relationship Id="rId99" Type="{PART}" Target="footnotes.xml"/></Relationships>',
        ),
    )


def replaced(path: Path, part: str, text: str) -> Path:
    """Put another text in the place of one part of a package."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (parts | {part: text.encode()}).items():
            package.writestr(name, content)
    return path


def test_the_whole_text_is_read(tmp_path: Path) -> None:
    """Insertions are there, deletions are not, and a note comes at the end."""
    file_text = read_docx(write_plan(tmp_path / "plan.docx"))
    assert file_text.pages[0].text.split("\n") == [
        "Boligplan",
        "Versjon 2",
        "Utleie",
        "Kommunen leier ut boliger.",
        "• Tre boliger",
        "1. Fire boliger",
        "2. Fem boliger",
        "Skrevet i et felt.",
        "Tilvisning",
        "År | Boliger",
        "2019 | 5",
        "Første avsnitt. Ny linje.",
        "Andre avsnitt.",
        "Ved siden av.",
        "Se rundskriv H-4/15.",
    ]
    headings = [(heading.level, heading.title) for heading in file_text.headings]
    assert headings == [(1, "Boligplan"), (1, "Utleie"), (2, "Tilvisning")]
    text = file_text.pages[0].text
    assert all(text[h.start :].startswith(h.title) for h in file_text.headings)
    assert (file_text.kind, file_text.paged) == ("docx", False)
    assert (file_text.facts.title, file_text.facts.authors) == (
        "Boligplan for Ringsaker",
        ("Kari Nordmann",),
    )


def test_a_strict_document_is_read_as_another(tmp_path: Path) -> None:
    """The standard has two sets of names for the same, and Word can save either."""
    path = write_plan(tmp_path / "plan.docx")
    before = read_docx(path)
    known = r"http://schemas.openxmlformats.org/(officeDocument|wordprocessingml|drawingml)/2006/"
    with zipfile.ZipFile(path) as package:
        names = [name for name in package.namelist() if name.endswith((".xml", ".rels"))]
        texts = {name: package.read(name).decode() for name in names}
    for name, text in texts.items():
        replaced(path, name, re.sub(known, r"http://purl.oclc.org/ooxml/\1/", text))
    assert read_docx(path) == before


def test_a_reference_to_nothing_is_passed_over(tmp_path: Path) -> None:
    """Word opens such a document, which its add-ins make, so it must be read."""
    path = write_plan(tmp_path / "plan.docx")
    before = read_docx(path)
    with zipfile.ZipFile(path) as package:
        relations = package.read(RELATIONS).decode()
    dangling = f'<Relationship Id="rId77" Type="{PART}" Target="../NULL"/></Relationships>'
    replaced(path, RELATIONS, relations.replace("</Relationships>", dangling))
    assert read_docx(path) == before


def test_a_package_of_another_program_is_told_from_one_of_word(tmp_path: Path) -> None:
    """A spreadsheet is a package too."""
    path = write_plan(tmp_path / "plan.docx")
    with zipfile.ZipFile(path) as package:
        types = package.read("[Content_Types].xml").decode()
    replaced(path, "[Content_Types].xml", types.replace("wordprocessingml", "spreadsheetml"))
    with pytest.raises(FileTypeUnknown):
        read_docx(path)


def test_a_package_that_would_unpack_to_too_much_is_not_unpacked(tmp_path: Path) -> None:
    """Its own list of parts says how much it is."""
    path = write_plan(tmp_path / "plan.docx")
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package,
        package.open("word/media/bilde.png", "w", force_zip64=True) as part,
    ):
        for _ in range(301):
            part.write(bytes(1_000_000))
    assert path.stat().st_size < 1_000_000
    with pytest.raises(FileTooLarge):
        read_docx(path)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<w:document",
        "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'/>",
        "<!DOCTYPE x [<!ENTITY a 'a'><!ENTITY b '&a;&a;'>]><x>&b;</x>",
        "<a>" * 5_000 + "</a>" * 5_000,
    ],
)
def test_a_broken_part_is_refused(tmp_path: Path, text: str) -> None:
    """No error of the library comes through."""
    path = replaced(write_plan(tmp_path / "plan.docx"), "word/document.xml", text)
    with pytest.raises(FileDamaged):
        read_docx(path)


def test_a_broken_part_of_a_package_that_is_repaired_is_refused(tmp_path: Path) -> None:
    """Repairing unpacks every part, also those that are not read; found by fuzzing."""
    path = write_plan(tmp_path / "plan.docx")
    with zipfile.ZipFile(path) as package:
        relations = package.read(RELATIONS).decode()
    dangling = f'<Relationship Id="rId77" Type="{PART}" Target="../NULL"/></Relationships>'
    replaced(path, RELATIONS, relations.replace("</Relationships>", dangling))
    with zipfile.ZipFile(path) as package:
        part = package.getinfo("word/styles.xml")
    content = bytearray(path.read_bytes())
    content[part.header_offset + 30 + len(part.filename) + part.compress_size // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(FileDamaged):
        read_docx(path)


TAGS = st.sampled_from([
    "p", "r", "tbl", "tr", "tc", "sdt", "sdtContent", "sdtPr", "ins", "del", "pPr", "rPr", "tcPr",
    "hyperlink", "txbxContent", "altChunk", "sym", "br", "tab", "footnoteReference", "smartTag",
    "numPr", "trPr", "showingPlcHdr", "vanish", "vMerge", "gridSpan", "object", "t",
])  # fmt: skip
TREES = st.recursive(
    st.sampled_from(
        ["<w:t>x</w:t>", '<w:fldChar w:fldCharType="begin"/>', "<w:vMerge/>", "<w:br/>"]
    ),
    lambda inner: st.builds(
        lambda tag, children: f"<w:{tag}>{''.join(children)}</w:{tag}>",
        TAGS,
        st.lists(inner, max_size=4),
    ),
    max_leaves=20,
)


@given(st.lists(TREES, max_size=4))
def test_no_order_of_elements_makes_the_reader_fail(trees: list[str]) -> None:
    """Whatever stands in a document, it is read or told; it has 20 words beside it."""
    words = "<w:p><w:r><w:t>" + "ord " * 20 + "</w:t></w:r></w:p>"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "plan.docx")
        path.write_bytes(word_bytes("".join(trees) + words))
        texts = read_docx(path).pages[0].text.split("\n")
    assert texts[-1] == ("ord " * 20).strip()
    assert all(texts)
