"""Files join the library and the index one by one, and leave them again."""

from pathlib import Path

import pytest

from assistant.errors import FolderEmptied, ReportUnknown
from assistant.reports.add import Options, add_files, remove_reports, sync_folder
from assistant.settings import Settings
from assistant.show.terminal import TerminalReporter
from assistant.show.texts import texts_in
from index.generation import live_id, open_live
from ingest.errors import FileDamaged
from tests.made_report import write_pdf

ELDRES = "eldres-boligsituasjon"
REPORTER = TerminalReporter(texts_in("nb"))


@pytest.fixture
def settings(one_encoder: None, tmp_path: Path) -> Settings:
    """Settings with a data folder of their own."""
    return Settings(data=tmp_path / "data", threads=1)


def outcomes(settings: Settings, *paths: Path, **options: str) -> list[tuple[str, str | None]]:
    """Add files and return what became of each."""
    added = add_files(settings, paths, Options(**options), REPORTER)
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
    (passage,) = (p for p in generation.passages if p.locator.document_id == ELDRES)
    assert (passage.locator.page, passage.locator.last_page) == (1, 2)

    before = live_id(settings.data)
    assert outcomes(settings, file) == [("unchanged", ELDRES)]
    assert live_id(settings.data) == before

    write_pdf(file, "Leie er uvanlig blant eldre.")
    assert outcomes(settings, file, as_id=ELDRES) == [("updated", ELDRES)]

    (removed,) = remove_reports(settings, [ELDRES], REPORTER)
    assert (removed.state, removed.report_id) == ("removed", ELDRES)
    (document,) = (d for d in open_live(settings.data).documents if d.id == ELDRES)
    assert (document.full_text, document.text) == (
        False,
        "Eldres boligsituasjon\nBoligmarked og boligpolitikk i lys av samfunnets aldring",
    )
    assert not list((settings.data / "library" / "files").iterdir())
    with pytest.raises(ReportUnknown):
        remove_reports(settings, [ELDRES], REPORTER)


def test_a_bad_file_does_not_stop_the_others(settings: Settings, tmp_path: Path) -> None:
    """A file that is cut short is refused, the next one is added as a report of its own."""
    good = write_pdf(tmp_path / "noe-annet.pdf", "Parkeringsvedtekter for sentrum.")
    bad = tmp_path / "kuttet.pdf"
    bad.write_bytes(good.read_bytes()[:200])
    refused, added = add_files(settings, [bad, good], Options(), REPORTER)
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
    assert [o.state for o in sync_folder(settings, folder, Options(), REPORTER)] == ["added"]
    first.unlink()
    assert [o.state for o in sync_folder(settings, folder, Options(), REPORTER)] == ["removed"]
    assert len(open_live(settings.data).documents) == 32


def test_an_emptied_folder_is_not_followed_unless_it_is_meant(
    settings: Settings, tmp_path: Path
) -> None:
    """A drive that is gone leaves an empty folder: its reports stay until the user says so."""
    folder = tmp_path / "mappe"
    folder.mkdir()
    write_pdf(folder / "en.pdf", "Parkeringsvedtekter for sentrum.")
    write_pdf(folder / "to.pdf", "Skoleruten for neste høst.")
    assert [o.state for o in sync_folder(settings, folder, Options(), REPORTER)] == ["added"] * 2
    for file in folder.iterdir():
        file.unlink()
    (folder / ".skjult").write_text("ligger igjen")
    with pytest.raises(FolderEmptied) as caught:
        list(sync_folder(settings, folder, Options(), REPORTER))
    assert (caught.value.folder, caught.value.count) == (str(folder), 2)
    assert len(open_live(settings.data).documents) == 33
    meant = sync_folder(settings, folder, Options(force=True), REPORTER)
    assert [outcome.state for outcome in meant] == ["ignored", "removed", "removed"]
    assert len(open_live(settings.data).documents) == 31
