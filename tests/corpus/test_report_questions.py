"""The judged questions over the two real reports are complete, and their pages are there.

A failure must not show a question of the half "report": only numbers are compared.
"""

import tomllib
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

ROOT = Path(__file__).parents[2]
PDFS = ROOT / "tests" / "data" / "pdf"
ROWS = tomllib.loads((ROOT / "benchmarks/reports/questions.toml").read_text("utf-8"))["question"]
NEAR_MISSES = tomllib.loads((ROOT / "benchmarks/reports/near_misses.toml").read_text("utf-8"))[
    "question"
]
PAGES = {"noark-5-v5.pdf": 121, "debian-edu-itil-manual.pdf": 87}


@pytest.mark.parametrize("half", ["develop", "report"])
def test_each_half_is_large_enough(half: str) -> None:
    """A half has over 60 questions that are answered, at least 25 of them by each file."""
    counts = Counter(row["file"] for row in ROWS if row["half"] == half)
    assert min(counts[file] for file in PAGES) >= 25
    assert counts[""] == 15
    assert sum(counts.values()) == 81


def test_every_question_names_pages_that_are_there() -> None:
    """What has a file has pages of it; near misses and unrelated questions have neither."""
    wrong = [
        place
        for place, row in enumerate(ROWS)
        if set(row) != {"half", "kind", "text", "file", "pages"}
        or bool(row["file"]) != bool(row["pages"])
        or (row["kind"] in ("near-miss", "unrelated")) == bool(row["pages"])
        or any(not 1 <= page <= PAGES[row["file"]] for page in row["pages"])
    ]
    assert wrong == []
    assert len({row["text"] for row in ROWS}) == len(ROWS)


def test_every_near_miss_says_what_is_missing() -> None:
    """Each is about a place of a report; the halves are alike, and no question stands twice."""
    wrong = [
        place
        for place, row in enumerate(NEAR_MISSES)
        if set(row) != {"half", "language", "text", "about", "place", "missing"}
        or row["about"] not in PAGES
        or not all(row.values())
    ]
    assert wrong == []
    assert Counter(row["half"] for row in NEAR_MISSES) == {"develop": 89, "report": 91}
    assert len({row["text"] for row in (*ROWS, *NEAR_MISSES)}) == len(ROWS) + len(NEAR_MISSES)


@pytest.mark.parametrize("file", PAGES)
def test_the_files_are_the_ones_that_were_judged(file: str) -> None:
    """They go into no package: whoever has them from one has no files to look at."""
    path = PDFS / file
    if not PDFS.is_dir():
        pytest.skip("the real reports are kept out of the source distribution")
    with pypdfium2.PdfDocument(path) as document:
        assert len(document) == PAGES[file]
