"""Files join the library and the index one by one, and leave them again."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import FolderEmptied, FolderPartEmptied, ReportTaken, ReportUnknown
from assistant.reports import add
from assistant.reports.add import Options, Outcome
from assistant.reports.find_files import Found
from assistant.settings import Settings
from assistant.show.terminal import TerminalReporter
from assistant.show.texts import texts_in
from index.generation import live_id, open_live
from ingest.errors import FileDamaged, FileMissing, Reason
from ingest.library import Library
from tests.fake_encoder import FakeEncoder
from tests.made_report import write_pdf

ELDRES = "eldres-boligsituasjon"
REPORTER = TerminalReporter(texts_in("nb"))


@pytest.fixture
def settings(fake_built: Path, tmp_path: Path) -> Settings:
    """Settings with a data folder of their own, in which the source page is indexed."""
    return Settings(data=shutil.copytree(fake_built, tmp_path / "data"), threads=1)


def load(_: Settings) -> FakeEncoder:
    """Return the encoder that the index is built with."""
    return FakeEncoder()


def add_files(settings: Settings, paths: list[Path], options: Options) -> list[Outcome]:
    """Add files and return what became of each."""
    return list(add.add_files(settings, paths, options, REPORTER, load))


def sync_folder(settings: Settings, folder: Path, options: Options) -> list[Outcome]:
    """Sync a folder and return what became of each file."""
    return list(add.sync_folder(settings, folder, options, REPORTER, load))


def remove_reports(settings: Settings, *ids: str) -> list[Outcome]:
    """Remove reports and return what became of each."""
    return add.remove_reports(settings, ids, REPORTER, load)


def outcomes(settings: Settings, *paths: Path, **options: str) -> list[tuple[str, str | None]]:
    """Add files and return the state and the report of each."""
    added = add_files(settings, list(paths), Options(**options))
    return [(outcome.state, outcome.report_id) for outcome in added]


def test_a_report_is_added_once_updated_and_removed(settings: Settings, tmp_path: Path) -> None:
    """The record of the catalogue has its text while the file is there, and its title before."""
    file = write_pdf(tmp_path / "rapport.pdf", "Leie er vanlig blant eldre.", "Mange vil flytte.")
    assert outcomes(settings, file, as_id=ELDRES) == [("added", ELDRES)]
    generation = open_live(settings.data)
    assert len(generation.documents) == 31
    (document,) = (d for d in generation.documents if d.id == ELDRES)
    assert (document.full_text, document.pages) == (True, 2)
    assert document.text == "Leie er vanlig blant eldre.\nMange vil flytte."
    # What is known of its subject is a passage too, without text.
    (passage,) = (p for p in generation.passages if p.locator.document_id == ELDRES and p.text)
    assert (passage.locator.page, passage.locator.last_page) == (1, 2)

    before = live_id(settings.data)
    assert outcomes(settings, file) == [("unchanged", ELDRES)]
    assert live_id(settings.data) == before

    write_pdf(file, "Leie er uvanlig blant eldre.")
    assert outcomes(settings, file, as_id=ELDRES) == [("updated", ELDRES)]

    (removed,) = remove_reports(settings, ELDRES)
    assert (removed.state, removed.report_id) == ("removed", ELDRES)
    (document,) = (d for d in open_live(settings.data).documents if d.id == ELDRES)
    assert (document.full_text, document.text) == (
        False,
        "Eldres boligsituasjon\nBoligmarked og boligpolitikk i lys av samfunnets aldring",
    )
    assert not list((settings.data / "library" / "files").iterdir())
    with pytest.raises(ReportUnknown):
        remove_reports(settings, ELDRES)


def test_a_bad_file_does_not_stop_the_others(settings: Settings, tmp_path: Path) -> None:
    """A file that is cut short is refused, the next one is added as a report of its own."""
    good = write_pdf(tmp_path / "noe-annet.pdf", "Parkeringsvedtekter for sentrum.")
    bad = tmp_path / "kuttet.pdf"
    bad.write_bytes(good.read_bytes()[:200])
    refused, added = add_files(settings, [bad, good], Options())
    assert (refused.state, type(refused.error)) == ("refused", FileDamaged)
    assert added.state == "added"
    assert len(open_live(settings.data).documents) == 32


def test_sync_follows_a_folder(settings: Settings, tmp_path: Path) -> None:
    """What is gone from the folder goes, what was added by hand stays."""
    folder = tmp_path / "mappe"
    folder.mkdir()
    first = write_pdf(folder / "en.pdf", "Parkeringsvedtekter for sentrum.")
    by_hand = write_pdf(tmp_path / "to.pdf", "Skoleruten for neste høst.")
    assert [state for state, _ in outcomes(settings, by_hand)] == ["added"]
    assert [o.state for o in sync_folder(settings, folder, Options())] == ["added"]
    first.unlink()
    assert [o.state for o in sync_folder(settings, folder, Options())] == ["removed"]
    assert len(open_live(settings.data).documents) == 32


def test_an_emptied_folder_is_not_followed_unless_it_is_meant(
    settings: Settings, tmp_path: Path
) -> None:
    """A drive that is gone leaves an empty folder: its reports stay until the user says so."""
    folder = tmp_path / "mappe"
    folder.mkdir()
    write_pdf(folder / "en.pdf", "Parkeringsvedtekter for sentrum.")
    write_pdf(folder / "to.pdf", "Skoleruten for neste høst.")
    assert [o.state for o in sync_folder(settings, folder, Options())] == ["added"] * 2
    for file in folder.iterdir():
        file.unlink()
    (folder / ".skjult").write_text("ligger igjen")
    with pytest.raises(FolderEmptied) as caught:
        sync_folder(settings, folder, Options())
    assert (caught.value.folder, caught.value.count) == (str(folder), 2)
    assert len(open_live(settings.data).documents) == 33
    meant = sync_folder(settings, folder, Options(force=True))
    assert [outcome.state for outcome in meant] == ["ignored", "removed", "removed"]
    assert len(open_live(settings.data).documents) == 31


def test_a_folder_that_is_gone_loses_no_report(settings: Settings, tmp_path: Path) -> None:
    """The mount point of a drive may go with the drive; not even `force` takes that for a wish."""
    folder = tmp_path / "mappe"
    folder.mkdir()
    write_pdf(folder / "en.pdf", "Parkeringsvedtekter for sentrum.")
    assert [o.state for o in sync_folder(settings, folder, Options())] == ["added"]
    folder.rename(tmp_path / "borte")
    for options in (Options(), Options(force=True)):
        with pytest.raises(FileMissing) as caught:
            sync_folder(settings, folder, options)
        assert (caught.value.file, caught.value.reason) == ("mappe", Reason.NOT_FOUND)
    assert [entry.name for entry in Library.of(settings.data).listing()] == ["en.pdf"]


def test_two_files_of_one_report_are_not_both_taken(settings: Settings, tmp_path: Path) -> None:
    """The second is refused, and names the first; the first is followed to where it was moved."""
    folder = tmp_path / "mappe"
    folder.mkdir()
    first = folder / "a.md"
    first.write_text(
        "# Eldres boligsituasjon\n\nNOVA Rapport 11/16\n\nMange eldre bor trangt.\n", "utf-8"
    )
    second = folder / "b.md"
    second.write_text(
        "# Eldres boligsituasjon\n\nNOVA Rapport 11/16\n\nNoen eldre bor trangt.\n", "utf-8"
    )
    added, refused = add_files(settings, [folder], Options())
    assert (added.state, added.report_id) == ("added", ELDRES)
    assert isinstance(refused.error, ReportTaken)
    assert (refused.error.report_id, refused.error.other) == (ELDRES, "a.md")
    moved = first.rename(tmp_path / "flyttet.md")
    assert outcomes(settings, moved) == [("unchanged", ELDRES)]
    (entry,) = Library.of(settings.data).listing()
    assert (entry.name, entry.origin) == ("flyttet.md", str(moved))


def test_a_file_that_becomes_another_work_is_another_report(
    settings: Settings, tmp_path: Path
) -> None:
    """Its first report goes; one whose text was mended under the same title stays."""
    file = tmp_path / "notat.md"
    file.write_text("# Parkering i sentrum\n\nDet er forbudt å parkere her.\n", "utf-8")
    assert outcomes(settings, file) == [("added", "parkering-i-sentrum")]
    file.write_text("# Parkering i sentrum\n\nDet er lov å parkere her.\n", "utf-8")
    assert outcomes(settings, file) == [("updated", "parkering-i-sentrum")]
    file.write_text("# Skoleruten for høsten\n\nSkolen begynner i august.\n", "utf-8")
    assert outcomes(settings, file) == [("updated", "skoleruten-for-hosten")]
    library = Library.of(settings.data)
    assert [entry.id for entry in library.listing()] == ["skoleruten-for-hosten"]
    assert len(list(library.files_folder.iterdir())) == 1
    assert open_live(settings.data).document("parkering-i-sentrum") is None


def test_what_a_user_wrote_in_the_list_stays(settings: Settings, tmp_path: Path) -> None:
    """A field that was changed by hand stays when the file changes; the others follow the file."""
    file = tmp_path / "notat.md"
    file.write_text("# Parkering i sentrum\n\nDet er forbudt å parkere her.\n", "utf-8")
    (added,) = add_files(settings, [file], Options())
    path = Library.of(settings.data).list_path
    path.write_text(path.read_text("utf-8") + 'publisher = "Kommunen" # min\n', "utf-8")
    file.write_text("# Parkering i sentrum\n\nHer er det lov å parkere.\n", "utf-8")
    assert outcomes(settings, file) == [("updated", added.report_id)]
    assert 'publisher = "Kommunen" # min' in path.read_text("utf-8")
    document = open_live(settings.data).document(added.report_id or "")
    assert document is not None
    assert (document.publisher, document.text.splitlines()[-1]) == (
        "Kommunen",
        "Her er det lov å parkere.",
    )


def states(outcomes: list[Outcome]) -> list[tuple[str, str]]:
    """Return the state and the file of each outcome."""
    return [(outcome.state, outcome.file) for outcome in outcomes]


def write_note(folder: Path, name: str = "notat.md") -> Path:
    """Write a note into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"# Parkering\n\nDet er forbudt å parkere ved {folder.name}.\n", "utf-8")
    return path


def test_a_folder_is_the_same_one_however_it_is_spelt(settings: Settings, tmp_path: Path) -> None:
    """A file that is gone from it leaves the library, whichever name the folder is given."""
    folder, link = tmp_path / "mappe", tmp_path / "lenke"
    note = write_note(folder)
    link.symlink_to(folder)
    assert states(sync_folder(settings, folder, Options())) == [("added", "notat.md")]
    assert states(sync_folder(settings, link, Options())) == [("unchanged", "notat.md")]
    note.unlink()
    spelt = tmp_path / "lenke" / ".." / "mappe"
    assert states(sync_folder(settings, spelt, Options())) == [("removed", "notat.md")]


def test_a_list_of_an_older_version_is_followed(settings: Settings, tmp_path: Path) -> None:
    """It has paths with links in them."""
    folder, link = tmp_path / "mappe", tmp_path / "lenke"
    note = write_note(folder)
    link.symlink_to(folder)
    sync_folder(settings, folder, Options())
    path = Library.of(settings.data).list_path
    path.write_text(path.read_text("utf-8").replace(str(folder), str(link)), "utf-8")
    assert states(sync_folder(settings, link, Options())) == [("unchanged", "notat.md")]
    note.unlink()
    assert states(sync_folder(settings, link, Options())) == [("removed", "notat.md")]


def test_the_data_folder_may_lie_in_the_folder(settings: Settings, tmp_path: Path) -> None:
    """The copy in it does not keep a report alive."""
    note = write_note(tmp_path / "under")
    assert ("added", "notat.md") in states(sync_folder(settings, tmp_path, Options()))
    assert states(sync_folder(settings, tmp_path, Options())) == [
        ("ignored", "data"),
        ("unchanged", "notat.md"),
    ]
    note.unlink()
    assert ("removed", "notat.md") in states(sync_folder(settings, tmp_path, Options()))


def test_two_copies_of_a_file_are_one_report(settings: Settings, tmp_path: Path) -> None:
    """At the first sync as at the second."""
    folder = tmp_path / "mappe"
    note = write_note(folder)
    (folder / "kopi.md").write_bytes(note.read_bytes())
    assert states(sync_folder(settings, folder, Options())) == [
        ("added", "kopi.md"),
        ("unchanged", "notat.md"),
    ]


def test_a_copy_of_a_changed_file_is_not_the_file(settings: Settings, tmp_path: Path) -> None:
    """Though its name comes first: the document that was there has the new text."""
    folder = tmp_path / "mappe"
    note = write_note(folder)
    sync_folder(settings, folder, Options())
    (known,) = Library.of(settings.data).listing()
    note.write_text("# Parkering\n\nDet er lov å parkere nå.\n", "utf-8")
    (folder / "kopi.md").write_bytes(note.read_bytes())
    assert states(sync_folder(settings, folder, Options())) == [
        ("updated", "notat.md"),
        ("unchanged", "kopi.md"),
    ]
    (entry,) = Library.of(settings.data).listing()
    assert (entry.id, entry.name) == (known.id, "notat.md")
    document = open_live(settings.data).document(known.id)
    assert document is not None
    assert document.text.endswith("Det er lov å parkere nå.")


def test_a_file_that_another_was_written_over_leaves_the_library(
    settings: Settings, tmp_path: Path
) -> None:
    """Its text is in no file any more."""
    folder = tmp_path / "mappe"
    note, other = write_note(folder), write_note(folder, "annet.md")
    other.write_text("# Sykler\n\nSykler står på torget.\n", "utf-8")
    sync_folder(settings, folder, Options())
    note.write_bytes(other.read_bytes())
    assert states(sync_folder(settings, folder, Options())) == [
        ("unchanged", "annet.md"),
        ("unchanged", "notat.md"),
        ("removed", "notat.md"),
    ]
    (entry,) = Library.of(settings.data).listing()
    assert (entry.title, entry.name) == ("Sykler", "annet.md")
    assert len(open_live(settings.data).documents) == 32


def test_two_files_that_changed_names_stay(settings: Settings, tmp_path: Path) -> None:
    """Each is followed to where it is now."""
    folder = tmp_path / "mappe"
    note, other = write_note(folder), write_note(folder, "annet.md")
    other.write_text("# Sykler\n\nSykler står på torget.\n", "utf-8")
    sync_folder(settings, folder, Options())
    was, is_now = note.read_bytes(), other.read_bytes()
    note.write_bytes(is_now)
    other.write_bytes(was)
    assert [state for state, _ in states(sync_folder(settings, folder, Options()))] == [
        "unchanged",
        "unchanged",
    ]
    titles = {entry.name: entry.title for entry in Library.of(settings.data).listing()}
    assert titles == {"notat.md": "Sykler", "annet.md": "Parkering"}


def test_what_a_user_wrote_comes_back_with_the_file(settings: Settings, tmp_path: Path) -> None:
    """A file may be away for a moment; one that nobody wrote about leaves nothing behind."""
    folder = tmp_path / "mappe"
    note, other = write_note(folder), write_note(folder, "annet.md")
    other.write_text("# Sykler\n\nSykler står på torget.\n", "utf-8")
    sync_folder(settings, folder, Options())
    library = Library.of(settings.data)
    text = library.list_path.read_text("utf-8")
    assert text.count('"Parkering"') == 1
    library.list_path.write_text(text.replace('"Parkering"', '"Min egen tittel"'), "utf-8")
    content = note.read_bytes()
    note.unlink()
    other.unlink()
    (folder / "tredje.md").write_text("# Busser\n\nBusser går på torget.\n", "utf-8")
    assert ("removed", "notat.md") in states(sync_folder(settings, folder, Options()))
    assert [entry.title for entry in library.away()] == ["Min egen tittel"]

    (folder / "flyttet.md").write_bytes(content)
    assert ("added", "flyttet.md") in states(sync_folder(settings, folder, Options()))
    entry = library.listing().by_id("parkering")
    assert entry is not None
    assert (entry.title, entry.name) == ("Min egen tittel", "flyttet.md")
    sync_folder(settings, folder, Options())
    assert len(library.away()) == 0


def test_a_file_that_is_like_a_report_is_added_as_its_own(
    settings: Settings, tmp_path: Path
) -> None:
    """The outcome names the report; `--as` makes it that one."""
    file = tmp_path / "planer.md"
    text = "# Planer for et aldrende samfunn?\n\nJardar Sørvoll, Christine Martens\n"
    file.write_text(text + "\nKommunene planlegger for flere eldre i egne hjem.\n", "utf-8")
    (outcome,) = add_files(settings, [file], Options())
    assert (outcome.state, outcome.report_id) == ("added", "planer-for-et-aldrende-samfunn-2")
    assert outcome.proposals == ("planer-for-et-aldrende-samfunn",)
    (outcome,) = add_files(settings, [file], Options(as_id=outcome.proposals[0]))
    assert outcome.report_id == "planer-for-et-aldrende-samfunn"
    assert [entry.id for entry in Library.of(settings.data).listing()] == [outcome.report_id]


def test_an_emptied_folder_in_the_folder_is_not_followed_unless_it_is_meant(
    settings: Settings, tmp_path: Path
) -> None:
    """A share that is mounted in it, or that a link leads to, leaves an empty folder."""
    folder, share = tmp_path / "mappe", tmp_path / "nett"
    first, second, own = write_note(share, "a.md"), write_note(share, "b.md"), write_note(folder)
    second.write_text("# Sykler\n\nSykler står på torget.\n", "utf-8")
    (folder / "lenke").symlink_to(share)
    assert [o.state for o in sync_folder(settings, folder, Options())] == ["added"] * 3
    moved = tmp_path / "borte"
    share.rename(moved)
    # The link leads nowhere now, and then to a mount point without its share.
    assert states(sync_folder(settings, folder, Options())) == [
        ("ignored", "lenke"),
        ("unchanged", "notat.md"),
    ]
    share.mkdir()
    *_, refused = sync_folder(settings, folder, Options())
    assert (refused.state, refused.file) == ("refused", "nett")
    assert isinstance(refused.error, FolderPartEmptied)
    assert refused.error.count == 2
    assert len(open_live(settings.data).documents) == 34
    share.rmdir()
    moved.rename(share)
    assert [o.state for o in sync_folder(settings, folder, Options())] == ["unchanged"] * 3
    # One that is deleted, of two, is no share that is gone; nor are all, if it is said to be meant.
    first.unlink()
    assert ("removed", "a.md") in states(sync_folder(settings, folder, Options()))
    second.unlink()
    assert ("removed", "b.md") in states(sync_folder(settings, folder, Options(force=True)))
    assert [entry.origin for entry in Library.of(settings.data).listing()] == [str(own)]


def test_what_cannot_be_listed_is_not_gone(settings: Settings, tmp_path: Path) -> None:
    """A share that goes while the folder is walked through is no folder any more."""
    folder = tmp_path / "mappe"
    under = write_note(folder / "under")
    other = write_note(folder)
    sync_folder(settings, folder, Options())
    listing = Library.of(settings.data).listing()
    missing = FileMissing(file="under", reason=Reason.NOT_FOUND)
    gone = add._gone(listing.of_folder(str(folder)), [Found(under.parent, missing), Found(other)])
    assert gone == []
    assert [e.origin for e in add._gone(listing.of_folder(str(folder)), [])] == [
        str(other),
        str(under),
    ]


def test_files_that_change_names_are_followed(settings: Settings, tmp_path: Path) -> None:
    """Each report goes with its content, also if another file has taken its place."""
    folder = tmp_path / "mappe"
    one, two = write_note(folder, "a.md"), write_note(folder, "b.md")
    two.write_text("# Sykler\n\nSykler står på torget.\n", "utf-8")
    sync_folder(settings, folder, Options())
    one.rename(folder / "c.md")
    two.rename(one)
    (folder / "c.md").rename(two)
    assert [o.state for o in sync_folder(settings, folder, Options())] == ["unchanged"] * 2
    library = Library.of(settings.data)
    assert {e.id: e.name for e in library.listing()} == {"parkering": "b.md", "sykler": "a.md"}
    one.write_text("# Sykler\n\nSykler står ved stasjonen.\n", "utf-8")
    assert states(sync_folder(settings, folder, Options())) == [
        ("unchanged", "b.md"),
        ("updated", "a.md"),
    ]
    assert {e.id: e.origin for e in library.listing()} == {
        "parkering": str(two),
        "sykler": str(one),
    }


def test_a_file_in_the_place_of_another_is_another_report(
    settings: Settings, tmp_path: Path
) -> None:
    """What was written of the first one is kept for it, and not taken for the second."""
    folder = tmp_path / "mappe"
    note = write_note(folder)
    sync_folder(settings, folder, Options())
    library = Library.of(settings.data)
    text = library.list_path.read_text("utf-8")
    library.list_path.write_text(text.replace('"Parkering"', '"Min tittel" # rettet'), "utf-8")
    first = note.read_bytes()
    note.write_text("# Skoleruten for høsten\n\nSkolen begynner i august.\n", "utf-8")
    assert states(sync_folder(settings, folder, Options())) == [("updated", "notat.md")]
    assert {e.id: e.title for e in library.listing()} == {
        "skoleruten-for-hosten": "Skoleruten for høsten"
    }
    (folder / "parkering.md").write_bytes(first)
    sync_folder(settings, folder, Options())
    assert {e.id: (e.title, e.name) for e in library.listing()} == {
        "skoleruten-for-hosten": ("Skoleruten for høsten", "notat.md"),
        "parkering": ("Min tittel", "parkering.md"),
    }
    assert 'title = "Min tittel" # rettet' in library.list_path.read_text("utf-8")


def test_which_report_a_file_was_said_to_be_comes_back(settings: Settings, tmp_path: Path) -> None:
    """Nothing in the file says so; nor does it say which id a user gave a report."""
    folder = tmp_path / "mappe"
    folder.mkdir()
    said = write_pdf(folder / "a.pdf", "Leie er vanlig blant eldre.")
    note = write_note(folder)
    assert outcomes(settings, said, as_id=ELDRES) == [("added", ELDRES)]
    sync_folder(settings, folder, Options())
    library = Library.of(settings.data)
    text = library.list_path.read_text("utf-8")
    text = text.replace('id = "parkering"', 'id = "min-id" # kort')
    library.list_path.write_text(text, "utf-8")
    before = {e.id: e.name for e in library.listing()}
    assert before == {ELDRES: "a.pdf", "min-id": "notat.md"}
    (folder / "igjen.md").write_text("# Sykler\n\nSykler står på torget.\n", "utf-8")
    for path in (said, note):
        path.rename(tmp_path / path.name)
    removed = states(sync_folder(settings, folder, Options()))
    assert removed[1:] == [("removed", "a.pdf"), ("removed", "notat.md")]
    for path in (said, note):
        (tmp_path / path.name).rename(path)
    assert states(sync_folder(settings, folder, Options())) == [
        ("unchanged", "igjen.md"),
        ("added", "a.pdf"),
        ("added", "notat.md"),
    ]
    assert {e.id: e.name for e in library.listing()} == {**before, "sykler": "igjen.md"}
    assert 'id = "min-id" # kort' in library.list_path.read_text("utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a folder")
def test_a_share_that_is_mounted_elsewhere_is_the_same_folder(
    settings: Settings, tmp_path: Path
) -> None:
    """Its files are followed to the other path, though the first one is there as well."""
    folder, mount = tmp_path / "mappe", tmp_path / "annet sted"
    write_note(folder / "under")
    mount.mkdir()
    sync_folder(settings, folder, Options())
    command = [sys.executable, "-m", "assistant.cli", "sync", str(mount), "--json"]
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", 'mount --bind "$0" "$1" && shift && exec "$@"',
         str(folder), str(mount), *command, "--data", str(settings.data)],
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    if done.stderr.startswith(("unshare:", "mount:")):
        pytest.skip("mounts need a right that this machine does not give")
    assert [row["state"] for row in json.loads(done.stdout)] == ["unchanged"], done.stderr
    (entry,) = Library.of(settings.data).listing()
    assert (entry.folder, entry.origin) == (str(mount), str(mount / "under" / "notat.md"))
