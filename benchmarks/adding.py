"""Measure adding: a report against encoding its text alone, and the eleventh against the first.

    python benchmarks/adding.py [FILE] [--reports 11]

FILE, a real report (tests/data/pdf/noark-5-v5.pdf unless named), is added by the real command to an
index of the source page, and again to one that holds ten reports more. Those are PDFs of the same
words in another order, and their vectors are noise: what is measured beside them, writing the index
and opening it, does not ask what they say.

Seconds are of the processor (both of a command and of what it starts) and, in brackets, of the
clock: on a machine that others use the first are what compares. Memory is the most that the command
and what it started held together.
"""

import argparse
import json
import os
import random
import resource
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
from assistant.settings import Settings
from assistant.show.terminal import TerminalReporter
from assistant.show.texts import texts_in
from assistant.workspace import load_encoder, open_index
from index.encoder.protocol import Encoded, EncoderIdentity, Role
from index.generation import open_live
from ingest.passages import cut_passages
from ingest.sandbox.safe_reader import read_safely

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.encoder.onnx_runtime import OnnxEncoder

REPORT = Path(__file__).parents[1] / "tests" / "data" / "pdf" / "noark-5-v5.pdf"
Result = TypeVar("Result")
REPORTER = TerminalReporter(texts_in("en"))


@dataclass(frozen=True, slots=True)
class Cost:
    """Hold what something took: seconds of the processor and of the clock."""

    processor: float
    clock: float

    def __str__(self) -> str:
        """Return both, the clock's in brackets."""
        return f"{self.processor:.2f} s ({self.clock:.2f} s)"


class NoiseEncoder:
    """Stand for the encoder: its tokens are real, its vectors are not."""

    def __init__(self, encoder: "OnnxEncoder") -> None:
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
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        _measure(wanted.file, wanted.reports, Path(temporary))


def _measure(file: Path, reports: int, folder: Path) -> None:
    settings = Settings(data=folder / "data")
    encoder = load_encoder(settings)
    open_index(settings, REPORTER, encoder)
    reading, read = _timed(lambda: read_safely(file))
    pages = len(reading.pages)
    _tell(f"reading {pages} pages: {read}, {pages / read.clock:.0f} pages/s")

    first = _add(file, settings)
    document = next(d for d in open_live(settings.data).documents if d.source.file == file.name)
    passages = cut_passages(document, encoder.count_tokens)
    texts = [passage.encoded_text for passage in passages]
    tokens = sum(map(encoder.count_tokens, texts))
    _, alone = _timed(lambda: list(encoder.encode(texts, "passage")))
    _, loading = _timed(lambda: load_encoder(settings))
    _tell(f"encoding its {len(texts)} passages alone: {alone}, {tokens / alone.clock:.0f} tokens/s")
    _tell(f"loading the encoder: {loading}")
    _against("adding it to the source page", first, alone)

    noise = NoiseEncoder(encoder)
    others = Settings(data=folder / "others")
    open_index(others, REPORTER, encoder)
    shuffled = [
        _shuffled(reading.pages[0].text, [page.text for page in reading.pages], copy, folder)
        for copy in range(1, reports)
    ]
    for path in shuffled:
        (outcome,), cost = _timed(lambda path=path: list(_added(path, others, noise)))
        _tell(f"  {outcome.file}: {outcome.state}, {cost} without encoding")
    last = _add(file, others)
    _against(f"adding it as report {reports}", last, alone)
    generation, opened = _timed(lambda: open_live(others.data))
    passages_held = f"{len(generation.documents)} documents, {len(generation.passages)} passages"
    _tell(f"opening the index of {passages_held}: {opened}")
    _, current = _timed(lambda: open_index(others, REPORTER))
    _tell(f"opening it as a command does, the library compared: {current}")


def _added(path: Path, settings: Settings, encoder: NoiseEncoder) -> Iterator[Outcome]:
    return add_files(settings, [path], Options(force=True), REPORTER, lambda _: encoder)


def _add(file: Path, settings: Settings) -> Cost:
    """Add `file` by the real command, whose peak memory is told."""
    command = [sys.executable, "-m", "assistant.cli", "add", str(file), "--json"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own command
        [*command, "--data", str(settings.data)], stdout=subprocess.PIPE, text=True
    )
    peak = _Peak(process.pid)
    out, _ = process.communicate()
    clock = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    (row,) = json.loads(out)
    if row["state"] != "added":
        raise SystemExit(f"not added: {row}")
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    _tell(f"peak memory while adding: {peak.end() / 1e6:.0f} MB")
    return Cost(processor, clock)


class _Peak(threading.Thread):
    """Watch the memory of a process and all that it started."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.most, self.ended = pid, 0, threading.Event()
        self.start()

    def run(self) -> None:
        while not self.ended.wait(0.05):
            self.most = max(self.most, _resident(self.pid))

    def end(self) -> int:
        self.ended.set()
        return self.most


def _resident(pid: int) -> int:
    """Return the bytes that a process and its descendants hold; shared pages count each time."""
    try:
        own = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except (OSError, IndexError):
        return 0
    return own * os.sysconf("SC_PAGE_SIZE") + sum(_resident(int(child)) for child in children)


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


def _against(what: str, cost: Cost, alone: Cost) -> None:
    shares = f"{cost.processor / alone.processor:.2f} ({cost.clock / alone.clock:.2f})"
    _tell(f"{what}: {cost}, {shares} times encoding its text alone")


def _timed(work: Callable[[], Result]) -> tuple[Result, Cost]:
    before, began = _used(), time.perf_counter()
    result = work()
    return result, Cost(_used() - before, time.perf_counter() - began)


def _used() -> float:
    """Return the processor's seconds of this process and of those it has waited for."""
    usage = [resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in usage)


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
