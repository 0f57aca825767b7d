"""What a heading tells of a search: a list, a word merely mentioned, a filter left over."""

import pytest

from assistant.search.answer import VerdictName
from assistant.search.filters import Filters
from assistant.search.reach import everything
from assistant.search.searcher import Searcher
from assistant.web.pages.search_facts import NO_FACTS, LeftOver, SearchFacts, search_facts
from assistant.web.request.address import Address
from assistant.web.request.answer_address import ask_address
from tests.conftest import RINGSAKER, USERS_QUESTION

HAMMERFEST = Filters(municipality="Hammerfest")


def _left_over(count: int, *names: str, verdict: VerdictName = "good") -> SearchFacts:
    return SearchFacts(left_over=LeftOver(names, count, verdict))


@pytest.mark.parametrize(
    ("address", "facts"),
    [
        (Address("nb", USERS_QUESTION), NO_FACTS),
        (Address("nb", "noe om startlån"), SearchFacts(mentioned=("startlån",))),
        (Address("nb", "Ringsaker"), NO_FACTS),
        # Without filters, or if something is found within them, nothing is told of them.
        (Address("nb", "tilvisningsavtale"), NO_FACTS),
        (Address("nb", "tilvisningsavtale", HAMMERFEST), _left_over(2, "municipality")),
        (Address("nb", "oppskrift på vafler", HAMMERFEST), NO_FACTS),
        (Address("nb", document=RINGSAKER), NO_FACTS),
        (Address("nb", like=RINGSAKER), NO_FACTS),
    ],
)
def test_search_facts(searcher: Searcher, address: Address, facts: SearchFacts) -> None:
    """Of the real search."""
    asked = ask_address(searcher, address)
    reach = everything(()) if asked.ranking is None else searcher.reach(asked.ranking)
    assert search_facts(asked.answer, asked.ranking, reach) == facts


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        (Filters(kind="report"), ("kind",)),
        (Filters(county="Finnmark"), ("county",)),
        (Filters(region="Nord-Norge"), ("region",)),
        (Filters(size="small"), ("size",)),
        (Filters(publisher="NOVA"), ("publisher",)),
        (Filters(author="Sørvoll"), ("author",)),
        (Filters(language="nn"), ("language",)),
        (Filters(since=2016), ("since",)),
        (Filters(until=2016), ("until",)),
        (Filters(municipality="Hamar"), ("municipality",)),
        # The other of the two leaves both answers.
        (Filters(kind="example", municipality="Hammerfest"), ("municipality",)),
        # Neither of the two leaves any.
        (Filters(kind="report", municipality="Hammerfest"), ("kind", "municipality")),
    ],
)
def test_every_filter_that_was_left_over_is_found(
    searcher: Searcher, filters: Filters, names: tuple[str, ...]
) -> None:
    """With what dropping it gives: both answers to the question."""
    asked = ask_address(searcher, Address("nb", "tilvisningsavtale", filters))
    assert asked.ranking is not None
    found = search_facts(asked.answer, asked.ranking, searcher.reach(asked.ranking))
    assert found == _left_over(2, *names)


def test_what_is_less_sure_is_told_as_that(searcher: Searcher) -> None:
    """A word that is merely mentioned."""
    asked = ask_address(searcher, Address("nb", "noe om startlån", Filters(kind="report")))
    assert asked.ranking is not None
    found = search_facts(asked.answer, asked.ranking, searcher.reach(asked.ranking))
    assert found == _left_over(1, "kind", verdict="weak")


def test_of_a_list_all_are_counted(fake_searcher: Searcher) -> None:
    """The filter whose loss gives most is named."""
    filters = Filters(kind="report", municipality="Bodø")
    asked = ask_address(fake_searcher, Address("nb", filters=filters))
    assert asked.ranking is not None
    reach = fake_searcher.reach(asked.ranking)
    found = search_facts(asked.answer, asked.ranking, reach)
    assert found == _left_over(11, "municipality")
