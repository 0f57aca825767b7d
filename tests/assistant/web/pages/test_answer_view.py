"""The whole answer as a value: which parts it has in each state."""

from assistant.search.filters import Filters
from assistant.web.pages.answer_view import answer_view, error_view, start_view
from assistant.web.pages.links import Link
from assistant.web.request.address import Address
from index.generation import Generation
from tests.assistant.web.pages.made_context import make_answer, make_context, make_result
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
    assert (view.heading, view.cards, view.near, view.exports) == (None, (), None, ())


def test_an_error_is_told_and_nothing_else(fake_generation: Generation) -> None:
    """By its sentence, also to a screen reader; the filters stay, so that one can be undone."""
    view = error_view(make_context(fake_generation), "Spørsmålet er tomt.", {}, "7")
    assert (view.state, view.error, view.status) == ("error", *["Spørsmålet er tomt."] * 2)
    assert view.filters is not None
    assert (view.heading, view.cards, view.near, view.exports) == (None, (), None, ())
    alone = make_context(fake_generation, Address("nb", document="nope"))
    assert error_view(alone, "Borte.", {}).filters is None


def test_weaker_results_are_set_apart(fake_generation: Generation) -> None:
    """Those whose own verdict is "none"; their numbers go on from the ones above."""
    results = [
        make_result(fake_generation, RINGSAKER, verdict="weak"),
        make_result(fake_generation, ULSHOLTVEIEN, verdict="none"),
    ]
    view = answer_view(make_context(fake_generation), make_answer("good", results), {})
    assert [(card.id, card.level) for card in view.cards] == [(RINGSAKER, 3)]
    assert view.near is not None
    assert [(card.id, card.level) for card in view.near.cards] == [(ULSHOLTVEIEN, 4)]
    assert (view.near.title, view.near.first) == ("Mindre sikre treff", 2)
    assert view.heading is not None
    assert view.heading.count == "1 kilde."
    assert view.title == "bolig – Eksempelfinner"
    assert view.exports[0] == Link("eksport.docx?q=bolig", "Last ned som DOCX (Word)")
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
    assert ([card.id for card in strong.cards], strong.near) == ([RINGSAKER, ULSHOLTVEIEN], None)
    assert strong.whole_exports == ()


def test_without_an_answer_all_are_only_near(fake_generation: Generation) -> None:
    """Under a heading of their own."""
    results = [make_result(fake_generation, RINGSAKER, verdict="none")]
    view = answer_view(make_context(fake_generation), make_answer("none", results), {})
    assert (view.state, view.cards) == ("none", ())
    assert view.near is not None
    assert (view.near.title, view.near.first) == ("Dette ligger nærmest", 1)
    assert view.near.note == "Kildene under svarer trolig ikke på spørsmålet."
    assert view.exports[0].address == "eksport.docx?q=bolig&alle=1"
    assert view.whole_exports == ()
    empty = answer_view(make_context(fake_generation), make_answer("none"), {})
    assert (empty.near, empty.exports) == (None, ())


def test_a_document_alone_is_never_set_apart(fake_generation: Generation) -> None:
    """It was asked for; filters do not hold for it, and are not shown."""
    results = [make_result(fake_generation, RINGSAKER, verdict="none")]
    context = make_context(fake_generation, Address("nb", document=RINGSAKER))
    view = answer_view(context, make_answer("none", results), {}, "3")
    assert [card.level for card in view.cards] == [3]
    assert (view.near, view.filters, view.turn) == (None, None, "3")
    assert view.title == "Utleieboliger med tilvisningsavtale i Ringsaker – Eksempelfinner"
    like = make_context(fake_generation, Address("nb", like=ULSHOLTVEIEN))
    assert len(answer_view(like, make_answer("good", results), {}).cards) == 1
