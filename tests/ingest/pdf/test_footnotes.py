"""Notes at the foot of a page stand behind the text, and a sentence that runs on stays whole."""

from itertools import pairwise

import pytest

from ingest.pdf.footnotes import split_notes
from ingest.pdf.layout import lay_out
from ingest.pdf.lines import PdfLine
from ingest.pdf.page_words import PageWords, PdfWord
from tests.ingest.pdf.made_page import HEIGHT, WIDTH, made_line

BODY = [f"Dette er linje {letter} av teksten om boliger for alle." for letter in "abcdef"]


def page(body: list[str], notes: list[str]) -> PageWords:
    """Return a page with lines of 10 points, and notes of 8 points at its foot."""
    text = ""
    words: list[PdfWord] = []
    tops = [(line, 700.0 - 12 * row, 10.0) for row, line in enumerate(body)]
    tops += [(line, 80.0 - 10 * row, 8.0) for row, line in enumerate(notes)]
    for line, bottom, size in tops:
        left = 72.0
        for number, word in enumerate(line.split()):
            text += (" " if number else "\r\n") if text else ""
            right = left + 0.5 * size * len(word)
            end, top = len(text) + len(word), bottom + size
            words.append(PdfWord(len(text), end, left, bottom, right, top, not number))
            text += word
            left = right + 0.3 * size
    return PageWords(text, tuple(words), frozenset(), WIDTH, HEIGHT)


def read(*pages: PageWords) -> list[tuple[str, str]]:
    """Return the text of each page without the lines of `BODY`, and its joint."""
    layout = lay_out(pages, [None] * len(pages))
    return [(made.text.removeprefix(" ".join(BODY) + " "), made.joint) for made in layout.pages]


NOTES = ["1 Se kommuneplanens samfunnsdel, side 12.", "2 Tallene er fra KOSTRA."]


@pytest.mark.parametrize(
    ("last", "first", "joined"),
    [
        ("Kommunen har en boligpoli-", "tikk som gjelder.", "en boligpolitikk som gjelder."),
        ("Kommunen har vedtatt en", "plan som gjelder.", "vedtatt en plan som gjelder."),
        ("Den gjelder barne-", "og ungdomsvern.", "gjelder barne- og ungdomsvern."),
    ],
)
def test_notes_do_not_tear_what_runs_over_the_page(last: str, first: str, joined: str) -> None:
    pages = [page([*BODY, last], NOTES), page([first, "", "Et nytt avsnitt her."], [])]
    (one, joint), (two, _) = read(*pages)
    text = one + joint + two
    assert joined in text
    # The notes follow the paragraph that ends on the next page.
    assert two.split("\n")[1:3] == NOTES
    assert text.count(NOTES[0]) == text.count(NOTES[1]) == 1


def test_notes_stand_behind_the_text_of_their_page_if_it_ends_there() -> None:
    pages = [page([*BODY, "Her slutter det."], NOTES), page(["Et nytt avsnitt her."], [])]
    assert read(*pages) == [
        ("\n".join(["Her slutter det.", *NOTES]), "\n"),
        ("Et nytt avsnitt her.", "\n"),
    ]


def test_a_note_that_runs_over_the_page_is_joined_to_its_beginning() -> None:
    pages = [
        page([*BODY, "Her slutter det."], ["1 Se kommunens plan for boliger og"]),
        page([*BODY, "Her og."], ["annet som er bygd.", "2 Tallene er fra KOSTRA."]),
    ]
    assert [text for text, _ in read(*pages)] == [
        "Her slutter det.\n1 Se kommunens plan for boliger og annet som er bygd.",
        "Her og.\n2 Tallene er fra KOSTRA.",
    ]


def test_a_sentence_over_two_pages_is_followed_by_the_notes_of_both() -> None:
    pages = [
        page([*BODY, "Kommunen har en"], NOTES[:1]),
        page(["plan som ikke slutter før", "på en side som kommer"], NOTES[1:]),
        page(["langt bak i planen."], []),
    ]
    assert [text for text, _ in read(*pages)] == [
        "Kommunen har en",
        "plan som ikke slutter før på en side som kommer",
        "\n".join(["langt bak i planen.", *NOTES]),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        [
            made_line("Oslo", 72, 80, 8),
            made_line("1 120", 200, 80, 8),
            made_line("2 3", 300, 80, 8),
        ],
        [made_line("Kilde: KOSTRA, tabell 4.", 72, 80, 8)],
        [made_line("1 Se planen.", 72, 80, 8), made_line("Teksten går videre her.", 72, 60)],
    ],
    ids=["a table", "a source", "text below"],
)
def test_other_small_type_is_no_note(lines: list[PdfLine]) -> None:
    body = [made_line(text, 72, 700 - 12 * row) for row, text in enumerate(BODY)]
    ((text, notes),) = split_notes([(*body, *lines)])
    assert (len(text), notes) == (len(body) + len(lines), ())


def test_a_page_of_references_has_no_notes() -> None:
    lines = tuple(made_line(f"{n} Forfatter: Tittel.", 72, 700 - 10 * n, 8) for n in range(1, 30))
    assert split_notes([lines]) == [(lines, ())]
    assert all(above.bottom > below.bottom for above, below in pairwise(lines))
