"""The page that lists the whole corpus."""

from dataclasses import dataclass

from assistant.reports.how_read import empty_pages
from assistant.reports.pdf_page import library_of
from assistant.reports.reading_facts import ReportFacts, report_facts
from assistant.search.facets import collation_key
from assistant.show.captions import join_facts
from assistant.show.page_numbers import page_list
from assistant.show.texts import Texts
from assistant.web.pages.links import Link, pdf_link
from assistant.web.request.address import Address
from assistant.web.request.page_context import PageContext
from ingest.records import KINDS, Document, Kind, TextLanguage


@dataclass(frozen=True, slots=True)
class Tag:
    """A word on whether a report was read, and the name of its colour in the stylesheet."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class EmptyPages:
    """How many pages of a report have no text, and which."""

    summary: str
    numbers: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of the list.

    `address` is of the page that shows it alone, `pdf` leads to the file that it was read from, and
    `empty` tells which pages of that have no text.
    """

    address: str
    title: str
    language: TextLanguage
    subtitle: str | None
    facts: str
    tag: Tag | None = None
    pdf: Link | None = None
    empty: EmptyPages | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The documents of one kind, with a note on them."""

    kind: Kind
    title: str
    note: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class LocalEntry:
    """One document in the list of a municipality."""

    address: str
    title: str
    language: TextLanguage
    kind_label: str


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality, and the documents that are about it."""

    name: str
    entries: tuple[LocalEntry, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A link to a section of the page, and how many entries are in it."""

    link: Link
    count: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The corpus: its documents by kind and by municipality, with a table of contents."""

    documents: int
    passages: int
    contents: tuple[Section, ...]
    groups: tuple[Group, ...]
    municipalities: tuple[Municipality, ...]


def overview(context: PageContext) -> Overview:
    """Return every document by kind, the municipalities, and which reports are read in full."""
    documents = context.generation.documents
    by_kind = {
        # What was read can be quoted, and comes before what is known by its title alone.
        kind: sorted(
            (document for document in documents if document.kind == kind),
            key=lambda document: not document.full_text,
        )
        for kind in reversed(KINDS)
    }
    groups = tuple(_group(context, kind, by_kind[kind]) for kind in by_kind if by_kind[kind])
    municipalities = _municipalities(context)
    return Overview(
        documents=len(documents),
        passages=len(context.generation.passages),
        contents=(
            *(_section(context, group.kind, group.title, len(group.entries)) for group in groups),
            _section(
                context,
                "municipalities",
                context.texts("overview.municipalities"),
                len(municipalities),
            ),
        ),
        groups=groups,
        municipalities=municipalities,
    )


def _section(context: PageContext, anchor: str, title: str, count: int) -> Section:
    # The base of the page is the site's root, so an anchor needs the path as well.
    return Section(Link(f"{context.to_page('oversikt')}#{anchor}", title), count)


def _group(context: PageContext, kind: Kind, documents: list[Document]) -> Group:
    library = library_of(context.generation)
    entries = tuple(
        _entry(context, document, report_facts(library, document.source.sha256))
        for document in documents
    )
    note = _note(context, documents) if kind == "report" else ""
    return Group(kind, context.texts(f"kinds.{kind}"), note, entries)


def _note(context: PageContext, reports: list[Document]) -> str:
    """Return how many reports were read in full."""
    read = sum(report.full_text for report in reports)
    key = "overview.read_in_full" if read else "overview.read_none"
    return context.texts(key, read=read, reports=len(reports))


def _entry(context: PageContext, document: Document, facts: ReportFacts | None) -> Entry:
    authors = ", ".join(document.authors)
    return Entry(
        address=_address(context, document),
        title=document.title,
        language=document.language,
        subtitle=document.subtitle,
        facts=join_facts((document.municipality, document.publisher, authors, document.year)),
        tag=_tag(context, document) if document.kind == "report" else None,
        pdf=pdf_link(context, document),
        empty=_empty(facts, context.texts) if facts else None,
    )


def _tag(context: PageContext, report: Document) -> Tag:
    if report.full_text:
        return Tag("full", context.texts("overview.full"))
    return Tag("known", context.texts("result.title_only"))


def _empty(facts: ReportFacts, texts: Texts) -> EmptyPages | None:
    summary = empty_pages(facts, texts)
    return EmptyPages(summary, page_list(facts.quality.without_text)) if summary else None


def _municipalities(context: PageContext) -> tuple[Municipality, ...]:
    by_name: dict[str, list[LocalEntry]] = {}
    for document in context.generation.documents:
        if document.municipality:
            entry = LocalEntry(
                _address(context, document),
                document.title,
                document.language,
                context.texts(f"kind.{document.kind}"),
            )
            by_name.setdefault(document.municipality, []).append(entry)
    return tuple(
        Municipality(name, tuple(by_name[name])) for name in sorted(by_name, key=collation_key)
    )


def _address(context: PageContext, document: Document) -> str:
    only = Address(context.texts.language, document=document.id)
    return f"./{context.write(only)}"
