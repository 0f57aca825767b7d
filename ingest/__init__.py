"""Read the sources: from the corpus and added files to documents and passages.

In reading order: `records` (the vocabulary of the program) and `errors`; `corpus_data`, `disk`,
`file_name` and `progress`, which the rest stands on; `norwegian` (what is known of the language);
`reading` (what is read from any file); `guidance` (the source page), `pdf` and `recognition` (which
known report a file is); `formats` (a file by its type); `sandbox` (the same in a subprocess);
`library` (the files that were added); `fetch` (download a report); `passages` (documents are cut
into passages); `corpus` (every document there is). What imports more than the standard library is
imported when it is first asked for.
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
