"""One word for one thing in each language, and headings that end like headings."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.show.texts import texts_in
from ingest.records import LANGUAGES, Language

ROOT = Path(__file__).parents[3] / "assistant"

# Of words that mean the same the texts use one: the first; a pattern finds the others.
CHOICES: dict[Language, dict[str, str]] = {
    "nn": {
        "døme": r"\beksempel(?!finner)|\beksempl",
        "også": r"\bòg\b",
        "svarer": r"\bsvarar\b",
        "søkje": r"\bsøke(?!t\b)\w*",
        "ho (objekt)": r"\bhenne\b",
        "vart": r"\bblei\b",
        "nærmast": r"\bnæra?st\w*|\bnæraste\b",
        "traff": r"\btrefte\b",
        "meir generelle ord": r"\bvidare\W+ord\b",
        "hoppa over": r"\bforbigå\w*",
        "lenkje": r"\blenke\w*",
        "hermeteikn": r"\banførsel\w*|\bgåseauge\w*",
        "til dømes": r"\bfor eksempel\b|\bf\.eks",
        "ikkje (bokmål)": r"\b(?:ikke|noe|hva|hvor|hvordan|jeg|kilde\w*|fra|være)\b",
        "vi har berre tittelen": r"\bkjend med tittel\b|\blesen i sin heilskap\b",
    },
    "nb": {
        "for eksempel": r"\bf\.eks|\btil dømes\b",
        "kilde": r"\bkjelde\w*|\breferanse\w*",
        "lenke": r"\blink(?:en|er)?\b",
        "mer generelle ord": r"\bvidere\W+ord\b",
        "hoppet over": r"\bforbigå\w*",
        "ikke (nynorsk)": r"\b(?:ikkje|frå|kva|korleis|vere|berre)\b",
        "vi har bare tittelen": r"\bkjent med tittel",
        "gode treff": r"\bUsikre treff|\bMindre sikre treff",
    },
    "en": {
        "without its own answers": r"answers of its own",
        "include names": r"\bDo not write names\b",
        "appears in": r"\bstands? (?:in|on)\b",
        "copy link": r"\bTell a colleague\b|\bCopy source\b",
        "download or print": r"\bTake the list\b",
        "closest": r"\bnearest sources\b|\bThese are the nearest\b",
        "only for my words": r"\bfor my own words only\b",
        "again to search anyway": r"\bonce more\b|\ball the same\b",
        "the organisation": r"\bWhoever puts\b",
        "more general words": r"\bbroader words\b|\bwider words\b",
        "may be relevant": r"\bpossibly relevant\b",
        "12%": r"\d\}? %",
    },
}

NOT_IN_TEMPLATES = (
    "page.weak", "page.answering", "page.answering_one", "page.listed", "page.listed_one",
    "page.mentioned", "page.mentioned_one", "page.none", "page.none_in", "page.none_with",
    "page.like", "page.less_sure", "page.titles", "page.nearest", "page.rest", "page.rest_one",
    "page.whole_passage", "page.more_passages", "page.more_passages_one", "page.show_page",
    "outcome.head_good", "outcome.head_listed", "outcome.head_near", "outcome.head_nearest",
    "export.title", "filters.title", "kinds.guidance", "kinds.plan", "kinds.report",
    "kinds.example", "doctor.index", "listing.title", "cli.section.options",
)  # fmt: skip
"""Headings, summaries and labels that code puts where a template prints a value."""

_HEADS = re.compile(
    r"<(h[1-6]|summary|dt|label|button)\b[^>]*>(?:(?!</\1>).)*?"
    r"\{\{ texts\(\"([a-z0-9_.]+)\"",
    re.DOTALL,
)


def _texts(language: Language) -> Iterator[tuple[str, str]]:
    tree = tomllib.loads((ROOT / "texts" / f"{language}.toml").read_text("utf-8"))
    yield from _flat(tree, "")


def _flat(tree: dict[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for name, value in tree.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _headings() -> set[str]:
    """Return the keys of all texts that stand in headings, summaries, labels and buttons."""
    templates = (path.read_text("utf-8") for path in (ROOT / "web/templates").glob("*.html"))
    return {key for text in templates for _, key in _HEADS.findall(text)} | set(NOT_IN_TEMPLATES)


@pytest.mark.parametrize(
    ("language", "chosen"), [(language, word) for language in CHOICES for word in CHOICES[language]]
)
def test_a_word_is_chosen_once(language: Language, chosen: str) -> None:
    other = re.compile(CHOICES[language][chosen], re.IGNORECASE)
    wrong = {
        key: found[0]
        for key, text in _texts(language)
        if not key.startswith(("language_names.", "page.example_"))
        and (found := other.search(text))
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("language", "text", "chosen"),
    [
        ("nn", "Finn eksempel frå kommunar", "døme"),
        ("nn", "Vi fann òg dette", "også"),
        ("nn", "i søkefeltet", "søkje"),
        ("nb", "Kildereferansen og referansen", "kilde"),
        ("en", "The question stands in the address", "appears in"),
        ("en", "at 200 % zoom", "12%"),
    ],
)
def test_the_patterns_find_what_they_are_for(language: Language, text: str, chosen: str) -> None:
    assert re.search(CHOICES[language][chosen], text, re.IGNORECASE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_heading_has_no_full_stop(language: Language) -> None:
    texts, headings = texts_in(language), _headings()
    assert {"about.title", "help.verdicts", "page.not_found", "page.copy"} <= headings
    ended = [key for key in headings if re.search(r"[^.]\.$", texts(key))]
    assert ended == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_and_terminal_say_the_same(language: Language) -> None:
    """Of a verdict, in a row of a file as in a heading."""
    texts = texts_in(language)
    assert texts("outcome.row_weak") == texts("page.weak")


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_a_number_of_per_cent_has_its_space(language: Language) -> None:
    assert [key for key, text in _texts(language) if re.search(r"\d\}?%", text)] == []
