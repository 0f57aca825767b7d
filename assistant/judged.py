"""Read judged questions: our own file of them, or a folder laid out as BEIR lays it out."""

import csv
import hashlib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.data import BUNDLED_CORPUS
from ingest.errors import FileUnreadable
from ingest.language import detect_language
from ingest.passages import CountTokens
from ingest.records import Document, Locator, Passage, Source

BUNDLED_QUESTIONS = BUNDLED_CORPUS / "questions.toml"


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """Hold a question and the ids of the documents that answer it; none where nothing does."""

    text: str
    kind: str
    relevant: frozenset[str]
    half: str | None = None


def read_questions(path: Path = BUNDLED_QUESTIONS) -> tuple[JudgedQuestion, ...]:
    """Read the questions of a TOML file.

    Raises:
        FileUnreadable: it is missing, not TOML, or a question lacks its text or its judgement.
    """
    try:
        with path.open("rb") as file:
            rows: list[dict[str, Any]] = tomllib.load(file)["question"]
        return tuple(
            JudgedQuestion(
                str(row["text"]),
                str(row.get("kind", "")),
                frozenset(row["relevant"]),
                row.get("half"),
            )
            for row in rows
        )
    except KeyError as error:
        raise FileUnreadable(file=str(path), reason=f"no {error}") from error
    except (OSError, ValueError, TypeError) as error:
        raise FileUnreadable(file=str(path), reason=str(error)) from error


def read_beir(folder: Path) -> tuple[tuple[Document, ...], tuple[JudgedQuestion, ...]]:
    """Read `corpus.jsonl`, `queries.jsonl` and `qrels/test.tsv` (Thakur et al. 2021, BEIR).

    Questions without a judgement in the test file are left out.

    Raises:
        FileUnreadable: a file is missing or a line of it cannot be read.
    """
    corpus, queries, qrels = (
        folder / "corpus.jsonl",
        folder / "queries.jsonl",
        folder / "qrels/test.tsv",
    )
    documents = []
    for row in _json_lines(corpus):
        text = str(row["text"])
        documents.append(
            Document(
                id=str(row["_id"]),
                kind="report",
                title=str(row.get("title") or ""),
                text=text,
                language=detect_language(text),
                source=Source(corpus.name, hashlib.sha256(text.encode()).hexdigest()),
            )
        )
    if not documents:
        raise FileUnreadable(file=str(corpus), reason="0")
    relevant: dict[str, set[str]] = {}
    try:
        with qrels.open(encoding="utf-8", newline="") as file:
            for cells in csv.reader(file, delimiter="\t"):
                # The header's last cell is no number; grade 0 is judged and not relevant.
                if cells and cells[-1].lstrip("-").isdigit() and int(cells[-1]) > 0:
                    relevant.setdefault(cells[0], set()).add(cells[-2])
    except (OSError, UnicodeDecodeError, IndexError) as error:
        raise FileUnreadable(file=str(qrels), reason=str(error)) from error
    questions = [
        JudgedQuestion(str(row["text"]), "", frozenset(relevant[str(row["_id"])]))
        for row in _json_lines(queries)
        if str(row["_id"]) in relevant
    ]
    return tuple(documents), tuple(questions)


def whole_passage(document: Document, _count_tokens: CountTokens) -> tuple[Passage, ...]:
    """Return the entry of a BEIR corpus as one passage, as it stands."""
    locator = Locator(document.id, 0, len(document.text))
    return (Passage(document.id, document.text, document.title, document.title, locator),)


def _json_lines(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    row = json.loads(line)
                    if not {"_id", "text"} <= row.keys():
                        raise FileUnreadable(file=str(path), reason=f"{number}: _id, text")
                    yield row
    except (OSError, ValueError, AttributeError) as error:
        raise FileUnreadable(file=str(path), reason=str(error)) from error
