"""The whole answer as a value: which parts it has in each state."""

from dataclasses import replace

import pytest

from assistant.search.filters import Filters
from assistant.web.pages.answer_view import answer_view, error_view, source_view, start_view
from assistant.web.pages.links import Link
from assistant.web.request.address import Address
from index.generation import Generation
from tests.assistant.web.pages.made_context import make_answer, make_context, make_result
from tests.assistant.web.pages.test_card import KNOWN_BY_TITLE, PLAN
from tests.conftest import RINGSAKER, ULSHOLTVEIEN


def test_the_start_has_examples(fake_generation: Generation) -> None:
    """Each asks in the language of the page, without what else is in the address."""
    address = Address("nn", filters=Filters(county="Troms"), limit=5)
    view = start_view(make_context(fake_generation, address), {}, "7")
    assert (view.state, view.turn, view.title, view.status) == ("start", "7", "Eksempelfinner", "")
    assert len(view.examples) == 6
    assert view.examples[0].address.endswith("&limit=5&lang=nn")
    assert "fylke" not in view.examples[0].address
    assert view.filters is not None
    assert (view.heading, view.cards, view.rest, view.exports) == (None, (), None, ())


def test_an_error_is_told_and_nothing_else(fake_generation: Generation) -> None:
    """By its sentence, also to a screen reader; the filters stay, so that one can be undone."""
    view = error_view(make_context(fake_generation), "Spørsmålet er tomt.", {}, "7")
    assert (view.state, view.error, view.status) == ("error", *["Spørsmålet er tomt."] * 2)
    assert view.filters is not None
    assert (view.heading, view.cards, view.rest, view.exports) == (None, (), None, ())
    alone = make_context(fake_generation, Address("nb", document="nope"))
    assert error_view(alone, "Borte.", {}).filters is None


def test_each_result_stands_where_its_verdict_puts_it(fake_generation: Generation) -> None:
    """Good ones first, those that are less sure below, the others folded on a line each."""
    results = [
        make_result(fake_generation, RINGSAKER),
        make_result(fake_generation, ULSHOLTVEIEN, verdict="weak"),
        make_result(fake_generation, PLAN, verdict="none"),
        make_result(fake_generation, KNOWN_BY_TITLE, verdict="none"),
    ]
    view = answer_view(make_context(fake_generation), make_answer("good", results), {})
    assert [(card.id, card.level) for card in view.cards] == [(RINGSAKER, 3)]
    assert view.less_sure is not None
    assert view.less_sure.title == "Kan også være relevant"
    assert [(card.id, card.level) for card in view.less_sure.cards] == [(ULSHOLTVEIEN, 4)]
    assert view.rest is not None
    assert (view.rest.title, view.rest.folded) == ("Vis 2 andre kilder om lignende tema", True)
    assert [line.id for line in view.rest.lines] == [PLAN, KNOWN_BY_TITLE]
    assert view.heading is not None
    assert view.heading.title == "1 kilde svarer på spørsmålet"
    assert view.title == "bolig – Eksempelfinner"
    assert view.exports[0] == Link("eksport.docx?q=bolig", "Word (DOCX)")
    assert [link.address for link in view.exports[1:]] == [
        "eksport.csv?q=bolig",
        "eksport.md?q=bolig",
    ]
    assert [link.address for link in view.whole_exports] == [
        "eksport.docx?q=bolig&alle=1",
        "eksport.csv?q=bolig&alle=1",
        "eksport.md?q=bolig&alle=1",
    ]
    results = [make_result(fake_generation, each) for each in (RINGSAKER, ULSHOLTVEIEN)]
    strong = answer_view(make_context(fake_generation), make_answer("good", results), {})
    assert [card.id for card in strong.cards] == [RINGSAKER, ULSHOLTVEIEN]
    assert (strong.less_sure, strong.titles, strong.rest) == (None, None, None)
    assert strong.whole_exports == ()


def test_where_none_is_good_the_uncertain_are_the_answer(fake_generation: Generation) -> None:
    """The heading says how sure they are."""
    results = [make_result(fake_generation, RINGSAKER, verdict="weak")]
    view = answer_view(make_context(fake_generation), make_answer("weak", results), {})
    assert [(card.id, card.level) for card in view.cards] == [(RINGSAKER, 3)]
    assert view.less_sure is None
    assert view.heading is not None
    assert view.heading.title == "Kan være relevant"


def test_reports_known_by_title_alone_are_a_list_behind(fake_generation: Generation) -> None:
    """They cannot be quoted, and do not count among what answers unless there is nothing else."""
    results = [make_result(fake_generation, each) for each in (KNOWN_BY_TITLE, RINGSAKER)]
    view = answer_view(make_context(fake_generation), make_answer("good", results), {})
    assert [card.id for card in view.cards] == [RINGSAKER]
    assert view.titles is not None
    (line,) = view.titles.lines
    assert (line.id, line.facts) == (KNOWN_BY_TITLE, "NIBR, 2019")
    assert line.source is not None
    assert line.source.text == "Les hos Veiviseren (veiviseren.no)"
    assert view.heading is not None
    assert view.heading.title == "1 kilde svarer på spørsmålet"
    only = answer_view(make_context(fake_generation), make_answer("good", results[:1]), {})
    assert only.heading is not None
    assert (only.cards, only.heading.title) == ((), "1 kilde svarer på spørsmålet")


@pytest.mark.parametrize(("score", "first"), [(0.81, RINGSAKER), (0.79, PLAN)])
def test_examples_near_the_best_stand_first(
    fake_generation: Generation, score: float, first: str
) -> None:
    """Before a plan that is a little better, not before one that is much better."""
    plan = replace(make_result(fake_generation, PLAN), score=0.9)
    example = replace(make_result(fake_generation, RINGSAKER), score=score)
    context = make_context(fake_generation)
    view = answer_view(context, make_answer("good", [plan, example]), {})
    assert view.cards[0].id == first
    # Whoever asks for the newest gets that order.
    dated = answer_view(context, make_answer("good", [plan, example], order="newest"), {})
    assert [card.id for card in dated.cards] == [PLAN, RINGSAKER]


def test_without_an_answer_the_three_nearest_are_named(fake_generation: Generation) -> None:
    """Under a heading of their own, on a line each."""
    ids = (RINGSAKER, ULSHOLTVEIEN, PLAN, KNOWN_BY_TITLE)
    results = [make_result(fake_generation, each, verdict="none") for each in ids]
    view = answer_view(make_context(fake_generation), make_answer("none", results), {})
    assert (view.state, view.cards, view.less_sure, view.titles) == ("none", (), None, None)
    assert view.rest is not None
    assert (view.rest.title, view.rest.folded) == ("De nærmeste kildene", False)
    assert view.rest.note == "De svarer trolig ikke på spørsmålet."
    assert [line.id for line in view.rest.lines] == [RINGSAKER, ULSHOLTVEIEN, PLAN]
    assert view.exports[0].address == "eksport.docx?q=bolig&alle=1"
    assert view.whole_exports == ()
    empty = answer_view(make_context(fake_generation), make_answer("none"), {})
    assert (empty.rest, empty.exports) == (None, ())


def test_a_document_alone_has_a_page(fake_generation: Generation) -> None:
    """It was asked for, whatever its verdict; filters do not hold for it, and are not shown."""
    results = [make_result(fake_generation, RINGSAKER, verdict="none")]
    context = make_context(fake_generation, Address("nb", document=RINGSAKER))
    view = source_view(context, make_answer("none", results), None, turn="3")
    assert (view.cards, view.rest, view.filters, view.turn) == ((), None, None, "3")
    assert view.source is not None
    assert view.source.card.id == RINGSAKER
    title = "Utleieboliger med tilvisningsavtale i Ringsaker"
    assert (view.title, view.status) == (f"{title} – Eksempelfinner", title)
    assert view.exports[0].address == f"eksport.docx?dok={RINGSAKER}"
    like = make_context(fake_generation, Address("nb", like=ULSHOLTVEIEN))
    assert len(answer_view(like, make_answer("good", results), {}).cards) == 1
