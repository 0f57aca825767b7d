"""All documents that the program knows: those of the source page, and the files that were added."""

from pathlib import Path

from ingest.corpus_data import BUNDLED_CORPUS
from ingest.guidance.page import read_guidance
from ingest.library.library import Library
from ingest.records import Document


def read_corpus(
    folder: Path = BUNDLED_CORPUS, library: Library | None = None
) -> tuple[Document, ...]:
    """Return every document of the source page in `folder`, in the page's order, then new reports.

    A report of the page whose file is in `library` is read in full, under the same id as before.

    Raises:
        CorpusError: a file is missing, or the page is not the one that its catalogue describes.
        DataUnreadable, LibraryUnreadable: the list of added reports cannot be read.
        FileRefused: a file of the library is gone, and so is the text that was read from it.
    """
    documents, _ = read_guidance(folder)
    return documents if library is None else library.documents(documents)
