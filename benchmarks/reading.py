"""Measure how PDFs are read: words kept, running headers left, headings, hyphens, speed.

    python benchmarks/reading.py FOLDER [--numbers] [--hyphens 200] [--passages 10] [--seed 1]
        [--json FILE]

Words are counted page by page against three readers: pdftotext, pypdf and PDFium as it comes.
First against the best of them, whose words have letters in a known order most often, and then
against the words that two of them have, as often as the second of them has it: where two are wrong
in the same way, that asks for what is no word. What we leave out on purpose is not looked for:
digits, lines that stand at the edge of many pages, and pages of contents. If the last sentence of a
page runs on, its notes stand on the next page, and are looked for there too. Hyphens and passages
are drawn by chance and printed, for a person to check.

Numbers are compared one by one, since a wrong one is worse than a missing word: `--numbers` lists
each that two readers have and ours has not ("-"), and each that only ours has ("+"), with its page
and what stands around it. A person looks at each. What was left out and told of is not listed.
"""

import argparse
import json
import random
import re
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

from ingest.reading.file_text import FileText
from ingest.reading.known_words import unknown_share, words_of
from ingest.sandbox.safe_reader import read_safely

READERS = ("pdftotext", "pypdf", "pdfium")
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")
_AROUND_CHARS = 30
# With the line's printed number, where one comes between.
_HYPHEN = re.compile(r"[-\u2010\u00ad\ufffe]\s*(?:\d{1,4}\s+)?")


def main() -> None:
    """Read the files and print what came of each."""
    given = _arguments()
    files = sorted(path for path in given.folder.rglob("*.pdf"))
    rows: list[dict[str, Any]] = []
    joins: list[str] = []
    passages: list[str] = []
    numbers: list[str] = []
    for path in files:
        began = time.perf_counter()
        reading = read_safely(path)
        seconds = time.perf_counter() - began
        others = {reader: _read_with(reader, path) for reader in READERS}
        row = _measured(path, reading, others, seconds)
        rows.append(row)
        say(
            "{file:24.24} {producer:18.18} {pages:4} p {words:6} w {per_second:5.0f}/s "
            "recall {of_best:.4f} of {best}, {recall:.4f} of two "
            "(pdftotext {pdftotext:.4f} pypdf {pypdf:.4f} pdfium {pdfium:.4f}) "
            "headers {headers:.3f} headings {headings:4} hyphens {hyphens:4} "
            "unknown {unknown:.3f} {reader}".format(**row)
        )
        numbers += _numbers_that_differ(path, reading, others)
        joins += _hyphen_joins(path, reading, others["pdfium"])
        passages += _paragraphs(path, reading)
    _totals(rows)
    say(f"\nnumbers that differ: {len(numbers)} of {sum(row['numbers'] for row in rows)}")
    for text in numbers if given.numbers else ():
        say(text)
    chance = random.Random(given.seed)
    for title, found, size in (
        ("hyphens", joins, given.hyphens), ("passages", passages, given.passages)
    ):  # fmt: skip
        say(f"\n{title}: {size} of {len(found)}")
        for text in chance.sample(found, min(size, len(found))):
            say(text)
    if given.json:
        given.json.write_text(json.dumps(rows, indent=1, ensure_ascii=False), "utf-8")


def say(text: str) -> None:
    """Write a line."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--numbers", action="store_true")
    parser.add_argument("--hyphens", type=int, default=0)
    parser.add_argument("--passages", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


def _measured(
    path: Path, reading: FileText, others: dict[str, list[str]], seconds: float
) -> dict[str, Any]:
    furniture = frozenset().union(*(_furniture(pages, 6) for pages in others.values()))
    edges = _furniture(others["pdftotext"], 2)
    best = min(READERS, key=lambda reader: unknown_share("\n".join(others[reader])))
    agreed: Counter[str] = Counter()
    in_best = kept = 0
    found = dict.fromkeys(("recall", *READERS), 0)
    for number, page in enumerate(reading.pages):
        texts = {reader: pages[number] for reader, pages in others.items()}
        if _is_contents(texts["pdfium"]):
            continue
        words = {reader: _words(text, furniture) for reader, text in texts.items()}
        every = frozenset().union(*words.values())
        wanted = Counter({w: sorted(one[w] for one in words.values())[1] for w in every})
        agreed += wanted
        ours = _words(page.text, frozenset()) + _carried_words(reading, others, number)
        for reader, have in (("recall", ours), *words.items()):
            found[reader] += (wanted & have).total()
        in_best += words[best].total()
        kept += (words[best] & ours).total()
    info = subprocess.run(  # noqa: S603 a list, no shell
        ["pdfinfo", str(path)],  # noqa: S607
        capture_output=True,
        check=False,
    )
    producer = re.search(rb"Producer:\s*(.*)", info.stdout)
    left = sum(_has_furniture(page.text, edges) for page in reading.pages)
    return {
        "file": path.stem,
        "producer": producer[1].decode("utf-8", "replace") if producer else "-",
        "pages": len(reading.pages),
        "words": reading.quality.words,
        "per_second": len(reading.pages) / seconds,
        "best": best,
        "of_best": kept / max(1, in_best),
        **{reader: count / max(1, agreed.total()) for reader, count in found.items()},
        "headers": left / len(reading.pages),
        "headings": len(reading.headings),
        "numbers": sum(len(_NUMBER.findall(page.text)) for page in reading.pages),
        "hyphens": len(_hyphen_joins(path, reading, others["pdfium"])),
        "unknown": reading.quality.unknown,
        "reader": reading.reader,
        "without_text": list(reading.quality.without_text),
    }


def _totals(rows: list[dict[str, Any]]) -> None:
    pages = sum(row["pages"] for row in rows)
    seconds = sum(row["pages"] / row["per_second"] for row in rows)
    words = sum(row["words"] for row in rows)
    means = {
        key: sum(row[key] * row["words"] for row in rows) / words
        for key in ("of_best", "recall", *READERS)
    }
    headers = sum(row["headers"] * row["pages"] for row in rows) / pages
    say(
        f"\n{len(rows)} files, {len({row['producer'] for row in rows})} producers, {pages} pages, "
        f"{pages / seconds:.0f} pages/s, headers on {100 * headers:.2f} % of the pages, recall "
        + ", ".join(f"{key} {100 * value:.2f} %" for key, value in means.items())
        + f"; under 99 %: {[row['file'] for row in rows if row['of_best'] < 0.99]}"
    )


def _read_with(reader: str, path: Path) -> list[str]:
    """Return the texts of the pages as another reader has them."""
    if reader == "pdftotext":
        done = subprocess.run(  # noqa: S603 a list, no shell
            ["pdftotext", str(path), "-"],  # noqa: S607
            capture_output=True,
            check=True,
        )
        return done.stdout.decode("utf-8", "replace").split("\f")[:-1]
    if reader == "pypdf":
        import pypdf

        return [page.extract_text() for page in pypdf.PdfReader(path).pages]
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def _words(text: str, furniture: frozenset[str]) -> Counter[str]:
    """Return the words of a page, with line-end hyphens taken away, whatever they were for."""
    lines = unicodedata.normalize("NFKC", text).splitlines()
    kept = "\n".join(line for line in lines if _masked(line) not in furniture)
    return Counter(words_of(_HYPHEN.sub("", kept)))


def _carried_words(reading: FileText, others: dict[str, list[str]], number: int) -> Counter[str]:
    """Return the words of the next page that no other reader has there, if the page runs on."""
    if reading.pages[number].joint == "\n" or number + 1 >= len(reading.pages):
        return Counter()
    have = _words(reading.pages[number + 1].text, frozenset())
    theirs = [_words(pages[number + 1], frozenset()) for pages in others.values()]
    return have - Counter({word: max(one[word] for one in theirs) for word in have})


def _numbers_that_differ(path: Path, reading: FileText, others: dict[str, list[str]]) -> list[str]:
    """Return each number that two readers have and ours has not, and the reverse."""
    furniture = frozenset().union(*(_furniture(pages, 6) for pages in others.values()))
    found: list[str] = []
    for page in reading.pages:
        texts = {reader: pages[page.number - 1] for reader, pages in others.items()}
        if _is_contents(texts["pdfium"]):
            continue
        every = {reader: _numbers(text, furniture) for reader, text in texts.items()}
        # With those in running lines: ours may keep a line that the benchmark takes for one.
        all_numbers = [_numbers(text, frozenset()) for text in texts.values()]
        told = " ".join(left.text for left in reading.left_out if left.page == page.number)
        ours = _numbers(page.text, frozenset())
        names = frozenset().union(*every.values())
        wanted = Counter({n: sorted(one[n] for one in every.values())[1] for n in names})
        missing = wanted - ours - _numbers(told, frozenset())
        most = Counter({n: max(one[n] for one in all_numbers) for n in ours})
        for sign, numbers, text in (
            ("-", missing, texts["pdftotext"]),
            ("+", ours - most, page.text),
        ):
            place = f"{path.stem[:24]} p{page.number} {sign}"
            found += [f"{place} {number}: {_around(number, text)}" for number in numbers]
    return found


def _numbers(text: str, furniture: frozenset[str]) -> Counter[str]:
    # A mark that a font writes as a raised digit is not a digit of the number before it.
    plain = re.sub(r"[\u00b2\u00b3\u00b9\u2070-\u209f]", " ", text)
    lines = unicodedata.normalize("NFKC", plain).splitlines()
    kept = "\n".join(line for line in lines if _masked(line) not in furniture)
    return Counter(_NUMBER.findall(kept))


def _around(number: str, text: str) -> str:
    """Return what stands around a number where it first occurs."""
    at = re.search(rf"(?<![\d]){re.escape(number)}(?!\d)", text)
    if not at:
        return "?"
    around = text[max(0, at.start() - _AROUND_CHARS) : at.end() + _AROUND_CHARS]
    return " ".join(around.split())


def _is_contents(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip()]
    numbered = sum(bool(re.search(r"(?:\.{5}|\. \. \.|\s)\s*\d{1,3}\s*$", line)) for line in lines)
    titled = any(re.match(r"\s*(?:innh[oa]ld|contents)", line, re.I) for line in lines[:8])
    return numbered > (0.3 if titled else 0.6) * len(lines)


def _masked(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.split()))


def _furniture(pages: list[str], outer: int) -> frozenset[str]:
    """Return the lines, digits masked, that are among the outer ones of a twentieth of the pages.

    A header that changes by chapter is among them; a label that stands inside the pages too is
    not. pdftotext has the lines from above to below, so that two are enough; others have them as
    they are drawn.
    """
    counts: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for text in pages:
        lines = [line for line in map(_masked, text.splitlines()) if line]
        counts.update(set(lines[:outer] + lines[-outer:]))
        every.update(lines)
    often = max(3.0, len(pages) / 20)
    return frozenset(
        line
        for line, count in counts.items()
        if count >= often and count > 0.7 * every[line] and len(line) > 3
    )


def _has_furniture(text: str, furniture: frozenset[str]) -> bool:
    lines = [line for line in text.splitlines() if line]
    return any(_masked(line) in furniture for line in lines[:2] + lines[-2:])


def _hyphen_joins(path: Path, reading: FileText, raw: list[str]) -> list[str]:
    """Return each hyphen at the end of a line with what we made of it and what is around it."""
    found: list[str] = []
    for page, text in zip(reading.pages, raw, strict=False):
        ours = " ".join((page.text + page.joint).split())
        for match in re.finditer(r"(\w{2,})(?:\ufffe|[-\u2010\u00ad]\r?\n)\s*(\w{2,})", text):
            first, second = match[1], match[2]
            made = re.search(rf"\S*{re.escape(first)}(-? ?){re.escape(second)}\S*", ours)
            if made:
                around = ours[max(0, made.start() - 25) : made.end() + 15]
                found.append(f"{path.stem[:12]} p{page.number}: {made[0]!r:40} … {around}")
    return found


def _paragraphs(path: Path, reading: FileText) -> list[str]:
    return [
        f"\n{path} page {page.number}:\n{line}"
        for page in reading.pages
        for line in page.text.splitlines()
        if len(line) > 200
    ]


if __name__ == "__main__":
    main()
