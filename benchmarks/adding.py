"""Measure adding: encoding, reading, a report against encoding its text alone, and the eleventh.

    python benchmarks/adding.py [FILE] [--reports 11] [--repeats 3]

FILE, a real report (tests/data/pdf/noark-5-v5.pdf unless named), is encoded by the program and by
`SentenceTransformer.encode` with its defaults (every fourth passage and sentence of it, with the
same weights); read by two processes and by one; added by the real command to an index of the source
page, and its passages and sentences encoded alone; and added to an index that holds ten reports
more. Those are PDFs of the same words in another order, and their vectors are noise: what is
measured beside them, writing the index and opening it, does not ask what they say.

The two that are compared take turns, and the middle one of the repeats is told. Seconds are of the
clock and, in brackets, of the processor (both of a command and of what it starts): on a machine
that others use the latter are what compares. Memory is the most that the command and what it
started held together: pages that they share are counted once (PSS).
"""

import argparse
import json
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from assistant.reports.add import Options, Outcome, add_files
from assistant.reports.read_ahead import ReadAhead
from assistant.settings import Settings
from assistant.show.terminal import TerminalReporter
from assistant.show.texts import texts_in
from assistant.workspace import load_encoder, open_index
from index.encoder.onnx_runtime import OnnxEncoder
from index.encoder.protocol import Encoded, EncoderIdentity, Role
from index.encoder.sentence_transformer import load_bundled as load_reference
from index.generation import open_live
from ingest.answer_units import answer_units
from ingest.formats.reader import read_file
from ingest.passages import cut_passages
from ingest.progress import no_progress
from ingest.reading.file_text import FileText
from ingest.sandbox.safe_reader import SafeReader, read_safely

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

REPORT = Path(__file__).parents[1] / "tests" / "data" / "pdf" / "noark-5-v5.pdf"
PART_PAGES = 40
Result = TypeVar("Result")
REPORTER = TerminalReporter(texts_in("en"))


@dataclass(frozen=True, slots=True)
class Cost:
    """Hold what something took: seconds of the processor and of the clock."""

    processor: float
    clock: float

    def __str__(self) -> str:
        """Return both, the processor's in brackets."""
        return f"{self.clock:.2f} s ({self.processor:.2f} s)"


class NoiseEncoder:
    """Stand for the encoder: its tokens are real, its vectors are not."""

    def __init__(self, encoder: OnnxEncoder) -> None:
        """Take the tokenizer and the identity of the real one."""
        self.identity: EncoderIdentity = encoder.identity
        self.count_tokens = encoder.count_tokens
        self._tokenizer = encoder.tokenizer
        self._chance = np.random.default_rng(0)

    def token_weights(self, _ids: "NDArray[np.int32]") -> None:
        """Know no weights: a build needs none."""
        return

    def encode(self, texts: Sequence[str], _role: Role) -> Iterator[tuple[int, Encoded]]:
        """Yield a vector of noise for each text and each token of it."""
        for position, text in enumerate(texts):
            tokens = self._tokenizer.encode(text, add_special_tokens=False)
            shape = (len(tokens.ids) + 1, self.identity.dimensions)
            noise = self._chance.standard_normal(shape, np.float32)
            noise /= np.linalg.norm(noise, axis=1, keepdims=True)
            ids, spans = np.array(tokens.ids, np.int32), np.array(tokens.offsets, np.int32)
            yield position, Encoded(noise[0], noise[1:], ids, spans)


def main() -> None:
    """Add, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=REPORT)
    parser.add_argument("--reports", type=int, default=11)
    parser.add_argument("--repeats", type=int, default=3)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        settings = Settings(data=folder / "data")
        encoder = load_encoder(settings)
        if not isinstance(encoder, OnnxEncoder):
            raise TypeError(encoder)
        open_index(settings, REPORTER, encoder)
        _tell("| | measured | compared with | ratio |\n|---|---|---|---|")
        reading = _measure_reading(wanted.file, wanted.repeats)
        texts = _measure_adding(wanted, settings, encoder)
        _measure_encoding(texts[::4], encoder, wanted.repeats, folder)
        if wanted.reports > 1:
            _measure_many(wanted, settings, encoder, reading)


def _measure_reading(file: Path, repeats: int) -> FileText:
    """Tell how fast a report is read, by the process that is confined and by this one alone."""
    two, one = _in_turn(
        lambda: read_safely(file), lambda: read_file(file, None, no_progress), repeats
    )
    reading = read_safely(file)
    pages = len(reading.pages)
    _row(
        f"reading {pages} pages, by two processes and by one",
        f"{two}, {pages / two.clock:.0f} pages/s",
        f"{one}, {pages / one.clock:.0f} pages/s",
        f"{one.clock / two.clock:.2f}",
    )
    with tempfile.TemporaryDirectory() as temporary:
        paths = _in_parts(file, Path(temporary))
        ahead = ReadAhead(paths, SafeReader())
        _, cost = _timed(lambda: [ahead.read(path, no_progress) for path in paths])
        ahead.stop()
        rate = f"{cost}, {pages / cost.clock:.0f} pages/s"
        _row(f"reading a folder of its {len(paths)} parts", rate, "", "")
    return reading


def _in_parts(file: Path, folder: Path) -> list[Path]:
    """Write a PDF in parts of at most PART_PAGES pages."""
    from pypdf import PdfReader, PdfWriter

    pages = PdfReader(file).pages
    paths = []
    for start in range(0, len(pages), PART_PAGES):
        writer = PdfWriter()
        for page in pages[start : start + PART_PAGES]:
            writer.add_page(page)
        paths.append(folder / f"part-{start}.pdf")
        writer.write(paths[-1])
    return paths


def _measure_adding(
    wanted: argparse.Namespace, settings: Settings, encoder: OnnxEncoder
) -> list[str]:
    """Tell what adding takes against encoding alone; return the texts that are encoded."""
    texts: list[str] = []
    peaks: list[int] = []

    def add() -> None:
        data = settings.data.with_name("copy")
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(settings.data, data)
        peaks.append(_add(wanted.file, Settings(data=data)))
        if not texts:
            texts.extend(_encoded_texts(data, wanted.file.name, encoder))

    def alone() -> None:
        list(encoder.encode(texts, "passage"))

    whole, part = _in_turn(add, alone, wanted.repeats)
    _row(
        "adding it, against encoding its passages and sentences alone",
        f"{whole}",
        f"{part}",
        f"{whole.clock / part.clock:.2f} ({whole.processor / part.processor:.2f})",
    )
    _row("memory at most while adding it (PSS)", f"{max(peaks) / 1e6:.0f} MB", "", "")
    return texts


def _encoded_texts(data: Path, name: str, encoder: OnnxEncoder) -> list[str]:
    """Return what is encoded of a document: its passages, and each of its sentences once."""
    document = next(d for d in open_live(data).documents if d.source.file == name)
    passages = cut_passages(document, encoder.count_tokens)
    sentences = [
        passage.text[start:end]
        for passage in passages
        for start, end in answer_units(passage.text, document.language)
    ]
    return [*(passage.encoded_text for passage in passages), *dict.fromkeys(sentences)]


def _measure_encoding(
    texts: Sequence[str], encoder: OnnxEncoder, repeats: int, folder: Path
) -> None:
    """Tell how many tokens a second the program and sentence-transformers encode."""
    reference = _sentence_transformer(folder / "model", encoder.threads)
    prefixed = [encoder.identity.passage_prefix + text for text in texts]
    ours, theirs = _in_turn(
        lambda: list(encoder.encode(texts, "passage")), lambda: reference.encode(prefixed), repeats
    )
    tokens = sum(map(encoder.count_tokens, texts))
    _row(
        f"encoding {tokens:,} tokens, against `SentenceTransformer.encode`",
        f"{ours}, {tokens / ours.clock:.0f} tokens/s",
        f"{theirs}, {tokens / theirs.clock:.0f} tokens/s",
        f"{theirs.clock / ours.clock:.2f} ({theirs.processor / ours.processor:.2f})",
    )


def _sentence_transformer(folder: Path, threads: int) -> "SentenceTransformer":
    """Return a SentenceTransformer with the same weights, saved to `folder` and loaded from it."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import PreTrainedTokenizerFast

    bundled = load_reference(threads)
    bundled.model[0].bert.save_pretrained(folder)
    special = {"unk_token": "<unk>", "pad_token": "<pad>", "cls_token": "<s>", "sep_token": "</s>"}
    PreTrainedTokenizerFast(
        tokenizer_object=bundled.tokenizer, model_max_length=bundled.identity.longest, **special
    ).save_pretrained(folder)
    torch.set_num_threads(threads)
    modules = [Transformer(str(folder)), Pooling(bundled.identity.dimensions, "mean")]
    return SentenceTransformer(modules=modules, device="cpu")


def _measure_many(
    wanted: argparse.Namespace, settings: Settings, encoder: OnnxEncoder, reading: FileText
) -> None:
    """Tell what adding a report takes when there are many, and opening their index."""
    noise = NoiseEncoder(encoder)
    folder = settings.data.parent
    title, pages = reading.pages[0].text, [page.text for page in reading.pages]
    for copy in range(1, wanted.reports):
        path = _shuffled(title, pages, copy, folder)
        (outcome,), cost = _timed(lambda path=path: list(_added(path, settings, noise)))
        _row(f"{outcome.file}: {outcome.state}, without encoding", f"{cost}", "", "")
    peak, last = _timed(lambda: _add(wanted.file, settings))
    _row(f"adding it as report {wanted.reports}", f"{last}, {peak / 1e6:.0f} MB", "", "")
    generation, opened = _timed(lambda: open_live(settings.data))
    held = f"{len(generation.documents)} documents, {len(generation.passages)} passages"
    _row(f"opening the index of {held}", f"{opened}", "", "")
    _, current = _timed(lambda: open_index(settings, REPORTER))
    _row("opening it as a command does, the library compared", f"{current}", "", "")


def _added(path: Path, settings: Settings, encoder: NoiseEncoder) -> Iterator[Outcome]:
    return add_files(settings, [path], Options(force=True), REPORTER, lambda _: encoder)


def _add(file: Path, settings: Settings) -> int:
    """Add `file` by the real command; return the most memory that was held meanwhile."""
    command = [sys.executable, "-m", "assistant.cli", "add", str(file), "--json"]
    process = subprocess.Popen(  # noqa: S603 - our own command
        [*command, "--data", str(settings.data)], stdout=subprocess.PIPE, text=True
    )
    peak = _Peak(process.pid)
    out, _ = process.communicate()
    (row,) = json.loads(out)
    if row["state"] != "added":
        raise SystemExit(f"not added: {row}")
    return peak.end()


class _Peak(threading.Thread):
    """Watch the memory of a process and all that it started."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.most, self.ended = pid, 0, threading.Event()
        self.start()

    def run(self) -> None:
        while not self.ended.wait(0.05):
            self.most = max(self.most, _held(self.pid))

    def end(self) -> int:
        self.ended.set()
        return self.most


def _held(pid: int) -> int:
    """Return the bytes that a process and its descendants hold, their shares of shared pages."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except OSError:
        return 0
    own = next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
    return own * 1024 + sum(_held(int(child)) for child in children)


def _shuffled(title: str, pages: Sequence[str], copy: int, folder: Path) -> Path:
    """Write a PDF with the words of `pages` in another order, under a title of its own."""
    from reportlab.pdfgen.canvas import Canvas

    chance = random.Random(copy)
    path = folder / f"shuffled-{copy}.pdf"
    canvas = Canvas(str(path))
    canvas.setTitle(f"Report {copy} {title[:40]}")
    for page in pages:
        words = page.split()
        chance.shuffle(words)
        text = canvas.beginText(60, 780)
        text.setFont("Helvetica", 8)
        for start in range(0, len(words), 14):
            text.textLine(" ".join(words[start : start + 14]))
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return path


def _in_turn(
    one: Callable[[], object], other: Callable[[], object], repeats: int
) -> tuple[Cost, Cost]:
    """Do both in turn; return the middle cost of each by the clock."""
    pairs = [(_timed(one)[1], _timed(other)[1]) for _ in range(repeats)]
    costs = (sorted(costs, key=lambda cost: cost.clock) for costs in zip(*pairs, strict=True))
    first, second = (each[(repeats - 1) // 2] for each in costs)
    return first, second


def _timed(work: Callable[[], Result]) -> tuple[Result, Cost]:
    before, began = _used(), time.perf_counter()
    result = work()
    return result, Cost(_used() - before, time.perf_counter() - began)


def _used() -> float:
    """Return the processor's seconds of this process and of those it has waited for."""
    usage = [resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in usage)


def _row(*cells: str) -> None:
    _tell(f"| {' | '.join(cells)} |")


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
