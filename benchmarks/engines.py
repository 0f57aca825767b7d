"""Measure the index in files and in Qdrant's engine beside each other, over the same passages.

    python -m benchmarks.engines [--passages 10000 100000] [--folder DIR] [--questions 60]

The passages are those of `benchmarks/scale.py`, with the same vectors in both engines. For each
size it writes both indexes, tells how long Qdrant's took and what each takes on the disk, opens
each in a process of its own for its memory, and then asks both every question in turn, in one
process, with and without filters: the median and the 95th of 100 of the ranking by the clock, the
processor's time, its steps, and how often the first three documents and the verdict are the same.
At last it reads the token vectors of 100 passages as bytes and as multi-vectors, and has the engine
compare them. 100,000 passages take 20 GB of the disk, given back.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.evaluation.judged import read_questions
from assistant.search.filters import NO_FILTERS, Filters
from assistant.search.question import read_question
from assistant.search.ranker import Ranker
from assistant.search.searcher import Searcher
from assistant.search.verdict import read_calibration
from benchmarks.scale import SHARES, make, make_pool, write
from index.encoder.onnx_runtime import load_bundled
from index.engine import open_engine
from index.generation import FileGeneration, open_live
from index.lexical import grams
from index.protocol import Generation, Search
from index.qdrant.edge import open_edge
from index.qdrant.writer import Writer, count_passages
from index.segment import PassageVectors
from ingest.records import Passage

ID = "made-0"
TOKENS_READ, TOKENS, DIMENSIONS = 100, 110, 384


@dataclass(frozen=True)
class Step:
    """How long a question took, in seconds of the clock and of the processor."""

    clock: float
    processor: float


def main() -> None:
    """Make both indexes of each size, measure them, and remove them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--passages", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--folder", type=Path, help="with room for 20 GB")
    parser.add_argument("--questions", type=int, default=60)
    parser.add_argument("--keep", action="store_true", help="leave the indexes there")
    parser.add_argument("--open", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.open:
        _print_memory(given.open[0], Path(given.open[1]))
        return
    folder = Path(tempfile.mkdtemp(dir=given.folder))
    pool = None
    for count in given.passages:
        data = (given.folder or folder) / f"engines-{count}"
        if not (data / "current").exists():
            pool = pool or make_pool(load_bundled(folder, threads=2))
            make(count, pool, data)
        write(f"{count:,} passages")
        if open_edge(data / "qdrant").live_id() is None:
            copy_to_qdrant(data)
        for name, path in (("files", data / "generations"), ("qdrant-edge", data / "qdrant")):
            write(f"  {name}: {_bytes_taken(path) / count:,.0f} bytes a passage on the disk")
        open_edge(data / "qdrant").close()
        for name in ("files", "qdrant-edge"):
            command = [sys.executable, "-m", "benchmarks.engines", "--open", name, str(data)]
            subprocess.run(command, check=True)  # noqa: S603
        compare(data, given.questions)
        open_edge(data / "qdrant").close()
        if not given.keep:
            shutil.rmtree(data)
    shutil.rmtree(folder)
    measure_tokens()


def copy_to_qdrant(data: Path) -> None:
    """Write what the index in files has into Qdrant's engine, as a build does."""
    files, store = open_live(data), open_edge(data / "qdrant")
    encoder: Any = _Identity(files.manifest.encoder)
    started, began = time.perf_counter(), time.process_time()
    passages: list[list[Passage]] = [
        [files.passages[row] for row in files.rows_of(position).tolist()]
        for position in range(len(files.documents))
    ]
    store.create(ID, DIMENSIONS)
    writer = Writer(store, ID, files.documents, count_passages(passages), DIMENSIONS)
    for position in range(len(files.documents)):
        writer.write([position], _vectors(files, position))
    # What `benchmarks/scale.py` has in place of the means: scores would be others.
    writer.take_means(
        files.tokens.mean, [files.units.document_mean(p) for p in range(len(files.documents))]
    )
    written = time.perf_counter()
    writer.finish(encoder, "")
    store.publish(ID)
    write(
        f"  into qdrant-edge in {time.perf_counter() - started:.0f} s, {written - started:.0f} of"
        f" them to write; {time.process_time() - began:.0f} s of the processor"
    )


@dataclass(frozen=True)
class _Identity:
    """As much of an encoder as a manifest has."""

    identity: Any


def _vectors(files: FileGeneration, position: int) -> PassageVectors:
    rows = files.rows_of(position).tolist()
    return PassageVectors(
        np.stack([files.vectors.vector(row) for row in rows]),
        [files.tokens.passage(row) for row in rows],
        [files.units.passage(row) for row in rows],
    )


def _print_memory(name: str, data: Path) -> None:
    """Print what one engine takes in this process when it is open, and after questions."""
    with tempfile.TemporaryDirectory() as folder:
        encoder = load_bundled(Path(folder), threads=1)
        calibration = read_calibration(data, encoder.identity.sha256)
    before, started = _anonymous_mb(), time.perf_counter()
    generation = open_engine(name, data).open_live()  # type: ignore[arg-type]
    ranker = Searcher(generation, encoder, calibration).ranker
    opened = time.perf_counter() - started
    own = _anonymous_mb() - before
    for text in _questions(20):
        ranker.rank(ranker.read(read_question(text)))
    write(
        f"  {name}: opened in {1000 * opened:.0f} ms with {own:.0f} MB,"
        f" {_anonymous_mb() - before:.0f} MB after 20 questions"
    )


def compare(data: Path, count: int) -> None:
    """Ask both engines the same questions in turn, and print how long they took."""
    with tempfile.TemporaryDirectory() as folder:
        encoder = load_bundled(Path(folder), threads=1)
        calibration = read_calibration(data, encoder.identity.sha256)
    searchers = {
        name: Searcher(open_engine(name, data).open_live(), encoder, calibration)  # type: ignore[arg-type]
        for name in ("files", "qdrant-edge")
    }
    rankers = {name: searcher.ranker for name, searcher in searchers.items()}
    texts = _questions(count)
    for ranker in rankers.values():
        ranker.rank(ranker.read(read_question(texts[-1])))
    for year, share in reversed(SHARES.items()):
        if share not in (1, 0.1, 0.001):
            continue
        filters = NO_FILTERS if share == 1 else Filters(until=year)
        times: dict[str, list[Step]] = {name: [] for name in rankers}
        same = [0, 0, 0]
        for text in texts:
            rankings = {}
            for name, ranker in rankers.items():
                query = ranker.read(read_question(text))
                rankings[name], step = _timed(lambda r=ranker, q=query, f=filters: r.rank(q, f))  # type: ignore[misc]
                times[name].append(step)
            ours, theirs = rankings.values()
            first, others = ([d.document.id for d in r.documents[:3]] for r in (ours, theirs))
            held, found = (set(r.scores.rows.tolist()) for r in (ours, theirs))
            same[0] += first == others
            same[1] += ours.verdict == theirs.verdict
            same[2] += len(held & found) / max(1, len(held))
        for name, steps in times.items():
            write(f"  {100 * share:5.1f} % left, {name}: {_told(steps)}")
        documents, verdicts, candidates = (100 * each / len(texts) for each in same)
        write(
            f"         the same first three documents {documents:.0f} %, verdict"
            f" {verdicts:.0f} %, {candidates:.1f} % of the candidates"
        )
    for name, ranker in rankers.items():
        write(f"  steps of {name}, median ms: {_steps(ranker, texts)}")


def _steps(ranker: Ranker, texts: Sequence[str]) -> str:
    """Return how long parts of the ranking take alone."""
    generation: Generation = ranker.generation
    found: dict[str, list[Step]] = {}
    for text in texts:
        query = ranker.read(read_question(text))
        rows = ranker.rank(query).scores.rows
        pooled = query.typed.pooled

        def words(asked: Any = query, own: Any = rows) -> None:
            generation.words(asked.stems, grams(asked.question.searched)).total(own)

        def candidates(asked: Any = query) -> None:
            held = generation.words(asked.stems, grams(asked.question.searched))
            near = [variant.pooled for variant in asked.variants]
            parts = generation.partitions
            generation.find([Search(each.rows, 25, near, held) for each in parts])

        def tokens(own: Any = rows) -> None:
            if hasattr(generation, "rows"):
                generation.rows.__init__(generation.store, generation.id, DIMENSIONS)
            generation.load(own)
            for row in own.tolist():
                generation.tokens.vectors(row)

        steps: dict[str, Callable[[], object]] = {
            "candidates": candidates,
            "words of the best": words,
            "vectors": lambda v=pooled: generation.vectors.nearest(v, 25),  # type: ignore[misc]
            "token vectors": tokens,
        }
        for name, ask in steps.items():
            found.setdefault(name, []).append(_timed(ask)[1])
    return ", ".join(
        f"{name} {1000 * np.median([each.clock for each in own]):.1f}"
        for name, own in found.items()
    )


def measure_tokens() -> None:
    """Print how long the token vectors of 100 passages take, as bytes and as multi-vectors."""
    import qdrant_edge as qdrant

    random = np.random.default_rng(1)
    graphless = qdrant.HnswIndexConfig(m=0, ef_construct=100, full_scan_threshold=10_000)
    with tempfile.TemporaryDirectory() as folder:
        multi = qdrant.EdgeVectorParams(
            DIMENSIONS,
            qdrant.Distance.Dot,
            on_disk=True,
            multivector_config=qdrant.MultiVectorConfig(
                comparator=qdrant.MultiVectorComparator.MaxSim
            ),
            hnsw_config=graphless,
            datatype=qdrant.VectorStorageDatatype.Float16,
        )
        shard = qdrant.EdgeShard.create(
            folder, qdrant.EdgeConfig(vectors={"tokens": multi}, wal_enabled=False)
        )
        for row in range(TOKENS_READ * 5):
            codes = random.integers(-127, 128, (TOKENS, DIMENSIONS)).astype(np.int8)
            payload = {"tokens": b64encode(codes.tobytes()).decode()}
            point = qdrant.Point(row, {"tokens": codes.astype(np.float32).tolist()}, payload)
            shard.update(qdrant.UpdateOperation.upsert_points([point]))
        shard.flush()
        rows = random.choice(TOKENS_READ * 5, TOKENS_READ, replace=False).tolist()
        asked = random.standard_normal((15, DIMENSIONS)).tolist()
        request = qdrant.QueryRequest(
            limit=TOKENS_READ,
            query=qdrant.Query.Nearest(asked, using="tokens"),
            filter=qdrant.Filter(must=[qdrant.HasIdCondition(set(rows))]),
        )
        ways: dict[str, Callable[[], object]] = {
            "bytes read": lambda: [
                np.frombuffer(b64decode(each.payload["tokens"]), np.int8)
                for each in shard.retrieve(rows, True, False)
            ],
            "multi-vectors read": lambda: [
                np.asarray(each.vector["tokens"], np.float32)
                for each in shard.retrieve(rows, False, ["tokens"])
            ],
            "compared in the engine": lambda: shard.query(request),
        }
        for name, ask in ways.items():
            steps = [_timed(ask)[1] for _ in range(5)]
            write(f"token vectors of {TOKENS_READ} passages, {name}: {_told(steps)}")
        shard.close()


def _questions(count: int) -> list[str]:
    asked = [each.text for each in read_questions() if each.half == "develop"]
    return asked[: 3 * count : 3]


def _timed(ask: Callable[[], Any]) -> tuple[Any, Step]:
    started, began = time.perf_counter(), time.process_time()
    result = ask()
    return result, Step(time.perf_counter() - started, time.process_time() - began)


def _told(steps: Sequence[Step]) -> str:
    clock = [1000 * each.clock for each in steps]
    processor = 1000 * float(np.median([each.processor for each in steps]))
    middle, late = np.percentile(clock, [50, 95])
    return f"p50 {middle:.1f} ms, p95 {late:.1f} ms ({processor:.1f} of the processor)"


def _bytes_taken(folder: Path) -> int:
    """Return what the files below a folder take on the disk: some have room that is empty."""
    return sum(512 * path.stat().st_blocks for path in _files(folder))


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _anonymous_mb() -> float:
    """Return the memory of this process that no file is behind, in MB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("RssAnon"):
            return int(line.split()[1]) / 1000
    raise SystemExit("only Linux tells how much memory is resident")


if __name__ == "__main__":
    main()
