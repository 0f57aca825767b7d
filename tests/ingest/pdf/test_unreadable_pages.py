"""Gibberish pages are read with another reader, or left out and told of."""

import codecs
from dataclasses import replace

from ingest.pdf.unreadable_pages import mend_gibberish_pages
from ingest.reading.file_text import FileFacts, FileText, Heading, LeftOut, Page
from ingest.reading.quality import measure_quality

GOOD = (
    "Kommunen leier boliger av private eiere og leier dem videre til husholdninger som venter på "
    "en kommunal bolig. Husbanken gir tilskudd til utleieboliger for vanskeligstilte i kommunen. "
) * 4
BAD = codecs.encode(GOOD, "rot13")


def file_of(*texts: str) -> FileText:
    """Return a file with a page of each text and a heading on each page."""
    pages = tuple(Page(n, None, text, joint=" ") for n, text in enumerate(texts, start=1))
    headings = tuple(Heading(page.number, 0, 1, "Kommunen") for page in pages)
    quality = measure_quality(pages, (100,) * len(pages))
    return FileText("pdf", "pdfium", True, pages, headings, FileFacts(), quality)


def test_pages_that_no_reader_can_read_are_left_out() -> None:
    mended = mend_gibberish_pages(file_of(GOOD, BAD, GOOD, BAD), lambda: file_of(*[BAD] * 4))
    assert [page.text for page in mended.pages] == [GOOD, "", GOOD, ""]
    assert [page.joint for page in mended.pages] == ["\n"] * 4
    assert [heading.page for heading in mended.headings] == [1, 3]
    assert mended.left_out == (LeftOut(2, "gibberish", ""), LeftOut(4, "gibberish", ""))
    assert mended.quality.unreadable == (2, 4)


def test_a_page_that_the_other_reader_can_read_is_taken_from_it() -> None:
    mended = mend_gibberish_pages(file_of(GOOD, BAD), lambda: file_of("", GOOD))
    assert [page.text for page in mended.pages] == [GOOD, GOOD]
    assert mended.left_out == ()
    assert mended.quality.unreadable == ()


def test_a_file_without_gibberish_is_not_read_again() -> None:
    def fail() -> FileText:
        raise AssertionError

    file_text = file_of(GOOD, "1 2 3", "")
    assert mend_gibberish_pages(file_text, fail) == file_text


def test_an_index_of_names_that_stand_on_other_pages_is_no_gibberish() -> None:
    names = [f"xq{one}{other}wzk" for one in "bcdfghjklm" for other in "npqrstvxz"]
    code = GOOD * 4 + " ".join(f"\\{name}" for name in names)
    index = "\n".join(f"\\{name} . . . {n}, {n + 40}" for n, name in enumerate(names, start=100))
    file_text = file_of(GOOD, code, index)
    assert mend_gibberish_pages(file_text, lambda: None) == file_text
    assert mend_gibberish_pages(file_of(GOOD, GOOD, index), lambda: None).quality.unreadable == (3,)


def test_gibberish_pages_in_one_font_do_not_prove_each_other() -> None:
    mended = mend_gibberish_pages(file_of(GOOD, BAD, BAD + GOOD[:60], BAD), lambda: None)
    assert mended.quality.unreadable == (2, 3, 4)


def test_a_file_of_nothing_else_is_left_to_be_refused() -> None:
    file_text = replace(file_of(BAD, BAD, ""), headings=())
    assert mend_gibberish_pages(file_text, lambda: None) == file_text
