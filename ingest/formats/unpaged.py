"""Build the file text of a file without pages.

All of its text goes on one page, whose number is never shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ingest.reading.characters import clean_characters, not_from_pdf
from ingest.reading.file_text import FileFacts, FileText, Heading, LeftOut, Page, Table
from ingest.reading.list_and_table_marks import joined_head
from ingest.reading.quality import MIN_PAGE_CHARS, measure_quality


@dataclass(frozen=True, slots=True)
class TextLine:
    """A paragraph, list item, table row or heading; `level` is a heading's, 1 the highest.

    `table` numbers the table that a row is of; `is_head` is whether the row names the columns of
    that table, which several rows may do together.
    """

    text: str
    level: int | None = None
    table: int | None = None
    is_head: bool = False


def unpaged_text(
    kind: str,
    reader: str,
    lines: Iterable[TextLine],
    facts: FileFacts,
    left_out: Iterable[LeftOut] = (),
) -> FileText:
    """Return the file text of `lines`, with clean characters and without empty lines.

    `kind` is the type of the file, `reader` the library that read it. `left_out` is read after the
    lines, so that a reader may still add to it while it yields them.
    """
    texts: list[str] = []
    headings: list[Heading] = []
    tables: dict[int, Table] = {}
    start = 0
    for line in lines:
        text = clean_characters(not_from_pdf(line.text)).text
        if not text:
            continue
        end = start + len(text)
        if line.level is not None:
            headings.append(Heading(1, start, line.level, text))
        if line.table is not None:
            table = tables.get(line.table, Table(1, start, end, ""))
            head = joined_head(table.head, text) if line.is_head else table.head
            tables[line.table] = replace(table, end=end, head=head)
        texts.append(text)
        start = end + 1
    page = Page(1, None, "\n".join(texts))
    # A text without pages is never an image of one, however short it is.
    quality = measure_quality((page,), (MIN_PAGE_CHARS,))
    return FileText(
        kind,
        reader,
        False,
        (page,),
        tuple(headings),
        facts,
        quality,
        tuple(tables.values()),
        tuple(left_out),
    )
