"""The heading of an answer, as a value: what came of the question, and what can be done."""

from assistant.search.answer import Answer, Result
from assistant.search.filters import Filters
from assistant.search.understanding import Understood
from assistant.web.pages.heading import Heading, answer_status, heading
from assistant.web.pages.links import Link, Note
from assistant.web.request.address import Address
from index.generation import Generation
from tests.assistant.web.pages.made_context import make_answer, make_context, make_result
from tests.conftest import RINGSAKER

TO_OVERVIEW = Link("oversikt", "Oversikt over alle kildene")
BROADER = Note("bruke færre, videre eller andre ord")
LOOK = Note("se hva som finnes:", TO_OVERVIEW)


def one_result(generation: Generation) -> tuple[Result, ...]:
    """Return a list with one result."""
    return (make_result(generation, RINGSAKER),)


def test_good_results(fake_generation: Generation) -> None:
    """One is counted as one."""
    context, answer = make_context(fake_generation), make_answer("good")
    assert heading(context, answer, 2) == Heading(
        "Gode treff", question="bolig", count="2 kilder, den beste først."
    )
    assert heading(context, answer, 1).count == "1 kilde."
    assert answer_status(context, answer, 1) == "Gode treff. 1 kilde."


def test_uncertain_results(fake_generation: Generation) -> None:
    """They say so."""
    context, answer = make_context(fake_generation), make_answer("weak")
    assert heading(context, answer, 1) == Heading(
        "Usikre treff",
        question="bolig",
        notice="Ingen av kildene svarer tydelig på spørsmålet. Les sitatene før du bruker dem.",
        count="1 kilde.",
    )
    assert answer_status(context, answer, 1) == "Usikre treff. 1 kilde."


def test_no_answer(fake_generation: Generation) -> None:
    """The advice is what may help; the count is left out, since nothing answers."""
    context = make_context(fake_generation)
    answer = make_answer("none", one_result(fake_generation))
    assert heading(context, answer, 0) == Heading(
        "Fant ingen gode treff.",
        question="bolig",
        notice="Ingen av kildene ser ut til å svare på dette. Du kan",
        advice=(BROADER, LOOK),
    )
    assert answer_status(context, answer, 0) == "Fant ingen gode treff."


def test_no_answer_within_filters(fake_generation: Generation) -> None:
    """They can be removed, and quotation marks too."""
    address = Address("nb", 'bolig "å eie"', Filters(county="Troms"))
    context = make_context(fake_generation, address)
    found = heading(context, make_answer("none"), 0)
    assert found.notice == "Ingen kilder passer med filtrene du har valgt. Du kan"
    assert found.advice == (
        BROADER,
        Note("ta bort anførselstegnene"),
        Note(link=Link("?q=bolig+%22%C3%A5+eie%22", "Fjern alle filtre")),
        LOOK,
    )


def test_no_source_has_the_quoted_words(fake_generation: Generation) -> None:
    """Nothing is near either."""
    context = make_context(fake_generation, Address("nb", '"å eie bolig"'))
    found = heading(context, make_answer("none"), 0)
    assert found.notice.startswith("Ingen kilder har ordene i anførselstegn")


def test_a_document_alone(fake_generation: Generation) -> None:
    """The way back is to the question, or to the overview if there was none."""
    answer = make_answer("good", one_result(fake_generation))
    asked = make_context(fake_generation, Address("nb", "bolig", document=RINGSAKER))
    back = Note(link=Link("?q=bolig", "Alle treff for «bolig»"))
    assert heading(asked, answer, 1) == Heading("Én kilde", back=back)
    unasked = make_context(fake_generation, Address("nb", document=RINGSAKER))
    assert heading(unasked, answer, 1) == Heading("Én kilde", back=Note(link=TO_OVERVIEW))
    assert answer_status(unasked, answer, 1) == "Utleieboliger med tilvisningsavtale i Ringsaker"


def test_documents_like_one(fake_generation: Generation) -> None:
    """How many there are, and the way back if there was a question."""
    answer = Answer("En plan", "good", "nb", 1.0)
    asked = make_context(fake_generation, Address("nb", "bolig", like="a"))
    back = Note("2 kilder, den beste først.", Link("?q=bolig", "Alle treff for «bolig»"))
    assert heading(asked, answer, 2) == Heading("Ligner på «En plan»", back=back)
    unasked = make_context(fake_generation, Address("nb", like="a"))
    assert heading(unasked, answer, 1).back == Note("1 kilde.")
    none = Answer("En plan", "none", "nb", 1.0)
    assert heading(unasked, none, 0).back == Note("Fant ingen gode treff.")


def test_other_words(fake_generation: Generation) -> None:
    """A correction, and which words were searched for beside the reader's own."""
    answer = make_answer("good", also=("leie til eie", "startlån"), suggestion="boliger")
    found = heading(make_context(fake_generation), answer, 1)
    assert found.suggestion == Link("?q=boliger", "boliger")
    assert found.words == Note(
        "Søkte også etter: leie til eie, startlån.",
        Link("?q=bolig&ord=egne", "Søk bare etter mine egne ord"),
    )
    own = make_context(fake_generation, Address("nb", "bolig", related=False))
    assert heading(own, make_answer("good"), 1).words == Note(
        "Søkte bare etter dine egne ord.", Link("?q=bolig", "Ta med beslektede ord")
    )
    like = make_context(fake_generation, Address("nb", "bolig", related=False, like="a"))
    assert heading(like, make_answer("good"), 1).words is None


def test_what_was_understood_can_be_undone_one_by_one(fake_generation: Generation) -> None:
    """Each thing is a link to the same question without it; what was undone can be taken back."""
    understood = (
        Understood("kind", "example", (0, 9), "filter"),
        Understood("county", "Innlandet", (14, 23), "prefer"),
    )
    answer = make_answer("good", understood=understood)
    shown = heading(make_context(fake_generation), answer, 1)
    assert shown.understood == (
        Link("?q=bolig&uten=kind", "Type: Eksempel"),
        Link("?q=bolig&uten=county", "helst Fylke: Innlandet"),
    )
    assert shown.whole is None
    address = Address("nb", "bolig", not_understood=("sort", "kind")[::-1])
    undone = heading(make_context(fake_generation, address), answer, 1)
    assert undone.understood[1].address == "?q=bolig&uten=county%2Ckind%2Csort"
    assert undone.whole == Link("?q=bolig", "Ta hensyn til hele spørsmålet igjen")


def test_what_no_source_fits_is_said(fake_generation: Generation) -> None:
    """And that it was left out of account."""
    dropped = (Understood("municipality", "Kvinesdal", (0, 9), "filter"),)
    shown = heading(make_context(fake_generation), make_answer("none", dropped=dropped), 0)
    assert shown.dropped == ("Ingen kilder passer med Kommune: Kvinesdal. Det er sett bort fra.",)


def test_a_list_says_in_which_order_it_stands(fake_generation: Generation) -> None:
    """The best is not first where none is better than another."""
    context = make_context(fake_generation)
    newest = make_answer("good", order="newest")
    assert heading(context, newest, 2).count == "2 kilder, den nyeste først."
    assert answer_status(context, newest, 2) == "Gode treff. 2 kilder, den nyeste først."
    oldest = make_answer("good", order="oldest")
    assert heading(context, oldest, 3).count == "3 kilder, den eldste først."
