"""The generation that answers in place of a live one that is damaged."""

from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from index.generation import FileGeneration, open_generation, other_ids
from ingest.errors import StoreError


def spare_generation(data: Path, known: Collection[str]) -> FileGeneration | None:
    """Return the newest generation that is not live and right in every block, or None.

    Generations share segments, and so what is damaged in them. One that has a document beside
    those `known` is none: what was removed from the library must not be quoted again.
    """
    for generation_id in other_ids(data):
        with suppress(StoreError):
            spare = open_generation(data, generation_id)
            spare.check()
            if all(document.id in known for document in spare.documents):
                return spare
    return None
