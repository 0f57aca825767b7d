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
