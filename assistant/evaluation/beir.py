"""Read a folder laid out as BEIR lays it out, and open an index of its corpus.

The layout is that of Thakur et al. (2021): corpus.jsonl, queries.jsonl and qrels/test.tsv.
"""

import csv
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.errors import FileUnreadable
from assistant.evaluation.judged import JudgedQuestion
from assistant.reporter import SILENT, Reporter
from assistant.search.searcher import Searcher
from assistant.settings import Settings
from assistant.workspace import load_encoder, searcher_over
from index.build import build_generation, corpus_sha256
from index.generation import open_live
from ingest.errors import StoreError
from ingest.norwegian.language import detect_language
from ingest.passages import CountTokens
from ingest.records import Document, Locator, Passage, Source


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
                # The header's last cell is not a number; grade 0 means judged and not relevant.
                if cells and cells[-1].lstrip("-").isdigit() and int(cells[-1]) > 0:
                    relevant.setdefault(cells[0], set()).add(cells[-2])
    except (OSError, UnicodeDecodeError, IndexError) as error:
        raise FileUnreadable.because(qrels, error) from error
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
        raise FileUnreadable.because(path, error) from error


def open_beir(
    settings: Settings, documents: tuple[Document, ...], reporter: Reporter = SILENT
) -> Searcher:
    """Open an index of a BEIR corpus, every entry one passage; it is kept beside the live one.

    Raises:
        EncoderError, StoreError: see `build_index`.
    """
    encoder = load_encoder(settings)
    checksum = corpus_sha256(documents)
    data = settings.data / "evaluations" / checksum[:16]
    try:
        return searcher_over(settings, open_live(data), encoder)
    except StoreError:
        # Nothing of the user's is in it: an index that does not fit is simply made again.
        with reporter.progress("progress.encoding") as advance:
            build_generation(documents, encoder, data, advance, whole_passage)
    return searcher_over(settings, open_live(data), encoder)
