"""Measure what each part of the search is worth and costs.

Run by hand, from the project's folder: python benchmarks/parts.py [develop|report]
Prints the quality with one part switched off at a time, and with all of them but the encoder's
adapter; then the milliseconds of each step of a question; then the bytes that a passage takes on
disk.
"""

import sys
import time
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from assistant.evaluation.judged import read_questions
from assistant.evaluation.measure import evaluate, evaluation_json
from assistant.search.question import read_question
from assistant.search.recipe import RECIPE
from assistant.search.searcher import Searcher
from assistant.settings import read_settings
from assistant.show.terminal import TerminalReporter
from assistant.show.texts import texts_in
from assistant.workspace import open_searcher
from index.build import build_generation
from index.encoder.sentence_transformer import load_bundled
from index.generation import open_live

PARTS = {
    "everything": RECIPE,
    "no late interaction": replace(RECIPE, late=0.0),
    "mean not subtracted": replace(RECIPE, centred=0.0),
    "half the mean subtracted": replace(RECIPE, centred=0.5),
    "no pooled vectors": replace(RECIPE, pooled=0.0),
    "no n-grams": replace(RECIPE, grams=0.0),
    "no stems": replace(RECIPE, stems=0.0),
    "no concepts": replace(RECIPE, concepts=0.0),
    "no preferences": replace(RECIPE, preferred=0.0),
    "no terms at all": replace(RECIPE, terms=False),
    "no sentences of a story": replace(RECIPE, sentences=False),
    "no answering sentence": replace(RECIPE, answer=0.0),
}


def main(half: str) -> None:
    """Print the three tables."""
    searcher = open_searcher(read_settings(), TerminalReporter(texts_in("en")))
    questions = [q for q in read_questions() if q.half == half]
    answerable = [question for question in questions if question.relevant]
    for name, recipe in PARTS.items():
        ranker = searcher.ranker
        other = Searcher(
            ranker.generation, ranker.encoder, ranker.calibration, ranker.terms, recipe
        )
        final = evaluation_json(evaluate(other, answerable))["stages"]["final"]
        write(f"{name:26} nDCG@10 {final['ndcg@10']:.3f}  top 1 {final['top1']:.3f}")
    plain = evaluation_json(evaluate(_unadapted(searcher), answerable))["stages"]
    for stage in ("dense", "final"):
        measured = plain[stage]
        write(
            f"{stage + ', no adapter':26} nDCG@10 {measured['ndcg@10']:.3f}"
            f"  top 1 {measured['top1']:.3f}"
        )
    steps: dict[str, list[float]] = {
        "read and encode": [],
        "score and judge": [],
        "group and mark": [],
        "whole search": [],
    }
    for judged in answerable:
        question = read_question(judged.text)
        started = time.perf_counter()
        query = searcher.read(question)
        encoded = time.perf_counter()
        ranking = searcher.rank(query)
        scored = time.perf_counter()
        searcher.answer(ranking)
        ended = time.perf_counter()
        times = (encoded - started, scored - encoded, ended - scored, ended - started)
        for name, seconds in zip(steps, times, strict=True):
            steps[name].append(1000 * seconds)
    for name, milliseconds in steps.items():
        write(f"{name:26} median {median(milliseconds):.1f} ms")
    folder, count = searcher.generation.folder, len(searcher.generation.passages)
    for part in ("vectors.npy", "tokens", "units", "stems", "grams", "passages.jsonl"):
        files = [*folder.glob(f"*/{part}"), *folder.glob(f"*/{part}/*")]
        size = sum(file.stat().st_size for file in files if file.is_file())
        write(f"{part:26} {size / count:,.0f} bytes a passage")


def _unadapted(searcher: Searcher) -> Searcher:
    """Return a searcher over the same documents with the encoder's weights as they came."""
    encoder = load_bundled(threads=2, adapted=False)
    with TemporaryDirectory() as folder:
        build_generation(searcher.generation.documents, encoder, Path(folder))
        # What is open can be read when its file is gone.
        ranker = searcher.ranker
        return Searcher(open_live(Path(folder)), encoder, ranker.calibration, ranker.terms)


def write(line: str) -> None:
    """Write one line as soon as it is known."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "develop")
