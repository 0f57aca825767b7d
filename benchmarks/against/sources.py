"""What the collections are made of: documents, passages and judged questions.

The program's own index is made of documents; the other tools get the passages that it cuts of
them, each with the context that it puts in front.
"""

import json
import shutil
from dataclasses import asdict
from pathlib import Path

from assistant.evaluation.beir import read_beir, whole_passage
from assistant.evaluation.judged import (
    ANSWERS,
    BUNDLED_QUESTIONS,
    LOOKUPS,
    STRUCTURED,
    JudgedQuestion,
    read_questions,
)
from assistant.settings import Settings
from assistant.workspace import read_documents
from benchmarks.against.collection import OUTSIDE, PAGE, Collection, Text
from index.build import Cut
from index.encoder.onnx_runtime import load_file
from ingest.passages import CountTokens, cut_passages
from ingest.records import Document


def documents_of(collection: Collection) -> tuple[Document, ...]:
    """Return the documents."""
    if collection.name == PAGE:
        return read_documents(Settings(data=collection.root / "no-data"))
    return read_beir(collection.beir)[0]


def cut_of(collection: Collection) -> Cut:
    """Return how a document is cut into passages."""
    return cut_passages if collection.name == PAGE else whole_passage


def questions_of(collection: Collection) -> dict[str, tuple[JudgedQuestion, ...]]:
    """Return the questions that something answers, by the name of their set."""
    if collection.name == OUTSIDE:
        return {"outside": read_beir(collection.beir)[1]}
    judged = [question for question in read_questions(BUNDLED_QUESTIONS) if question.relevant]
    desk = [
        question
        for path in (LOOKUPS, STRUCTURED, ANSWERS)
        for question in read_questions(path)
        if question.relevant and question.half == "report"
    ]
    return {
        "report": tuple(question for question in judged if question.half == "report"),
        "develop": tuple(question for question in judged if question.half == "develop"),
        "desk": tuple(desk),
    }


def write_collections(root: Path, beir: Path | None, passages: int) -> tuple[Collection, ...]:
    """Write the passages of the page, and of the first `passages` entries of a BEIR folder.

    The encoder's file must be there.
    """
    found = [Collection(root, PAGE)]
    if beir is not None:
        found.append(Collection(root, OUTSIDE))
        _copy_beir(beir, found[-1].beir, passages)
    encoder = load_file(found[0].encoder, threads=1)
    for collection in found:
        _write_texts(collection, encoder.count_tokens)
    return tuple(found)


def _write_texts(collection: Collection, count_tokens: CountTokens) -> None:
    cut = cut_of(collection)
    with collection.texts_file.open("w", encoding="utf-8") as file:
        for document in documents_of(collection):
            for passage in cut(document, count_tokens):
                text = Text(passage.id, document.id, passage.encoded_text)
                file.write(json.dumps(asdict(text), ensure_ascii=False) + "\n")


def _copy_beir(source: Path, target: Path, passages: int) -> None:
    """Copy the first entries of a corpus, and the judgements that name one of them.

    Questions that are not judged after that are never asked.
    """
    (target / "qrels").mkdir(parents=True, exist_ok=True)
    lines = (source / "corpus.jsonl").read_text("utf-8").splitlines(keepends=True)[:passages]
    (target / "corpus.jsonl").write_text("".join(lines), "utf-8")
    shutil.copy(source / "queries.jsonl", target / "queries.jsonl")
    kept = {str(json.loads(line)["_id"]) for line in lines}
    header, *judged = (source / "qrels/test.tsv").read_text("utf-8").splitlines(keepends=True)
    judged = [line for line in judged if line.split("\t")[-2] in kept]
    (target / "qrels/test.tsv").write_text("".join([header, *judged]), "utf-8")
