"""What a file prints about itself is told apart from what it says about others."""

import pytest

from ingest.recognition.identifiers import SeriesNumber
from ingest.recognition.imprint import (
    Zone,
    is_own_line,
    normalise_for_matching,
    read_imprint,
    unknown_words,
)
from tests.ingest.recognition.made_file_text import file_text

COVER = """Hege Hofstad og Heidi Bergsli
Folkehelse og sosial bærekraft
NIBR-rapport 2017:15"""
OTHERS = """Andre publikasjoner fra NIBR:
NIBR-rapport 2016:9 Medvirkning i planlegging
NIBR-rapport 2014:13 Kommunenes tilrettelegging for boligbygging"""
COLOPHON = """Tittel: Folkehelse og sosial bærekraft
Forfatter: Hege Hofstad og Heidi Bergsli
NIBR-rapport: 2017:15
ISSN: 1502-9794
ISBN: 978-82-8309-217-2
Dato: November 2017"""
BODY = "Kommunene planlegger for helse og bolig hver for seg. NOVA Rapport 3/17 sier hvorfor."
NUMBER = SeriesNumber("NIBR", "rapport", 2017, 15)
KNOWN = frozenset(
    normalise_for_matching(
        "NIBR-rapport November Oslo ISBN ISSN Tittel Dato Folkehelse og sosial bærekraft"
    ).split(" ")
)


@pytest.mark.parametrize(
    ("text", "normalised"),
    [
        ("Ærlig  blåbær\u00adsyltetøy, É – 2. UTGAVE!", "aerlig blabaersyltetoy e 2 utgave"),
        ("Folkehelse\nog\tsosial", "folkehelse og sosial"),
        ("ﬁn NIBR-rapport 2017:15", "fin nibr rapport 2017 15"),
        ("« – »", ""),
    ],
)
def test_texts_are_compared_without_case_accents_and_signs(text: str, normalised: str) -> None:
    """Words are separated by one space."""
    assert normalise_for_matching(text) == normalised


def test_the_cover_and_the_colophon_are_read() -> None:
    """The list of other works between them is not, nor is the text."""
    imprint = read_imprint(file_text(COVER, OTHERS, COLOPHON, BODY))
    assert imprint.front == (Zone(COVER, False),)
    assert imprint.colophons == (Zone(COLOPHON, True),)
    assert imprint.colophons[0].own_isbns(KNOWN) == {"9788283092172": "978-82-8309-217-2"}
    assert imprint.front[0].own_numbers(KNOWN) == {NUMBER: "NIBR-rapport 2017:15"}
    assert imprint.colophons[0].own_years(KNOWN) == {2017}
    assert imprint.other_work is None


@pytest.mark.parametrize("heading", ["Forord", "Innhold", "Andre publikasjoner fra NIBR:"])
def test_a_cover_ends_before_what_is_not_on_a_cover(heading: str) -> None:
    """A foreword or a list may stand on the same page."""
    (front,) = read_imprint(file_text(f"{COVER}\n{heading}\nTakk til alle.")).front
    assert front.text == COVER


def test_a_text_without_pages_has_its_cover_before_the_running_text() -> None:
    """What stands far down is not read, nor is a page with a logo."""
    body = "Kommunene planlegger for helse og bolig hver for seg. " * 100
    imprint = read_imprint(file_text(f"{COVER}\n{body}\n{COLOPHON}", paged=False))
    assert imprint.front == (Zone(COVER, False),)
    assert imprint.colophons == ()
    assert read_imprint(file_text("NIBR", "")).front == ()


def test_the_labels_of_a_colophon_on_the_cover_are_those_of_a_web_page() -> None:
    """An archive's page on a report has them; the colophon of a report stands behind its cover."""
    assert read_imprint(file_text(COLOPHON)).colophons == ()


@pytest.mark.parametrize(
    ("line", "is_own"),
    [
        ("NIBR-rapport 2017:15", True),
        ("Tittel: Folkehelse og sosial bærekraft NIBR-rapport: 2017:15", True),
        ("Se NIBR-rapport 2017:15", False),
        ("Om NIBR-rapport 2017:15", False),
        ("Oppfølging av\nNIBR-rapport 2017:15", False),
        ("Rapporten (NIBR-rapport 2017:15", False),
        ("NIBR-rapport 2017:15 viser at kommunene mangler tomter", False),
        ("Grunnlag: NIBR-rapport 2017:15", False),
        ("Folkehelse og sosial bærekraft (2017). NIBR-rapport 2017:15", False),
    ],
)
def test_a_number_that_is_only_mentioned_is_not_the_works_own(line: str, is_own: bool) -> None:
    """By a word beside it that a cover of the work would not have there, or a reference's year."""
    zone = Zone(f"Folkehelse og sosial bærekraft\n{line}", False)
    assert set(zone.own_numbers(KNOWN)) == ({NUMBER} if is_own else set())


@pytest.mark.parametrize(
    ("line", "years"),
    [
        ("Oslo 2017", {2017}),
        ("November 2017", {2017}),
        ("© NIBR 2017", {2017}),
        ("Boligbygging 2017", set()),
        ("2010 2020", set()),
        ("Foto: Kari Nordmann 2017", set()),
        ("Oslo 1969", set()),
    ],
)
def test_only_a_year_that_dates_the_work_counts(line: str, years: set[int]) -> None:
    """A year of the subject, or of a picture, does not."""
    assert Zone(f"Folkehelse og sosial bærekraft\n{line}", False).own_years(KNOWN) == years


def test_one_word_in_ten_of_a_line_may_be_misread() -> None:
    """A cover on one line has many words."""
    assert is_own_line(
        "NIBR rapport Oslo November Folkehelse og sosial bærekraft NIBR X-idé", KNOWN
    )
    assert not is_own_line("Folkehelse i Bærum", KNOWN)
    assert unknown_words("Folkehelse i Bærum 2017 nr. 3b", KNOWN) == ["baerum", "nr"]


def test_a_word_broken_at_a_line_end_is_one_word() -> None:
    """But not a name and a word behind it, of which only one is in capitals."""
    assert unknown_words("FOLKE-\nHELSE og folke-\nhelse", KNOWN) == []
    assert unknown_words("NIBR-\nrapport", KNOWN) == []
    assert unknown_words("bærekrafts-\nmål", KNOWN) == ["baerekraftsmal"]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Sammendrag av\nFolkehelse og bærekraft", "sammendrag av"),
        ("Folkehelse og bærekraft\nErrata", "errata"),
        ("Folkehelse og bærekraft\n2. utgave", "2 utgave"),
        ("Folkehelse og bærekraft\nOriginaltittel: Public health", "originaltittel"),
        ("Folkehelse og bærekraft\nNIBR-rapport 2017:15", None),
    ],
)
def test_another_work_about_a_report_says_so(text: str, phrase: str | None) -> None:
    """A summary, a newer edition, a translation."""
    assert read_imprint(file_text(text)).other_work == phrase
