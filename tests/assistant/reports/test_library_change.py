"""The library's list, texts and index are changed together."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import pytest

from assistant.reporter import SILENT
from assistant.reports.library_change import LibraryChange, changing_library
from assistant.settings import Settings
from assistant.workspace import open_index, read_documents
from index.encoder.protocol import Encoder
from index.generation import live_id, open_live
from ingest.library import AddedFile, Library, Listing, sha256_of
from ingest.sandbox.safe_reader import read_safely
from tests.fake_encoder import FakeEncoder


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a data folder of their own."""
    return Settings(data=tmp_path / "data", threads=1)


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """A file to add."""
    path = tmp_path / "notat.md"
    path.write_text("# Parkering\n\nDet er forbudt å parkere på torget.\n", "utf-8")
    return path


def changing(settings: Settings) -> AbstractContextManager[LibraryChange]:
    """Change the library with the fake encoder."""
    return changing_library(settings, SILENT, lambda _: FakeEncoder())


def store(change: LibraryChange, path: Path) -> AddedFile:
    """Store a file in the library, and return its entry."""
    entry = AddedFile("notat", path.name, sha256_of(path))
    change.store(path, entry.sha256, read_safely(path))
    return entry


class Recorder:
    """A reporter that keeps the keys it is given."""

    def __init__(self) -> None:
        self.keys: list[str] = []

    def say(self, key: str, **_values: object) -> None:
        """Keep a key."""
        self.keys.append(key)

    @contextmanager
    def progress(self, key: str) -> Iterator[object]:
        """Keep a key."""
        self.keys.append(key)
        yield lambda _done, _total: None


def test_what_is_published_is_in_the_index_and_in_the_list(settings: Settings, note: Path) -> None:
    """They agree: the next command builds nothing."""
    with changing(settings) as change:
        entry = store(change, note)
        assert change.listing == Listing()
        change.publish(change.listing.including(entry))
        assert change.listing == Library.of(settings.data).listing() == Listing((entry,))
    generation = open_live(settings.data)
    assert generation.document("notat") is not None
    assert generation.documents == read_documents(settings)
    recorder = Recorder()
    assert open_index(settings, recorder, FakeEncoder()).id == generation.id
    assert recorder.keys == []


def test_the_text_in_hand_is_used(settings: Settings, note: Path) -> None:
    """It is not read back from the disk; a second use of a stored one is not either."""
    with changing(settings) as change:
        entry = store(change, note)
        change.library.text_path(entry.sha256).unlink()
        path = change.library.path_of(entry.sha256)
        assert path is not None
        path.unlink()
        assert change.file_text(entry).pages[0].text.startswith("Parkering\n")
        assert change.file_text(entry).pages[0].runs == ()
        change.publish(Listing((entry,)))
    assert open_live(settings.data).document("notat") is not None


def test_the_index_is_opened_once_and_only_if_it_is_needed(settings: Settings, note: Path) -> None:
    """The encoder too."""
    loaded: list[Settings] = []

    def load(settings: Settings) -> Encoder:
        loaded.append(settings)
        return FakeEncoder()

    recorder = Recorder()
    with changing_library(settings, recorder, load) as change:
        change.write(change.listing)
    assert (live_id(settings.data), loaded, recorder.keys) == (None, [], [])
    with changing_library(settings, recorder, load) as change:
        assert change.open_index() is change.open_index()
        change.publish(Listing((store(change, note),)))
    assert loaded == [settings]
    assert recorder.keys == [
        "progress.first",
        "progress.encoding",
        "progress.built",
        "progress.encoding",
    ]


def test_a_list_is_written_only_if_it_is_another(settings: Settings) -> None:
    """Under a heading in the language of the settings."""
    path = Library.of(settings.data).list_path
    with changing(settings) as change:
        change.write(Listing())
        assert not path.exists()
        change.write(Listing((AddedFile("x", "x.pdf", "0" * 64),)))
        assert path.read_text("utf-8").startswith("# Rapportene som er lagt til")
        written = path.stat().st_ino
        change.write(Listing((AddedFile("x", "x.pdf", "0" * 64),)))
        assert path.stat().st_ino == written


def test_nothing_is_left_that_the_list_does_not_name(settings: Settings, note: Path) -> None:
    """Whether the change ends well or not."""
    library = Library.of(settings.data)
    with changing(settings) as change:
        store(change, note)
    assert list(library.files_folder.iterdir()) == []
    with suppress(KeyboardInterrupt), changing(settings) as change:
        store(change, note)
        raise KeyboardInterrupt
    assert list(library.files_folder.iterdir()) == []


def test_a_new_report_has_no_id_of_the_page_or_the_library(settings: Settings) -> None:
    """The page's examples and plans have ids too, though they are not reports."""
    with changing(settings) as change:
        change.write(Listing((AddedFile("notat", "x.pdf", "0" * 64),)))
        assert len(change.catalogued) == 11
        assert {"notat", "leie-for-eie-i-gjovik", *change.catalogued} < change.taken_ids
        assert len(change.taken_ids) == 32
