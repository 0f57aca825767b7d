"""The corpus is what the source page holds."""

from pathlib import Path

import pytest

from ingest.corpus import read_corpus
from ingest.errors import CorpusError, CorpusUnreadable
from ingest.guidance.page import read_guidance
from ingest.records import Document


def test_the_corpus_is_the_documents_of_the_page(documents: tuple[Document, ...]) -> None:
    """Reading twice gives the same documents, in the page's order."""
    assert documents == read_guidance()[0] == read_corpus()


def test_a_copy_of_the_corpus_gives_the_same_documents(
    corpus_copy: Path, documents: tuple[Document, ...]
) -> None:
    """Where the folder lies does not show in the documents."""
    assert read_corpus(corpus_copy) == documents


def test_a_missing_folder_is_an_error_of_the_corpus(tmp_path: Path) -> None:
    """The error is one of the corpus and names the file that was looked for."""
    with pytest.raises(CorpusUnreadable) as caught:
        read_corpus(tmp_path / "nowhere")
    assert isinstance(caught.value, CorpusError)
    assert str(tmp_path / "nowhere") in caught.value.file
