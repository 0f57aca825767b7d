"""Where a text comes from, and of which year it is."""

from dataclasses import replace

import pytest

from assistant.show.origin import origin, site_name, texts_from
from assistant.show.texts import texts_in
from ingest.records import Document, Source

PAGE = Source(
    "side.txt", "", "Veiviseren", "https://veiviseren.no/side", "Husbanken (Veiviseren)", 2021
)
FROM_PAGE = Document("a", "example", "A", "Tekst.", "nb", PAGE)
ADDED = replace(FROM_PAGE, kind="report", source=Source("rapport.pdf", ""))


@pytest.mark.parametrize(
    ("document", "told"),
    [
        (FROM_PAGE, "Veiviseren, 2021"),
        # The page's sentences about a plan are of the page's year.
        (replace(FROM_PAGE, kind="plan", year=2019), "Veiviseren, 2021"),
        # A report that the page only lists is its publisher's.
        (replace(FROM_PAGE, full_text=False, publisher="NIBR", year=2019), "NIBR, 2019"),
        (replace(ADDED, publisher="NIBR", year=2019), "NIBR, 2019"),
        (replace(ADDED, publisher="NIBR"), "NIBR, uten årstall"),
        (replace(ADDED, year=2019), "2019"),
        (ADDED, ""),
        # Another corpus has a page of its own, of which less may be known.
        (
            replace(FROM_PAGE, source=replace(PAGE, site="Planportalen", year=2024)),
            "Planportalen, 2024",
        ),
        (replace(FROM_PAGE, source=replace(PAGE, year=None)), "Veiviseren"),
        (replace(FROM_PAGE, source=replace(PAGE, site="")), "Husbanken (Veiviseren), 2021"),
    ],
)
def test_origin(document: Document, told: str) -> None:
    """As far as it is known."""
    assert origin(document, texts_in("nb")) == told


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://veiviseren.no/a", "Veiviseren (veiviseren.no)"),
        ("https://www.veiviseren.no/a", "Veiviseren (veiviseren.no)"),
        ("https://www.husbanken.no/eksempler/", "husbanken.no"),
        ("https://veiviseren.no.example.org/", "veiviseren.no.example.org"),
    ],
)
def test_a_site_is_called_by_its_name_and_host(address: str, name: str) -> None:
    """The host says where a link leads."""
    assert site_name(PAGE, address) == name
    assert site_name(Source("rapport.pdf", ""), "https://veiviseren.no/a") == "veiviseren.no"


def test_the_age_of_the_page_is_told() -> None:
    """In a sentence of the page about the service."""
    assert texts_from([ADDED, FROM_PAGE], texts_in("en")) == (
        "The texts about examples and plans are taken from Veiviseren as the page was in 2021."
    )
    assert texts_from([ADDED], texts_in("en")) == ""
