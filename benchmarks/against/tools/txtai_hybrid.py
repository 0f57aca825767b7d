"""txtai as its guide has it: `hybrid=True`, with the weights that it comes with."""

from pathlib import Path

from benchmarks.against.collection import Collection
from benchmarks.against.model import PREFIXES
from benchmarks.against.tools import PASSAGES, Ask


def build(index: Path, collection: Collection) -> None:
    """Encode the passages with txtai's own loader and keep them in its database."""
    from txtai import Embeddings

    embeddings = Embeddings(
        path=str(collection.model),
        instructions={"query": PREFIXES["query"], "data": PREFIXES["document"]},
        hybrid=True,
        content=True,
    )
    embeddings.index((each.id, each.text) for each in collection.texts)
    embeddings.save(str(index))


def open_index(index: Path, _collection: Collection) -> Ask:
    """Load the index, which names its model."""
    from txtai import Embeddings

    embeddings = Embeddings()
    embeddings.load(str(index))

    def ask(question: str) -> list[str]:
        return [str(found["id"]) for found in embeddings.search(question, PASSAGES)]

    return ask
