"""A line is split into sentences, and nothing of it is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.norwegian.sentences import split_sentences
from ingest.records import Language


def sentences(line: str, language: Language = "nb") -> list[str]:
    """Return the sentences of a line without the white space around them."""
    return [line[start:end].strip() for start, end in split_sentences(line, language)]


@pytest.mark.parametrize(
    ("line", "split"),
    [
        ("Kommunen bygger. Stiftelsen leier ut.", ["Kommunen bygger.", "Stiftelsen leier ut."]),
        ("Hva så? Ja! Slik.", ["Hva så?", "Ja!", "Slik."]),
        ("svært høye ambisjoner vedr. energi/miljø", ["svært høye ambisjoner vedr. energi/miljø"]),
        ("(95 281 innbyggere 1. kvartal 2021) Ja.", ["(95 281 innbyggere 1. kvartal 2021) Ja."]),
        ("ca. 70 boliger. 14 er ferdige.", ["ca. 70 boliger.", "14 er ferdige."]),
        ("Uten punktum", ["Uten punktum"]),
        (
            "Se bl.a. kap. 4, jf. Plan- og bygningsloven. Den gjelder.",
            ["Se bl.a. kap. 4, jf. Plan- og bygningsloven.", "Den gjelder."],
        ),
        (
            "Etter pbl. § 11-9 nr. 5 selges gnr. 112 bnr. 4, saksnr. 24/1893. Det er alt.",
            [
                "Etter pbl. § 11-9 nr. 5 selges gnr. 112 bnr. 4, saksnr. 24/1893.",
                "Det er alt.",
            ],
        ),
        (
            "Kommunen eier Sam Eydes gt. 67. Tegnet av cand. mag. Ola Vik og siv. ing. Kari Li.",
            [
                "Kommunen eier Sam Eydes gt. 67.",
                "Tegnet av cand. mag. Ola Vik og siv. ing. Kari Li.",
            ],
        ),
        (
            "Bygget ligger i Storgt. Det er på maks. 3 etasjer.",
            ["Bygget ligger i Storgt.", "Det er på maks. 3 etasjer."],
        ),
        (
            "Vi selger det. Kommunen blir med. Slik er det i Alta. Jf. § 3 er det lov.",
            ["Vi selger det.", "Kommunen blir med.", "Slik er det i Alta.", "Jf. § 3 er det lov."],
        ),
        ("Det er min. 3 rom i det.", ["Det er min. 3 rom i det."]),
        ("Undersøkt av dr. med. Anne Hansen.", ["Undersøkt av dr. med. Anne Hansen."]),
        ("Sandlie et al. NOVA har vist det.", ["Sandlie et al. NOVA har vist det."]),
        (
            "Kravene i TEK. Kommunen følger pbl. Det er lov.",
            [
                "Kravene i TEK.",
                "Kommunen følger pbl.",
                "Det er lov.",
            ],
        ),
        ("Møtet er kl. 12. Se s. 45.", ["Møtet er kl. 12.", "Se s. 45."]),
        ("Leien er i kr. Den betales 1. Mars.", ["Leien er i kr.", "Den betales 1. Mars."]),
        ("5. Kommunen skal bygge. Og leie.", ["5. Kommunen skal bygge.", "Og leie."]),
        ("a) Kjøpe boliger", ["a) Kjøpe boliger"]),
        ("Ja. Kommunen kan det.", ["Ja.", "Kommunen kan det."]),
    ],
)
def test_norwegian_sentences(line: str, split: list[str]) -> None:
    """A lower-case word never begins a sentence, so abbreviations and ordinals never end one."""
    assert sentences(line) == sentences(line, "nn") == split


def test_english_sentences() -> None:
    """English has abbreviations of its own."""
    assert sentences("Mr. Smith rents. He pays.", "en") == ["Mr. Smith rents.", "He pays."]


@settings(deadline=None)
@given(
    line=st.one_of(
        st.text(),
        st.lists(
            st.sampled_from(["Et ord. ", "vedr. ", "1. ", "Å!", "😀", "\t", "« ", "…", "•"])
        ).map("".join),
    ),
    language=st.sampled_from(["nb", "nn", "en"]),
)
def test_the_sentences_are_all_of_the_line(line: str, language: Language) -> None:
    """Ranges follow each other, and only white space is between them."""
    end = 0
    for start, last in split_sentences(line, language):
        assert end <= start < last
        assert not line[end:start].strip()
        end = last
    assert not line[end:].strip()
