"""Read gibberish pages of a PDF with pypdf, and leave out those that it cannot read either.

A font without a table of its characters makes gibberish of the pages that are set in it. If all
pages with text are, the file is refused as a whole: see `ingest.reading.quality`.
"""

from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from functools import lru_cache

from ingest.corpus_data import read_data
from ingest.reading.file_text import FileText, LeftOut, Page
from ingest.reading.known_words import unknown_share, words_of
from ingest.reading.quality import is_gibberish, is_symbol

MIN_COMMON_SHARE = 0.1
"""Share of the words of a page that are among the common ones: with more, it is surely readable. In
running text it is 0.3. Only pages with fewer are looked at closely, which takes longer."""

MIN_UNKNOWN_SHARE = 0.7
MIN_LETTER_SHARE = 0.5
"""A gibberish page has more unknown words, or fewer letters. Pages of program code have up to 0.65
unknown words and are left alone; exchanged letters give 0.9."""

MIN_SHARED_SHARE = 0.35
"""Share of the letters and symbols of a page that are in words of readable pages too: with more, it
is readable as well. Ten pages of program code and of indices to it had 0.39 at least, a page whose
letters are exchanged has next to none."""


def mend_gibberish_pages(
    file_text: FileText, read_again: Callable[[], FileText | None]
) -> FileText:
    """Return `file_text` without gibberish; `read_again` reads the file with another reader."""
    doubtful = _gibberish_pages(file_text.pages)
    if not doubtful or all(page.number in doubtful for page in file_text.pages if page.text):
        return file_text
    other = read_again()
    second = {page.number: page for page in other.pages} if other else {}
    mended = {
        number: replace(page, joint="\n")
        for number in doubtful
        if (page := second.get(number)) and page.text and not is_gibberish(page.text)
    }
    unreadable = doubtful - mended.keys()

    def page_of(page: Page) -> Page:
        if page.number in mended:
            return mended[page.number]
        if page.number in unreadable:
            return Page(page.number, page.label, "")
        return replace(page, joint="\n") if page.number + 1 in doubtful else page

    return replace(
        file_text,
        pages=tuple(map(page_of, file_text.pages)),
        headings=tuple(h for h in file_text.headings if h.page not in doubtful),
        tables=tuple(table for table in file_text.tables if table.page not in doubtful),
        left_out=(
            *file_text.left_out,
            *(LeftOut(number, "gibberish", "") for number in sorted(unreadable)),
        ),
        quality=replace(file_text.quality, unreadable=tuple(sorted(unreadable))),
    )


def _gibberish_pages(pages: Sequence[Page]) -> set[int]:
    """Return the numbers of the pages that are gibberish.

    An index of names from program code looks like gibberish, but its words stand on other pages.
    """
    doubtful = {page.number: page.text for page in pages if _looks_like_gibberish(page.text)}
    if not doubtful:
        return set()
    readable = {
        word for page in pages if page.number not in doubtful for word in words_of(page.text)
    }
    return {
        number
        for number, text in doubtful.items()
        if _shared_share(text, readable) < MIN_SHARED_SHARE
    }


def _shared_share(text: str, readable: Container[str]) -> float:
    """Return the share of the letters and symbols of `text` that are in `readable` words."""
    shared = sum(len(word) for word in words_of(text) if word in readable)
    return shared / max(1, sum(each.isalpha() or is_symbol(each) for each in text))


def _looks_like_gibberish(text: str) -> bool:
    """Return whether a page is surely gibberish, and not a page of code, for instance."""
    words = text.split()
    common = _common_words()
    if sum(word in common for word in words) > MIN_COMMON_SHARE * len(words):
        return False
    visible = "".join(words)
    has_letters = sum(map(str.isalpha, visible)) >= MIN_LETTER_SHARE * len(visible)
    if has_letters and unknown_share(text) < MIN_UNKNOWN_SHARE:
        return False
    return is_gibberish(text)


@lru_cache(maxsize=1)
def _common_words() -> frozenset[str]:
    return frozenset(read_data("common_words.toml")["words"].split())
