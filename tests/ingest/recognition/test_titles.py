"""A known title is found where it is the work's own, and not where it is a part of a longer one."""

from collections.abc import Callable

import pytest

from ingest.recognition.imprint import Zone
from ingest.recognition.titles import (
    MAX_UNKNOWN_WORDS,
    MIN_NUMBERED_TITLE_RATIO,
    MIN_TITLE_RATIO,
    find_authors,
    find_subtitle,
    find_title,
    is_title,
    known_words,
    same_title,
    surname_of,
    unknown_on,
)
from ingest.records import Document

TITLE = "Eldres boligsituasjon"
SUBTITLE = "Boligmarked og boligpolitikk i lys av samfunnets aldring"
AUTHORS = ("Jardar Sørvoll", "Hans Christian Sandlie", "Viggo Nordvik", "Lars Gulbrandsen")


@pytest.fixture
def report(make_document: Callable[..., Document]) -> Document:
    """A report of the catalogue."""
    return make_document(
        TITLE, title=TITLE, kind="report", subtitle=SUBTITLE, authors=AUTHORS, publisher="NOVA"
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Eldres boligsituasjon", "Eldres boligsituasjon"),
        ("Jardar Sørvoll\nELDRES BOLIGSITUASJON\nNOVA", "ELDRES BOLIGSITUASJON"),
        ("NOVA\nEldres\nboligsitu asjon", "Eldres boligsitu asjon"),
        (f"{TITLE} {SUBTITLE}", "Eldres boligsituasjon"),
        ("Eldres boligsituasion\nNOVA", "Eldres boligsituasion"),
        ("Eldres boligsituasjon i Sandnes", None),
        ("Eldres boligsituasjon, helse og arbeid", None),
        ("Se Eldres boligsituasjon", None),
        ("«Eldres boligsituasjon»", None),
        ("Kartlegging: Eldres boligsituasjon", None),
        ("Kommunen undersøker lokale behov\nEldres boligsituasjon", None),
        ("Eldres helse", None),
    ],
)
def test_a_title_is_found_as_the_works_own(text: str, found: str | None, report: Document) -> None:
    """As it is printed; not in a longer title, in quotation marks or after other words."""
    assert find_title(Zone(text, False), report, MIN_TITLE_RATIO) == found


def test_in_a_colophon_a_title_has_its_label(report: Document) -> None:
    """Other lines may name other works."""
    labelled, unlabelled = f"Forfatter: Sørvoll\nTittel: {TITLE}", f"Forfatter: Sørvoll\n{TITLE}"
    assert find_title(Zone(labelled, True), report, MIN_TITLE_RATIO) == TITLE
    assert find_title(Zone(unlabelled, True), report, MIN_TITLE_RATIO) is None


def test_a_number_that_agrees_allows_a_worse_title(report: Document) -> None:
    """OCR reads several letters wrong."""
    zone = Zone("E1dres bo1igsituasjcn\nNOVA", False)
    assert find_title(zone, report, MIN_TITLE_RATIO) is None
    assert find_title(zone, report, MIN_NUMBERED_TITLE_RATIO) == "E1dres bo1igsituasjcn"


def test_a_title_in_a_files_own_fields_is_compared_whole(report: Document) -> None:
    """With or without the subtitle."""
    assert same_title("ELDRES BOLIGSITUASJON", report)
    assert same_title(f"{TITLE}: {SUBTITLE}", report)
    assert not same_title("Eldres boligsituasjon i Sandnes", report)


def test_a_subtitle_may_stand_anywhere_in_a_zone(
    report: Document, make_document: Callable[..., Document]
) -> None:
    """A report without one has none to find."""
    assert find_subtitle(Zone(f"NOVA\n{SUBTITLE.upper()}\n2016", False), report)
    assert not find_subtitle(Zone("Boligmarked og boligpolitikk", False), report)
    assert not find_subtitle(Zone(SUBTITLE, False), make_document("", title=TITLE))


def test_a_sentence_of_the_cover_may_be_the_title(report: Document) -> None:
    """Given in lower case without signs, as all sentences of an imprint are."""
    assert is_title("boligpolitikk i lys av samfunnets aldring", report)
    assert not is_title("kommunene planlegger for helse og bolig hver for seg", report)


def test_authors_are_found_by_their_surnames(report: Document) -> None:
    """A long surname may have a letter wrong; a first name is not enough."""
    assert find_authors("SØRVOLL og Nordvik", report) == ("Jardar Sørvoll", "Viggo Nordvik")
    assert find_authors("Gulbrandsem, Jardar", report) == ("Lars Gulbrandsen",)


@pytest.mark.parametrize(
    ("author", "surname"),
    [("Jardar Sørvoll", "sorvoll"), ("Sørvoll (red.)", "sorvoll"), ("Gøril Kvamme Løset", "loset")],
)
def test_the_surname_comes_last(author: str, surname: str) -> None:
    """What stands in brackets after it is left out."""
    assert surname_of(author) == surname


def test_words_of_authors_and_publishers_are_known(report: Document) -> None:
    """Months, places and the words of front pages too; those of the title are not."""
    known = known_words(report)
    assert {"jardar", "sorvoll", "nova", "rapport", "oslo", "november", "isbn"} <= known
    assert not {"eldres", "boligsituasjon"} & known


@pytest.mark.parametrize(
    ("cover", "count"),
    [
        (f"Jardar Sørvoll\n{TITLE}\n{SUBTITLE}\nNOVA Rapport 11/16", 0),
        (f"Ola Sørvoll\n{TITLE}", 0),
        (f"Kunnskap for velferd\n{TITLE}", 1),
        (f"Til høring hos Statsforvalteren\n{TITLE}", 4),
    ],
)
def test_words_that_are_not_the_reports_are_counted(
    cover: str, count: int, report: Document
) -> None:
    """More than a few show that the cover is another work's; a first name is not counted."""
    assert unknown_on(Zone(cover, False), report) == count
    assert MAX_UNKNOWN_WORDS == 2
