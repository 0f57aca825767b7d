"""The PDF of a document, and where on its page the words of a passage stand."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import PageUnknown, ParameterInvalid, PdfUnknown
from assistant.reports.pdf_page import (
    MAX_STRETCHES,
    check_page,
    kept_pdf,
    marked_spans,
    pdf_of,
    read_stretches,
    write_stretches,
)
from index.generation import Generation, open_live
from ingest.library import Library
from ingest.records import Document, Passage
from tests.conftest import RINGSAKER
from tests.made_report import REPORT

MANY = ".".join(["1-2"] * (MAX_STRETCHES + 1))


@pytest.fixture(scope="module")
def generation(with_report: Path) -> Generation:
    """The index of the source page and the report."""
    return open_live(with_report)


def find(generation: Generation, document_id: str) -> Document:
    """Return the document of this id."""
    return next(d for d in generation.documents if d.id == document_id)


def passage_with(generation: Generation, words: str) -> Passage:
    """Return the passage of the report that has these words."""
    return next(p for p in generation.passages if words in p.text)


def test_only_what_was_read_from_a_pdf_has_one(generation: Generation, with_report: Path) -> None:
    """Named by its content, in the library."""
    path = pdf_of(generation, find(generation, REPORT))
    assert path.parent == Library.of(with_report).files_folder
    example = find(generation, RINGSAKER)
    assert kept_pdf(generation, example) is None
    with pytest.raises(PdfUnknown) as caught:
        pdf_of(generation, example)
    assert caught.value.document_id == RINGSAKER
    gone = replace(find(generation, REPORT), source=replace(example.source, sha256="0" * 64))
    assert kept_pdf(generation, gone) is None


@pytest.mark.parametrize("number", [-1, 0, 6, 10**9])
def test_a_page_is_one_of_the_pdf(generation: Generation, number: int) -> None:
    """They are counted from 1."""
    document = find(generation, REPORT)
    check_page(document, 1)
    check_page(document, 5)
    with pytest.raises(PageUnknown):
        check_page(document, number)


def test_words_are_found_on_their_pages(generation: Generation, with_report: Path) -> None:
    """A passage over a page break has some on each, a hyphenated word two pieces of one page."""
    document = find(generation, REPORT)
    passage = passage_with(generation, "varmtvannsberedere i private")
    assert (passage.locator.page, passage.locator.last_page) == (1, 5)
    highlights = [
        (start := passage.text.index(word), start + len(word))
        for word in ("varmtvannsberedere i private", "rørene", "sommer", "Radiatorer")
    ]
    found: dict[int, list[str]] = {}
    for number in range(1, 6):
        page = Library.of(with_report).page(document.source.sha256, number)
        assert page is not None
        text = {
            run.char + n: page.text[run.start + n] for run in page.runs for n in range(run.length)
        }
        spans = marked_spans(generation, document, number, passage, tuple(highlights))
        found[number] = ["".join(text[first + n] for n in range(size)) for first, size in spans]
    assert found == {
        1: [],
        2: ["varmtvanns", "beredere i private", "rørene"],
        3: ["sommer"],
        4: [],
        5: ["Radiatorer"],
    }


def test_another_reading_marks_nothing(generation: Generation) -> None:
    """Where the library was read anew and the index not yet: better no box than a wrong one."""
    document = find(generation, REPORT)
    passage = passage_with(generation, "Radiatorer")
    start = passage.text.index("Radiatorer")
    highlights = ((start, start + 10),)
    assert marked_spans(generation, document, 5, passage, highlights)
    other = replace(document, text=document.text.replace("Radiatorer", "Varmeovner"))
    assert marked_spans(generation, other, 5, passage, highlights) == ()


@given(st.lists(st.tuples(st.integers(0, 10**7 - 1), st.integers(0, 10**7 - 1)), max_size=40))
def test_stretches_are_read_as_they_are_written(highlights: list[tuple[int, int]]) -> None:
    """In an address."""
    assert read_stretches("ord", write_stretches(highlights)) == tuple(highlights)


@pytest.mark.parametrize(
    "value",
    ["x", "12", "1-", "1-2,3-4", "-1-2", "1-2.", "²-3", "1-" + "9" * 5000, MANY],
)
def test_other_stretches_are_refused(value: str) -> None:
    """The value is shown, cut to 60 characters."""
    with pytest.raises(ParameterInvalid) as caught:
        read_stretches("ord", value)
    assert caught.value.name == "ord"
    assert len(caught.value.value) <= 60
