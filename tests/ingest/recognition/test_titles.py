"""A known title is found however it is broken, and authors by their surnames."""

from collections.abc import Callable

import pytest

from ingest.recognition.titles import find_authors, find_title, has_title_in_front, surname_of
from ingest.records import Document
from tests.ingest.recognition.made_file_text import file_text

TITLE = "Eldres boligsituasjon"
LONG_TITLE = "Mobilitet blant eldre på boligmarkedet - holdninger, drivere og barrierer"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Eldres boligsituasjon", (TITLE, " ")),
        ("Sørvoll\nELDRES BOLIGSITUASJON\nNOVA", ("ELDRES BOLIGSITUASJON", " ")),
        ("NOVA\nEldres\nboligsitu-\nasjon", ("Eldres boligsitu- asjon", " ")),
        ("Eldres boligsituasion\nNOVA", ("Eldres boligsituasion", " ")),
        ("Eldres boligsituasjon i Sandnes", (TITLE, "  i Sandnes")),
        ("NOVA\nSe Eldres boligsituasjon", (TITLE, "Se  ")),
        ("Eldres boligsituasjo\u0308n", ("Eldres boligsituasj\u00f6n", " ")),
        ("Eldres helse", None),
        ("Eldre", None),
        ("", None),
    ],
)
def test_a_title_is_found_with_the_rest_of_its_lines(
    text: str, found: tuple[str, str] | None
) -> None:
    """The rest tells whether it stands alone."""
    assert find_title(text, TITLE) == found


def test_authors_are_found_by_their_surnames(make_document: Callable[..., Document]) -> None:
    """However they are spelt with accents and capitals; a first name is not enough."""
    authors = ("Jardar Sørvoll", "Hans Christian Sandlie", "Viggo Nordvik", "Lars Gulbrandsen")
    report = make_document(TITLE, title=TITLE, kind="report", authors=authors)
    assert find_authors("SØRVOLL og Nordvik", report) == ("Jardar Sørvoll", "Viggo Nordvik")
    assert find_authors("GULBRANDSEN, Jardar", report) == ("Lars Gulbrandsen",)


@pytest.mark.parametrize(
    ("author", "surname"),
    [("Jardar Sørvoll", "sorvoll"), ("Sørvoll (red.)", "sorvoll"), ("Gøril Kvamme Løset", "loset")],
)
def test_the_surname_comes_last(author: str, surname: str) -> None:
    """What stands in brackets after it is left out."""
    assert surname_of(author) == surname


@pytest.mark.parametrize(
    ("pages", "found"),
    [
        (["NOVA\nMobilitet blant eldre på boligmarkedet\n2020"], True),
        (["MOBILITET BLANT ELDRE PÅ\nBOLIG-\nMARKEDET"], True),
        (["", "Forord", "Mobilitet blant eldre pa\u030a boligmarkedet"], True),
        (["Mobilitet blant unge på boligmarkedet"], False),
        (["Forside", "Forord", "Innhold", "Mobilitet blant eldre på boligmarkedet"], False),
        (["Mobilitet", "eldre på boligmarkedet"], False),
        ([""], False),
    ],
)
def test_a_title_in_front(pages: list[str], found: bool) -> None:
    """In capitals, over lines, with its subtitle or without; not behind the third page."""
    assert has_title_in_front(file_text(*pages), LONG_TITLE) == found
