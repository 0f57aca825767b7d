"""Make training pairs of NorQuAD (Ivanova et al. 2023, CC0), and hold some back for measuring.

Run by hand, with a checkout of github.com/ltgoslo/NorQuAD and Debian's packages apertium and
apertium-nno-nob: python benchmarks/adapter/norquad.py CHECKOUT OUT
Seven of ten documents become OUT/train.jsonl, partly in nynorsk; the questions of the others, to
the passages of all, become OUT/held-back for `eksempelfinner evaluate --beir`. Documents of
NorQuAD's own test and validation parts are left out; those files are read for nothing else.
"""

import json
import random
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PASSAGE = 577
"""Characters of a passage, about: some 130 tokens, as our own passages have."""

HELD_BACK = 0.3
NYNORSK = 0.35
"""Shares of the documents and of the training texts."""

TRANSLATOR = ["apertium", "-u", "nob-nno_e"]


@dataclass(frozen=True, slots=True)
class Told:
    """Hold a passage, the number of its document, and the questions that it answers."""

    document: int
    text: str
    questions: tuple[str, ...]


def main(checkout: Path, out: Path) -> None:
    """Write the training pairs and the BEIR folder."""
    told = list(_told(checkout))
    documents = 1 + max(passage.document for passage in told)
    held_back = int(documents * HELD_BACK)
    _write_pairs([p for p in told if p.document >= held_back], out)
    _write_beir(told, held_back, out / "held-back")


def _told(checkout: Path) -> Iterator[Told]:
    """Yield every passage of the documents that are in neither test nor validation."""
    held_out = {
        _key(text)
        for part in ("test", "validation")
        for text in _contexts(
            _read(checkout / f"data/evaluation/all/{part}_dataset_flattened.json")
        )
    }
    documents: dict[str, list[tuple[str, int]]] = {}
    for source in ("news", "wikipedia"):
        for annotator in (1, 2):
            rows = _read(checkout / f"data/annotation/{source}/answers_{annotator}.json")["data"]
            for paragraph in (paragraph for row in rows for paragraph in row["paragraphs"]):
                if _key(paragraph["context"]) not in held_out:
                    documents.setdefault(paragraph["context"], []).extend(
                        (asked["question"], asked["answers"][0]["answer_start"])
                        for asked in paragraph["qas"]
                        if asked["answers"]
                    )
    shuffled = list(documents.items())
    random.Random(7).shuffle(shuffled)
    for number, (text, every) in enumerate(shuffled):
        for start, end in _passages(text):
            asked = tuple(question for question, at in every if start <= at < end)
            yield Told(number, text[start:end].strip(), asked)


def _write_pairs(told: Sequence[Told], out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    nynorsk = iter(_translated([part for one in told for part in (one.text, *one.questions)]))
    choose = random.Random(0)
    with (out / "train.jsonl").open("w", encoding="utf-8") as file:
        for one in told:
            text = next(nynorsk)
            asked = [(question, next(nynorsk)) for question in one.questions]
            row = {
                "group": f"norquad-{one.document}",
                "passage": text if choose.random() < NYNORSK else one.text,
                "questions": [pair[choose.random() < NYNORSK] for pair in asked],
            }
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _write_beir(told: Sequence[Told], held_back: int, folder: Path) -> None:
    """Write all passages, and the questions of the first `held_back` documents."""
    (folder / "qrels").mkdir(parents=True, exist_ok=True)
    passages, questions, judged = [], [], ["query-id\tcorpus-id\tscore"]
    for number, one in enumerate(told):
        passages.append({"_id": f"p{number}", "title": "", "text": one.text})
        for question in one.questions if one.document < held_back else ():
            judged.append(f"q{len(questions)}\tp{number}\t1")
            questions.append({"_id": f"q{len(questions)}", "text": question})
    for name, rows in (("corpus", passages), ("queries", questions)):
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    (folder / "qrels/test.tsv").write_text("\n".join([*judged, ""]), encoding="utf-8")


def _read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def _key(text: str) -> str:
    """Return what tells documents apart whatever their white space and punctuation."""
    return re.sub(r"\W+", "", text)[:400]


def _contexts(node: Any) -> Iterator[str]:
    """Yield every document text of a file, however deep it lies."""
    if isinstance(node, dict):
        if isinstance(node.get("context"), str):
            yield node["context"]
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from _contexts(child)


def _passages(text: str) -> Iterator[tuple[int, int]]:
    """Yield ranges of about PASSAGE characters that end where a sentence or line does."""
    start = last = 0
    for match in re.finditer(r"(?<=[.!?])\s+|\n+", text):
        if match.end() - start > PASSAGE and last > start:
            yield start, last
            start = last
        last = match.end()
    if len(text) - start > 1.3 * PASSAGE and last > start:
        yield start, last
        start = last
    yield start, len(text)


def _translated(texts: list[str]) -> list[str]:
    joined = "\n".join(" ".join(text.split()) for text in texts)
    done = subprocess.run(TRANSLATOR, input=joined, capture_output=True, text=True, check=True)  # noqa: S603
    lines = done.stdout.split("\n")[: len(texts)]
    if len(lines) != len(texts):
        raise SystemExit(f"{len(texts)} texts went in, {len(lines)} came out")
    return lines


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
