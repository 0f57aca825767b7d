"""Write the sources that answer a question as a file: CSV here, the others in their own modules."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.search.addresses import quote_address
from assistant.search.answer import Answer, Result
from assistant.show.citation import full_title, plain_quote, reference
from assistant.show.corpus_version import version_in_words
from assistant.show.description import description
from assistant.show.export_content import ANSWERS_ONLY, Extent, exported_results
from assistant.show.export_docx import export_docx
from assistant.show.export_markdown import export_markdown
from assistant.show.origin import published_by
from assistant.show.page_numbers import page_of
from assistant.show.quotation import answer_lines, quote_place
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
    "corpus",
)

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file, and the function that writes an answer as one."""

    name: str
    media_type: str
    suffix: str
    write: Callable[[Answer, Texts, date, Extent], bytes]


def export_csv(answer: Answer, texts: Texts, today: date, extent: Extent = ANSWERS_ONLY) -> bytes:
    """Return one row a source, as a Norwegian Excel opens it on a double click.

    That means a byte order mark, semicolons and decimal commas, whatever the language of `texts`.
    A cell that Excel would take for a formula gets an apostrophe in front (OWASP, CSV Injection).
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(texts(f"export.column.{name}") for name in COLUMNS)
    for row in csv_rows(answer, texts, today, extent):
        writer.writerow([neutralised(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig", "replace")


def csv_rows(
    answer: Answer, texts: Texts, today: date, extent: Extent = ANSWERS_ONLY
) -> list[tuple[str, ...]]:
    """Return the cells of every row, in the order of COLUMNS, before any is neutralised."""
    corpus = version_in_words(extent.corpus, texts) if extent.corpus else ""
    # A list is not judged.
    judged = answer.listed is None
    return [
        (*_row(result, texts, today, judged), corpus) for result in exported_results(answer, extent)
    ]


def neutralised(cell: str) -> str:
    """Return a cell that no spreadsheet runs."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _row(result: Result, texts: Texts, today: date, judged: bool) -> tuple[str, ...]:
    document = result.document
    best = result.hits[0] if result.hits else None
    locator = quote_place(document, best) if best else None
    about = description(document, texts)
    address = quote_address(document, locator) if locator else document.url
    return (
        str(result.rank),
        texts(f"outcome.row_{result.verdict}") if judged else "",
        f"{result.score:.2f}".replace(".", ",") if judged else "",
        texts(f"kind.{document.kind}"),
        full_title(document),
        document.municipality or "",
        document.county or "",
        published_by(document),
        ", ".join(document.authors),
        str(document.year or ""),
        page_of(locator, texts) if locator else "",
        plain_quote(answer_lines(document, best)) if best else "",
        about.line if about else "",
        address or "",
        reference(document, texts, today, locator),
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
