"""Make the labels of a document's pages from the numbers printed in their headers and footers."""

from collections import Counter
from collections.abc import Sequence

from ingest.pdf.printed_numbers import PrintedNumber

MIN_NUMBERED_PAGES = 3
"""Fewer printed numbers do not say how the pages are counted."""

MIN_USUAL_SHARE = 0.5
"""Share of the numbered pages whose number must be equally far from the count of the file."""


def page_labels(
    labels: Sequence[str | None], printed: Sequence[PrintedNumber | None]
) -> list[str | None]:
    """Return the number of each page as a reader sees it, None if it is not known.

    `labels` are those that the file states. They are kept unless it states none, or only counts
    its pages from 1 while other numbers are printed on them.
    """
    counted = [str(number) for number in range(1, len(labels) + 1)]
    if any(labels) and list(labels) != counted:
        return list(labels)
    made = _made_labels(printed)
    return made if any(made) else list(labels)


def _made_labels(printed: Sequence[PrintedNumber | None]) -> list[str | None]:
    numbers = [(page, number) for page, number in enumerate(printed) if number is not None]
    arabic = {page: number.value for page, number in numbers if not number.roman}
    if len(numbers) < MIN_NUMBERED_PAGES:
        return [None] * len(printed)
    made = [number.text if number else None for number in printed]
    offsets = Counter(value - page for page, value in arabic.items())
    ((usual, count),) = offsets.most_common(1) or ((0, 0),)
    if count < max(MIN_NUMBERED_PAGES, MIN_USUAL_SHARE * len(arabic)):
        return made
    roman = [page for page, number in numbers if number.roman]
    first = min(page for page, value in arabic.items() if value - page == usual)
    for page, label in enumerate(made):
        if label is None and page + usual > 0 and (page >= first or not roman):
            made[page] = str(page + usual)
    return made
