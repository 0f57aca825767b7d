"""A segment: some documents of an index with all that is known of their passages, never changed.

<segment>/seal            the checksums of its files, by blocks
<segment>/                documents.jsonl, passages.jsonl, passages.npy, vectors.npy,
                          graph.faiss if there are many, stems/ and grams/ (BM25), tokens/ (token
                          vectors), units/ (a vector of each sentence, list item and table row)
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.lexical import grams, stems
from index.passage_table import write_passages
from index.postings import write_lexical
from index.sealed import SealedFolder, seal
from index.tokens import PassageTokens, write_tokens
from index.units import PassageUnits, write_units
from index.vectors import write_vectors
from ingest.records import Document, HeadingStart, PageStart, Passage, Source, TableSpan

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LISTS = ("authors", "commissioned_by", "more_urls", "topics", "places")


@dataclass(frozen=True, slots=True, eq=False)
class PassageVectors:
    """All vectors of some passages, in their order.

    `pooled` is float32 of shape (passages, dimensions).
    """

    pooled: "NDArray[np.float32]"
    tokens: list[PassageTokens]
    units: list[PassageUnits]


def write_segment(
    folder: Path,
    documents: Sequence[Document],
    passages: Sequence[Passage],
    vectors: PassageVectors,
) -> str:
    """Write documents and their passages, with the vectors of these; return the seal's SHA-256."""
    place_of = {document.id: place for place, document in enumerate(documents)}
    document_of = [place_of[passage.locator.document_id] for passage in passages]
    folder.mkdir()
    (folder / "documents.jsonl").write_bytes(document_lines(documents))
    write_passages(passages, document_of, folder)
    write_vectors(vectors.pooled, folder)
    write_lexical([stems(passage.encoded_text) for passage in passages], folder / "stems")
    write_lexical([grams(passage.encoded_text) for passage in passages], folder / "grams")
    write_tokens(vectors.tokens, folder / "tokens")
    write_units(vectors.units, document_of, folder / "units")
    return seal(folder)


def read_documents(folder: SealedFolder) -> list[Document]:
    """Return the documents of a segment.

    Raises:
        IndexDamaged: they are not those that were written.
    """
    file = folder.file("documents.jsonl")
    return read_document_lines(bytes(file.read(0, file.size)))


def document_lines(documents: Sequence[Document]) -> bytes:
    """Return documents as lines of JSON."""
    rows = [json.dumps(asdict(document), ensure_ascii=False) for document in documents]
    return ("\n".join(rows) + "\n").encode()


def read_document_lines(content: bytes) -> list[Document]:
    """Return the documents that lines of JSON have."""
    lines = content.decode().removesuffix("\n").split("\n")
    return [_document(json.loads(line)) for line in lines]


def _document(row: dict[str, Any]) -> Document:
    return Document(
        **{
            **row,
            "source": Source(**row["source"]),
            **{name: tuple(row[name]) for name in _LISTS},
            "page_starts": tuple(PageStart(**start) for start in row["page_starts"]),
            "headings": tuple(HeadingStart(**start) for start in row["headings"]),
            "tables": tuple(TableSpan(**span) for span in row["tables"]),
        }
    )
