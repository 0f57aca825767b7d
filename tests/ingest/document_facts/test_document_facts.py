"""Documents of many kinds are told for what they are, from their own words."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from ingest.document_facts.document_facts import tell_facts
from ingest.document_facts.told import Told
from tests.ingest.document_facts.own_document import read_own

DATA = Path(__file__).parents[2] / "data"
DOCUMENTS: list[dict[str, Any]] = tomllib.loads((DATA / "own_documents.toml").read_text("utf-8"))[
    "document"
]
FIELDS = ("kind", "title", "municipality", "year", "publisher")


@pytest.mark.parametrize("row", DOCUMENTS, ids=lambda row: row["file"])
def test_a_document_is_told_for_what_it_is(row: dict[str, Any]) -> None:
    """Kind, title, municipality, year and publisher; what its words do not tell is left out."""
    told = tell_facts(read_own(row), row["file"])
    assert {field: told[field].value if field in told else None for field in FIELDS} == {
        field: row.get(field) for field in FIELDS
    }


def test_each_fact_has_the_words_that_told_it() -> None:
    """As the file has them; a report is what nothing says to be another kind."""
    plan, report = DOCUMENTS[0], next(row for row in DOCUMENTS if row["file"] == "rapport.pdf")
    told = tell_facts(read_own(plan), plan["file"])
    assert told["kind"] == Told("plan", "strategi")
    assert told["municipality"] == Told("Sigdal", "Sigdal kommune × 4")
    assert told["year"] == Told(2022, "Vedtatt av kommunestyret 16.06.2022")
    assert told["language"] == Told("nb")
    assert tell_facts(read_own(report), report["file"])["kind"] == Told("report")


def test_a_file_without_a_word_of_itself_has_its_name() -> None:
    """And is a report of nobody."""
    told = tell_facts(read_own({"text": ""}), "3f2504e0-4f89-11d3-9a0c-0305e82c3301.docx")
    assert {field: fact.value for field, fact in told.items()} == {
        "kind": "report",
        "title": "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        "language": "nb",
    }
