"""Addresses: what they say, and that writing and reading them agree."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import ParameterInvalid
from assistant.search.filters import NO_FILTERS, SORTS, Filters
from assistant.search.understanding import FIELDS
from assistant.web.request.address import (
    Address,
    read_address,
    read_language,
    read_query,
    write_address,
)
from ingest.norwegian.municipalities import known_municipality
from ingest.norwegian.regions import SIZES
from ingest.records import KINDS, LANGUAGES

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
questions = words.filter(str.strip)
names = words.map(str.strip).filter(bool)
years = st.integers(1000, 9999)

# The names are read here, so that no example is slow.
known_municipality("Oslo")

addresses = st.builds(
    Address,
    language=st.sampled_from(LANGUAGES),
    question=questions | st.just(""),
    filters=st.builds(
        Filters,
        kind=st.none() | st.sampled_from(KINDS),
        municipality=st.none() | names,
        county=st.none() | names,
        publisher=st.none() | names,
        language=st.none() | st.sampled_from(LANGUAGES),
        since=st.none() | years,
        until=st.none() | years,
        region=st.none() | names,
        size=st.none() | st.sampled_from(SIZES),
        author=st.none() | names,
        sort=st.none() | st.sampled_from(SORTS),
        undated=st.booleans(),
    ),
    related=st.booleans(),
    like=st.none() | words,
    document=st.none() | words,
    inside=names | st.just(""),
    limit=st.none() | st.integers(1, 100),
    not_understood=st.sets(st.sampled_from(FIELDS)).map(
        lambda chosen: tuple(field for field in FIELDS if field in chosen)
    ),
    everything=st.booleans(),
    lists=st.booleans(),
).map(lambda address: replace(address, lists=address.lists and not address.question))


@given(addresses)
def test_what_is_written_reads_as_the_same(address: Address) -> None:
    """Whatever stands in it."""
    assert read_address(read_query(write_address(address, "nb")), "nb") == address


def test_the_names_in_an_address() -> None:
    """Those of the page, in the order of the form; what is not asked for is left out."""
    filters = Filters("plan", "Bodø", "Nordland", "NIBR", "nn", 2015, 2020)
    assert write_address(Address("en", "å eie", filters, related=False), "nb") == (
        "?q=%C3%A5+eie&kind=plan&kommune=Bod%C3%B8&fylke=Nordland&utgiver=NIBR"
        "&fra=2015&til=2020&sprak=nn&ord=egne&lang=en"
    )
    assert write_address(Address("nb"), "nb") == "?"


def test_a_document_has_two_names() -> None:
    """That of the page, and that of the command; the question inside it has one."""
    address = Address("nb", "x", document="a", inside="å eie")
    assert write_address(address, "nb") == "?q=x&dok=a&i=%C3%A5+eie"
    assert read_address({"q": "x", "document": "a", "i": " å eie "}, "nb") == address


def test_a_form_sent_as_it_stands_filters_nothing() -> None:
    """Its empty fields are no filters."""
    address = read_address(read_query("?q=bolig&kommune=&fra=&kind="), "nb")
    assert address == Address("nb", "bolig", NO_FILTERS)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "bok"),
        ("sprak", "tysk"),
        ("fra", "999"),
        ("til", "10000"),
        ("fra", "²"),
        ("fra", "9" * 5000),
        ("limit", "101"),
        ("limit", "-1"),
        ("lang", "NB"),
        ("alle", "ja"),
        ("udatert", "ja"),
        ("undated", "ja"),
        ("related", "nei"),
        ("ord", "x"),
        ("sorter", "tittel"),
    ],
)
def test_what_cannot_be_used_is_named(name: str, value: str) -> None:
    """With its name as it stood in the address."""
    with pytest.raises(ParameterInvalid) as raised:
        read_address({"q": "x", name: value}, "nb")
    assert (raised.value.name, raised.value.value) == (name, value)


def test_what_is_on_or_off_may_be_said_in_words() -> None:
    """In capitals too."""
    assert read_address({"q": "x", "undated": "True"}, "nb").filters.undated
    assert not read_address({"q": "x", "undated": "no"}, "nb").filters.undated
    assert not read_address({"q": "x", "related": "OFF"}, "nb").related
    assert read_address({"q": "x", "related": "", "ord": ""}, "nb").related


def test_letters_of_older_programs_are_read() -> None:
    """As Windows had them, if they are not UTF-8."""
    assert read_query("?q=Troms%F8&kind=") == {"q": "Tromsø", "kind": ""}
    assert read_query("q=Troms%C3%B8") == {"q": "Tromsø"}
    assert read_query("q=%81") == {"q": "\ufffd"}
    assert read_query("q=B%C3%A6rum&fylke=%D8stfold") == {"q": "Bærum", "fylke": "Østfold"}


def test_the_language_is_known_also_where_nothing_else_is() -> None:
    """So that the error can be told in it."""
    assert read_language({"lang": "nn", "kind": "bok"}, "nb") == "nn"
    assert read_language({"lang": "de"}, "nb") == "nb"


def test_filters_are_taken_away_one_by_one() -> None:
    """Or all at once."""
    filters = Filters(municipality="Oslo", since=2010)
    address = Address("nb", "x", filters)
    assert address.without("municipality").filters == Filters(since=2010)
    assert address.without().filters == NO_FILTERS
    # What has no year goes with the years, an order stays.
    years = Address("nb", "x", Filters(since=2010, kind="plan", undated=True, sort="newest"))
    assert years.without("kind").filters == Filters(since=2010, undated=True, sort="newest")
    assert years.without("since").filters == Filters(kind="plan", sort="newest")
    assert years.without().filters == Filters(sort="newest")


def test_filters_alone_ask_for_a_list() -> None:
    """So does an empty question; an order alone asks nothing, and no more does nothing."""
    for query, asks in (
        ("?kommune=Bod%C3%B8", True),
        ("?storrelse=small&q=", True),
        ("?q=", True),
        ("?q=++", True),
        ("?sorter=newest", False),
        ("?udatert=1", False),
        ("?kommune=&fra=", False),
        ("?", False),
    ):
        assert read_address(read_query(query), "nb").asks is asks, query
    every = read_address({"q": " ", "sorter": "title"}, "nb")
    assert every == Address("nb", filters=Filters(sort="title"), lists=True)
    assert write_address(every, "nb") == "?q=&sorter=title"
    # Without its last filter a list has everything.
    bodo = Address("nb", filters=Filters(municipality="Bodø"))
    assert write_address(bodo.without("municipality"), "nb") == "?q="


def test_what_is_not_to_be_understood_stands_in_one_parameter() -> None:
    """By the names of the fields, by either name of the parameter, or all at once."""
    address = Address("nb", "x", not_understood=("county", "kind"))
    assert write_address(address, "nb") == "?q=x&uten=county%2Ckind"
    assert read_address({"q": "x", "without": " kind ,county"}, "nb") == address
    assert read_address({"q": "x", "uten": "all"}, "nb").not_understood == FIELDS
    with pytest.raises(ParameterInvalid):
        read_address({"q": "x", "uten": "fylke"}, "nb")


@pytest.mark.parametrize("parameters", [{"storrelse": "liten"}, {"sorter": "newest first"}])
def test_sizes_and_orders_are_those_there_are(parameters: dict[str, str]) -> None:
    """Anything else is told."""
    with pytest.raises(ParameterInvalid):
        read_address(parameters, "nb")
