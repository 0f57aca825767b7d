"""The pages of a passage in words."""

from dataclasses import replace

import pytest

from assistant.show.page_numbers import page_list, page_name, page_of
from assistant.show.texts import texts_in
from ingest.records import Language, Locator

PRINTED = {"page": 14, "page_label": "12"}
OVER = {"page": 14, "last_page": 15, "page_label": "12", "last_page_label": "13"}


@pytest.mark.parametrize(
    ("place", "language", "told"),
    [
        ({}, "nb", ""),
        ({"page": 3}, "nb", "side 3 i PDF-en"),
        ({"page": 3}, "en", "p. 3 of the PDF"),
        ({"page": 3, "last_page": 3}, "en", "p. 3 of the PDF"),
        ({"page": 3, "page_label": "3"}, "nb", "side 3"),
        ({"page": 3, "page_label": "iii"}, "nb", "side iii (side 3 i PDF-en)"),
        ({"page": 3, "last_page": 4}, "nb", "side 3–4 i PDF-en"),
        ({"page": 3, "last_page": 4}, "en", "pp. 3–4 of the PDF"),
        (PRINTED, "nn", "side 12 (side 14 i PDF-en)"),
        (PRINTED, "en", "p. 12 (p. 14 of the PDF)"),
        (OVER, "nb", "side 12–13 (side 14–15 i PDF-en)"),
        (OVER, "en", "pp. 12–13 (pp. 14–15 of the PDF)"),
        ({**OVER, "last_page_label": None}, "nb", "side 14–15 i PDF-en"),
        ({**OVER, "page_label": None}, "nb", "side 14–15 i PDF-en"),
        ({**OVER, "page_label": "14", "last_page_label": "15"}, "nb", "side 14–15"),
    ],
)
def test_pages(place: dict[str, object], language: Language, told: str) -> None:
    """As printed, then as the PDF counts them if that differs or is all that is known."""
    locator = replace(Locator("x", 0, 1), **place)  # type: ignore[arg-type]
    assert page_of(locator, texts_in(language)) == told


def test_one_page_has_a_name() -> None:
    """For a link or an image of it."""
    assert page_name(14, "12", texts_in("nb")) == "side 12 (side 14 i PDF-en)"
    assert page_name(14, None, texts_in("en")) == "p. 14 of the PDF"


@pytest.mark.parametrize(
    ("numbers", "listed"), [((), ""), ((3,), "3"), ((1, 2), "1–2"), ((3, 5, 6, 7, 9), "3, 5–7, 9")]
)
def test_pages_are_listed_by_stretches(numbers: tuple[int, ...], listed: str) -> None:
    """Forty scanned pages in a row are two numbers."""
    assert page_list(numbers) == listed
