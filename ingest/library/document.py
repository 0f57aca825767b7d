"""The document of an added file: what was read from the file, and what is known of the report."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from ingest.library.added_file import AddedFile
from ingest.norwegian.municipalities import counties, known_municipality
from ingest.reading.file_text import FileText
from ingest.records import Document, HeadingStart, PageStart, Source, TableSpan


def join_documents(
    page_documents: Sequence[Document], added: Iterable[tuple[AddedFile, FileText]]
) -> tuple[Document, ...]:
    """Return the documents of the source page, then those of added files that it does not list.

    A document of the page whose file was added is read in full, under the same id.
    """
    left = {entry.id: (entry, file_text) for entry, file_text in added}
    listed = [
        added_document(*left.pop(document.id), document) if document.id in left else document
        for document in page_documents
    ]
    return (*listed, *(added_document(entry, file_text) for entry, file_text in left.values()))


def added_document(
    entry: AddedFile, file_text: FileText, catalogued: Document | None = None
) -> Document:
    """Return the document of an added file; `catalogued` is the catalogue's, if it lists it.

    A field of the entry beats the catalogue's and the file's, the language too.
    """
    source = Source(entry.name, entry.sha256)
    if catalogued is None:
        catalogued = Document(
            id=entry.id, kind="report", title=entry.name, text="", language="nb", source=source
        )
    document = replace(read_document(catalogued, file_text, source), **entry.document_fields)
    if document.municipality is None:
        return replace(document, county=None)
    # A user may have written it without æ, ø and å.
    municipality = known_municipality(document.municipality) or document.municipality
    return replace(document, municipality=municipality, county=counties().get(municipality))


def read_document(known: Document, file_text: FileText, source: Source) -> Document:
    """Return `known` with the text, pages, headings and language of the file that was read.

    The pages follow each other, each with its joint behind it. All other fields stay.
    """
    starts = page_offsets(file_text)
    text = "".join(page.text + page.joint for page in file_text.pages).rstrip()
    return replace(
        known,
        text=text,
        source=source,
        language=file_text.quality.language,
        full_text=True,
        pages=len(file_text.pages) if file_text.paged else known.pages,
        page_starts=tuple(
            PageStart(starts[page.number], page.number, page.label)
            for page in file_text.pages
            if page.text and file_text.paged
        ),
        headings=tuple(
            HeadingStart(starts[heading.page] + heading.start, heading.level, heading.title)
            for heading in file_text.headings
        ),
        tables=tuple(
            TableSpan(starts[table.page] + table.start, starts[table.page] + table.end, table.head)
            for table in file_text.tables
        ),
    )


def page_offsets(file_text: FileText) -> dict[int, int]:
    """Return where each page begins in the document's text, by page number."""
    lengths = accumulate((len(page.text) + len(page.joint) for page in file_text.pages), initial=0)
    return {page.number: start for page, start in zip(file_text.pages, lengths, strict=False)}
