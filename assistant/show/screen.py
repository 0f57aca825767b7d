"""Lay an answer out as one screen of a terminal: what answers, then what is near, a line each."""

from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from assistant.search.addresses import quote_address
from assistant.search.answer import Answer, Hit, Result
from assistant.show.captions import brief_facts, terminal_notes
from assistant.show.outcome import Outcome, counted, outcome, outcome_sentences
from assistant.show.page_numbers import page_of
from assistant.show.quotation import answer_lines, quote_place
from assistant.show.texts import Texts

SCREEN_LINES = 38
"""Lines of a whole answer. Terminals open with 24 to 50; the command and the prompt need some."""

MAX_NEAR = 3
"""Sources that probably do not answer."""

MAX_QUOTES = 2
"""Passages of a source whose answers are shown, if there is room."""

NEAR_SCORE = 0.05
"""How far behind the best passage of a source another may be to be shown beside it."""

INDENT = 3


@dataclass(frozen=True, slots=True)
class Screen:
    """Lays out lines for one console in one language."""

    texts: Texts
    console: Console

    def lines(self, answer: Answer) -> list[Text]:
        """Return the lines of an answer, as a rule no more than SCREEN_LINES."""
        found = outcome(answer)
        head = self._head(answer, found)
        near = self._near(found)
        # The last two lines say what is not shown.
        room = SCREEN_LINES - self._height([*head, *near]) - 2
        answers, shown = self._answers(found, room)
        shown += max(0, len(near) - 2)
        return [*head, *answers, *near, *self._rest(answer, len(answer.results) - shown)]

    def _head(self, answer: Answer, found: Outcome) -> list[Text]:
        first, *more = outcome_sentences(answer, self.texts)
        head = Text(first, style="bold")
        for sentence in more:
            head.append(f" {sentence}", style="not bold")
        told = [head]
        if not found.answering:
            told.append(Text(self.texts("outcome.none_try")))
        told += map(Text, terminal_notes(answer, self.texts))
        return [line for each in told for line in self._wrapped(each, 0)]

    def _answers(self, found: Outcome, room: int) -> tuple[list[Text], int]:
        """Return the lines of what answers, and how many results stand in them."""
        for quotes in range(MAX_QUOTES, 0, -1):
            lines = [
                line for result in found.answering for line in self._told(found, result, quotes)
            ]
            if self._height(lines) <= room:
                return lines, len(found.answering)
        lines, is_full = [], True
        for shown, result in enumerate(found.answering):
            heading = self._weak_heading(found, result)
            block = self._told(found, result, 1)
            # Each of those that follow needs a line of its own.
            after = len(found.answering) - shown - 1
            is_full = is_full and self._height(lines + block) + after <= room
            told = block if is_full or not shown else [*heading, self._one_line(result)]
            if shown and self._height(lines + told) > room:
                return lines, shown
            lines += told
        return lines, len(found.answering)

    def _told(self, found: Outcome, result: Result, quotes: int) -> list[Text]:
        """Return the lines of a result that answers; the first that only may gets a heading."""
        heading = self._weak_heading(found, result)
        return [*(heading or [Text()]), *self._block(result, quotes)]

    def _weak_heading(self, found: Outcome, result: Result) -> list[Text]:
        is_first = bool(found.good and found.weak) and result is found.weak[0]
        return self._heading("page.weak") if is_first else []

    def _height(self, lines: list[Text]) -> int:
        """Return the rows that lines take: an address longer than the console takes two."""
        width = self.console.width
        return sum(max(1, -(-line.cell_len // width)) for line in lines)

    def _block(self, result: Result, quotes: int) -> list[Text]:
        """Return the title, the sentences that answer, and the address."""
        title = Text(f"{result.rank}. ")
        title.append(result.document.title, style="bold")
        title.append(f" – {brief_facts(result.document, self.texts)}", style="dim")
        lines = self._wrapped(title, INDENT, hanging=True)
        for hit in _answering(result)[:quotes]:
            lines += self._quote(result, hit)
        first = result.hits[0] if result.hits else None
        document = result.document
        url = quote_address(document, quote_place(document, first)) if first else document.url
        address = url or self.texts("result.no_address")
        return [*lines, Text(f"{' ' * INDENT}{address}", style="dim")]

    def _quote(self, result: Result, hit: Hit) -> list[Text]:
        quote, close = Text(), self.texts("citation.quote", text="\0").split("\0")
        for number, line in enumerate(answer_lines(result.document, hit)):
            quote.append("\n" if number else close[0])
            quote.append("• " if line.is_item and number else "")
            for piece, is_marked in line.pieces:
                quote.append(piece, style="bold" if is_marked else "")
        quote.append(close[1])
        if page := page_of(quote_place(result.document, hit), self.texts):
            quote.append(f" ({page})", style="dim")
        return self._wrapped(quote, INDENT)

    def _near(self, found: Outcome) -> list[Text]:
        if not found.near:
            return []
        key = "outcome.head_near" if found.answering else "outcome.head_nearest"
        shown = found.near[:MAX_NEAR]
        return [*self._heading(key), *map(self._one_line, shown)]

    def _heading(self, key: str) -> list[Text]:
        return [Text(), Text(f"{self.texts(key)}:", style="bold")]

    def _one_line(self, result: Result) -> Text:
        """Return the title and the facts of a result, shortened to the width of the console."""
        facts = f" – {brief_facts(result.document, self.texts)}"
        title = Text(f"{result.rank}. {result.document.title}")
        room = self.console.width - Text(facts).cell_len
        title.truncate(max(room, self.console.width // 2), overflow="ellipsis")
        line = title.append(facts, style="dim")
        line.truncate(self.console.width, overflow="ellipsis")
        return line

    def _rest(self, answer: Answer, hidden: int) -> list[Text]:
        if not answer.results:
            return []
        if not hidden:
            return [Text(), Text(self.texts("outcome.more_passages"), style="dim")]
        return [Text(), Text(counted("outcome.more", hidden, self.texts), style="dim")]

    def _wrapped(self, text: Text, indent: int, hanging: bool = False) -> list[Text]:
        """Return the lines of a text, indented; `hanging` leaves the first where it is."""
        lines = []
        for number, line in enumerate(text.wrap(self.console, self.console.width - indent)):
            line.rstrip()
            margin = "" if hanging and number == 0 else " " * indent
            lines.append(Text(margin).append_text(line))
        return lines


def _answering(result: Result) -> list[Hit]:
    """Return the passages of a result with an answer that are about as good as its best."""
    hits = [hit for hit in result.hits if hit.answer is not None]
    return [hit for hit in hits if hit.score >= hits[0].score - NEAR_SCORE]
