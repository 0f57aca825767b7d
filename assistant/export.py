"""Write the sources that answer a question as a file: CSV here, the others in their own modules."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.answer import Answer, Hit, Result
from assistant.citation import cite, full_title, quoted
from assistant.export_docx import export_docx
from assistant.export_markdown import export_markdown
from assistant.pages import page_of
from assistant.wording import Wording

COLUMNS = (
    "rank",
    "verdict",
    "score",
    "kind",
    "title",
    "municipality",
    "county",
    "publisher",
    "authors",
    "year",
    "page",
    "quote",
    "address",
    "citation",
)

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@dataclass(frozen=True, slots=True)
class Format:
    """Name a kind of file, and hold the function that writes an answer as one."""

    name: str
    media_type: str
    suffix: str
    write: Callable[[Answer, Wording, date], bytes]


def export_csv(answer: Answer, words: Wording, today: date) -> bytes:
    """Return one row a passage, as a Norwegian Excel opens it on a double click.

    That means a byte order mark, semicolons and decimal commas, whatever the language of `words`.
    A cell that Excel would take for a formula gets an apostrophe in front (OWASP, CSV Injection).
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(words(f"export.column.{name}") for name in COLUMNS)
    for row in csv_rows(answer, words, today):
        writer.writerow([neutralised(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig", "replace")


def csv_rows(answer: Answer, words: Wording, today: date) -> list[tuple[str, ...]]:
    """Return the cells of every row, in the order of COLUMNS, before any is neutralised."""
    return [
        _row(answer, result, hit, words, today) for result in answer.results for hit in result.hits
    ]


def neutralised(cell: str) -> str:
    """Return a cell that no spreadsheet runs."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _row(answer: Answer, result: Result, hit: Hit, words: Wording, today: date) -> tuple[str, ...]:
    document = result.document
    return (
        str(result.rank),
        words(f"verdict.{answer.verdict}"),
        f"{hit.score:.2f}".replace(".", ","),
        words(f"kind.{document.kind}"),
        full_title(document),
        document.municipality or "",
        document.county or "",
        document.publisher or "",
        ", ".join(document.authors),
        str(document.year or ""),
        page_of(hit.passage.locator, words),
        quoted(document, hit.passage),
        document.url or "",
        cite(document, hit, words, today),
    )


_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

FORMATS = {
    each.name: each
    for each in (
        Format("docx", _DOCX, ".docx", export_docx),
        Format("csv", "text/csv; charset=utf-8", ".csv", export_csv),
        Format("markdown", "text/markdown; charset=utf-8", ".md", export_markdown),
    )
}
