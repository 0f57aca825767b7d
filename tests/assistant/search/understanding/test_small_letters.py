"""Capitals and title case, read in small letters with the names restored."""

import pytest

from assistant.search.understanding.small_letters import SmallLetters

LETTERS = SmallLetters(
    ["Oslo", "Sør-Varanger", "Møre og Romsdal", "Os", "NIBR", "Jardar Sørvoll", "Sørvoll"],
    ["NAV og TEK17 i FN. DE fattige; de fattige.", "Leie FØR eie, før og nå."],
)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("HVORDAN SKAFFE UTLEIEBOLIGER I OSLO?", "hvordan skaffe utleieboliger i Oslo?"),
        ("TILVISNINGSAVTALE", "tilvisningsavtale"),
        ("Leie Til Eie", "leie til eie"),
        ("Rimelige Boliger I Sør-Varanger", "rimelige boliger i Sør-Varanger"),
        ("JARDAR SØRVOLL I NIBR", "Jardar Sørvoll i NIBR"),
        ("HVA GJØR NAV FOR DE FATTIGE FØR", "hva gjør NAV for de fattige før"),
        ("MØRE OG ROMSDALS PLANER", "Møre og Romsdals planer"),
        ("HOS OSS I OS", "hos oss i os"),
        ("STRASSE \u1e9e \u0130", "strasse \u00df \u0130"),
    ],
)
def test_capitals_are_read_in_small_letters(typed: str, read: str) -> None:
    """Of the same length, so that a place in one is the place in the other."""
    assert LETTERS.read(typed) == (read, True)
    assert len(read) == len(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "Hvordan skaffe utleieboliger i Oslo?",
        "Leie før eie i Oslo",
        "Jardar Sørvoll",
        "Omsorgssentre i Sør-Varanger",
        "Oslo NIBR",
        "hva gjør NAV?",
        "2017",
        "x",
    ],
)
def test_other_questions_are_read_as_they_stand(typed: str) -> None:
    """A capital at the beginning and in names tells nothing."""
    assert LETTERS.read(typed) == (typed, False)
