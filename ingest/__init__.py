"""Read the sources: from the corpus and added files to documents and passages.

In reading order: `records` (the vocabulary of the program) and `errors`; `corpus_data`, `disk`,
`file_name` and `progress`, on which the rest is built; `norwegian` (knowledge of the language);
`reading` (the text and facts of any file); `guidance` (the source page), `pdf`, and `recognition`
(which known report a file is); `formats` (read a file by its type); `sandbox` (the same, in a
subprocess); `library` (the files that were added); `fetch` (download a report); `passages` (cut
documents into passages); `corpus` (all documents). Names that need more than the standard library
are imported when they are first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ingest.records import Document, Passage

if TYPE_CHECKING:
    from ingest.corpus import read_corpus
    from ingest.passages import cut_passages
    from ingest.sandbox.read_safely import read_safely

__all__ = ["Document", "Passage", "cut_passages", "read_corpus", "read_safely"]

_MODULES = {
    "cut_passages": "ingest.passages",
    "read_corpus": "ingest.corpus",
    "read_safely": "ingest.sandbox.read_safely",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for (PEP 562)."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)
