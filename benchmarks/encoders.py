"""Compare the bundled encoder with its reference: sentence-transformers on the same weights.

Run by hand, from the project's folder; takes some minutes: python benchmarks/encoders.py
Builds an index of the source page with each, asks all judged questions of both, those of the desk
and the look-ups made of the corpus included, and compares the vectors of texts one by one. Prints
two tables, and the questions whose first document or verdict is another.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from assistant.evaluation.desk import desk_questions, measure_desk
from assistant.evaluation.judged import JudgedQuestion, read_questions
from assistant.evaluation.measure import evaluate, evaluation_json
from assistant.search.filters import NO_FILTERS, Filters
from assistant.search.query import Query
from assistant.search.ranking import Ranking
from assistant.search.searcher import Searcher
from assistant.search.verdict import read_calibration
from index.build import build_generation
from index.encoder import onnx_runtime, sentence_transformer
from index.encoder.protocol import Encoder, Role
from index.generation import open_live
from index.protocol import Generation
from ingest.corpus import read_corpus
from ingest.records import Document

HALVES = ("develop", "report")
TEXTS = 250
"""Passages and sentences whose vectors are compared, and as many questions."""

STAGES = ("dense", "final")


@dataclass(frozen=True, slots=True)
class First:
    """What a question got: the id of its first document, None if it has none, and the verdict."""

    question: str
    document: str | None
    verdict: str


class NotingSearcher(Searcher):
    """A searcher that notes what each question gets."""

    firsts: list[First]

    def rank(
        self, query: Query, filters: Filters = NO_FILTERS, known: Ranking | None = None
    ) -> Ranking:
        """Return the ranking for a query, and note what comes first."""
        ranking = super().rank(query, filters, known)
        best = next((ranked.document.id for ranked in ranking.documents), None)
        self.firsts.append(First(query.question.typed, best, ranking.verdict))
        return ranking


@dataclass(slots=True)
class Run:
    """All that was measured of one encoder: figures by their names, and what came first.

    `texts` are those that its index was made of: the passages, and the sentences of each.
    """

    texts: tuple[str, ...]
    figures: dict[str, float] = field(default_factory=dict)
    firsts: list[First] = field(default_factory=list)


def main() -> None:
    """Measure both encoders and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, default=1)
    threads = parser.parse_args().threads
    documents = read_corpus()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        encoders: dict[str, Encoder] = {
            "light": onnx_runtime.load_bundled(data / "light", threads),
            "reference": sentence_transformer.load_bundled(threads),
        }
        runs = [
            measured(documents, encoder, data / name / "index")
            for name, encoder in encoders.items()
        ]
        show_runs(*runs)
        show_cosines(runs[0].texts, *encoders.values())


def measured(documents: Sequence[Document], encoder: Encoder, data: Path) -> Run:
    """Build an index with an encoder and ask it every judged question."""
    build_generation(documents, encoder, data)
    calibration = read_calibration(data, encoder.identity.sha256)
    generation = open_live(data)
    searcher = NotingSearcher(generation, encoder, calibration)
    run = Run(tuple(texts_of(generation)))
    searcher.firsts = run.firsts
    for half in HALVES:
        judged = [question for question in read_questions() if question.half == half]
        page = evaluation_json(evaluate(searcher, judged))
        run.figures |= named(f"{half}, ", {stage: page["stages"][stage] for stage in STAGES})
        run.figures |= named(f"{half}, ", of_verdict(page["abstention"]))
        desk = measure_desk(searcher, desk_questions(searcher, half))
        run.figures |= named(f"{half}, ", desk)
    return run


def texts_of(generation: Generation) -> Iterator[str]:
    """Yield what an index encodes: each passage with its context, and each of its units alone."""
    for row, passage in enumerate(generation.passages):
        yield passage.encoded_text
        for start, end in generation.units.passage(row).ranges.tolist():
            yield passage.text[start:end]


def of_verdict(abstention: Mapping[str, Any]) -> dict[str, float]:
    """Return the figures of the verdict that are one number each."""
    return {name: abstention[name] for name in ("auc", "answered", "refused")}


def named(prefix: str, figures: Mapping[str, Any]) -> dict[str, float]:
    """Return figures in tables as one table, each named by where it stood."""
    found: dict[str, float] = {}
    for name, value in figures.items():
        if isinstance(value, Mapping):
            found |= named(f"{prefix}{name} ", value)
        elif isinstance(value, float):
            found[f"{prefix}{name}"] = value
    return found


def show_runs(light: Run, reference: Run) -> None:
    """Print how alike two encoders answer."""
    pairs = list(zip(light.firsts, reference.firsts, strict=True))
    same_document = [one.document == other.document for one, other in pairs]
    same_verdict = [one.verdict == other.verdict for one, other in pairs]
    write("| | light | sentence-transformers |\n|---|---|---|")
    write(f"| questions | {len(pairs)} | |")
    write(f"| the same first document | {100 * np.mean(same_document):.2f} % | |")
    write(f"| the same verdict | {100 * np.mean(same_verdict):.2f} % | |")
    for name, value in light.figures.items():
        write(f"| {name} | {value:.4f} | {reference.figures[name]:.4f} |")
    apart = max(light.figures, key=lambda name: abs(light.figures[name] - reference.figures[name]))
    most = abs(light.figures[apart] - reference.figures[apart])
    write(f"| furthest apart: {apart} | {most:.4f} | |")
    for one, other in pairs:
        if (one.document, one.verdict) != (other.document, other.verdict):
            both = " / ".join(f"{each.document} ({each.verdict})" for each in (one, other))
            write(f"- {one.question[:60]}: {both}")


def show_cosines(passages: Sequence[str], light: Encoder, reference: Encoder) -> None:
    """Print how alike the vectors of two encoders are, of passages and of questions."""
    questions = [judged.text for judged in read_questions() if is_question(judged)]
    pooled, tokens, otherwise = [], [], 0
    samples: tuple[tuple[Role, Sequence[str]], ...] = (
        ("passage", passages),
        ("question", questions),
    )
    for role, texts in samples:
        chosen = sample(texts)
        found, expected = (dict(each.encode(chosen, role)) for each in (light, reference))
        for place in range(len(chosen)):
            one, other = found[place], expected[place]
            pooled.append(one.pooled @ other.pooled)
            if np.array_equal(one.spans, other.spans):
                tokens += np.einsum("ij,ij->i", one.tokens, other.tokens).tolist()
            else:
                otherwise += 1
    write("| cosine | of | least | first of a hundred | middle |\n|---|---|---|---|---|")
    for name, cosines in (("pooled", pooled), ("token", tokens)):
        least, first, middle = np.quantile(cosines, (0, 0.01, 0.5))
        write(f"| {name} | {len(cosines)} | {least:.5f} | {first:.5f} | {middle:.5f} |")
    write(f"{otherwise} of {len(pooled)} texts are cut into other pieces.")


def is_question(judged: JudgedQuestion) -> bool:
    """Return whether a judged question has a word: some are marks alone."""
    return any(char.isalnum() for char in judged.text)


def sample(texts: Sequence[str]) -> list[str]:
    """Return TEXTS different texts, spread evenly."""
    different = list(dict.fromkeys(texts))
    return [different[place * len(different) // TEXTS] for place in range(TEXTS)]


def write(line: str) -> None:
    """Write one line as soon as it is known."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
