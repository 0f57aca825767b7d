"""A title or a name that a program filled in is left out."""

import pytest

from ingest.reading.facts import fact_authors, fact_title


@pytest.mark.parametrize(
    ("field", "title"),
    [
        ("Boligplan for Ringsaker", "Boligplan for Ringsaker"),
        ("Microsoft Word - Boligplan for Ringsaker", "Boligplan for Ringsaker"),
        ("Bustadplan\x00 for\nVegårshei", "Bustadplan for Vegårshei"),
        ("Innenfor eller utenfor?", "Innenfor eller utenfor?"),
        ("2013", None),
        ("Microsoft Word - NIBR-rapport 2013.doc", None),
        ("NIBR-rapport_2013-5_endelig", None),
        ("Rapport endelig.pdf", None),
        ("Untitled", None),
        ("(anonymous)", None),
        ("Dokument1", None),
        ("PowerPoint-presentasjon", None),
        ("(((~~§§§", None),
        ("x" * 400, None),
        (None, None),
        (7, None),
    ],
)
def test_titles(field: object, title: str | None) -> None:
    """A title stays if a person would call the work by it."""
    assert fact_title(field) == title


@pytest.mark.parametrize(
    ("fields", "authors"),
    [
        (("Kari Nordmann",), ("Kari Nordmann",)),
        (("Kari Nordmann; Ola Nordmann", "Ola Nordmann"), ("Kari Nordmann", "Ola Nordmann")),
        (
            ("Kari Nordmann, Ola Nordmann og Per Hansen",),
            ("Kari Nordmann", "Ola Nordmann", "Per Hansen"),
        ),
        (("Nordmann, Kari",), ("Nordmann, Kari",)),
        (("NIBR",), ("NIBR",)),
        (("karinor",), ()),
        (("KN0123",), ()),
        (("Microsoft Office User",), ()),
        (("kari@nibr.no", None), ()),
    ],
)
def test_authors(fields: tuple[object, ...], authors: tuple[str, ...]) -> None:
    """The user names of computers are not authors."""
    assert fact_authors(*fields) == authors
