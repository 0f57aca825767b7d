"""The heading of an answer, as a value: what came of the question, and what can be done."""

from assistant.search.answer import Answer, Result
from assistant.search.filters import Filters
from assistant.search.understanding import Understood
from assistant.web.pages.heading import Heading, answer_status, heading, source_heading
from assistant.web.pages.links import Link, Note
from assistant.web.pages.search_facts import SearchFacts
from assistant.web.request.address import Address
from index.generation import Generation
from tests.assistant.web.pages.made_context import (
    document_of,
    make_answer,
    make_context,
    make_result,
)
from tests.conftest import RINGSAKER

TO_OVERVIEW = Link("oversikt", "Oversikt over alle kildene")
SPELLING, BROADER = Note("sjekke skrivemåten"), Note("bruke færre eller mer generelle ord")
LOOK = Note(link=Link("oversikt", "se oversikten over alle kildene"))


def one_result(generation: Generation) -> tuple[Result, ...]:
    """Return a list with one result."""
    return (make_result(generation, RINGSAKER),)


def test_good_results(fake_generation: Generation) -> None:
    """One is counted as one."""
    context, answer = make_context(fake_generation), make_answer("good")
    assert heading(context, answer, 2) == Heading("2 kilder svarer på spørsmålet", question="bolig")
    assert answer_status(context, answer, 1) == "1 kilde svarer på spørsmålet."


def test_uncertain_results(fake_generation: Generation) -> None:
    """They say so."""
    context, answer = make_context(fake_generation), make_answer("weak")
    assert heading(context, answer, 1) == Heading(
        "Kan være relevant",
        question="bolig",
        notice="Vi er ikke sikre på at disse kildene svarer. Les sitatene før du bruker dem.",
    )
    assert answer_status(context, answer, 1) == "Kan være relevant."


def test_a_word_that_is_merely_mentioned(fake_generation: Generation) -> None:
    """That is what the heading says, instead of that nobody is sure."""
    context, facts = make_context(fake_generation), SearchFacts(mentioned=("startlån",))
    weak = [make_result(fake_generation, RINGSAKER, verdict="weak")] * 2
    two, one = make_answer("weak", weak), make_answer("weak", weak[:1])
    assert heading(context, one, 1, facts) == Heading(
        "Ingen kilde handler om startlån, men én nevner det", question="bolig"
    )
    assert heading(context, two, 2, facts).title == (
        "Ingen kilde handler om startlån, men 2 nevner det"
    )
    english = make_context(fake_generation, Address("en", "bolig"))
    assert (
        heading(english, one, 1, facts).title == "No source is about startlån, but one mentions it"
    )


def test_a_list_is_not_judged(fake_generation: Generation) -> None:
    """A place alone asks nothing that could be answered."""
    context = make_context(fake_generation)
    answer = make_answer("good", one_result(fake_generation) * 3, order="newest")
    shown = heading(context, answer, 3, SearchFacts(is_list=True))
    assert (shown.title, shown.order) == ("3 kilder", "Den nyeste står først.")


def test_no_answer(fake_generation: Generation) -> None:
    """The advice is what may help."""
    context = make_context(fake_generation)
    answer = make_answer("none", one_result(fake_generation))
    assert heading(context, answer, 0) == Heading(
        "Vi fant ikke noe svar", question="bolig", advice=(SPELLING, BROADER, LOOK)
    )
    assert answer_status(context, answer, 0) == "Vi fant ikke noe svar."


def test_no_answer_within_filters(fake_generation: Generation) -> None:
    """They can be removed, and quotation marks too."""
    address = Address("nb", 'bolig "å eie"', Filters(county="Troms"))
    context = make_context(fake_generation, address)
    found = heading(context, make_answer("none"), 0)
    assert found.notice == "Ingen kilder passer til Troms."
    assert found.advice == (
        Note(link=Link("?q=bolig+%22%C3%A5+eie%22", "fjerne filtrene")),
        Note("ta bort anførselstegnene"),
        SPELLING,
        BROADER,
        LOOK,
    )
    several = Filters(municipality="Tromsø", kind="plan", since=2020)
    context = make_context(fake_generation, Address("nb", "bolig", several))
    assert heading(context, make_answer("none"), 0).notice == (
        "Ingen kilder passer til både Kommunal plan, Tromsø og 2020 eller nyere."
    )


def test_a_filter_that_was_left_over_is_named_first(fake_generation: Generation) -> None:
    """With what there is without it, and one link that drops it."""
    answer = make_answer("none", one_result(fake_generation))
    address = Address("nb", "bolig", Filters(municipality="Hammerfest"))
    context = make_context(fake_generation, address)
    assert heading(context, answer, 0, SearchFacts(unfiltered=2)) == Heading(
        "Ingen treff i Hammerfest",
        question="bolig",
        unfiltered=Note("Uten filteret: 2 gode treff.", Link("?q=bolig", "Søk i alle kommuner")),
    )
    assert answer_status(context, answer, 0, SearchFacts(unfiltered=1)) == (
        "Ingen treff i Hammerfest. Uten filteret: 1 godt treff."
    )
    context = make_context(fake_generation, Address("nb", "bolig", Filters(kind="plan")))
    found = heading(context, answer, 0, SearchFacts(unfiltered=2))
    assert found.title == "Ingen treff med filteret Kommunal plan"
    assert found.unfiltered is not None
    assert found.unfiltered.link == Link("?q=bolig", "Søk uten filtre")


def test_no_source_has_the_quoted_words(fake_generation: Generation) -> None:
    """Nothing is near either."""
    context = make_context(fake_generation, Address("nb", '"å eie bolig"'))
    found = heading(context, make_answer("none"), 0)
    assert found.notice.startswith("Ingen kilder har ordene i anførselstegn")


def test_a_document_alone(fake_generation: Generation) -> None:
    """The way back is to the results, which are counted, or to the overview if none were asked."""
    document = document_of(fake_generation, RINGSAKER)
    filters = Filters(county="Innlandet")
    address = Address("nb", "bolig", filters, document=RINGSAKER, inside="eie")
    asked = make_context(fake_generation, address)
    title = "Utleieboliger med tilvisningsavtale i Ringsaker"
    for count, words in ((4, "4 treff"), (1, "1 treff"), (0, "treffene")):
        back = Link("?q=bolig&fylke=Innlandet", f"Tilbake til {words}")
        assert source_heading(asked, document, count) == Heading(title, "nb", back=Note(link=back))
    unasked = make_context(fake_generation, Address("nb", document=RINGSAKER))
    to_overview = Note(link=TO_OVERVIEW)
    assert source_heading(unasked, document, None) == Heading(title, "nb", back=to_overview)


def test_documents_like_one(fake_generation: Generation) -> None:
    """How many there are, and the way back if there was a question."""
    two = one_result(fake_generation) * 2
    answer = Answer("En plan", "good", "nb", 1.0, two)
    asked = make_context(fake_generation, Address("nb", "bolig", like="a"))
    back = Note("2 kilder", Link("?q=bolig", "Alle treff for «bolig»"))
    assert heading(asked, answer, 2) == Heading("Ligner på «En plan»", back=back)
    assert answer_status(asked, answer, 2) == "2 kilder"
    unasked = make_context(fake_generation, Address("nb", like="a"))
    one = Answer("En plan", "good", "nb", 1.0, two[:1])
    assert heading(unasked, one, 1).back == Note("1 kilde")


def test_other_words(fake_generation: Generation) -> None:
    """A correction, and which words were searched for beside the reader's own."""
    answer = make_answer("good", also=("leie til eie", "startlån"), suggestion="boliger")
    found = heading(make_context(fake_generation), answer, 1)
    assert found.suggestion == Link("?q=boliger", "boliger")
    assert found.words == Note(
        "Vi søkte også etter: leie til eie, startlån.",
        Link("?q=bolig&ord=egne", "Søk bare etter mine ord"),
    )
    own = make_context(fake_generation, Address("nb", "bolig", related=False))
    assert heading(own, make_answer("good"), 1).words == Note(
        "Vi søkte bare etter dine egne ord.", Link("?q=bolig", "Ta med beslektede ord")
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


def test_the_order_of_years_is_said(fake_generation: Generation) -> None:
    """The best is not first then."""
    context = make_context(fake_generation)
    newest = make_answer("good", order="newest")
    assert heading(context, newest, 2).order == "Den nyeste står først."
    assert answer_status(context, newest, 2) == (
        "2 kilder svarer på spørsmålet. Den nyeste står først."
    )
    oldest = make_answer("good", order="oldest")
    assert heading(context, oldest, 3).order == "Den eldste står først."
