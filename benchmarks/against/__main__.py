"""Measure the program against what users would pick instead, and print one table.

    pip install -c constraints.txt -e . -r benchmarks/against/requirements.txt
    python -m benchmarks.against [--beir DIR] [--rounds 3] [--json FILE] [--tools NAME ...]

All search with the bundled encoder, the passages that the program cuts, and the same cores. DIR is
laid out as BEIR is, `held-back` of benchmarks/adapter/norquad.py for one; of a large one the first
`--passages` are taken. Every index is built once. Then each tool is started in turn and asked, a
round after the other: all questions in the first round, and a hundred in the others.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.against import process
from benchmarks.against.collection import PAGE, Collection
from benchmarks.against.measurement import Measurement, Quality, costs, quality, sampled
from benchmarks.against.process import Built, Heard
from benchmarks.against.sources import questions_of, write_collections
from benchmarks.against.table import as_json, behind, markdown
from benchmarks.against.tools import OURS, TOOLS

PASSAGES = 600
"""Of a BEIR folder, so that six tools have encoded them in some minutes."""


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--beir", type=Path)
    parser.add_argument("--passages", type=int, default=PASSAGES)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--tools", nargs="*", choices=list(TOOLS), default=list(TOOLS))
    parser.add_argument("--json", type=Path)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        process.export(Collection(root, PAGE))
        collections = write_collections(root, wanted.beir, wanted.passages)
        measurements = compare(collections, wanted.tools, wanted.rounds)
    sys.stdout.write(markdown(measurements))
    if OURS in measurements:
        sys.stdout.write("".join(f"- {line}\n" for line in behind(measurements)))
    if wanted.json:
        wanted.json.write_text(json.dumps(as_json(measurements), indent=1) + "\n", "utf-8")


def compare(
    collections: Sequence[Collection], tools: Sequence[str], rounds: int
) -> dict[str, Measurement]:
    """Build every index, ask every tool in turn for so many rounds, and return what they came to.

    The encoder and the passages must have been written.
    """
    pairs = [(tool, collection) for collection in collections for tool in tools]
    asked = {each.name: questions_of(each) for each in collections}
    built: dict[tuple[str, str], Built] = {}
    heard: dict[tuple[str, str], list[Heard]] = {}
    for tool, collection in pairs:
        _say(f"{tool} builds {collection.name}")
        built[tool, collection.name] = process.build(tool, _index(tool, collection), collection)
    for number in range(rounds):
        for tool, collection in pairs:
            _say(f"{tool} is asked {collection.name}, round {number + 1} of {rounds}")
            texts = [each.text for group in asked[collection.name].values() for each in group]
            if number:
                texts = [texts[position] for position in sampled(len(texts))]
            answered = process.ask(tool, _index(tool, collection), collection, texts)
            heard.setdefault((tool, collection.name), []).append(answered)
    return {
        tool: Measurement(
            {
                name: values
                for each in collections
                for name, values in _qualities(each, heard[tool, each.name][0]).items()
            },
            {
                each.name: costs(built[tool, each.name], heard[tool, each.name])
                for each in collections
            },
        )
        for tool in tools
    }


def _qualities(collection: Collection, heard: Heard) -> dict[str, Quality]:
    """Return the quality for each set of questions, which were asked one after the other."""
    document_of = {each.id: each.document for each in collection.texts}
    found = iter(heard.found)
    return {
        name: quality(group, [next(found) for _ in group], document_of)
        for name, group in questions_of(collection).items()
    }


def _index(tool: str, collection: Collection) -> Path:
    return collection.root / f"{collection.name}-{tool}"


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    main()
