"""Languages are named by their frequent words, and told from letters that are no language."""

import pytest

from ingest.corpus import read_corpus
from ingest.corpus_data import read_data
from ingest.reading.file_text import Page
from ingest.reading.languages import foreign_language, text_language
from ingest.reading.quality import is_gibberish, measure_quality
from ingest.records import LANGUAGES, is_language_code
from tests.leaflets import LEAFLETS

# The three are one language with three standards, and share nearly all words.
ALIKE = ("bs", "hr", "sr")


@pytest.mark.parametrize("code", LEAFLETS)
def test_a_leaflet_is_in_its_language(code: str) -> None:
    """And its words are read as words: none is unknown, and no page of it gibberish."""
    text = LEAFLETS[code]
    assert text_language(text) in (ALIKE if code in ALIKE else (code,))
    quality = measure_quality((Page(1, None, text),), (len(text),))
    assert quality.unknown <= 0.15
    assert quality.strange == 0.0
    assert not is_gibberish(text)


def test_the_corpus_is_norwegian() -> None:
    """Danish is near, and Swedish not far."""
    documents = [document for document in read_corpus() if len(document.text) > 200]
    assert {text_language(document.text) for document in documents} <= {"nb", "nn"}


def test_questions_are_in_the_three_languages() -> None:
    found = {
        text_language(question["text"]) for question in read_data("questions.toml")["question"]
    }
    assert found == set(LANGUAGES)


@pytest.mark.parametrize("code", ["se", "uk", "so", "pl"])
def test_a_summary_in_another_language_leaves_a_text_norwegian(code: str) -> None:
    text = "\n".join([LEAFLETS["nb"]] * 4 + [LEAFLETS[code]])
    assert text_language(text) == "nb"
    assert measure_quality((Page(1, None, text),), (len(text),)).unknown <= 0.15


# Basque, Welsh and Maltese are listed; these are not, and were written for the test.
UNLISTED = (
    (
        "Wat is dy namme en wêr wennest do? Wy helpe minsken dy't in hûs nedich hawwe, en de "
        "gemeente "
        "jout rie oan elkenien dy't op syk is nei in wenning. Do kinst alle dagen lâns komme."
    ),
    (
        "Ko wai tō ingoa, ā, kei hea koe e noho ana? Ka āwhina mātou i ngā tāngata e hiahia "
        "whare ana, "
        "ā, ka hoatu e te kaunihera he tohutohu ki te katoa e rapu kāinga ana i ia rā."
    ),
    (
        "Iñupiat aŋalatchirit ikayuqtuat iñuŋnik iglumik inuqsraqtuanik suli nunaaqqiŋni "
        "katimaaqtut uvlutuaġman qaunagisuklugich kisupayaat tuvaaqatinillu savaktillu."
    ),
)


@pytest.mark.parametrize("text", UNLISTED)
def test_a_language_without_a_list_is_a_language(text: str) -> None:
    assert foreign_language(text) is not None
    assert not is_gibberish(text)


def test_codes_have_the_form_of_iso_639() -> None:
    data = read_data("languages.toml")
    codes = {code.partition("-")[0] for part in ("words", "own_words") for code in data[part]}
    assert all(map(is_language_code, codes | set(data["letters"])))
    assert not is_language_code("norsk")
    assert not is_language_code("NB")
    assert not is_language_code("no")
