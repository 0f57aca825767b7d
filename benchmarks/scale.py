"""Measure the search over 10,000, 100,000 and 1,000,000 passages.

    python benchmarks/scale.py [--passages 10000 100000 1000000] [--folder DIR]

The passages are made of real Norwegian: each of six sentences of the source page and of Noark 5,
drawn by chance, in some of which a long word is replaced by a new compound. Its vector is a
mix of those of its sentences with noise of the covariance that they have; its token vectors are
theirs. A document has 100 passages. The questions are the judged ones of the half `develop`. Token
and unit vectors are written for TOKEN_PASSAGES passages at most (a million would take 67 GB); a
passage further on has those of one of these, so that every read is a read of a real file.

For each size a process of its own opens the index and asks: its memory, the time of opening, the
recall of the exact ten nearest, and the median of every step, all passages and with filters
that leave 50, 10, 1 and 0.1 % of them; then once more with the page cache dropped before each
question. At most 12 GB of disk are taken, and given back.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.evaluation.judged import read_questions
from assistant.search.filters import NO_FILTERS, Filters
from assistant.search.question import read_question
from assistant.search.ranker import Ranker
from assistant.search.searcher import Searcher
from assistant.search.verdict import read_calibration
from index.encoder.onnx_runtime import load_bundled
from index.encoder.protocol import Encoder, EncoderIdentity
from index.generation import CHUNKER, FORMAT, FileGeneration, open_live
from index.lexical import grams, stems
from index.maxsim import load_token_vectors
from index.passage_table import write_passages
from index.postings import write_postings
from index.protocol import Manifest
from index.publication import write_manifest
from index.sealed import seal
from index.tokens import PassageTokens, quantise, quantise_rows, token_rows
from index.units import unit_row
from index.vectors import unit_rows, write_vectors
from ingest.corpus import read_corpus
from ingest.corpus_data import BUNDLED_CORPUS
from ingest.library.library import Library
from ingest.norwegian.sentences import split_sentences
from ingest.records import Document, Locator, Passage, Source
from ingest.sandbox.safe_reader import read_safely

if TYPE_CHECKING:
    from numpy.typing import NDArray

NOARK = Path(__file__).parents[1] / "tests" / "data" / "pdf" / "noark-5-v5.pdf"

SENTENCES, DOCUMENT_PASSAGES, TOKEN_PASSAGES = 6, 100, 60_000
VARIANTS = 10
"""Of each sentence, in which another of its long words is a new compound."""

NOISE = 0.3
"""Share of the vectors' own spread that is added to the mix of a passage's sentences."""

SHARES = {2000: 0.001, 2001: 0.01, 2002: 0.1, 2003: 0.5, 2004: 1.0}
"""Which share of the documents are of that year or an earlier one: what a filter leaves."""

ASKED, EXACT, COLD = 60, 60, 20
"""Questions for the time of each step, for the recall, and with the page cache dropped."""

CHUNK = 2_000


@dataclass(frozen=True)
class Pool:
    """Sentences in some variants, with their vectors and tokens."""

    texts: list[list[str]]
    pooled: "NDArray[np.float32]"
    tokens: list[PassageTokens]
    unit_rows: "NDArray[np.void]"
    identity: EncoderIdentity


def main() -> None:
    """Make an index of each size, measure it in another process, and remove it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    sizes = [10_000, 100_000, 1_000_000]
    parser.add_argument("--passages", type=int, nargs="+", default=sizes)
    parser.add_argument("--folder", type=Path, help="with room for 12 GB")
    parser.add_argument("--keep", action="store_true", help="leave the indexes there")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        measure(given.measure)
        return
    folder = Path(tempfile.mkdtemp(dir=given.folder))
    pool = None
    for count in given.passages:
        data = (given.folder or folder) / f"scale-{count}"
        if not (data / "current").exists():
            pool = pool or make_pool(load_bundled(folder, threads=2))
            started = time.perf_counter()
            make(count, pool, data)
            write(f"{count:,} passages made in {time.perf_counter() - started:.0f} s")
        subprocess.run([sys.executable, __file__, "--measure", data], check=True)  # noqa: S603
        if not given.keep:
            shutil.rmtree(data)
    shutil.rmtree(folder)


def make_pool(encoder: Encoder) -> Pool:
    """Return the sentences of the source page and of Noark 5, encoded."""
    with tempfile.TemporaryDirectory() as empty:
        documents = read_corpus(BUNDLED_CORPUS, Library.of(Path(empty)))
    pages = [document.text for document in documents]
    pages += [page.text for page in read_safely(NOARK).pages]
    found = (
        " ".join(line[start:end].split())
        for text in pages
        for line in text.split("\n\n")
        for start, end in split_sentences(line.replace("\n", " "), "nb")
    )
    sentences = [each for each in dict.fromkeys(found) if 40 <= len(each) <= 300]
    encoded = dict(encoder.encode(sentences, "passage"))
    pooled = np.stack([encoded[place].pooled for place in range(len(sentences))])
    random = np.random.default_rng(1)
    long_words = sorted({word for text in sentences for word in text.split() if len(word) > 7})
    texts = [[_varied(text, long_words, random) for _ in range(VARIANTS)] for text in sentences]
    tokens = [quantise(encoded[place]) for place in range(len(sentences))]
    units = np.zeros(len(sentences), unit_row(pooled.shape[1]))
    units["codes"], units["scales"] = quantise_rows(pooled)
    write(f"{len(sentences)} sentences of {np.mean([len(each.ids) for each in tokens]):.0f} tokens")
    return Pool(texts, pooled, tokens, units, encoder.identity)


def _varied(text: str, long_words: Sequence[str], random: np.random.Generator) -> str:
    """Return a sentence with one of its long words made a compound that there is not yet."""
    words = text.split()
    own = [place for place, word in enumerate(words) if len(word) > 7 and word.isalpha()]
    if own:
        place = own[random.integers(len(own))]
        other = long_words[random.integers(len(long_words))]
        words[place] = words[place][: len(words[place]) // 2 + 2] + other[len(other) // 2 :]
    return " ".join(words)


def make(count: int, pool: Pool, data: Path) -> None:
    """Write an index of `count` passages, in the files that a build writes."""
    random = np.random.default_rng(count)
    drawn = random.integers(len(pool.texts), size=(count, SENTENCES))
    variant = random.integers(VARIANTS, size=(count, SENTENCES))
    folder = data / "generations" / "made" / "all"
    for name in ("stems", "grams", "tokens", "units"):
        (folder / name).mkdir(parents=True)
    documents = [_document(each, count) for each in range(-(-count // DOCUMENT_PASSAGES))]
    rows = [json.dumps(asdict(document), ensure_ascii=False) for document in documents]
    (folder / "documents.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    _write_texts(pool, drawn, variant, folder)
    write_vectors(_mixed(pool, drawn, random), folder)
    for name, cut in (("stems", stems), ("grams", grams)):
        _write_lexical(pool, cut, drawn * VARIANTS + variant, folder / name)
    few = drawn[:TOKEN_PASSAGES] if count > 10 * TOKEN_PASSAGES else drawn
    rows_of = {
        "tokens/rows": list(map(token_rows, pool.tokens)),
        "tokens/spans": [passage.spans for passage in pool.tokens],
        "units/rows": np.split(pool.unit_rows, len(pool.unit_rows)),
    }
    for name, own_rows in rows_of.items():
        _write_rows(folder / f"{name}.npy", own_rows, few)
    mean = np.concatenate([passage.vectors for passage in pool.tokens]).mean(axis=0)
    np.save(folder / "tokens" / "mean.npy", mean.astype(np.float32))
    means = np.tile(pool.pooled.mean(axis=0), (len(documents), 1)).astype(np.float32)
    np.save(folder / "units" / "means.npy", means)
    places = [(0, place) for place in range(len(documents))]
    manifest = Manifest(
        FORMAT, CHUNKER, "", pool.identity, "", len(documents), count, 0,
        {"all": seal(folder)}, places,
    )  # fmt: skip
    write_manifest(folder.parent, manifest)
    (data / "current").write_text("made")


def _document(number: int, count: int) -> Document:
    share = (number * 7919 % 1000 + 0.5) / 1000
    year = next(year for year, most in SHARES.items() if share < most)
    return Document(
        f"d{number}", "report", f"Rapport {number}", f"Rapport {number} av {count}", "nb",
        Source("made", ""), year=year,
    )  # fmt: skip


def _write_texts(
    pool: Pool, drawn: "NDArray[np.int64]", variant: "NDArray[np.int64]", folder: Path
) -> None:
    passages, document_of = [], (np.arange(len(drawn)) // DOCUMENT_PASSAGES).tolist()
    for place, (own, forms) in enumerate(zip(drawn.tolist(), variant.tolist(), strict=True)):
        text = " ".join(pool.texts[each][form] for each, form in zip(own, forms, strict=True))
        locator = Locator(f"d{document_of[place]}", 0, len(text))
        passages.append(Passage(f"d{document_of[place]}-{place}", text, "", "", locator))
    write_passages(passages, document_of, folder)


def _mixed(
    pool: Pool, drawn: "NDArray[np.int64]", random: np.random.Generator
) -> "NDArray[np.float32]":
    """Return a vector of each passage: of its sentences, one more than the other, and noise."""
    spread = np.linalg.cholesky(np.cov(pool.pooled.T) + 1e-9 * np.eye(pool.pooled.shape[1]))
    mixed = np.empty((len(drawn), pool.pooled.shape[1]), np.float32)
    for start in range(0, len(drawn), CHUNK):
        own = drawn[start : start + CHUNK]
        weights = random.exponential(size=own.shape).astype(np.float32)
        weights /= weights.sum(axis=1, keepdims=True)
        noise = NOISE * random.standard_normal((len(own), len(spread))) @ spread.T
        made = np.einsum("ps,psd->pd", weights, pool.pooled[own]) + noise
        mixed[start : start + CHUNK] = unit_rows(made.astype(np.float32))
    return mixed


def _write_lexical(
    pool: Pool, cut: Callable[[str], list[str]], drawn: "NDArray[np.int64]", folder: Path
) -> None:
    """Write the postings that `write_lexical` would, from those of the sentences."""
    from scipy.sparse import csr_array

    tokens = [cut(form) for forms in pool.texts for form in forms]
    vocabulary = sorted({token for each in tokens for token in each})
    column_of = {token: column for column, token in enumerate(vocabulary)}
    ids = [np.array([column_of[token] for token in each], np.int64) for each in tokens]
    lengths = np.array([len(each) for each in ids])[drawn].sum(axis=1)
    columns, counts, distinct = [], [], []
    for start in range(0, len(drawn), CHUNK):
        own = drawn[start : start + CHUNK]
        flat = np.concatenate([ids[each] for each in own.ravel().tolist()])
        passage = np.repeat(np.arange(len(own)), lengths[start : start + CHUNK])
        keys, times = np.unique(passage * len(vocabulary) + flat, return_counts=True)
        columns.append((keys % len(vocabulary)).astype(np.int32))
        counts.append(times.astype(np.uint16))
        distinct.append(np.bincount(keys // len(vocabulary), minlength=len(own)))
    starts = np.concatenate([[0], np.cumsum(np.concatenate(distinct))]).astype(np.int32)
    shape = (len(drawn), len(vocabulary))
    by_token = csr_array(
        (np.concatenate(counts), np.concatenate(columns), starts), shape=shape
    ).tocsc()
    write_postings(
        folder,
        vocabulary,
        held=np.diff(by_token.indptr.astype(np.int64)),
        rows=by_token.indices.astype(np.int32),
        counts=by_token.data,
        lengths=lengths.astype(np.int32),
    )


def _write_rows(path: Path, rows_of: "Sequence[NDArray[Any]]", drawn: "NDArray[np.int64]") -> None:
    """Write one table of the rows of all passages, which are those of their sentences."""
    own = np.array([len(rows) for rows in rows_of])
    bounds = np.concatenate([[0], np.cumsum(own[drawn].sum(axis=1))])
    np.save(path.with_name("bounds.npy"), bounds)
    descr = np.lib.format.dtype_to_descr(rows_of[0].dtype)
    shape = (int(bounds[-1]), *rows_of[0].shape[1:])
    header = {"descr": descr, "fortran_order": False, "shape": shape}
    with path.open("wb") as file:
        np.lib.format.write_array_header_1_0(file, header)
        for places in drawn.tolist():
            file.write(np.concatenate([rows_of[place] for place in places]).tobytes())


class Folded:
    """A table of fewer passages than there are: those further on begin again at the first."""

    def __init__(self, table: Any, count: int) -> None:
        """Take `table`, which holds `count` passages."""
        self._table, self._count = table, count
        self.mean = getattr(table, "mean", None)
        self.document_mean = getattr(table, "document_mean", None)

    def __getattr__(self, name: str) -> Any:
        """Return the method that reads what stands for the passage in a row."""
        return lambda row: getattr(self._table, name)(row % self._count)


def measure(data: Path) -> None:
    """Print what an index takes and how long its questions do."""
    with tempfile.TemporaryDirectory() as folder:
        encoder = load_bundled(Path(folder), threads=1)
        calibration = read_calibration(data, encoder.identity.sha256)
    before = _memory()
    started = time.perf_counter()
    generation = open_live(data)
    opened = time.perf_counter() - started
    count = len(generation.passages)
    held = len(generation.segments[0].table("tokens/bounds")) - 1
    tokens, units = (Folded(each, held) for each in (generation.tokens, generation.units))
    generation = replace(generation, tokens=tokens, units=units)  # type: ignore[arg-type]
    ranker = Searcher(generation, encoder, calibration).ranker
    write(f"{count:,} passages: opened in {1000 * opened:.0f} ms, {_memory() - before:.0f} MB")
    _print_bytes(generation, held)
    questions = [each.text for each in read_questions() if each.half == "develop"][: 5 * ASKED : 3]
    started = time.perf_counter()
    ranker.rank(ranker.read(read_question(questions[-1])))
    write(f"  the first question {time.perf_counter() - started:.2f} s")
    exact = _exact(ranker, questions[:EXACT])
    for year, share in reversed(SHARES.items()):
        filters = NO_FILTERS if share == 1 else Filters(until=year)
        times = [_asked(ranker, text, filters) for text in questions[:ASKED]]
        found = _recall(ranker, filters, exact, year)
        write(f"  {100 * share:5.1f} % left: {_medians(times)}; recall of ten {found:.3f}")
    cold = []
    for text in questions[:COLD]:
        _drop(generation.folder)
        cold.append(_asked(ranker, text, NO_FILTERS))
    write(f"  cold, all left: {_medians(cold)}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    write(f"  memory {_memory():.0f} MB, at most {peak:.0f}; {before:.0f} before opening")


def _asked(ranker: Ranker, text: str, filters: Filters) -> dict[str, "NDArray[np.float64]"]:
    """Return the seconds, by the clock and by the processor, of each step of a question.

    They are: to read and encode it, to rank it, and parts of the ranking done once more alone.
    """
    clock = [_now()]

    def lap() -> "NDArray[np.float64]":
        clock.append(_now())
        return clock[-1] - clock[-2]

    query = ranker.read(read_question(text))
    times = {"read": lap()}
    ranking = ranker.rank(query, filters)
    times["rank"] = lap()
    generation = ranker.generation
    generation.stems.share(query.stems)
    generation.grams.share(grams(query.question.searched))
    times["of it words"] = lap()
    for variant in query.variants:
        generation.vectors.nearest(variant.pooled, ranker.recipe.candidates)
    times["vectors"] = lap()
    if len(ranking.scores.rows):
        load_token_vectors(generation.tokens, ranking.scores.rows)
    times["token vectors"] = lap()
    return times


def _now() -> "NDArray[np.float64]":
    return np.array([time.perf_counter(), time.process_time()])


def _medians(times: Sequence[dict[str, "NDArray[np.float64]"]]) -> str:
    """Return the median milliseconds of each step, by the clock and by the processor."""
    told = []
    for name in times[0]:
        clock, processor = 1000 * np.median([each[name] for each in times], axis=0)
        told.append(f"{name} {clock:.1f} ({processor:.1f})")
    return f"median ms: {', '.join(told)}"


def _exact(ranker: Ranker, questions: Sequence[str]) -> "dict[str, Any]":
    """Return the vectors of questions, and their inner products with all passages."""
    vectors = [ranker.read(read_question(text)).typed.pooled for text in questions]
    table = ranker.generation.segments[0].table("vectors")
    blocks = [
        table.rows(start, min(start + 10_000, len(table))) @ np.stack(vectors).T
        for start in range(0, len(table), 10_000)
    ]
    return {"vectors": vectors, "scores": np.concatenate(blocks)}


def _recall(ranker: Ranker, filters: Filters, exact: dict[str, Any], year: int) -> float:
    """Return which share of the exact ten nearest, among those that are left, are found."""
    generation, shares = ranker.generation, []
    years = np.array([document.year for document in generation.documents])
    rows = np.flatnonzero(years[generation.document_of] <= year)
    given = None if filters is NO_FILTERS else rows
    for place, vector in enumerate(exact["vectors"]):
        right = set(rows[np.argsort(-exact["scores"][rows, place])[:10]].tolist())
        found = generation.vectors.nearest(vector, 10, given)[0].tolist()
        shares.append(len(right & set(found)) / len(right))
    return float(np.mean(shares))


def _print_bytes(generation: FileGeneration, held: int) -> None:
    sizes: dict[str, int] = {}
    for path in _files(generation.folder):
        name = (
            path.relative_to(generation.folder / "all").parts[0]
            if path.parent.name != "made"
            else path.name
        )
        sizes[name] = sizes.get(name, 0) + path.stat().st_size
    count = len(generation.passages)
    told = (
        f"{name} {size / (held if name in ('tokens', 'units') else count):,.0f}"
        for name, size in sorted(sizes.items(), key=lambda each: -each[1])
    )
    write(f"  bytes a passage: {', '.join(told)}")


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _drop(folder: Path) -> None:
    """Have the kernel forget the files of an index."""
    for path in _files(folder):
        descriptor = os.open(path, os.O_RDONLY)
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(descriptor)


def _memory() -> float:
    """Return the resident memory of this process in MB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1000
    raise SystemExit("only Linux tells how much memory is resident")


def write(line: str) -> None:
    """Write one line as soon as it is known."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
