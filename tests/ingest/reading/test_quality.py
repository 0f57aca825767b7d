"""The quality of a text is measured, and a file of low quality is refused."""

import pytest

from ingest.errors import FileUnintelligible, FileWithoutText
from ingest.reading.file_text import FileFacts, FileText, Page, Quality
from ingest.reading.known_words import trigrams
from ingest.reading.quality import check_quality, is_doubtful, measure_quality

TEXT = "Kommunen skal framskaffe utleieboliger til vanskeligstilte innbyggere. " * 3
NYNORSK = "Kommunen skal skaffe utleigebustader til innbyggjarar som treng det. " * 3
ENGLISH = "The municipality shall provide rental housing for those who need it. " * 3


def quality_of(*texts: str) -> Quality:
    """Return the quality of a file with these pages."""
    pages = tuple(Page(number, None, text) for number, text in enumerate(texts, start=1))
    return measure_quality(pages, tuple(len(text) for text in texts))


def file_of(*texts: str) -> FileText:
    """Return a file with these pages."""
    pages = tuple(Page(number, None, text) for number, text in enumerate(texts, start=1))
    return FileText("pdf", "pdfium", True, pages, (), FileFacts(), quality_of(*texts))


@pytest.mark.parametrize("text", [TEXT, NYNORSK, ENGLISH])
def test_words_of_the_three_languages_are_known(text: str) -> None:
    quality = quality_of(text)
    assert (quality.unknown, quality.strange) == (0.0, 0.0)
    assert not is_doubtful(quality)
    check_quality(file_of(text), "rapport.pdf")


def test_letters_exchanged_for_others_are_refused() -> None:
    shifted = "".join(chr(ord(letter) + 1) if letter.isalpha() else letter for letter in TEXT)
    assert quality_of(shifted).unknown > 0.9
    assert is_doubtful(quality_of(shifted))
    with pytest.raises(FileUnintelligible):
        check_quality(file_of(shifted), "rapport.pdf")


def test_words_without_spaces_are_strange() -> None:
    glued = TEXT.replace(" ", "").replace(".", " ")
    assert quality_of(glued).strange == 1.0
    with pytest.raises(FileUnintelligible):
        check_quality(file_of(glued), "rapport.pdf")


def test_pages_without_text_are_reported_by_number() -> None:
    assert quality_of(TEXT, "", "Bilde 3", TEXT).without_text == (2, 3)
    with pytest.raises(FileWithoutText):
        check_quality(file_of("", "17"), "rapport.pdf")


def test_trigrams_mark_where_a_word_begins_and_ends() -> None:
    assert list(trigrams("bo")) == ["_bo", "bo_"]
    assert list(trigrams("plan")) == ["_pl", "pla", "lan", "an_"]
