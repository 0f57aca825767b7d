"""The heading of an answer, as a value: what came of the question, and what can be done."""

from dataclasses import replace

import pytest

from assistant.search.answer import Answer, Result, VerdictName
from assistant.search.filters import Filters
from assistant.search.lacking import Lacking
from assistant.search.understanding import Understood
from assistant.web.pages.heading import Heading, answer_status, heading, source_heading
from assistant.web.pages.links import Link, Note
from assistant.web.pages.search_facts import LeftOver, SearchFacts
from assistant.web.request.address import Address
from index.generation import Generation
from tests.assistant.web.pages.made_context import (
    document_of,
    make_answer,
    make_context,
    make_result,
)
from tests.assistant.web.pages.test_card import PLAN
from tests.conftest import RINGSAKER, ULSHOLTVEIEN

TO_OVERVIEW = Link("oversikt", "Oversikt over alle kildene")
SPELLING, BROADER = Note("sjekke skrivemåten"), Note("bruke færre eller mer generelle ord")
LOOK = Note(link=Link("oversikt", "se oversikten over alle kildene"))


def one_result(generation: Generation) -> tuple[Result, ...]:
    """Return a list with one result."""
    return (make_result(generation, RINGSAKER),)


def left_over(count: int, *names: str, verdict: VerdictName = "good") -> SearchFacts:
    """Return the facts of a search whose filters leave nothing."""
    return SearchFacts(left_over=LeftOver(names, count, verdict))


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
    answer = make_answer("good", one_result(fake_generation) * 3, order="newest", listed=3)
    assert heading(context, answer, 3).title == "3 kilder"
    named = (Understood("municipality", "Bodø", (0, 4), "filter"),)
    place = make_answer("good", one_result(fake_generation) * 3, listed=3, understood=named)
    assert heading(context, place, 3).title == "3 kilder fra Bodø"


def test_filters_without_a_question_are_a_list(fake_generation: Generation) -> None:
    """It says of what; without filters it is everything."""
    context = make_context(fake_generation, Address("nb", lists=True))
    for filters, title in (
        (Filters(municipality="Bodø"), "1 kilde fra Bodø"),
        (Filters(region="Nord-Norge", sort="newest"), "1 kilde fra Nord-Norge"),
        (Filters(kind="plan", since=2020), "1 kilde: Kommunal plan, 2020 eller nyere"),
        (Filters(), "1 kilde"),
    ):
        answer = replace(
            make_answer("good", one_result(fake_generation), listed=1, filters=filters),
            question="",
        )
        assert heading(context, answer, 1) == Heading(title)
    every = replace(make_answer("good", listed=31, more=21), question="")
    shown = heading(context, every, 0)
    assert shown.title == "Alle 31 kilder"
    assert shown.cut == Note(
        "21 kilder til er ikke tatt med.",
        Link("?q=&limit=21", "Vis alle"),
    )


def test_what_the_limit_cuts_off_is_told(fake_generation: Generation) -> None:
    """With the address that shows it, unless an address can ask for no more."""
    answer = make_answer("good", one_result(fake_generation), more=1)
    assert heading(make_context(fake_generation), answer, 1).cut == Note(
        "1 kilde til er ikke tatt med.",
        Link("?q=bolig&limit=2", "Vis alle"),
    )
    many = make_answer("good", one_result(fake_generation) * 100, more=40)
    assert heading(make_context(fake_generation), many, 100).cut == Note(
        "40 kilder til er ikke tatt med."
    )


def test_sources_without_a_year_can_be_taken_along(fake_generation: Generation) -> None:
    """In one click; they are counted by their kind if they have one in common."""
    address = Address("nb", "bolig", Filters(since=2020))
    context = make_context(fake_generation, address)
    undated = tuple(document_of(fake_generation, each) for each in (RINGSAKER, ULSHOLTVEIEN))
    answer = make_answer("good", one_result(fake_generation), undated=undated)
    assert heading(context, answer, 1).undated == Note(
        "2 eksempler uten årstall er ikke med.",
        Link("?q=bolig&fra=2020&udatert=1", "Ta dem med"),
    )
    one = replace(answer, undated=undated[:1])
    assert heading(context, one, 1).undated == Note(
        "1 eksempel uten årstall er ikke med.",
        Link("?q=bolig&fra=2020&udatert=1", "Ta den med"),
    )
    mixed = replace(answer, undated=(*undated, document_of(fake_generation, PLAN)))
    shown = heading(context, mixed, 1).undated
    assert shown is not None
    assert shown.text == "3 kilder uten årstall er ikke med."
    assert answer_status(context, mixed, 1) == f"1 kilde svarer på spørsmålet. {shown.text}"


def test_a_place_without_sources_has_near_ones(fake_generation: Generation) -> None:
    """Each with its own link; what there is without the filter comes behind."""
    filters = Filters(municipality="Hamar", kind="example")
    lacked = Lacking("municipality", "Hamar", "municipality", ("Ringsaker", "Gjøvik"))
    answer = make_answer("none", filters=filters, lacking=(lacked,))
    context = make_context(fake_generation, Address("nb", "bolig", filters))
    facts = SearchFacts(left_over=LeftOver(("municipality",), 2, "good"))
    assert heading(context, answer, 0, facts) == Heading(
        "Vi har ingen kilder fra Hamar",
        question="bolig",
        nearest=(
            Link("?q=bolig&kind=example&kommune=Ringsaker", "Ringsaker"),
            Link("?q=bolig&kind=example&kommune=Gj%C3%B8vik", "Gjøvik"),
        ),
        unfiltered=Note(
            "Uten filteret: 2 gode treff.", Link("?q=bolig&kind=example", "Søk i alle kommuner")
        ),
    )


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
    found = heading(context, make_answer("none", filters=address.filters), 0)
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
    assert heading(context, make_answer("none", filters=several), 0).notice == (
        "Ingen kilder passer til både Kommunal plan, Tromsø og 2020 eller nyere."
    )


def test_a_filter_that_was_left_over_is_named_first(fake_generation: Generation) -> None:
    """With what there is without it, and one link that drops it."""
    answer = make_answer("none", one_result(fake_generation))
    address = Address("nb", "bolig", Filters(municipality="Hammerfest"))
    context = make_context(fake_generation, address)
    assert heading(context, answer, 0, left_over(2, "municipality")) == Heading(
        "Ingen treff i Hammerfest",
        question="bolig",
        unfiltered=Note("Uten filteret: 2 gode treff.", Link("?q=bolig", "Søk i alle kommuner")),
    )
    assert answer_status(context, answer, 0, left_over(1, "municipality")) == (
        "Ingen treff i Hammerfest. Uten filteret: 1 godt treff."
    )


@pytest.mark.parametrize(
    ("filters", "name", "title", "link"),
    [
        (Filters(kind="plan"), "kind", "med filteret Kommunal plan", "Søk uten filtre"),
        (Filters(county="Troms"), "county", "i Troms", "Søk i alle kommuner"),
        (Filters(region="Salten"), "region", "i Salten", "Søk i alle kommuner"),
        (Filters(size="small"), "size", "med filteret små kommuner", "Søk uten filtre"),
        (Filters(publisher="NOVA"), "publisher", "med filteret NOVA", "Søk uten filtre"),
        (Filters(author="Sørvoll"), "author", "med filteret Sørvoll", "Søk uten filtre"),
        (Filters(language="en"), "language", "med filteret Engelsk", "Søk uten filtre"),
        (Filters(since=2020), "since", "med filteret 2020 eller nyere", "Søk uten filtre"),
        (Filters(until=2014), "until", "med filteret 2014 eller eldre", "Søk uten filtre"),
    ],
)
def test_every_filter_can_be_dropped_with_one_link(
    fake_generation: Generation, filters: Filters, name: str, title: str, link: str
) -> None:
    """The order that was chosen stays."""
    answer = make_answer("none", one_result(fake_generation))
    chosen = replace(filters, sort="newest")
    context = make_context(fake_generation, Address("nb", "bolig", chosen))
    found = heading(context, answer, 0, left_over(2, name))
    assert found.title == f"Ingen treff {title}"
    assert found.unfiltered is not None
    assert found.unfiltered.link == Link("?q=bolig&sorter=newest", link)


def test_of_several_filters_the_one_to_drop_is_named(fake_generation: Generation) -> None:
    """Or all, if no single one is the cause; what is less sure is said to be."""
    answer = make_answer("none", one_result(fake_generation))
    several = Filters(kind="plan", municipality="Oslo")
    context = make_context(fake_generation, Address("nb", "bolig", several))
    one = heading(context, answer, 0, left_over(1, "kind", verdict="weak"))
    assert one.title == "Ingen treff med filteret Kommunal plan"
    assert one.unfiltered == Note(
        "Uten filteret kan 1 kilde være relevant.",
        Link("?q=bolig&kommune=Oslo", "Fjern filteret Kommunal plan"),
    )
    both = heading(context, answer, 0, left_over(3, "kind", "municipality"))
    assert both.title == "Ingen treff med filteret Kommunal plan, Oslo"
    assert both.unfiltered == Note(
        "Uten filteret: 3 gode treff.", Link("?q=bolig", "Søk uten filtre")
    )


def test_of_a_list_it_is_told_how_many_sources_there_are(fake_generation: Generation) -> None:
    """They are not judged."""
    filters = Filters(kind="report", municipality="Bodø")
    answer = replace(make_answer("none", listed=0, filters=filters), question="")
    context = make_context(fake_generation, Address("nb", "", filters))
    assert heading(context, answer, 0, left_over(11, "municipality")) == Heading(
        "Ingen treff i Bodø",
        notice="Ingen kilder passer til både Rapport og Bodø.",
        unfiltered=Note("Uten filteret: 11 kilder.", Link("?kind=report", "Søk i alle kommuner")),
    )


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
    listed = Address("nb", filters=Filters(municipality="Ringsaker"), document=RINGSAKER)
    to_list = Note(link=Link("?kommune=Ringsaker", "Tilbake til listen"))
    assert source_heading(make_context(fake_generation, listed), document, None).back == to_list


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


HAMAR = Lacking("municipality", "Hamar", "municipality", ("Ringsaker", "Gjøvik"))


def test_the_nearest_to_what_no_source_fits_is_said(fake_generation: Generation) -> None:
    """Behind it, if the rest of the question has an answer."""
    dropped = (Understood("municipality", "Hamar", (0, 5), "filter"),)
    answer = make_answer("good", one_result(fake_generation), dropped=dropped, lacking=(HAMAR,))
    shown = heading(make_context(fake_generation), answer, 1)
    assert (shown.title, shown.nearest) == ("1 kilde svarer på spørsmålet", ())
    assert shown.dropped == (
        "Ingen kilder passer med Kommune: Hamar. Det er sett bort fra. Nærmest: Ringsaker, Gjøvik.",
    )


def test_a_question_for_a_place_without_sources_leads_to_the_nearest(
    fake_generation: Generation,
) -> None:
    """As lists, if the question has no answer."""
    dropped = (Understood("municipality", "Hamar", (0, 5), "filter"),)
    answer = make_answer("none", dropped=dropped, lacking=(HAMAR,))
    shown = heading(make_context(fake_generation), answer, 0)
    assert shown.title == "Vi har ingen kilder fra Hamar"
    assert shown.nearest == (
        Link("?kommune=Ringsaker", "Ringsaker"),
        Link("?kommune=Gj%C3%B8vik", "Gjøvik"),
    )
    assert shown.dropped == ()


def test_the_order_of_years_is_told_a_screen_reader(fake_generation: Generation) -> None:
    """The best is not first then."""
    context = make_context(fake_generation)
    for order, told in (("newest", "Den nyeste"), ("oldest", "Den eldste")):
        assert answer_status(context, make_answer("good", order=order), 2) == (
            f"2 kilder svarer på spørsmålet. {told} står først."
        )
    assert answer_status(context, make_answer("good", order="title"), 2) == (
        "2 kilder svarer på spørsmålet."
    )
