"""Counts of the filters that follow the question."""

from assistant.search.filters import NO_FILTERS, Filters
from assistant.search.reach import everything
from assistant.search.searcher import Searcher
from assistant.web.pages.filter_counts import filter_counts
from assistant.web.pages.filter_form import Counts
from assistant.web.request.address import Address
from assistant.web.request.answer_address import ask_address
from tests.conftest import RINGSAKER, ULSHOLTVEIEN, USERS_QUESTION


def counts_of(searcher: Searcher, question: str, filters: Filters = NO_FILTERS) -> Counts:
    """Return the counts beside the filters of an address with a question."""
    ranking = ask_address(searcher, Address("nb", question, filters)).ranking
    assert ranking is not None
    return filter_counts(searcher.reach(ranking), filters)


def test_without_a_question_all_documents_count(fake_searcher: Searcher) -> None:
    """As the source page has them; years as numbers."""
    counts = filter_counts(everything(fake_searcher.generation.documents), NO_FILTERS)
    assert dict(counts["kind"]) == {"guidance": 1, "plan": 5, "report": 11, "example": 14}
    assert dict(counts["municipality"])["Bodø"] == 3
    assert dict(counts["since"])[2017] == 10
    assert dict(counts["until"])[2017] == 8


def test_a_question_counts_what_answers_it(searcher: Searcher) -> None:
    """The values stay, the numbers follow."""
    counts = counts_of(searcher, USERS_QUESTION)
    places = dict(counts["municipality"])
    assert (places["Oslo"], places["Ringsaker"], places["Bodø"]) == (1, 1, 0)
    assert dict(counts["kind"])["report"] == 0
    ranking = ask_address(searcher, Address("nb", USERS_QUESTION)).ranking
    assert ranking is not None
    assert {ULSHOLTVEIEN, RINGSAKER} <= {document.id for document in ranking.answering}


def test_the_counts_of_a_question_are_the_same_with_filters(searcher: Searcher) -> None:
    """What a filter leaves out is counted as well: it says what choosing another would leave."""
    before = dict(counts_of(searcher, USERS_QUESTION)["county"])
    after = dict(counts_of(searcher, USERS_QUESTION, Filters(county="Innlandet"))["county"])
    assert before == after
    assert (before["Innlandet"], before["Oslo"]) == (2, 1)


def test_if_nothing_answers_nothing_is_promised(searcher: Searcher) -> None:
    """The values stay, without numbers."""
    counts = counts_of(searcher, "oppskrift på vafler")
    assert dict(counts["kind"]) == dict.fromkeys(("guidance", "plan", "report", "example"))


def test_the_other_filters_hold_for_a_count(fake_searcher: Searcher) -> None:
    """A town outside the chosen county is not offered; another county is."""
    documents = fake_searcher.generation.documents
    counts = filter_counts(everything(documents), Filters(county="Nordland"))
    assert dict(counts["municipality"]) == {"Bodø": 3}
    assert "Oslo" in dict(counts["county"])
