"""What is left of the documents, and what is dropped for it."""

from assistant.search.understanding import Understood
from assistant.search.understanding.narrowing import narrowed
from assistant.search.understanding.understood import Field
from ingest.corpus import read_corpus

DOCUMENTS = read_corpus()
ALL = [True] * len(DOCUMENTS)


def named(field: Field, value: str | int) -> Understood:
    """Return something understood that filters."""
    return Understood(field, value, (0, 1), "filter")


def left(*understood: Understood, passing: list[bool] = ALL) -> tuple[list[str], list[str]]:
    """Return the ids of the documents that are left, and the values that were dropped."""
    found = narrowed(DOCUMENTS, passing, understood)
    ids = [each.id for each, passes in zip(DOCUMENTS, found.passing, strict=True) if passes]
    return ids, [str(each.value) for each in found.dropped]


def test_different_fields_all_hold() -> None:
    ids, dropped = left(named("kind", "example"), named("county", "Innlandet"))
    assert len(ids) == 2
    assert dropped == []


def test_two_places_mean_either_and_a_place_inside_another_means_it() -> None:
    assert len(left(named("municipality", "Oslo"), named("municipality", "Bærum"))[0]) == 2
    assert len(left(named("municipality", "Bodø"), named("county", "Nordland"))[0]) == 3


def test_two_authors_mean_their_common_work() -> None:
    ids, _ = left(named("author", "Hege Hofstad"), named("author", "Heidi Bergsli"))
    assert ids == ["folkehelse-og-sosial-baerekraft"]


def test_a_place_is_kept_before_a_kind() -> None:
    """Who asks for reports from Oslo gets what else Oslo has."""
    ids, dropped = left(named("kind", "report"), named("municipality", "Oslo"))
    assert ids == ["ulsholtveien-31-oslo-36-utleieboliger"]
    assert dropped == ["report"]


def test_both_ends_of_years_are_dropped_together() -> None:
    ids, dropped = left(named("since", 2022), named("until", 2030))
    assert len(ids) == len(DOCUMENTS)
    assert dropped == ["2022", "2030"]


def test_what_contradicts_the_filters_chosen_is_dropped() -> None:
    agder = [each.county == "Agder" for each in DOCUMENTS]
    ids, dropped = left(named("county", "Innlandet"), passing=agder)
    assert ids == ["sentrumsprosjekt-gav-bustadvekst-i-vegarshei"]
    assert dropped == ["Innlandet"]


def test_the_fewest_are_dropped() -> None:
    """An author's reports are two things said, a place is one."""
    ids, dropped = left(
        named("municipality", "Oslo"), named("author", "Jardar Sørvoll"), named("kind", "report")
    )
    assert len(ids) == 4
    assert dropped == ["Oslo"]


def test_nothing_that_holds_is_dropped_whole() -> None:
    ids, dropped = left(named("municipality", "Kvinesdal"))
    assert len(ids) == len(DOCUMENTS)
    assert dropped == ["Kvinesdal"]


def unwanted(field: Field, value: str | int, part: int = 0) -> Understood:
    """Return something understood that leaves out what it names, of one thing with its `part`."""
    return Understood(field, value, (0, 1), "exclude", part)


def test_each_of_two_places_is_left_out() -> None:
    ids, dropped = left(named("kind", "example"), unwanted("municipality", "Oslo"))
    assert len(ids) == 13
    more, _ = left(
        named("kind", "example"),
        unwanted("municipality", "Oslo", 1),
        unwanted("municipality", "Gjøvik", 2),
    )
    assert set(ids) - set(more) == {"leie-for-eie-i-gjovik"}
    assert dropped == []


def test_both_ends_of_years_leave_out_what_lies_between_and_nothing_without_a_year() -> None:
    of_2014 = {each.id for each in DOCUMENTS if each.year == 2014}
    ids, _ = left(unwanted("since", 2014), unwanted("until", 2014))
    assert of_2014
    assert set(ids) == {each.id for each in DOCUMENTS} - of_2014


def test_what_is_wanted_and_not_wanted_is_left_out() -> None:
    """Who wants Oslo and not Oslo sees what is from elsewhere."""
    ids, dropped = left(named("municipality", "Oslo"), unwanted("county", "Oslo"))
    assert ids
    assert not {each.id for each in DOCUMENTS if each.county == "Oslo"} & set(ids)
    assert dropped == ["Oslo"]
