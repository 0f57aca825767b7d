"""What answers wherever it is from, and that every count is what choosing a value gives."""

import pytest

from assistant.search.facets import count_facets, with_value
from assistant.search.filters import NO_FILTERS, Filters
from assistant.search.question import read_search
from assistant.search.reach import everything
from assistant.search.searcher import Searcher
from tests.conftest import USERS_QUESTION

QUESTIONS = (
    "",
    USERS_QUESTION,
    "boliger til eldre nær sentrum",
    "eksempler fra Bodø",
    "rapporter etter 2016 om eldre",
    "boligpolitisk plan, Finnmark",
    "noe om startlån",
    "oppskrift på vafler",
)

CHOSEN = (
    NO_FILTERS,
    Filters(kind="example"),
    Filters(county="Nordland"),
    Filters(region="Nord-Norge", size="large"),
    Filters(since=2016),
    Filters(since=2016, undated=True),
    Filters(municipality="Hamar"),
    Filters(publisher="NIBR", until=2017),
)


@pytest.mark.parametrize("asked", QUESTIONS)
def test_a_count_is_what_choosing_it_gives(searcher: Searcher, asked: str) -> None:
    """Every value of every filter, alone and beside others."""
    query = searcher.read(read_search(asked))
    every = searcher.rank(query)
    for chosen in CHOSEN:
        reach = searcher.reach(searcher.rank(query, chosen, every))
        for facet in count_facets(reach, chosen):
            for told in facet.values:
                filters = with_value(chosen, facet.field, told.value)
                found = searcher.rank(query, filters, every).answering
                assert told.count == len(found), (chosen, facet.field, told)


def test_verdicts_are_those_without_filters(searcher: Searcher) -> None:
    """Whatever the ranking left out."""
    query = searcher.read(read_search("tilvisningsavtale"))
    free = searcher.reach(searcher.rank(query))
    narrow = searcher.reach(searcher.rank(query, Filters(municipality="Hammerfest")))
    assert free.verdicts == narrow.verdicts
    assert set(free.verdicts.values()) == {"good"}
    assert [each.municipality for each in free.left(NO_FILTERS)] == ["Oslo", "Ringsaker"]
    assert narrow.left(Filters(municipality="Oslo"))[0].municipality == "Oslo"
    assert list(narrow.left(Filters(municipality="Hammerfest"))) == []


def test_without_a_question_everything_counts(fake_searcher: Searcher) -> None:
    documents = fake_searcher.generation.documents
    assert list(everything(documents).left(NO_FILTERS)) == list(documents)
    assert len(everything(documents).left(Filters(until=2014, undated=True))) == 18
