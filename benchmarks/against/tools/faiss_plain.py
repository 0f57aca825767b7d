"""sentence-transformers and FAISS by themselves, the twenty lines that everybody writes first."""

import json
from pathlib import Path

from benchmarks.against.collection import Collection
from benchmarks.against.model import load_model
from benchmarks.against.tools import PASSAGES, Ask


def build(index: Path, collection: Collection) -> None:
    """Encode the passages into an exact index and keep them beside it."""
    import faiss

    model = load_model(collection.model)
    vectors = model.encode_document([each.text for each in collection.texts])
    flat = faiss.IndexFlatIP(vectors.shape[1])
    flat.add(vectors)
    index.mkdir()
    faiss.write_index(flat, str(index / "vectors.faiss"))
    rows = [{"id": each.id, "text": each.text} for each in collection.texts]
    (index / "passages.json").write_text(json.dumps(rows), "utf-8")


def open_index(index: Path, collection: Collection) -> Ask:
    """Load the model, the index and the passages."""
    import faiss

    model = load_model(collection.model)
    flat = faiss.read_index(str(index / "vectors.faiss"))
    rows = json.loads((index / "passages.json").read_text("utf-8"))

    def ask(question: str) -> list[str]:
        _, found = flat.search(model.encode_query([question]), min(PASSAGES, len(rows)))
        return [str(rows[row]["id"]) for row in found[0]]

    return ask
