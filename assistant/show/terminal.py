"""Show answers, tables and progress in a terminal."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from assistant.search.addresses import file_page_address
from assistant.search.answer import Answer, Hit, Result
from assistant.show.captions import facts, terminal_notes
from assistant.show.description import description
from assistant.show.outcome import group_heads, outcome, outcome_sentences
from assistant.show.page_numbers import page_of
from assistant.show.quotation import OMISSION
from assistant.show.screen import Screen
from assistant.show.texts import Texts
from ingest.progress import no_progress
from ingest.records import Document

MAX_WORD_CHARS = 30
"""Longer words in a table, such as paths and addresses, may be broken."""

COLUMN_GAP = 2
"""Spaces between two columns of a table, as rich sets them."""

_RATES = {"progress.reading": "progress.page_rate"}


class OwnConsole(Console):
    """A console that leaves it to the command line what becomes of a pipe that nobody reads."""

    def on_broken_pipe(self) -> None:
        """Raise the error that is being handled."""
        raise


class TerminalReporter:
    """Reports long work on standard error, so that standard output has only what was asked for."""

    def __init__(self, texts: Texts) -> None:
        """Speak with the given texts."""
        self._texts = texts
        self._console = OwnConsole(stderr=True, highlight=False)

    def say(self, key: str, **values: object) -> None:
        """Show the text at `key` on a line of its own."""
        self._console.print(self._texts(key, **values), markup=False, soft_wrap=True)

    @contextmanager
    def progress(self, key: str) -> Iterator[Callable[[int, int], None]]:
        """Show a bar with rate and time left in a terminal; nothing if output is captured."""
        if not self._console.is_terminal:
            yield no_progress
            return
        started = time.monotonic()
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=self._console, transient=True) as bar:
            task = bar.add_task(self._texts(key), total=None, rate="")

            def advance(done: int, total: int) -> None:
                rate = round(done / max(time.monotonic() - started, 1e-3))
                shown = self._texts(_RATES[key], rate=rate) if key in _RATES else ""
                bar.update(task, completed=done, total=total, rate=shown)

            yield advance


def show_answer(answer: Answer, texts: Texts, console: Console, everything: bool = False) -> None:
    """Show an answer on one screen, or `everything`: each document with all its quotes."""
    if not everything:
        for line in Screen(texts, console).lines(answer):
            console.print(line, soft_wrap=True)
        return
    found = outcome(answer)
    console.print(Text(" ".join(outcome_sentences(answer, texts)), style="bold"))
    if not found.answering:
        console.print(texts("outcome.none_try"))
    for note in terminal_notes(answer, texts):
        console.print(note)
    for head, results in group_heads(found, texts):
        console.print()
        console.print(Text(head, style="bold"))
        for result in results:
            console.print()
            _show_result(result, texts, console)


def _show_result(result: Result, texts: Texts, console: Console) -> None:
    document = result.document
    title = Text(f"{result.rank}. ")
    title.append(document.title, style="bold")
    console.print(title)
    console.print(Text("   " + " · ".join(facts(document, texts)), style="dim"))
    for hit in result.hits:
        console.print(_quote(hit, document))
        if hit.also_in:
            console.print(f"   {texts('result.also_in', titles=', '.join(hit.also_in))}")
        if page := page_of(hit.passage.locator, texts):
            console.print(f"   {page}")
        if file := file_page_address(document, hit.passage.locator):
            console.print(
                Text(f"   {texts('result.address', url=file)}", style="dim"), soft_wrap=True
            )
    if about := description(document, texts):
        console.print(Padding(Text(about.line), (0, 0, 0, 3)))
    address = (
        texts("result.address", url=document.url) if document.url else texts("result.no_address")
    )
    console.print(Text(f"   {address}", style="dim"), soft_wrap=True)


def _quote(hit: Hit, document: Document) -> Padding:
    """Return the passage, indented, its matched words in bold and underlined."""
    quote = Text(hit.passage.text)
    for start, end in hit.highlights:
        quote.stylize("bold underline", start, end)
    # The title of a report that is known only by it stands above already.
    if quote.plain.startswith(document.title):
        quote = quote[len(document.title) :]
    lines = [line for line in quote.split("\n") if line.plain.strip()]
    if head := hit.passage.table_head:
        lines.insert(0, Text(f"{head} {OMISSION}", style="dim"))
    return Padding(Text("\n").join(lines), (0, 0, 1, 3))


def table(headings: list[str], rows: list[list[str]], room: int | None = None) -> Table:
    """Return a plain table, `room` characters wide at most; columns of numbers stand to the right.

    Without `room` it is as wide as standard output.
    """
    found = Table(box=None, pad_edge=False, header_style="bold")
    widths = _least_widths([headings, *rows], room or standard_output().width)
    for column, heading in enumerate(headings):
        numeric = all(row[column].replace(".", "").isdigit() for row in rows if row[column])
        found.add_column(
            heading,
            justify="right" if numeric else "left",
            overflow="fold",
            min_width=widths[column],
        )
    for row in rows:
        found.add_row(*map(Text, row))
    return found


def _least_widths(cells: list[list[str]], room: int) -> list[int]:
    """Return widths of columns in which no word is broken, or only the longest if room is scarce.

    A column that is to be narrower than its words would break them anywhere.
    """
    widest = [
        max((len(word) for cell in column for word in cell.split()), default=1)
        for column in zip(*cells, strict=True)
    ]
    room -= COLUMN_GAP * (len(widest) - 1)
    limit = MAX_WORD_CHARS
    while limit > 1 and sum(min(width, limit) for width in widest) > room:
        limit -= 1
    return [min(width, limit) for width in widest]


def standard_output() -> Console:
    """Return a console on standard output; captured output is as wide as its lines."""
    width = None if sys.stdout.isatty() else 100
    return OwnConsole(highlight=False, markup=False, width=width)
