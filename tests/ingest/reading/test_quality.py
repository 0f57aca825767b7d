"""The quality of a text, and the gate that refuses a file."""

import pytest

from ingest.errors import FileUnintelligible, FileWithoutText
from ingest.reading.file_text import FileFacts, FileText, Page
from ingest.reading.quality import check_quality, is_doubtful, measure_quality, trigrams

TEXT = "Kommunen skal framskaffe utleieboliger til vanskeligstilte innbyggere. " * 3
NYNORSK = "Kommunen skal skaffe utleigebustader til innbyggjarar som treng det. " * 3
ENGLISH = "The municipality shall provide rental housing for those who need it. " * 3


def quality_of(*texts):
    pages = tuple(Page(number, None, text) for number, text in enumerate(texts, start=1))
    return measure_quality(pages, tuple(len(text) for text in texts))


def reading_of(*texts):
    pages = tuple(Page(number, None, text) for number, text in enumerate(texts, start=1))
    return FileText("pdf", "pdfium", True, pages, (), FileFacts(), quality_of(*texts))


@pytest.mark.parametrize("text", [TEXT, NYNORSK, ENGLISH])
def test_words_of_the_three_languages_are_known(text):
    quality = quality_of(text)
    assert (quality.unknown, quality.strange) == (0.0, 0.0)
    assert not is_doubtful(quality)
    check_quality(reading_of(text), "rapport.pdf")


def test_letters_exchanged_for_others_are_refused():
    shifted = "".join(chr(ord(letter) + 1) if letter.isalpha() else letter for letter in TEXT)
    assert quality_of(shifted).unknown > 0.9
    assert is_doubtful(quality_of(shifted))
    with pytest.raises(FileUnintelligible):
        check_quality(reading_of(shifted), "rapport.pdf")


def test_words_without_spaces_are_strange():
    glued = TEXT.replace(" ", "").replace(".", " ")
    assert quality_of(glued).strange == 1.0
    with pytest.raises(FileUnintelligible):
        check_quality(reading_of(glued), "rapport.pdf")


def test_pages_without_text_are_told_by_number():
    assert quality_of(TEXT, "", "Bilde 3", TEXT).without_text == (2, 3)
    with pytest.raises(FileWithoutText):
        check_quality(reading_of("", "17"), "rapport.pdf")


def test_trigrams_know_where_a_word_begins_and_ends():
    assert list(trigrams("bo")) == ["_bo", "bo_"]
    assert list(trigrams("plan")) == ["_pl", "pla", "lan", "an_"]
