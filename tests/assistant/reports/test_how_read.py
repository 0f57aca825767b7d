"""How well a file was read, in words."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.reports.how_read import empty_pages, how_read
from assistant.reports.reading_facts import ReportFacts
from assistant.show.texts import texts_in
from ingest.reading.file_text import Quality
from ingest.records import Language

FACTS = ReportFacts(
    "pdfium", 121, Quality(40_000, 0.0012, 0.034, (3, 4, 5, 9), "nn"), date(2026, 11, 25)
)


def test_everything_that_is_known() -> None:
    """Pages, language, words and reader, in the language of the reader."""
    assert how_read(FACTS, texts_in("nb")) == (
        "121 sider lest",
        "på nynorsk",
        "0,1 % overlange ord",
        "3,4 % uvanlige ord",
        "lest med pdfium 25.11.2026",
    )
    assert how_read(FACTS, texts_in("en"))[2:] == (
        "0.1% overlong words",
        "3.4% unusual words",
        "read by pdfium, 25 November 2026",
    )


def test_what_is_not_known_is_left_out() -> None:
    """A web page has no pages."""
    bare = replace(FACTS, pages=None)
    assert how_read(bare, texts_in("nb")) == (
        "på nynorsk",
        "0,1 % overlange ord",
        "3,4 % uvanlige ord",
        "lest med pdfium 25.11.2026",
    )


def test_pages_that_were_recognised_are_counted() -> None:
    """One is one."""
    one = replace(FACTS, pages=1, quality=replace(FACTS.quality, recognised=(1,)))
    assert how_read(one, texts_in("nb"))[:2] == ("1 side lest", "1 av dem tekstgjenkjent")
    two = replace(FACTS, quality=replace(FACTS.quality, recognised=(1, 2)))
    assert how_read(two, texts_in("nn"))[:2] == ("121 sider lesne", "2 av dei tekstattkjende")


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (0.0, "0,0 %"),
        (0.0004, "under 0,1 %"),
        (0.001, "0,1 %"),
        (0.0996, "10,0 %"),
        (1, "100,0 %"),
    ],
)
def test_shares(share: float, shown: str) -> None:
    """One decimal; few is not none."""
    facts = replace(FACTS, quality=replace(FACTS.quality, strange=share))
    assert how_read(facts, texts_in("nb"))[2] == f"{shown} overlange ord"


def test_pages_without_text() -> None:
    """Counted; none is not told."""
    assert empty_pages(FACTS, texts_in("nb")) == "4 sider uten tekst"
    none = replace(FACTS, quality=replace(FACTS.quality, without_text=()))
    assert empty_pages(none, texts_in("nb")) == ""


@pytest.mark.parametrize(
    ("code", "language", "told"),
    [
        ("se", "nb", "på nordsamisk"),
        ("uk", "nn", "på ukrainsk"),
        ("pl", "en", "in Polish"),
        ("nb", "en", "in bokmål"),
        ("und", "nb", "på ukjent språk"),
        ("xyz", "en", "in xyz"),
    ],
)
def test_the_language_is_named(code: str, language: Language, told: str) -> None:
    """One without a name by its code; of words that are not known nothing is said."""
    quality = replace(FACTS.quality, language=code, unknown=0.0)
    facts = how_read(replace(FACTS, quality=quality), texts_in(language))
    assert facts[1] == told
    assert len(facts) == (5 if code == "nb" else 4)
