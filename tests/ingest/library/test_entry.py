"""The entry of a file has what the file says of itself, and what a user wrote."""

from dataclasses import replace

import pytest

from ingest.library.added_file import AddedFile
from ingest.library.entry import (
    catalogue_entry,
    is_edited,
    new_entry,
    title_of,
    told_fields,
    updated_entry,
)
from ingest.reading.file_text import FileText, Page
from tests.ingest.library.made_text import made_text

FILE = AddedFile("", "notat om parkering.pdf", "a" * 64, "/rapporter/notat om parkering.pdf")


def without_title() -> FileText:
    """Return a text that begins with a sentence and has no heading."""
    page = Page(1, None, "Det er ingen plass i sentrum, og slik har det vært i mange år nå.")
    return replace(made_text(), pages=(page,), headings=())


def test_a_title_is_the_files_own_or_its_covers_or_its_name() -> None:
    """In this order; of a name the suffix is left out. A template's title is not believed."""
    assert title_of(made_text("Parkering i sentrum"), FILE.name) == "Parkering i sentrum"
    assert title_of(made_text("Mal for referater"), FILE.name) == "Om parkering"
    assert title_of(made_text(), FILE.name) == "Om parkering"
    assert title_of(without_title(), FILE.name) == "notat om parkering"
    assert title_of(without_title(), "notat_om-parkering.pdf") == "notat om parkering"
    assert title_of(without_title(), ".pdf") == ".pdf"


def test_a_new_report_has_what_its_file_says() -> None:
    """And nothing for what it does not say: the year in which a PDF was made is not its own."""
    text = made_text("Parkering i sentrum", authors=("Kari Nordmann",), year=2019, isbn="")
    assert new_entry(FILE, text, ()) == replace(
        FILE,
        id="parkering-i-sentrum",
        kind="report",
        title="Parkering i sentrum",
        authors=("Kari Nordmann",),
        language="nb",
    )
    assert new_entry(FILE, replace(text, kind="html"), ()).year == 2019


@pytest.mark.parametrize(
    ("title", "taken", "report_id"),
    [
        ("Ærlig talt: på øya", (), "aerlig-talt-pa-oya"),
        ("Rapport", ("rapport",), "rapport-2"),
        ("Rapport", ("rapport", "rapport-2", "rapport-4"), "rapport-3"),
        ("???", (), "report"),
        ("???", ("report",), "report-2"),
        (
            "bolig " * 20,
            (),
            "bolig-bolig-bolig-bolig-bolig-bolig-bolig-bolig-bolig-bolig-bolig-bolig-bolig",
        ),
    ],
)
def test_the_id_of_a_new_report(title: str, taken: tuple[str, ...], report_id: str) -> None:
    """The title in small letters, cut between words, and the first free number behind it."""
    file = replace(FILE, name=f"{title}.pdf")
    assert new_entry(file, without_title(), taken).id == report_id


def test_a_report_of_the_catalogue_needs_no_fields() -> None:
    """Those that a user wrote stay, and so does the folder that it follows."""
    file = replace(FILE, id="eldre")
    assert catalogue_entry(file, None) == file
    before = AddedFile("eldre", "gammel.pdf", "b" * 64, "/gammel.pdf", "/mappe", year=2016)
    assert catalogue_entry(file, before) == replace(file, folder="/mappe", year=2016)
    assert catalogue_entry(replace(file, folder="/ny"), before).folder == "/ny"


def test_a_newer_file_changes_what_the_older_one_said() -> None:
    """A field that a user changed or added stays; one that neither file states is gone."""
    older = replace(made_text("Parkering i sentrum", year=2018, publisher="By"), kind="html")
    before = new_entry(FILE, older, ())
    edited = replace(before, title="Parkering", url="https://example.no/")
    newer = replace(made_text("Parkering og plass", year=2019), kind="html")
    file = replace(FILE, id=before.id, sha256="c" * 64)
    assert updated_entry(file, newer, edited, older) == replace(
        file,
        kind="report",
        title="Parkering",
        year=2019,
        url="https://example.no/",
        language="nb",
    )
    assert updated_entry(file, newer, before, older).title == "Parkering og plass"


def test_what_is_known_of_a_file_beats_what_it_says() -> None:
    """The archive that it was fetched from told its title, and its id is made of that."""
    text = made_text("Microsoft Word - utkast.docx", year=2001, publisher="Kommunen")
    known = replace(FILE, title="Parkering i sentrum", year=2019, file_url="https://x.no/a.pdf")
    entry = new_entry(known, text, ())
    assert (entry.id, entry.title, entry.year) == (
        "parkering-i-sentrum",
        "Parkering i sentrum",
        2019,
    )
    assert (entry.publisher, entry.file_url) == ("Kommunen", "https://x.no/a.pdf")


def test_a_report_of_the_catalogue_takes_only_the_address_of_its_file() -> None:
    """Its title and year are the page's, whatever an archive calls it."""
    known = replace(FILE, id="eldre", title="ELDRES BOLIG", year=2017, file_url="https://x.no/a")
    assert catalogue_entry(known, None) == replace(FILE, id="eldre", file_url="https://x.no/a")


def test_the_address_of_a_file_stays_with_its_bytes() -> None:
    """Another file has other pages."""
    before = replace(FILE, id="eldre", file_url="https://x.no/a", year=2016)
    again, other = replace(FILE, id="eldre"), replace(FILE, id="eldre", sha256="b" * 64)
    assert catalogue_entry(again, before).file_url == "https://x.no/a"
    assert catalogue_entry(other, before).file_url is None
    assert catalogue_entry(other, before).year == 2016
    moved = replace(other, file_url="https://x.no/b")
    assert catalogue_entry(moved, before).file_url == "https://x.no/b"


def test_a_field_that_a_user_took_out_stays_out() -> None:
    """A newer file that states it again does not bring it back."""
    older = replace(made_text("Parkering i sentrum", year=2018), kind="html")
    before = new_entry(FILE, older, ())
    assert before.year == 2018
    file = replace(FILE, id=before.id, sha256="c" * 64)
    newer = replace(made_text("Parkering i sentrum", year=2019), kind="html")
    assert updated_entry(file, newer, replace(before, year=None), older).year is None
    assert updated_entry(file, newer, before, older).year == 2019


def test_an_entry_is_edited_if_it_is_not_what_its_file_states() -> None:
    """A field that was written or taken out, or an id that the program does not give."""
    text = made_text("Parkering i sentrum")
    entry = new_entry(FILE, text, ())
    assert not is_edited(entry, text)
    assert not is_edited(new_entry(FILE, text, {entry.id}), text)
    assert is_edited(replace(entry, municipality="Lier"), text)
    assert is_edited(replace(entry, language=None), text)
    assert is_edited(replace(entry, id="parkering"), text)


def test_told_fields_are_those_that_stand_as_told() -> None:
    """What a user changed was not told by the file's words."""
    text = made_text("Parkering i sentrum")
    entry = new_entry(FILE, text, ())
    assert {name: told.value for name, told in told_fields(entry, text).items()} == {
        "kind": "report",
        "title": "Parkering i sentrum",
        "language": "nb",
    }
    assert set(told_fields(replace(entry, title="Parkering"), text)) == {"kind", "language"}
