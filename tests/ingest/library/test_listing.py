"""The list of the added files is looked up, read and written."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import DataUnreadable, LibraryUnreadable, Reason
from ingest.library.added_file import AddedFile
from ingest.library.listing import Listing, read_listing, write_listing
from ingest.records import KINDS, LANGUAGES

A, B, C = (
    AddedFile(name, f"{name}.pdf", name * 64, f"/inn/{name}.pdf", folder)
    for name, folder in (("a", "/inn"), ("b", None), ("c", "/inn"))
)
LISTING = Listing((A, B, C))


def write(folder: Path, *lines: str) -> Path:
    """Write a list of one entry with these lines after its id, name and checksum."""
    path = folder / "reports.toml"
    entry = ["[[report]]", 'id = "a"', 'name = "a.pdf"', f'sha256 = "{"a" * 64}"', *lines]
    path.write_text("\n".join(entry), "utf-8")
    return path


def test_entries_are_found() -> None:
    """By id, by checksum, by path, and all those of a folder."""
    assert list(LISTING) == [A, B, C]
    assert len(LISTING) == 3
    assert (LISTING.by_id("b"), LISTING.by_id("")) == (B, None)
    assert (LISTING.by_sha256("b" * 64), LISTING.by_sha256("d" * 64)) == (B, None)
    assert (LISTING.by_origin("/inn/b.pdf"), LISTING.by_origin("")) == (B, None)
    assert LISTING.of_folder("/inn") == (A, C)
    assert not Listing()


def test_the_first_of_several_is_found() -> None:
    """One file may have been added as two reports."""
    again = replace(A, id="again")
    assert Listing((A, again)).by_sha256(A.sha256) == A
    assert Listing((again, A)).by_origin("/inn/a.pdf") == again


def test_a_changed_list_is_another_list() -> None:
    """An entry takes the place of the one of its id; a new one is the last."""
    changed, new = replace(B, title="B"), replace(B, id="d")
    assert LISTING.including(changed).entries == (A, changed, C)
    assert LISTING.including(new).entries == (A, B, C, new)
    assert LISTING.without([A, C]).entries == (B,)
    assert LISTING.without([]) == LISTING
    assert LISTING.entries == (A, B, C)


def test_no_list_is_an_empty_one(tmp_path: Path) -> None:
    """Before anything is added, and after all is removed."""
    path = tmp_path / "reports.toml"
    assert read_listing(path) == Listing()
    write_listing(path, LISTING, "Mine rapporter.")
    write_listing(path, Listing(), "Mine rapporter.")
    assert path.read_text("utf-8") == "# Mine rapporter.\n\n"
    assert read_listing(path) == Listing()


def test_a_new_list_is_written_in_order_under_its_heading(tmp_path: Path) -> None:
    """Each field on a line; what is None has none."""
    path = tmp_path / "reports.toml"
    entry = replace(B, authors=("Åse Nordmann", "Per"), year=2019, kind="report")
    write_listing(path, Listing((entry, A)), "Rett det\nsom er galt.")
    assert path.read_text("utf-8") == (
        "# Rett det\n"
        "# som er galt.\n\n"
        "[[report]]\n"
        'id = "b"\n'
        'name = "b.pdf"\n'
        f'sha256 = "{"b" * 64}"\n'
        'origin = "/inn/b.pdf"\n'
        'kind = "report"\n'
        'authors = ["Åse Nordmann", "Per"]\n'
        "year = 2019\n\n"
        "[[report]]\n"
        'id = "a"\n'
        'name = "a.pdf"\n'
        f'sha256 = "{"a" * 64}"\n'
        'origin = "/inn/a.pdf"\n'
        'folder = "/inn"\n'
    )
    assert read_listing(path).entries == (entry, A)


def test_what_a_user_wrote_stays(tmp_path: Path) -> None:
    """Comments, an order of fields, and spaces; only what is another value is written."""
    path = tmp_path / "reports.toml"
    path.write_text(
        "# Min liste\n\n"
        "[[report]]\n"
        f'sha256   = "{"a" * 64}"\n'
        'id = "a" # den viktigste\n'
        'name = "a.pdf"\n'
        "year = 2018\n\n"
        "[[report]]\n"
        f'id = "b"\nname = "b.pdf"\nsha256 = "{"b" * 64}"\n',
        "utf-8",
    )
    first, _ = read_listing(path)
    write_listing(path, Listing((replace(first, year=2019),)), "")
    assert path.read_text("utf-8") == (
        "# Min liste\n\n"
        "[[report]]\n"
        f'sha256   = "{"a" * 64}"\n'
        'id = "a" # den viktigste\n'
        'name = "a.pdf"\n'
        "year = 2019\n\n"
    )
    write_listing(path, Listing((replace(first, year=None),)), "")
    assert "year" not in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("line", "number", "reason"),
    [
        ("year = 19", 5, "year = 19"),
        ('year = "2019"', 5, "year = '2019'"),
        ("year = true", 5, "year = True"),
        ("authors = 'Kari'", 5, "authors = 'Kari'"),
        ("authors = [1]", 5, "authors = [1]"),
        ("title = ' '", 5, "title = ' '"),
        ("kind = 'bok'", 5, "kind = 'bok'"),
        ("language = 'tysk'", 5, "language = 'tysk'"),
        ("tittel = 'X'", 5, "tittel = 'X'"),
        ("title = 'X'\nyear = 0", 6, "year = 0"),
        ("[[report]]\nid = 'b'", 5, "name?"),
        (f"[[report]]\nid = 'a'\nname = 'a'\nsha256 = '{'b' * 64}'", 6, "id = 'a'"),
        (f"[[report]]\nid = 'a b'\nname = 'a'\nsha256 = '{'b' * 64}'", 6, "id = 'a b'"),
        ("[[report]]\nid = 'b'\nname = 'b'\nsha256 = 'b'", 8, "sha256 = 'b'"),
    ],
)
def test_a_wrong_entry_is_named_with_its_line(
    tmp_path: Path, line: str, number: int, reason: str
) -> None:
    """As an editor and a compiler write it."""
    path = write(tmp_path, line)
    with pytest.raises(LibraryUnreadable) as caught:
        read_listing(path)
    assert (caught.value.file, caught.value.reason) == (f"{path}:{number}", reason)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"[[report", "Expected ']]' at the end of an array declaration (at end of document)"),
        (b"[report]\nid = 'a'", "report: [[report]]"),
        (b"[[rapport]]\nid = 'a'", "rapport: [[report]]"),
        (b"\xff", "Invalid statement (at line 1, column 1)"),
    ],
)
def test_a_file_that_is_no_list_is_told(tmp_path: Path, content: bytes, reason: str) -> None:
    """It is never taken for an empty one."""
    path = tmp_path / "reports.toml"
    path.write_bytes(content)
    with pytest.raises(LibraryUnreadable) as caught:
        read_listing(path)
    assert (caught.value.file, caught.value.reason) == (str(path), reason)


def test_a_list_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    """The data folder is the one above the library."""
    path = tmp_path / "library" / "reports.toml"
    path.mkdir(parents=True)
    with pytest.raises(DataUnreadable) as caught:
        read_listing(path)
    assert (caught.value.folder, caught.value.reason) == (str(tmp_path), Reason.IS_FOLDER)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).filter(str.strip)
ENTRIES = st.builds(
    AddedFile,
    id=st.from_regex(r"[a-z0-9-]{1,9}", fullmatch=True),
    name=TEXTS,
    sha256=st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
    origin=st.none() | TEXTS,
    kind=st.none() | st.sampled_from(KINDS),
    title=st.none() | TEXTS,
    authors=st.none() | st.lists(TEXTS).map(tuple),
    year=st.none() | st.integers(1000, 9999),
    language=st.none() | st.sampled_from(LANGUAGES),
)
LISTINGS = st.lists(ENTRIES, max_size=5, unique_by=lambda entry: entry.id).map(
    lambda e: Listing(tuple(e))
)


@settings(deadline=None)
@given(LISTINGS, LISTINGS)
def test_a_list_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, first: Listing, second: Listing
) -> None:
    """Whatever stood there before."""
    path = tmp_path_factory.mktemp("library") / "reports.toml"
    write_listing(path, first, "Overskrift")
    assert read_listing(path) == first
    write_listing(path, second, "Overskrift")
    assert set(read_listing(path)) == set(second)
