"""Read the sources: from the corpus and added files to documents and passages.

In reading order: `records` (the vocabulary of the program) and `errors`; `corpus_data`, `disk`,
`file_name`, `progress` and `hand_out`, on which the rest is built; `norwegian` (knowledge of the
language); `reading` (the text and facts of any file); `guidance` (the source page), `pdf`, and
`recognition` (which known report a file is); `document_facts` (what any other document is, from its
own words); `formats` (read a file by its type); `sandbox` (the
same, in a subprocess); `library` (the files that were added); `fetch` (download a report);
`passages` (cut documents into passages); `corpus` (all documents).
"""

from typing import TYPE_CHECKING

from ingest.hand_out import hand_out

if TYPE_CHECKING:
    from ingest.corpus import read_corpus
    from ingest.passages import cut_passages
    from ingest.records import Document, Passage
    from ingest.sandbox.safe_reader import read_safely

__all__ = [
    "Document",
    "Passage",
    "cut_passages",
    "read_corpus",
    "read_safely",
]

__getattr__ = hand_out(
    __name__,
    {
        "Document": "records",
        "Passage": "records",
        "cut_passages": "passages",
        "read_corpus": "corpus",
        "read_safely": "sandbox.safe_reader",
    },
)
