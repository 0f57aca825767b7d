"""What a file prints about itself is told apart from what it says about others."""

import pytest

from ingest.recognition.identifiers import SeriesNumber
from ingest.recognition.imprint import Zone, has_phrase, normalise_for_matching, read_imprint
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


def test_a_phrase_is_found_as_whole_words() -> None:
    """The first in the alphabet, if there are several."""
    assert has_phrase("en kort versjon", {"kort versjon", "en kort"}) == "en kort"
    assert has_phrase("kortversjonene", {"kortversjon"}) is None


def test_the_cover_and_the_colophon_are_read() -> None:
    """The list of other works between them is not, nor is the text."""
    imprint = read_imprint(file_text(COVER, OTHERS, COLOPHON, BODY))
    assert imprint.zones == (Zone(COVER, False), Zone(COLOPHON, True))
    assert imprint.isbns == {"9788283092172": "978-82-8309-217-2"}
    assert imprint.series == {NUMBER: "NIBR-rapport 2017:15"}
    assert imprint.years == {2017}
    assert (imprint.other_work, imprint.sentences, imprint.has_date) == (None, (), False)


def test_the_words_of_a_zone_know_their_lines() -> None:
    """A word without letters or digits is none."""
    zone = Zone("Bærekraft –\n2017:15", False)
    assert [(word.printed, word.normalised, word.line) for word in zone.words] == [
        ("Bærekraft", "baerekraft", 0),
        ("2017:15", "2017 15", 1),
    ]
    assert zone.lines == ["baerekraft", "2017 15"]


def test_a_text_without_pages_has_its_imprint_at_both_ends() -> None:
    """The beginning is its front page; far from both ends nothing is read."""
    body = "Kommunene planlegger for helse og bolig hver for seg. " * 100
    imprint = read_imprint(file_text(f"{COVER}\n{body}\n{COLOPHON}", paged=False))
    assert [zone.colophon for zone in imprint.zones] == [False, True]
    assert imprint.series == {NUMBER: "NIBR-rapport 2017:15"}
    assert imprint.isbns == {"9788283092172": "978-82-8309-217-2"}
    hidden = read_imprint(file_text(f"{body}\n{COLOPHON}\n{body}", paged=False))
    assert (hidden.isbns, hidden.series) == ({}, {})


def test_a_files_own_fields_say_what_it_does_not_print() -> None:
    """Print comes first."""
    facts = {"isbn": "978-82-7894-601-5", "series": "NOVA Rapport 11/16"}
    bare = read_imprint(file_text("Eldres boligsituasjon 2016", **facts))
    assert bare.isbns == {"9788278946015": "978-82-7894-601-5"}
    assert bare.series == {SeriesNumber("NOVA", "rapport", 2016, 11): "NOVA Rapport 11/16"}
    printed = read_imprint(file_text(COVER, COLOPHON, **facts))
    assert list(printed.isbns) == ["9788283092172"]
    assert list(printed.series) == [NUMBER]


@pytest.mark.parametrize(
    "line",
    [
        "Se NIBR-rapport 2017:15",
        "Oppfølging av\nNIBR-rapport 2017:15",
        "Rapporten (NIBR-rapport 2017:15",
        "NIBR-rapport 2017:15 viser at kommunene mangler tomter",
        "Grunnlag: NIBR-rapport 2017:15",
        (
            "Kommunene i fylket har lest\n"
            "det som står om helse og bolig og om tomter til begge i den nye NIBR-rapport 2017:15"
        ),
    ],
)
def test_a_number_that_is_only_mentioned_is_not_the_works_own(line: str) -> None:
    """By the word before it, the mark before it, or the sentence that it is in."""
    assert read_imprint(file_text(f"Et notat om boliger\n{line}")).series == {}


@pytest.mark.parametrize(
    ("line", "years"),
    [
        ("Oslo 2017", {2017}),
        ("November 2017", {2017}),
        ("© NIBR 2017", {2017}),
        ("NOVA rapport 2017", {2017}),
        ("Boligbygging 2017", set()),
        ("2010 2020", set()),
        ("Foto: © Kari Nordmann 2017", set()),
        ("Oslo 1969", set()),
    ],
)
def test_only_a_year_that_dates_the_work_counts(line: str, years: set[int]) -> None:
    """A year of the subject, or of a picture, does not."""
    assert read_imprint(file_text(f"Folkehelse og sosial bærekraft\n{line}")).years == years


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Sammendrag av\nFolkehelse og bærekraft", "sammendrag av"),
        ("Folkehelse og bærekraft\nSammendrag", "sammendrag"),
        ("Folkehelse og bærekraft\n2. utgave", "2 utgave"),
        ("Folkehelse og bærekraft\nOriginaltittel: Public health", "originaltittel"),
        ("Folkehelse og bærekraft\nNIBR-rapport 2017:15", None),
    ],
)
def test_another_work_about_a_report_says_so(text: str, phrase: str | None) -> None:
    """A summary, a newer edition, a translation."""
    assert read_imprint(file_text(text)).other_work == phrase


@pytest.mark.parametrize(
    ("line", "has_date"),
    [
        ("12. mars", True),
        ("Kl. 09.30 i Oslo", True),
        ("Mars 2017", False),
        ("Oslo 2017", False),
    ],
)
def test_a_cover_with_a_day_or_a_time_of_day_has_a_date(line: str, has_date: bool) -> None:
    """The cover of a report has a month or a year at most."""
    assert read_imprint(file_text(f"Folkehelse og bærekraft\n{line}")).has_date is has_date


def test_sentences_of_running_text_on_the_cover_are_kept() -> None:
    """A short line, and a list of authors that ends in an initial, are not sentences."""
    text = (
        "Folkehelse og bærekraft\n"
        "Kommunene planlegger for helse og bolig hver for seg.\n"
        "Kort om dette.\n"
        "Monkerud, L. C., Helgesen, M. K., Holm, A. og Lied, C."
    )
    assert read_imprint(file_text(text)).sentences == (
        "kommunene planlegger for helse og bolig hver for seg",
    )
    one_line = "Kommunene planlegger for helse og bolig hver for seg."
    assert read_imprint(file_text(one_line)).sentences == ()


def test_a_file_without_text_says_nothing() -> None:
    """A page with a logo is not a front page."""
    imprint = read_imprint(file_text("NIBR", ""))
    assert imprint.zones == ()
    assert (imprint.isbns, imprint.series, imprint.years) == ({}, {}, frozenset())
