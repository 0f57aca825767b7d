"""Whole texts, cut into headings, pages and paragraphs."""

from dataclasses import replace

from assistant.web.pages.whole_text import MAX_TEXT_CHARS, Paragraph, whole_text
from ingest.records import Document, HeadingStart, Locator, PageStart, Passage, Source

TEXT = (
    "1 Innledning\n"
    "Kommunen leier ut boliger i sentrum.\n"
    "1.1 Bakgrunn\n"
    "Mange vil leie. Få får det samarbeidet de trenger.\n"
    "\n"
    "2 Funn\n"
    "Slutt.\n"
)


def at(words: str) -> int:
    """Return where `words` begin in the text."""
    return TEXT.index(words)


PAGES = (
    PageStart(0, 3, "1"),
    PageStart(at("sentrum"), 4, "2"),
    PageStart(at("arbeidet"), 5, "3"),
    PageStart(at("2 Funn"), 7, "5"),
)
DOCUMENT = Document(
    id="a",
    kind="report",
    title="En rapport",
    text=TEXT,
    language="nb",
    source=Source("a.pdf", ""),
    page_starts=PAGES,
    headings=(
        HeadingStart(0, 1, "Innledning"),
        HeadingStart(at("1.1"), 3, "Bakgrunn"),
        HeadingStart(at("Mange"), 3, "Mange"),
        HeadingStart(at("2 Funn"), 1, "Funn"),
    ),
)


def passage(first: str, last: str) -> Passage:
    """Return the passage from one word to the end of another."""
    start, end = at(first), at(last) + len(last)
    return Passage("a-1", TEXT[start:end], "", "", Locator("a", start, end))


def told(paragraph: Paragraph) -> tuple[tuple[PageStart | None, str], ...]:
    """Return the pieces of a paragraph with their texts."""
    return tuple((page, TEXT[start:end]) for page, (start, end) in paragraph.pieces)


def test_pages_begin_where_they_do() -> None:
    """With a paragraph, inside one, and after the word that began on the page before."""
    whole = whole_text(DOCUMENT)
    first, second, third, fourth = PAGES
    assert list(map(told, whole.paragraphs)) == [
        ((first, "1 Innledning"),),
        ((None, "Kommunen leier ut boliger i "), (second, "sentrum.")),
        ((None, "1.1 Bakgrunn"),),
        ((None, "Mange vil leie. Få får det samarbeidet"), (third, " de trenger.")),
        ((fourth, "2 Funn"),),
        ((None, "Slutt."),),
    ]
    assert (whole.first_page, whole.last_page) == (first, fourth)


def test_a_page_that_begins_in_the_last_word_is_named_after_it() -> None:
    """So that none is lost."""
    document = replace(DOCUMENT, page_starts=(PageStart(at("trum."), 4),), headings=())
    (_, paragraph, *_) = whole_text(document).paragraphs
    assert told(paragraph) == (
        (None, "Kommunen leier ut boliger i sentrum."),
        (PageStart(at("trum."), 4), ""),
    )


def test_headings_leave_no_level_out() -> None:
    """A title that a paragraph only begins with is no heading of it."""
    whole = whole_text(DOCUMENT)
    assert [paragraph.depth for paragraph in whole.paragraphs] == [0, None, 1, None, 0, None]


def test_passages_have_their_places() -> None:
    """Where they begin and end, also if two share a paragraph, or one has several."""
    one, two = passage("boliger", "Mange vil leie."), passage("Få får", "Slutt.")
    whole = whole_text(DOCUMENT, (one, two))
    assert [each.begins for each in whole.paragraphs] == [(), (one,), (), (two,), (), ()]
    assert [each.ends for each in whole.paragraphs] == [(), (), (), (one,), (), (two,)]
    assert not any(each.begins or each.ends for each in whole_text(DOCUMENT).paragraphs)


def test_a_long_text_is_shown_around_the_passage() -> None:
    """And says that there is more, and on which pages it is cut."""
    line = "x" * 99 + "\n"
    length = 4 * MAX_TEXT_CHARS
    every = length // 20
    pages = tuple(PageStart(start, start // every + 1) for start in range(0, length, every))
    document = replace(DOCUMENT, text=line * (length // 100), page_starts=pages, headings=())
    middle = length // 2
    where = Passage("a-1", line, "", "", Locator("a", middle, middle + 99))
    beyond = Passage("a-2", line, "", "", Locator("a", 0, 99))
    whole = whole_text(document, (where, beyond), where)
    assert (whole.cut_before, whole.cut_after) == (True, True)
    assert [each.begins for each in whole.paragraphs if each.begins] == [(where,)]
    assert len(whole.paragraphs) == MAX_TEXT_CHARS // 100
    assert (whole.first_page, whole.last_page) == (pages[7], pages[12])


def test_a_document_without_text_has_none() -> None:
    """Nor pages."""
    assert whole_text(replace(DOCUMENT, text="\n ", page_starts=PAGES[:1])).paragraphs == ()
