"""Read everything that the program knows: for now, the source page."""

from pathlib import Path

from ingest.data import BUNDLED_CORPUS
from ingest.guidance import read_guidance
from ingest.records import Document


def read_corpus(folder: Path = BUNDLED_CORPUS) -> tuple[Document, ...]:
    """Return every document of the corpus in `folder`, in the page's order.

    Raises:
        CorpusError: a file is missing, or the page is not the one that its catalogue describes.
    """
    documents, _ = read_guidance(folder)
    return documents
