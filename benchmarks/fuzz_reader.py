"""Read files that were changed at random, and count what comes of it.

    python benchmarks/fuzz_reader.py [FILE_OR_FOLDER ...] [--minutes 20] [--seed 1] [--keep DIR]

Each file is changed once to eight times (in a PDF also inside its packed streams, in a DOCX inside
its parts) and read by the reader that `eksempelfinner add` uses, in a process that is thrown away
when it dies or is slow. A refusal is an answer; an error of any other class, or a reading that does
not hold together, is a finding and is kept. What dies or is slow here is refused in the program,
where a file's reader is killed; it is counted and kept as well. Same seed, same files; Ctrl-C ends
it early.
"""

import argparse
import io
import json
import os
import random
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
import zipfile
import zlib
from collections import Counter
from contextlib import suppress
from pathlib import Path

import docx
from pypdf import PdfWriter
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import FileRefused
from ingest.formats.reader import read_file
from ingest.library.document import read_document
from ingest.reading.file_text import FileText, file_text_from, file_text_json
from ingest.records import Document, Source

LARGEST = 150_000  # bytes of a file that is changed; larger ones give few readings an hour
GROWN = 10 * LARGEST  # bytes from which a file is not changed further: doubling stretches add up
SECONDS = 20  # of one reading
MEMORY = 2_000_000_000
SMALL = 6  # files that are made here
ROUND = 200  # readings of one process

TOKENS = {
    "pdf": b"/Kids /Parent /Count /Type /Page /Pages /Contents /Font /ToUnicode /Filter"
    b" /FlateDecode /Length /Prev /First /Next /Dest /Title /Rotate /MediaBox obj endobj stream"
    b" endstream R << >> [ ] ( ) xref trailer startxref BT ET Tj TJ Tm Td Do q Q beginbfchar"
    b" endbfchar <FEFF> -1 0 2147483647 4294967296 1e38 -1e38 null true".split(b" "),
    "docx": b"<w:p> </w:p> <w:r> <w:t> </w:t> <w:tbl> <w:tr> <w:tc> <w:sdt> <w:pStyle <w:numPr>"
    b' &amp; &x; <!-- --> w:val="0" \xff \x00 -1 99999999999'.split(b" "),
    "html": b"<p> </p> <div> <table> <tr> <td> <li> <h1> </h1> <main> <pre> <br> <!-- -->"
    b" <![CDATA[ &#0; &#x110000; &nbsp <svg> <template> \xff \x00 <script> hidden".split(b" "),
    "markdown": b"# ## ``` > * - | --- [ ]( ) ![ <div> & \\ \xff \t".split(b" "),
    "text": b"\n \r\n - \xc2\xad \xff \xef\xbb\xbf \x0c \xe2\x80\xa8 a\xcc\x8a".split(b" "),
}


def main() -> None:
    """Change and read files until the time is up, then say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("artifacts/fuzz"))
    asked = parser.parse_args()
    given = [
        path.read_bytes()
        for named in asked.paths
        for path in (sorted(named.rglob("*")) if named.is_dir() else [named])
        if path.is_file() and path.stat().st_size <= LARGEST
    ]
    seeds = own_seeds() + given
    asked.keep.mkdir(parents=True, exist_ok=True)
    for content in own_seeds():  # what the reader imports is there before processes part
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"file{SUFFIXES[kind_of(content)][0]}"
            path.write_bytes(content)
            read_file(path, "", lambda _done, _total: None)
    counts: Counter[str] = Counter()
    until = time.monotonic() + 60 * asked.minutes
    number = 0
    with suppress(KeyboardInterrupt):
        while time.monotonic() < until:
            outcomes = one_process(seeds, asked.seed, number, asked.keep)
            number += len(outcomes)
            counts.update(outcomes)
    taken = resource.getrusage(resource.RUSAGE_CHILDREN)
    hours = (taken.ru_utime + taken.ru_stime) / 3600
    lines = [f"{number} readings of {len(seeds)} files changed, {hours:.2f} h of processor"]
    lines += [f"{count:8} {outcome}" for outcome, count in counts.most_common()]
    sys.stdout.write("\n".join(lines) + "\n")


def own_seeds() -> list[bytes]:
    """Return one small file of every type."""
    pdf = io.BytesIO()
    canvas = Canvas(pdf)
    canvas.setTitle("Boliger for alle")
    for number in range(4):
        canvas.bookmarkPage(f"k{number}")
        canvas.addOutlineEntry(f"Kapittel {number}", f"k{number}", number % 2)
        for line in range(8):
            canvas.drawString(72, 700 - 14 * line, f"Kapittel {number} Kommunen leier ut boliger-")
        canvas.showPage()
    canvas.save()
    locked, writer = io.BytesIO(), PdfWriter(io.BytesIO(pdf.getvalue()))
    writer.encrypt("", algorithm="AES-256")
    writer.write(locked)
    word = io.BytesIO()
    document = docx.Document()
    document.add_heading("Boligplan", 0)
    document.add_paragraph("Kommunen leier ut boliger.", style="List Bullet")
    document.add_heading("Tall", 2)
    document.add_table(2, 2).cell(0, 0).text = "2019"
    document.save(word)
    html = (
        "<!doctype html><meta charset=utf-8><title>Plan</title><main><h1>Plan</h1><p>Blå<br>bær"
        "<ul><li>Ett<ul><li>To</ul></ul><table><tr><th>År<td><p>5</table><pre>a\nb</pre></main>"
    )
    mark = (
        "---\na: b\n---\n# Plan\n\nTekst *med* vekt.\n\n- a\n  - b\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n"
    )
    plain = "PLAN\n\n" + ("Kommunen leier ut boliger til den som trenger det, barne-\n" * 9)
    texts = [text.encode() for text in (html, mark, plain)]
    return [pdf.getvalue(), locked.getvalue(), word.getvalue(), *texts]


def one_process(seeds: list[bytes], seed: int, first: int, keep: Path) -> list[str]:
    """Read files from number `first` on in one process until it dies; return what came of each."""
    with tempfile.TemporaryDirectory() as folder:
        told, write = os.pipe()
        pid = os.fork()
        if pid == 0:
            try:
                for number in range(first, first + ROUND):
                    outcome = one_reading(seeds, random.Random(f"{seed} {number}"), Path(folder))
                    if not outcome.startswith(("read", "refused", "not changed")):
                        keep_file(Path(folder), keep, number, outcome)
                    os.write(write, f"{outcome}\n".encode())
            finally:
                os._exit(0)
        os.close(write)
        with os.fdopen(told, encoding="utf-8") as lines:
            outcomes = lines.read().splitlines()
        _, status = os.waitpid(pid, 0)
        if os.WIFSIGNALED(status):
            number = os.WTERMSIG(status)
            slow = number == signal.SIGVTALRM
            outcomes.append("slow" if slow else f"crashed of {signal.Signals(number).name}")
            keep_file(Path(folder), keep, first + len(outcomes) - 1, outcomes[-1])
    return outcomes


def keep_file(folder: Path, keep: Path, number: int, outcome: str) -> None:
    """Keep the file that was being read, if fewer than five have come to the same."""
    name = re.sub(r"\W+", "-", outcome)[:80]
    if len(list(keep.glob(f"{name}.*"))) < 5:
        for path in folder.iterdir():
            shutil.copyfile(path, keep / f"{name}.{number}{path.suffix}")


def one_reading(seeds: list[bytes], chance: random.Random, folder: Path) -> str:
    """Change one of the files, read it, and say what came of it."""
    for old in folder.iterdir():
        old.unlink()
    # The first are the small ones of every type, which take no time.
    content = chance.choice(seeds[:SMALL] if chance.random() < 0.6 else seeds)
    kind = kind_of(content)
    path = folder / f"file{chance.choice(SUFFIXES[kind])}"
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        path.write_bytes(change(content, kind, chance, seeds))
    except Exception as error:  # noqa: BLE001 what was changed before cannot be changed once more
        return f"not changed: {type(error).__name__}"
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        reading = read_file(path, "", lambda _done, _total: None)
        fault = fault_of(reading)
    except FileRefused as error:
        return f"refused: {type(error).__name__}"
    except MemoryError:
        return "refused: MemoryError"
    except Exception as error:  # noqa: BLE001 that is what is looked for
        frames = [f for f in traceback.extract_tb(error.__traceback__) if "/ingest/" in f.filename]
        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
        return f"error: {type(error).__name__} at {place}"
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return f"broken: {fault}" if fault else f"read: {reading.kind}"


def fault_of(reading: FileText) -> str:
    """Return what does not hold of a reading, or nothing."""
    if file_text_from(json.loads(json.dumps(file_text_json(reading)))) != reading:
        return "not the same after JSON"
    texts = {page.number: page.text for page in reading.pages}
    if list(texts) != list(range(1, len(texts) + 1)):
        return "pages not counted from 1"
    for heading in reading.headings:
        text = texts.get(heading.page, "")[heading.start :]
        if not heading.title or not text.replace("\n", " ").startswith(heading.title):
            return "heading not in its place"
    if list(reading.headings) != sorted(reading.headings, key=lambda h: (h.page, h.start)):
        return "headings out of order"
    for page in reading.pages:
        if any(letter < " " and letter != "\n" for letter in page.text):
            return "control character"
        ends = [(run.start, run.start + run.length) for run in page.runs]
        if any(not 0 <= start < end <= len(page.text) for start, end in ends):
            return "run outside its page"
    known = Document("x", "report", "X", "", "nb", Source("x", "0" * 64))
    document = read_document(known, reading, known.source)
    if any(mark.start > len(document.text) for mark in (*document.page_starts, *document.headings)):
        return "mark outside the text"
    return ""


def kind_of(content: bytes) -> str:
    """Return the type of an unchanged file."""
    if content.startswith(b"%PDF"):
        return "pdf"
    if content.startswith(b"PK"):
        return "docx"
    if content.lstrip().startswith(b"<"):
        return "html"
    return "markdown" if content.startswith((b"---", b"#")) else "text"


SUFFIXES = {
    "pdf": (".pdf",), "docx": (".docx",), "html": (".html", ".md"), "markdown": (".md",),
    "text": (".txt", ".md"),
}  # fmt: skip


def change(content: bytes, kind: str, chance: random.Random, seeds: list[bytes]) -> bytes:
    """Return `content` changed once to eight times."""
    for _ in range(chance.randint(1, 8)):
        if len(content) > GROWN:
            break
        if kind == "docx" and chance.random() < 0.9:
            content = change_part(content, chance)
        elif kind == "pdf" and chance.random() < 0.5:
            content = change_stream(content, chance)
        elif chance.random() < 0.03:
            other = chance.choice(seeds)
            content = content[: chance.randrange(len(content) + 1)] + other[len(other) // 2 :]
        else:
            content = change_bytes(content, kind, chance)
    return content


def change_bytes(content: bytes, kind: str, chance: random.Random) -> bytes:
    """Return `content` with one stretch taken out, doubled, moved, mixed up, or put in."""
    start = chance.randrange(len(content) + 1)
    end = min(len(content), start + int(chance.paretovariate(0.7)))
    piece = content[start:end]
    token = chance.choice(TOKENS[kind])
    numbers = [match.span() for match in re.finditer(rb"\d+", content[start : start + 2_000])]
    if numbers and chance.random() < 0.3:
        first, last = chance.choice(numbers)
        return content[: start + first] + token + content[start + last :]
    piece = chance.choice(
        (
            b"",
            piece[:GROWN] * chance.choice((2, 3, 50)),
            bytes(chance.randrange(256) for _ in range(min(len(piece), 64))),
            bytes(byte ^ (1 << chance.randrange(8)) for byte in piece[:64]) + piece[64:],
            token,
            token * chance.choice((2, 300)),
        )
    )
    return content[:start] + piece + content[end if chance.random() < 0.7 else start :]


def change_stream(content: bytes, chance: random.Random) -> bytes:
    """Return a PDF with one of its streams unpacked, changed and packed again."""
    spans = [m.span(1) for m in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", content, re.S)]
    if not spans:
        return content
    start, end = chance.choice(spans)
    try:
        inner = zlib.decompress(content[start:end])
    except zlib.error:
        return content[:start] + change_bytes(content[start:end], "pdf", chance) + content[end:]
    changed = change_bytes(inner, "pdf", chance)
    return content[:start] + zlib.compress(changed) + content[end:]


def change_part(content: bytes, chance: random.Random) -> bytes:
    """Return a package with one of its parts changed; the text's own most often."""
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, ValueError):
        return content
    main = "word/document.xml"
    name = main if main in parts and chance.random() < 0.7 else chance.choice(list(parts))
    parts[name] = change_bytes(parts[name], "docx", chance)
    with zipfile.ZipFile(out, "w") as package:
        for part, inner in parts.items():
            package.writestr(part, inner)
    return out.getvalue()


if __name__ == "__main__":
    main()
