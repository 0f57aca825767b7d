"""A copy of the corpus whose page a test may change, and documents made on the spot."""

import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from ingest.corpus_data import BUNDLED_CORPUS
from ingest.guidance.page import Placement, read_guidance
from ingest.records import Document, Source

PAGE = "veiviseren.txt"


@dataclass(frozen=True)
class PageCopy:
    """A folder with the real catalogue, beside which a test writes a page of its own."""

    folder: Path
    lines: tuple[str, ...]

    def write(self, page: bytes | Iterable[str]) -> None:
        """Write the page, given as bytes or as lines without their ends."""
        raw = page if isinstance(page, bytes) else "\n".join(page).encode()
        (self.folder / PAGE).write_bytes(raw)

    def read(
        self, page: bytes | Iterable[str]
    ) -> tuple[tuple[Document, ...], tuple[Placement, ...]]:
        """Write the page and read it."""
        self.write(page)
        return read_guidance(self.folder)


@pytest.fixture(scope="session")
def page_copy(tmp_path_factory: pytest.TempPathFactory) -> PageCopy:
    """A writable copy of the corpus folder and the lines of the real page."""
    folder = tmp_path_factory.mktemp("corpus")
    for name in ("page.toml", "reports.toml"):
        shutil.copy(BUNDLED_CORPUS / name, folder)
    return PageCopy(folder, tuple((BUNDLED_CORPUS / PAGE).read_text("utf-8").splitlines()))


@pytest.fixture
def corpus_copy(tmp_path: Path) -> Path:
    """A whole copy of the corpus folder for one test to spoil."""
    return Path(shutil.copytree(BUNDLED_CORPUS, tmp_path / "corpus"))


@pytest.fixture(scope="session")
def placements() -> tuple[Placement, ...]:
    """Where each line of the real page went."""
    return read_guidance()[1]


@pytest.fixture(scope="session")
def by_id(documents: tuple[Document, ...]) -> dict[str, Document]:
    """The documents of the source page by their ids."""
    return {document.id: document for document in documents}


@pytest.fixture(scope="session")
def make_document() -> Callable[..., Document]:
    """A maker of example documents with only what a test cares for."""

    def make(text: str, **fields: object) -> Document:
        named = {
            "id": "et-eksempel",
            "kind": "example",
            "title": "Et eksempel",
            "language": "nb",
            "source": Source("prøve.txt", "0" * 64),
            **fields,
        }
        return Document(text=text, **named)  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def count_quarters() -> Callable[[str], int]:
    """A cheap token counter that is not the encoder's: a token is up to four visible characters."""
    return lambda text: len(re.findall(r"\S{1,4}", text))
