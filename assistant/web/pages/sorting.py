"""The orders that results can stand in, as a reader chooses among them."""

from dataclasses import dataclass, replace

from assistant.search.answer import Answer
from assistant.search.filters import Sort
from assistant.search.understanding.understood import FIELDS
from assistant.web.request.page_context import PageContext


@dataclass(frozen=True, slots=True)
class Order:
    """An order by its name; `address` leads to it, and is None if the results stand in it."""

    text: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Sorting:
    """The orders to choose from, with what stands before them."""

    label: str
    orders: tuple[Order, ...]


def sorting(context: PageContext, answer: Answer) -> Sorting | None:
    """Return the orders of an answer; None if there are not several sources to put in order.

    What answers a question may stand by relevance or by year, a list by title or by year.
    """
    address = context.address
    answering = sum(result.verdict != "none" for result in answer.results)
    if address.document or address.like or answering < 2:
        return None
    offered: list[Sort | None] = [None if answer.listed is None else "title", "newest"]
    if answer.order not in offered:
        offered.append(answer.order)
    return Sorting(
        context.texts("sorting.label"),
        tuple(
            Order(
                context.texts(f"sorting.{order or 'best'}"),
                None if order == answer.order else _sorted_by(context, answer, order),
            )
            for order in offered
        ),
    )


def _sorted_by(context: PageContext, answer: Answer, order: Sort | None) -> str:
    """Return the address of the same results in an order; relevance goes before what is asked."""
    address = context.address
    ignored = set(address.not_understood)
    if order is None:
        ignored |= {each.field for each in answer.understood if each.effect == "sort"}
    return context.link(
        filters=replace(address.filters, sort=order),
        not_understood=tuple(field for field in FIELDS if field in ignored),
    )
