"""The document of an added file is what was read from it, with what is known of the report."""

from collections.abc import Callable
from dataclasses import replace

from ingest.library.added_file import AddedFile
from ingest.library.document import (
    added_document,
    join_documents,
    page_offsets,
    read_document,
)
from ingest.records import Document, HeadingStart, PageStart, Source
from tests.ingest.library.made_text import made_text

SHA256 = "a" * 64
SOURCE = Source("parkering.pdf", SHA256)
TEXT = "Om parkering\nDet er ingen plass i sentrum."


def test_pages_follow_each_other_with_their_joints() -> None:
    """A sentence runs over the page break; pages and headings are found in the whole text."""
    assert page_offsets(made_text()) == {1: 0, 2: 32}
    document = read_document(Document("x", "report", "X", "", "nn", SOURCE), made_text(), SOURCE)
    assert document == Document(
        id="x",
        kind="report",
        title="X",
        text=TEXT,
        language="nb",
        source=SOURCE,
        full_text=True,
        pages=2,
        page_starts=(PageStart(0, 1, "i"), PageStart(32, 2, None)),
        headings=(HeadingStart(0, 1, "Om parkering"),),
    )


def test_a_file_without_pages_has_no_page_starts() -> None:
    """The number of pages that the catalogue knows stays."""
    known = Document("x", "report", "X", "", "nb", SOURCE, pages=40)
    document = read_document(known, replace(made_text(), paged=False), SOURCE)
    assert (document.pages, document.page_starts, document.text) == (40, (), TEXT)


def test_the_entry_beats_the_catalogue_and_the_file(make_document: Callable[..., Document]) -> None:
    """Where it states nothing the catalogue's field stays, and the file's language."""
    entry = AddedFile("x", "parkering.pdf", SHA256, title="Parkering", language="en", year=2019)
    catalogued = make_document(
        "", id="x", kind="report", title="Plass", publisher="NIBR", year=2011
    )
    document = added_document(entry, made_text("Filens tittel"), catalogued)
    assert (document.title, document.language, document.year) == ("Parkering", "en", 2019)
    assert (document.publisher, document.source, document.text) == ("NIBR", SOURCE, TEXT)


def test_a_new_report_is_known_by_its_file() -> None:
    """By its name, if the entry states no title. A municipality that it states has a county."""
    document = added_document(AddedFile("x", "parkering.pdf", SHA256), made_text())
    assert (document.id, document.kind, document.title) == ("x", "report", "parkering.pdf")
    assert (document.language, document.municipality, document.county) == ("nb", None, None)
    placed = added_document(
        AddedFile("x", "parkering.pdf", SHA256, kind="example", municipality="Gjøvik"), made_text()
    )
    assert (placed.kind, placed.municipality, placed.county) == ("example", "Gjøvik", "Innlandet")


def test_documents_of_the_page_keep_their_places(make_document: Callable[..., Document]) -> None:
    """One whose file was added is read in full; what the page does not list comes after it."""
    page = tuple(
        make_document(f"tekst {name}", id=name, kind="report", full_text=False) for name in "abc"
    )
    added = [
        (AddedFile("ny", "ny.pdf", SHA256), made_text()),
        (AddedFile("b", "b.pdf", "b" * 64), made_text()),
    ]
    joined = join_documents(page, added)
    assert [document.id for document in joined] == ["a", "b", "c", "ny"]
    assert [document.full_text for document in joined] == [False, True, False, True]
    assert joined[0] is page[0]
    assert (joined[1].title, joined[1].text) == ("Et eksempel", TEXT)
    assert join_documents(page, []) == page
