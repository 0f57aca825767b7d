"""How much documents are preferred for what a question names."""

from assistant.search.preferences import preferences
from assistant.search.understanding import Understood
from ingest.corpus import read_corpus

DOCUMENTS = read_corpus()


def preferred(*understood: Understood) -> dict[str, float]:
    """Return the strength of each document that is preferred at all, by its id's beginning."""
    found = preferences(DOCUMENTS, understood).tolist()
    return {
        document.id[:12]: strength
        for document, strength in zip(DOCUMENTS, found, strict=True)
        if strength
    }


def test_a_place_is_meant_more_than_a_size() -> None:
    """The strongest counts, and nothing is added up."""
    place = Understood("municipality", "Vegårshei", (0, 1), "prefer")
    size = Understood("size", "small", (2, 3), "prefer")
    assert preferred(place, size) == {"sentrumspros": 1.0}
    assert preferred(size) == {"sentrumspros": 0.25}


def test_filters_and_orders_prefer_nothing() -> None:
    """What leaves out the rest need not rank what is left."""
    assert preferred(Understood("county", "Agder", (0, 1), "filter")) == {}
    assert preferred(Understood("sort", "newest", (0, 1), "sort")) == {}
