"""A scanned report is refused or told of, and read anew when OCR is asked for."""

from pathlib import Path

import pytest

from assistant.reports.add import Options, Outcome, add_files
from assistant.settings import Settings
from assistant.show.terminal import TerminalReporter
from assistant.show.texts import texts_in
from index.generation import open_live
from ingest.errors import FileWithoutText
from tests.fake_encoder import FakeEncoder
from tests.scanned import needs_tesseract, write_scan

TYPED = ("text", ["Parkering i sentrum er regulert av vedtekter fra 1998."])
SCANNED = ("image", ["Kommunen leier ut boliger til eldre."])


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a data folder of their own."""
    return Settings(data=tmp_path / "data", threads=1)


def outcome(settings: Settings, file: Path, ocr: bool) -> Outcome:
    """Add a file and return what became of it."""
    reporter = TerminalReporter(texts_in("nb"))
    (added,) = add_files(settings, [file], Options(ocr=ocr), reporter, lambda _: FakeEncoder())
    return added


@needs_tesseract
def test_images_are_read_when_it_is_asked_for(settings: Settings, tmp_path: Path) -> None:
    """An unchanged file is read again for it, once; a copy of it is the same report."""
    file = write_scan(tmp_path / "vedtekter.pdf", TYPED, SCANNED)
    added = outcome(settings, file, ocr=False)
    assert (added.state, added.without_text) == ("added", (2,))
    copy = tmp_path / "kopi.pdf"
    copy.write_bytes(file.read_bytes())
    read = outcome(settings, copy, ocr=True)
    assert (read.state, read.report_id, read.without_text) == ("updated", added.report_id, ())
    assert outcome(settings, file, ocr=True).state == "unchanged"
    (document,) = (d for d in open_live(settings.data).documents if d.id == added.report_id)
    assert document.text.split("\n") == [*TYPED[1], *SCANNED[1]]


def test_a_file_of_images_alone_is_refused(settings: Settings, tmp_path: Path) -> None:
    """The sentence names the option that would read it."""
    refused = outcome(settings, write_scan(tmp_path / "skannet.pdf", SCANNED), ocr=False)
    assert isinstance(refused.error, FileWithoutText)
    assert "--ocr" in texts_in("nb").error(refused.error)
