"""Measure marked words: which share of them a reader called right, and where one is missing.

    python benchmarks/marks/measure.py [--list]

The passages and judgements are those of judged.toml; the index is the live one of the settings.
With `--list` every mark that is not right, every mark that nobody has judged and every passage
without a mark, though a word of it fits, is told.
"""

import argparse
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from assistant.search.highlight import Highlighter
from assistant.search.question import read_question
from assistant.search.searcher import Searcher
from assistant.settings import read_settings
from assistant.workspace import open_searcher

JUDGED = Path(__file__).parent / "judged.toml"
JUDGEMENTS = ("right", "useless", "misleading")


def main() -> None:
    """Print the figures of each half."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", action="store_true")
    shown = parser.parse_args().list
    searcher = open_searcher(read_settings())
    rows = tomllib.loads(JUDGED.read_text("utf-8"))["passage"]
    for half in ("develop", "report"):
        counts: Counter[str] = Counter()
        for row in rows:
            if row["half"] == half:
                _count(searcher, row, counts, shown)
        marks = sum(counts[name] for name in (*JUDGEMENTS, "unjudged"))
        told = ", ".join(f"{counts[name]} {name}" for name in (*JUDGEMENTS, "unjudged"))
        sys.stdout.write(
            f"{half}: {marks} marks, {told}: {counts['right'] / max(1, marks):.1%} right; "
            f"{counts['passages']} passages, {counts['fits']} with a word that fits, "
            f"{counts['missed']} of them without a mark\n"
        )


def _count(searcher: Searcher, row: dict[str, Any], counts: Counter[str], shown: bool) -> None:
    counts["passages"] += 1
    counts["fits"] += row["fits"]
    marks = _marks(searcher, row)
    for mark in marks:
        judged = next((name for name in JUDGEMENTS if mark in row.get(name, ())), "unjudged")
        counts[judged] += 1
        if shown and judged != "right":
            sys.stdout.write(f"{judged}: {mark!r} for {row['question']!r}\n")
    if row["fits"] and not marks:
        counts["missed"] += 1
        if shown:
            sys.stdout.write(f"no mark for {row['question']!r}\n")


def _marks(searcher: Searcher, row: dict[str, Any]) -> list[str]:
    generation = searcher.generation
    place = (row["document"], row["start"], row["end"])
    for number, passage in enumerate(generation.passages):
        locator = passage.locator
        if (locator.document_id, locator.start, locator.end) == place:
            query = searcher.read(read_question(row["question"]))
            highlights = Highlighter(
                query, searcher.word_vectors, searcher.ranker.terms
            ).highlights(number)
            return [passage.text[start:end].lower().replace("\n", " ") for start, end in highlights]
    raise SystemExit(f"No passage stands at {place}: the page is cut anew, judge it again.")


if __name__ == "__main__":
    main()
