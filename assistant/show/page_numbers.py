"""Write page numbers in words: for the terminal, the page, exports and citations alike."""

from collections.abc import Sequence

from assistant.show.texts import Texts
from ingest.records import Locator


def page_of(locator: Locator, texts: Texts, key: str = "pages") -> str:
    """Return the pages that a passage stands on, or "" for text that has none.

    `key` is "pages", or "short_pages" for the form that citations have: "s. 12".

    The numbers printed on the pages come first if they are known, since they are what a citation
    names. If the file counts its pages otherwise, that number follows: a reader of the PDF looks
    the page up by it. If they are not known, it is said that the number counts the file's pages,
    since another one may be printed on the page.
    """
    if locator.page is None:
        return ""
    counted = _range(locator.page, locator.last_page)
    printed = _printed(locator)
    if printed == counted:
        return _worded(counted, texts, key)
    if printed is None:
        return texts("pages.of_file", counted=_worded(counted, texts, key))
    return texts(
        "pages.both", printed=_worded(printed, texts, key), counted=_worded(counted, texts, key)
    )


def page_name(page: int, label: str | None, texts: Texts) -> str:
    """Return the name of one page, counted as `page` and printed as `label`."""
    return page_of(Locator("", 0, 0, page, page, label, label), texts)


def page_list(numbers: Sequence[int]) -> str:
    """Return ascending page numbers as they are listed: "3, 5–7"."""
    stretches: list[list[int]] = []
    for number in numbers:
        if stretches and number == stretches[-1][1] + 1:
            stretches[-1][1] = number
        else:
            stretches.append([number, number])
    return ", ".join(_range(first, last) for first, last in stretches)


def _printed(locator: Locator) -> str | None:
    """Return the printed numbers; None where one of them is not known."""
    if not locator.page_label:
        return None
    if locator.last_page in (None, locator.page):
        return locator.page_label
    if not locator.last_page_label:
        return None
    return _range(locator.page_label, locator.last_page_label)


def _range(first: int | str, last: int | str | None) -> str:
    return str(first) if last in (None, first) else f"{first}–{last}"


def _worded(pages: str, texts: Texts, key: str) -> str:
    return texts(f"{key}.several" if "–" in pages else f"{key}.one", pages=pages)
