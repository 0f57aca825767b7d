"""Read everything that the program knows: the source page, and the files that were added."""

from pathlib import Path

from ingest.corpus_data import BUNDLED_CORPUS
from ingest.guidance.page import read_guidance
from ingest.library.library import documents_with
from ingest.library.listing import read_listing
from ingest.records import Document


def read_corpus(folder: Path = BUNDLED_CORPUS, library: Path | None = None) -> tuple[Document, ...]:
    """Return every document of the corpus in `folder`, in the page's order, then new reports.

    Those whose file is in `library` are read in full, under the same id as before.

    Raises:
        CorpusError: a file is missing, or the page is not the one that its catalogue describes.
        LibraryUnreadable: the list of added reports is broken.
        FileRefused: a file of the library is gone, with what was read from it.
    """
    documents, _ = read_guidance(folder)
    if library is None:
        return documents
    return documents_with(documents, library, read_listing(library))
