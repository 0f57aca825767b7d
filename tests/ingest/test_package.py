"""The public names of ingest are there, and cost nothing until they are used."""

import subprocess
import sys
from pathlib import Path

import pytest

import ingest
from ingest import Document, Passage, cut_passages, read_corpus, read_safely
from ingest.guidance import read_catalogue, read_guidance
from ingest.recognition import recognise


def test_public_names_are_those_of_their_modules() -> None:
    """The package adds nothing of its own."""
    assert {name: getattr(ingest, name).__module__ for name in ingest.__all__} == {
        "Document": "ingest.records",
        "Passage": "ingest.records",
        "cut_passages": "ingest.passages",
        "read_corpus": "ingest.corpus",
        "read_safely": "ingest.sandbox.safe_reader",
    }
    assert [name.__name__ for name in (Document, Passage)] == ["Document", "Passage"]
    assert all(callable(name) for name in (cut_passages, read_corpus, read_safely))
    assert read_guidance.__module__ == "ingest.guidance.page"
    assert read_catalogue.__module__ == "ingest.guidance.catalogue"
    assert recognise.__module__ == "ingest.recognition.match"


def test_another_name_is_not_there() -> None:
    """The error is that of any module."""
    with pytest.raises(AttributeError, match="module 'ingest' has no attribute 'read_everything'"):
        _ = ingest.read_everything


def test_the_package_imports_nothing_of_what_it_hands_out() -> None:
    """Until a name is asked for; `hand_out` is what waits for it."""
    code = "import sys, ingest; print(*sorted(n for n in sys.modules if n.startswith('ingest')))"
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True)
    assert (done.returncode, done.stdout.split()) == (0, ["ingest", "ingest.hand_out"])
