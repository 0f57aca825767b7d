"""Write the sources that answer a question as a file: CSV here, the others in their own modules."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.search.addresses import quote_address
from assistant.search.answer import Answer, Hit, Result
from assistant.show.citation import cite, full_title, quoted
from assistant.show.description import description
from assistant.show.export_docx import export_docx
from assistant.show.export_markdown import export_markdown
from assistant.show.page_numbers import page_of
from assistant.show.texts import Texts

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
    "about",
    "address",
    "citation",
)

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file, and the function that writes an answer as one."""

    name: str
    media_type: str
    suffix: str
    write: Callable[[Answer, Texts, date], bytes]


def export_csv(answer: Answer, texts: Texts, today: date) -> bytes:
    """Return one row a passage, as a Norwegian Excel opens it on a double click.

    That means a byte order mark, semicolons and decimal commas, whatever the language of `texts`.
    A cell that Excel would take for a formula gets an apostrophe in front (OWASP, CSV Injection).
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(texts(f"export.column.{name}") for name in COLUMNS)
    for row in csv_rows(answer, texts, today):
        writer.writerow([neutralised(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig", "replace")


def csv_rows(answer: Answer, texts: Texts, today: date) -> list[tuple[str, ...]]:
    """Return the cells of every row, in the order of COLUMNS, before any is neutralised."""
    return [
        _row(answer, result, hit, texts, today)
        for result in answer.results
        for hit in result.hits or (None,)
    ]


def neutralised(cell: str) -> str:
    """Return a cell that no spreadsheet runs."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _row(
    answer: Answer, result: Result, hit: Hit | None, texts: Texts, today: date
) -> tuple[str, ...]:
    document = result.document
    about = description(document, texts)
    address = quote_address(document, hit.passage.locator) if hit else document.url
    return (
        str(result.rank),
        texts(f"verdict.{answer.verdict}"),
        f"{(hit or result).score:.2f}".replace(".", ","),
        texts(f"kind.{document.kind}"),
        full_title(document),
        document.municipality or "",
        document.county or "",
        document.publisher or "",
        ", ".join(document.authors),
        str(document.year or ""),
        page_of(hit.passage.locator, texts) if hit else "",
        quoted(document, hit.passage) if hit else "",
        about.line if about else "",
        address or "",
        cite(document, hit, texts, today),
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
