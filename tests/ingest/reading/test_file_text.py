"""The text of a file is written as JSON and read again."""

import json
from typing import Any

import pytest

from ingest.reading.file_text import (
    FileFacts,
    FileText,
    Heading,
    Page,
    Quality,
    Run,
    file_text_from,
    file_text_json,
)

FILE = FileText(
    "pdf",
    "pdfium",
    True,
    (Page(1, "i", "Boligplan", (Run(0, 3, 6), Run(6, 12, 3)), ""), Page(2, None, "")),
    (Heading(1, 0, 1, "Boligplan"),),
    FileFacts("Boligplan", ("Kari Nordmann",), year=2024, producer="Prøveprogrammet"),
    Quality(1, 0.0, 0.5, (2,), "nb", (1,)),
)


def test_a_file_that_is_written_and_read_again_is_the_same() -> None:
    assert file_text_from(json.loads(json.dumps(file_text_json(FILE)))) == FILE


def test_a_run_is_written_as_its_three_numbers() -> None:
    """A report has tens of thousands of them."""
    assert [page["runs"] for page in file_text_json(FILE)["pages"]] == [[[0, 3, 6], [6, 12, 3]], []]


@pytest.mark.parametrize(
    "changed",
    [{"pages": None}, {"pages": [{"number": 1}]}, {"quality": {}}, {"invented": 1}, {"facts": {}}],
)
def test_any_other_json_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        file_text_from({**file_text_json(FILE), **changed})
