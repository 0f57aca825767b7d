"""Measure what a projection of the token vectors loses and saves.

    python benchmarks/projection.py [--data DIR] [--beir DIR] [--half develop] [--keep 384 192 128]

Asks the judged questions of one half of the documents in the data folder (those of the page and of
the reports that were added); with --beir, the same half of that folder's questions of its passages,
and the page's, which nothing there answers. Everything is encoded once, in full, and then
projected to each number of dimensions by a matrix that is fitted on it.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import index.projection
from assistant.evaluate import Evaluation, evaluate, evaluation_json, interval
from assistant.judged import JudgedQuestion, read_beir, read_questions, whole_passage
from assistant.search import Searcher
from assistant.settings import read_settings
from assistant.verdict import read_calibration
from assistant.workspace import load_encoder, read_documents
from index.build import Cut, build_generation
from index.encoder import Encoded, Encoder, Role
from index.generation import Generation, open_live
from index.projection import fit_projection, project_passages
from index.tokens import TokenTable, write_tokens
from ingest.passages import cut_passages

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Remembering:
    """Encode every question once: it is asked of every index."""

    def __init__(self, inner: Encoder) -> None:
        self.inner = inner
        self.identity = inner.identity
        self.known: dict[str, Encoded] = {}

    def token_weights(self, ids: "NDArray[np.int32]") -> "NDArray[np.float32] | None":
        """Return what the inner encoder gives."""
        return self.inner.token_weights(ids)

    def count_tokens(self, text: str) -> int:
        """Return how many tokens `text` has."""
        return self.inner.count_tokens(text)

    def encode(self, texts: Sequence[str], role: Role) -> Iterator[tuple[int, Encoded]]:
        """Yield the vectors of each text."""
        if role == "passage":
            yield from self.inner.encode(texts, role)
            return
        new = [text for text in texts if text not in self.known]
        for position, encoded in self.inner.encode(new, role):
            self.known[new[position]] = encoded
        yield from enumerate(self.known[text] for text in texts)


def main() -> None:
    """Encode, project, ask and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--beir", type=Path)
    parser.add_argument("--half", choices=["develop", "report"], default="develop")
    parser.add_argument("--keep", type=int, nargs="+", default=[384, 256, 192, 160, 128])
    wanted = parser.parse_args()
    settings = read_settings(data=wanted.data)
    encoder = Remembering(load_encoder(settings))
    questions = [q for q in read_questions() if q.half == wanted.half]
    documents = read_documents(settings)
    cut: Cut = cut_passages
    if wanted.beir:
        documents, asked = read_beir(wanted.beir)
        middle = len(asked) // 2
        of_half = asked[:middle] if wanted.half == "develop" else asked[middle:]
        nowhere = [JudgedQuestion(q.text, "another field", frozenset()) for q in questions]
        questions, cut = [*of_half, *nowhere], whole_passage
    # Nothing is projected while it is encoded; that is done here.
    index.projection.FEWEST_TOKENS = sys.maxsize
    with TemporaryDirectory() as folder:
        build_generation(documents, encoder, Path(folder) / "data", cut=cut)
        generation = open_live(Path(folder) / "data")
        tell(f"{len(generation.passages)} passages, {generation.manifest.tokens} tokens")
        calibration = read_calibration(settings.data, encoder.identity.sha256)
        full: Evaluation | None = None
        for kept in wanted.keep:
            tables = Path(folder) / str(kept)
            began = time.process_time()
            projected = project(generation, kept, tables)
            fitted = time.process_time()
            run = evaluate(Searcher(projected, encoder, calibration), questions)
            asked_ms = 1000 * (time.process_time() - fitted) / len(questions)
            full = full or run
            size = sum(file.stat().st_size for file in tables.iterdir()) / len(generation.passages)
            tell(f"{kept} dimensions: {quality(run, full)}")
            tell(
                f"    {size:,.0f} bytes of token vectors a passage, {asked_ms:.0f} ms a question, "
                f"fitted and projected in {fitted - began:.1f} s"
            )


def project(generation: Generation, kept: int, folder: Path) -> Generation:
    """Return `generation` with token vectors of `kept` dimensions, written to `folder`."""
    passages = [generation.tokens.passage(row) for row in range(len(generation.passages))]
    if kept >= generation.tokens.codes.shape[1]:
        write_tokens(passages, folder)
    else:
        matrix = fit_projection(passages, kept)
        write_tokens(list(project_passages(passages, matrix)), folder, matrix)
    return replace(generation, tokens=TokenTable(folder))


def quality(run: Evaluation, full: Evaluation) -> str:
    """Return the measures of a run, and the paired interval of what it gains on the first one."""
    shown = evaluation_json(run)
    final, refusing = shown["stages"]["final"], shown["abstention"]
    low, high = interval(run.values["final"]["ndcg@10"] - full.values["final"]["ndcg@10"])
    changed = sum(a != b for a, b in zip(run.verdicts, full.verdicts, strict=True))
    return (
        f"nDCG@10 {final['ndcg@10']:.3f} ({low:+.3f} to {high:+.3f}), top 1 {final['top1']:.3f}, "
        f"AUC {refusing['auc']:.3f}, answered {refusing['answered']:.1%}, "
        f"refused {refusing['refused']:.1%}, {changed} of {run.questions} verdicts changed"
    )


def tell(line: str) -> None:
    """Write one line as soon as it is known."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
