"""The form of the filters: what can be chosen, what is chosen, and how to undo it."""

from assistant.search.filters import Filters
from assistant.show.texts import texts_in
from assistant.web.pages.filter_form import active_filters, choices, filter_form
from assistant.web.pages.links import Link
from assistant.web.request.address import Address
from index.generation import Generation
from tests.assistant.web.pages.made_context import make_context


def test_the_form_shows_what_is_chosen(fake_generation: Generation) -> None:
    """Also a value that no document has, so that it can be undone."""
    filters = Filters(municipality="Moss", kind="plan")
    kind, municipality, *_ = choices(filters, {"kind": [("plan", 5)]}, texts_in("nb"))
    assert [(o.value, o.label, o.chosen) for o in kind.options] == [
        ("plan", "Kommunal plan (5)", True)
    ]
    assert [(o.value, o.label, o.chosen) for o in municipality.options] == [
        ("Moss", "Moss (0)", True)
    ]
    context = make_context(fake_generation, Address("nb", "x", filters))
    assert active_filters(context) == (
        Link("?q=x&kommune=Moss", "Type: Kommunal plan"),
        Link("?q=x&kind=plan", "Kommune: Moss"),
    )


def test_several_filters_can_be_removed_at_once(fake_generation: Generation) -> None:
    """One alone is removed by its own link."""
    one, two = Filters(county="Troms"), Filters(county="Troms", language="nn")
    single = filter_form(make_context(fake_generation, Address("nb", "x", one)), {})
    several = filter_form(make_context(fake_generation, Address("nb", "x", two)), {})
    none = filter_form(make_context(fake_generation, Address("nb", "x")), {})
    assert (single.title, single.remove_all) == ("Filtre (1)", None)
    assert (several.title, several.remove_all) == ("Filtre (2)", "?q=x")
    assert (none.title, none.active, none.remove_all) == ("Filtre", (), None)


def test_the_form_sends_what_it_does_not_show(fake_generation: Generation) -> None:
    """The reader's own words, and the document that others are to be like."""
    address = Address("nb", "x", related=False, like='a"b')
    form = filter_form(make_context(fake_generation, address), {})
    assert form.hidden == (("ord", "egne"), ("like", 'a"b'))
    assert filter_form(make_context(fake_generation, Address("nb", "x")), {}).hidden == ()


def test_languages_have_names() -> None:
    """Those that the program speaks and others, and the unknown one."""
    values = [("nb", 2), ("se", 1), ("xyz", 1), ("und", 1)]
    *_, language = choices(Filters(), {"language": values}, texts_in("nb"))
    assert [option.label for option in language.options] == [
        "Bokmål (2)",
        "Nordsamisk (1)",
        "Xyz (1)",
        "Ukjent (1)",
    ]


def test_filters_without_a_list_are_sent_on(fake_generation: Generation) -> None:
    """They come from addresses, can be undone, and are not lost when another is chosen."""
    filters = Filters(region="Vestlandet", size="small", author="Sørvoll", sort="oldest")
    address = Address("nb", "x", filters, not_understood=("kind",))
    form = filter_form(make_context(fake_generation, address), {})
    assert [choice.name for choice in form.choices] == [
        *("kind", "kommune", "fylke", "del", "storrelse", "utgiver", "fra", "til", "sprak")
    ]
    assert form.hidden == (
        ("forfatter", "Sørvoll"),
        ("sorter", "oldest"),
        ("uten", "kind"),
    )
    assert [link.text for link in form.active] == [
        "Del av landet: Vestlandet",
        "Kommunestørrelse: små (under 5 000 innbyggere)",
        "Forfatter: Sørvoll",
    ]


def test_what_has_no_year_can_be_left_out_again(fake_generation: Generation) -> None:
    """It goes with the years, and a form sends it on."""
    filters = Filters(since=2020, undated=True)
    form = filter_form(make_context(fake_generation, Address("nb", "x", filters)), {})
    assert form.hidden == (("udatert", "1"),)
    assert form.active == (
        Link("?q=x", "Fra år: 2020"),
        Link("?q=x&fra=2020", "Også uten årstall"),
    )


def test_a_number_that_is_not_known_is_not_told(fake_generation: Generation) -> None:
    """The value stands alone."""
    kind, *_ = choices(Filters(), {"kind": [("plan", None), ("report", 0)]}, texts_in("nb"))
    assert [option.label for option in kind.options] == ["Kommunal plan", "Rapport (0)"]
