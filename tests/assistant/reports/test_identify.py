"""A file is the report that it was before, or one of the catalogue, or a new one."""

from pathlib import Path

import pytest

from assistant.reports.identify import Identity, identify
from ingest.guidance.page import read_guidance
from ingest.library import AddedFile
from ingest.reading.file_text import FileText
from ingest.sandbox.safe_reader import read_safely

REPORTS = [document for document in read_guidance()[0] if document.kind == "report"]
ENTRY = AddedFile("notat", "notat.md", "a" * 64)
ELDRES = "# Eldres boligsituasjon\n\nNOVA Rapport 11/16\n\nMange eldre bor trangt.\n"


@pytest.fixture
def read(tmp_path: Path):
    """Return the text of a file of Markdown."""

    def read(text: str) -> FileText:
        path = tmp_path / "notat.md"
        path.write_text(text, "utf-8")
        return read_safely(path)

    return read


def test_a_report_of_the_catalogue_is_known_by_evidence(read) -> None:
    """Its fields are named with what was found."""
    identity = identify(read(ELDRES), None, REPORTS)
    assert identity.report_id == "eldres-boligsituasjon"
    assert dict(identity.evidence)["series"] == "NOVA Rapport 11/16"


def test_a_file_with_the_title_that_it_had_is_the_report_that_it_was(read) -> None:
    """Whatever it looks like, a user may have said so with `--as`; no evidence is needed."""
    text = read(ELDRES)
    assert identify(text, (ENTRY, text), REPORTS) == Identity("notat")


def test_a_file_with_another_title_is_another_report(read) -> None:
    """One of the catalogue or a new one."""
    before = (ENTRY, read("# Parkering\n\nDet er forbudt å parkere.\n"))
    assert identify(read(ELDRES), before, REPORTS).report_id == "eldres-boligsituasjon"
    assert identify(read("# Skoleruten\n\nSkolen begynner.\n"), before, REPORTS) == Identity(None)
