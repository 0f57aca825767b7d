"""What was left out of a file, in a few words and by page."""

from typing import get_args

import pytest

from assistant.show.left_out import left_out_json, left_out_summary
from assistant.show.texts import texts_in
from ingest.reading.file_text import LeftOut, LeftOutReason
from ingest.records import LANGUAGES

SOME = (
    LeftOut(2, "running_head", "Boligpolitisk plan"),
    LeftOut(2, "running_head", "2"),
    LeftOut(3, "contents", "1 Innledning 5"),
    LeftOut(3, "running_head", "Boligpolitisk plan"),
    LeftOut(9, "gibberish", ""),
)


def test_each_reason_is_told_with_its_pages() -> None:
    assert left_out_summary(SOME, True, texts_in("nb")) == (
        "utelatt: topp- og bunntekst (side 2–3), innholdsliste (side 3), uleselig tekst (side 9)"
    )


def test_many_pages_are_counted() -> None:
    every_other = tuple(LeftOut(page, "running_head", "x") for page in range(2, 60, 2))
    assert left_out_summary(every_other, True, texts_in("nn")) == (
        "utelate: topp- og botntekst (29 sider)"
    )


def test_a_file_without_pages_has_places() -> None:
    hidden = (
        LeftOut(1, "hidden", "utkast"),
        LeftOut(1, "hidden", "pris"),
        LeftOut(1, "menu", "Hjem"),
    )
    assert left_out_summary(hidden, False, texts_in("en")) == (
        "left out: hidden text (2 places), menus and lists of links (1 place)"
    )


def test_nothing_is_not_told() -> None:
    assert left_out_summary((), True, texts_in("nb")) == ""


def test_stretches_are_counted_by_page() -> None:
    assert left_out_json(SOME) == [
        {"page": 2, "reason": "running_head", "count": 2},
        {"page": 3, "reason": "contents", "count": 1},
        {"page": 3, "reason": "running_head", "count": 1},
        {"page": 9, "reason": "gibberish", "count": 1},
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_words(language: str) -> None:
    told = {texts_in(language)(f"left_out.{reason}") for reason in get_args(LeftOutReason)}
    assert len(told) == len(get_args(LeftOutReason))
