"""Encode passages and questions, and keep what is searched on disk.

`encoder` turns text into vectors. `build` makes a generation of documents, cut into passages;
`reuse` chooses what it keeps of the one before, `segment` writes the rest, `publication` makes it
the live one, `generation` opens it, and `spare` finds what answers if it is damaged. Files are read
and checked by blocks (`sealed`). Row i (`row_map`) of each part is passage i: `passage_table` (its
text), `vectors` (a vector a passage),
`lexical` (BM25), `units` (a vector a sentence) and `tokens` (a vector a token), which `maxsim`
compares with those of a question. `partition` parts short documents from long ones, `protocol`
says what a search needs of an index in any engine; `engine` opens one, files or `qdrant`. `shards`
encodes a corpus in parts, and `errors` has what can go wrong.
"""

from typing import TYPE_CHECKING

from ingest.hand_out import hand_out

if TYPE_CHECKING:
    from index.build import build_generation
    from index.generation import open_live
    from index.lexical import LexicalIndex
    from index.protocol import Generation
    from index.tokens import TokenTable
    from index.vectors import VectorIndex

__all__ = [
    "Generation",
    "LexicalIndex",
    "TokenTable",
    "VectorIndex",
    "build_generation",
    "open_live",
]

__getattr__ = hand_out(
    __name__,
    {
        "Generation": "protocol",
        "LexicalIndex": "lexical",
        "TokenTable": "tokens",
        "VectorIndex": "vectors",
        "build_generation": "build",
        "open_live": "generation",
    },
)
