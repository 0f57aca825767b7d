"""Write parts of a search in the classes of Qdrant's client or of its engine: `models` is either.

The two have the same names for what is written here, and other ones for the rest.
"""

from collections.abc import Callable
from typing import Any

from index.qdrant.store import EFFORT, OVERSAMPLING, POOLED, WORDS, Condition, Nearest, Sparse


def sparse(models: Any, vector: Sparse) -> Any:
    """Return a sparse vector."""
    return models.SparseVector(indices=vector.columns.tolist(), values=vector.values.tolist())


def vector_of(models: Any, search: Nearest) -> tuple[Any, str]:
    """Return what a search looks for, and the name of the vectors that it is compared with."""
    if isinstance(search.vector, Sparse):
        return sparse(models, search.vector), WORDS
    return search.vector.tolist(), POOLED


def filter_of(
    models: Any, condition: Condition, has_id: Callable[[tuple[int, ...]], Any]
) -> Any | None:
    """Return a condition, None if all points meet it; `has_id` is that of being one of some."""
    must: list[Any] = [
        models.FieldCondition(key=key, match=models.MatchAny(any=list(values)))
        for key, values in condition.fields.items()
    ]
    must += [
        models.FieldCondition(key=key, match=models.MatchValue(value=value))
        for key, value in condition.all_of
    ]
    if condition.rows is not None:
        must.append(has_id(condition.rows))
    return models.Filter(must=must) if must else None


def search_params(models: Any, count: int) -> Any:
    """Return how thoroughly the `count` nearest are looked for."""
    rescored = models.QuantizationSearchParams(rescore=True, oversampling=OVERSAMPLING)
    return models.SearchParams(hnsw_ef=max(EFFORT, count), quantization=rescored)
