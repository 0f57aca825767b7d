"""Counts of the filters that follow the question."""

from assistant.search.filters import Filters
from assistant.search.searcher import Searcher
from assistant.web.pages.filter_counts import filter_counts
from assistant.web.request.address import Address
from assistant.web.request.answer_address import ask_address
from tests.conftest import RINGSAKER, ULSHOLTVEIEN, USERS_QUESTION


def test_without_a_question_all_documents_count(searcher: Searcher) -> None:
    """As the source page has them."""
    counts = filter_counts(searcher, Address("nb"))
    assert dict(counts["kind"]) == {"guidance": 1, "plan": 5, "report": 11, "example": 14}
    assert dict(counts["municipality"])["Bodø"] == 3
    assert dict(counts["since"])[2017] == 10
    assert dict(counts["until"])[2017] == 8


def test_a_question_counts_what_answers_it(searcher: Searcher) -> None:
    """The values stay, the numbers follow."""
    address = Address("nb", USERS_QUESTION)
    ranking = ask_address(searcher, address).ranking
    counts = filter_counts(searcher, address, ranking)
    places = dict(counts["municipality"])
    assert (places["Oslo"], places["Ringsaker"], places["Bodø"]) == (1, 1, 0)
    assert dict(counts["kind"])["report"] == 0
    assert ranking is not None
    assert {ULSHOLTVEIEN, RINGSAKER} <= {document.id for document in ranking.answering}


def test_the_counts_of_a_question_are_the_same_with_filters(searcher: Searcher) -> None:
    """What a filter leaves out is counted as well: it says what choosing another would leave."""
    everywhere = Address("nb", USERS_QUESTION)
    county = Address("nb", USERS_QUESTION, Filters(county="Innlandet"))
    before, after = (
        dict(filter_counts(searcher, each, ask_address(searcher, each).ranking)["county"])
        for each in (everywhere, county)
    )
    assert before == after
    assert (before["Innlandet"], before["Oslo"]) == (2, 1)


def test_the_other_filters_hold_for_a_count(searcher: Searcher) -> None:
    """A town outside the chosen county is not offered; another county is."""
    counts = filter_counts(searcher, Address("nb", filters=Filters(county="Nordland")))
    assert dict(counts["municipality"]) == {"Bodø": 3}
    assert "Oslo" in dict(counts["county"])
