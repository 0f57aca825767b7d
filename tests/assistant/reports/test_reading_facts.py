"""What is known of how a file was read."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from assistant.reports.reading_facts import report_facts
from index.generation import open_live
from ingest.library import Library
from tests.made_report import REPORT

Stored = tuple[Library, str]


@pytest.fixture
def stored(with_report: Path, tmp_path: Path) -> Stored:
    """A library with the report's text in it, to be changed, and the report's checksum."""
    document = next(d for d in open_live(with_report).documents if d.id == REPORT)
    sha256 = document.source.sha256
    library = Library(tmp_path)
    library.text_path(sha256).parent.mkdir()
    text = Library.of(with_report).text_path(sha256).read_bytes()
    library.text_path(sha256).write_bytes(text)
    return library, sha256


def test_the_facts_of_a_report(stored: Stored) -> None:
    """Its reader, its pages and those without text, and when it was read."""
    facts = report_facts(*stored)
    assert facts is not None
    assert (facts.reader, facts.pages, facts.read) == ("pdfium", 5, date.today())
    assert facts.quality.without_text == (4,)
    assert facts.quality.language == "nb"
    assert facts.has_places(2)
    assert facts.is_current


def test_a_file_that_is_read_anew_has_new_facts(stored: Stored) -> None:
    """Though what was known of it is remembered."""
    before = report_facts(*stored)
    assert report_facts(*stored) is before
    library, sha256 = stored
    path = library.text_path(sha256)
    row = json.loads(path.read_bytes())
    row["reading"]["quality"]["recognised"] = [4]
    row["reading"]["paged"] = False
    row["number"] -= 1
    path.write_text(json.dumps(row))
    os.utime(path, (0, 86_400 * 365))
    facts = report_facts(*stored)
    assert facts is not None
    assert (facts.pages, facts.read) == (None, date(1971, 1, 1))
    assert not facts.is_current
    # What OCR read has no places.
    assert (facts.has_places(4), facts.has_places(2)) == (False, True)


def test_what_is_not_there_has_no_facts(stored: Stored) -> None:
    """Nor what is no reading."""
    library, sha256 = stored
    assert report_facts(library, "0" * 64) is None
    library.text_path(sha256).write_text("[]")
    assert report_facts(library, sha256) is None
