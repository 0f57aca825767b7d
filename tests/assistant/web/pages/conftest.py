"""What the tests of pages share: a corpus with an added report, without the real encoder."""

from pathlib import Path

import pytest

from index.generation import Generation, open_live
from ingest.records import Document
from tests.fake_encoder import FakeEncoder
from tests.made_report import build_with_report


@pytest.fixture(scope="session")
def fake_with_report(
    fake_encoder: FakeEncoder,
    documents: tuple[Document, ...],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A data folder with the source page and an added report; not to be written to."""
    folder = tmp_path_factory.mktemp("fake-report")
    build_with_report(folder / "data", folder, documents, fake_encoder)
    return folder / "data"


@pytest.fixture(scope="session")
def report_generation(fake_with_report: Path) -> Generation:
    """The index of the source page and the added report, open."""
    return open_live(fake_with_report)
