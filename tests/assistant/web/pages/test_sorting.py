"""The orders that results can stand in."""

import pytest

from assistant.search.filters import Filters, Sort
from assistant.search.understanding import Understood
from assistant.web.pages.sorting import Order, Sorting, sorting
from assistant.web.request.address import Address
from index.generation import Generation
from tests.assistant.web.pages.made_context import make_answer, make_context, make_result
from tests.conftest import RINGSAKER, ULSHOLTVEIEN


def orders(
    generation: Generation, address: Address, **answer: object
) -> list[tuple[str, str | None]]:
    """Return the names of the orders offered, with their addresses."""
    results = [make_result(generation, each) for each in (RINGSAKER, ULSHOLTVEIEN)]
    shown = sorting(make_context(generation, address), make_answer("good", results, **answer))
    assert shown is not None
    return [(order.text, order.address) for order in shown.orders]


def test_an_answer_stands_by_relevance_or_by_year(fake_generation: Generation) -> None:
    """The address carries the order; that of relevance is none."""
    asked = Address("nb", "bolig", Filters(kind="example"), limit=5)
    assert orders(fake_generation, asked) == [
        ("relevans", None),
        ("nyeste", "?q=bolig&kind=example&sorter=newest&limit=5"),
    ]
    newest = Address("nb", "bolig", Filters(sort="newest"))
    assert orders(fake_generation, newest, order="newest") == [
        ("relevans", "?q=bolig"),
        ("nyeste", None),
    ]


def test_relevance_goes_before_what_the_question_asks(fake_generation: Generation) -> None:
    """Its word for an order is not understood then."""
    said = (Understood("sort", "oldest", (0, 6), "sort"),)
    asked = Address("nb", "eldste om bolig", not_understood=("kind",))
    assert orders(fake_generation, asked, order="oldest", understood=said) == [
        ("relevans", "?q=eldste+om+bolig&uten=kind%2Csort"),
        ("nyeste", "?q=eldste+om+bolig&sorter=newest&uten=kind"),
        ("eldste", None),
    ]


@pytest.mark.parametrize(("order", "chosen"), [("title", 0), ("newest", 1)])
def test_a_list_stands_by_title_or_by_year(
    fake_generation: Generation, order: Sort, chosen: int
) -> None:
    """There is no best in it."""
    address = Address("nb", lists=True)
    offered = orders(fake_generation, address, listed=2, order=order)
    assert [text for text, _ in offered] == ["A til Å", "nyeste"]
    assert offered[chosen][1] is None
    other = ("newest", "title")[chosen]
    assert offered[1 - chosen][1] == f"?q=&sorter={other}"


def test_one_source_has_no_order(fake_generation: Generation) -> None:
    """Nor have those like another, or that do not answer, or one alone."""
    results = [make_result(fake_generation, RINGSAKER)] * 2
    weak = [*results[:1], make_result(fake_generation, RINGSAKER, verdict="none")]
    context = make_context(fake_generation)
    assert sorting(context, make_answer("good", weak)) is None
    for address in (Address("nb", "x", like="a"), Address("nb", "x", document="a")):
        assert sorting(make_context(fake_generation, address), make_answer("good", results)) is None
    assert sorting(context, make_answer("good", results)) == Sorting(
        "Sorter:", (Order("relevans", None), Order("nyeste", "?q=bolig&sorter=newest"))
    )
