"""The tools that are compared: one module each, with the two functions of `Tool`."""

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, cast

from benchmarks.against.collection import Collection

Ask = Callable[[str], list[str]]
"""Take a question and return the ids of passages, best first."""

OURS = "ours"
TOOLS = {
    "bm25s_alone": "bm25s",
    "faiss_plain": "sentence-transformers, FAISS",
    "langchain_ensemble": "LangChain, FAISS and BM25",
    "txtai_hybrid": "txtai, hybrid",
    "qdrant_maxsim": "Qdrant Edge, MaxSim",
    OURS: "Eksempelfinner",
}
"""What stands over the columns of the table, by the module."""

PASSAGES = 100
"""That a tool returns at most, from which the ten best documents are taken."""


class Tool(Protocol):
    """What a module here has. Heavy imports stand inside, as they are part of what is measured."""

    def build(self, index: Path, collection: Collection) -> None:
        """Write an index of `collection` to the new folder `index`, with all that it shows."""

    def open_index(self, index: Path, collection: Collection) -> Ask:
        """Open the index and whatever encodes a question, and return how it is asked."""


def load_tool(name: str) -> Tool:
    """Import one of TOOLS."""
    return cast("Tool", importlib.import_module(f"{__name__}.{name}"))
