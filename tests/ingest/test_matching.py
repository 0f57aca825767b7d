"""A file is the report that it is, and not one that it only mentions."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from ingest.errors import FileAmbiguous
from ingest.language import detect_language
from ingest.matching import match_report
from ingest.reading import FileFacts, Page, Quality, Reading
from ingest.records import Document

DATA = Path(__file__).parents[1] / "data"
FRONTS: list[dict[str, Any]] = tomllib.loads((DATA / "fronts.toml").read_text("utf-8"))["front"]


def reading(*texts: str, paged: bool = True, **facts: Any) -> Reading:
    """Return a reading of these pages."""
    pages = tuple(Page(number, None, text.strip()) for number, text in enumerate(texts, start=1))
    whole = " ".join(texts)
    quality = Quality(len(whole.split()), 0.0, 0.0, (), detect_language(whole))
    facts = {**facts, "authors": tuple(facts.get("authors", ()))}
    return Reading("pdf", "pdfium", paged, pages, (), FileFacts(**facts), quality)


def told(front: dict[str, Any], documents: tuple[Document, ...]) -> str:
    """Return what the front is taken for: an id, "" for none, "?" for several."""
    try:
        match = match_report(reading(*front["pages"], **front.get("facts", {})), documents)
    except FileAmbiguous:
        return "?"
    return match.document_id if match else ""


@pytest.mark.parametrize("front", FRONTS, ids=lambda front: front["name"])
def test_a_front_is_taken_for_what_it_is(
    front: dict[str, Any], documents: tuple[Document, ...]
) -> None:
    """Each of the eleven is known, and nothing else is taken for one."""
    assert told(front, documents) == front["is"]
