"""The page that lists the whole corpus."""

from dataclasses import dataclass

from assistant.reports.how_read import empty_pages
from assistant.reports.pdf_page import library_of
from assistant.reports.reading_facts import ReportFacts, report_facts
from assistant.search.facets import FacetValue, collation_key, count_facets
from assistant.search.filters import NO_FILTERS, Filters
from assistant.search.reach import everything
from assistant.show.captions import join_facts
from assistant.show.page_numbers import page_list
from assistant.show.texts import Texts
from assistant.web.pages.links import Link, pdf_link
from assistant.web.request.address import Address
from assistant.web.request.page_context import PageContext
from ingest.norwegian.regions import region_of_name
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
    """A municipality, its county, and the documents that are about it."""

    name: str
    county: str
    entries: tuple[LocalEntry, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the country, with the links that list its sources and those of its counties."""

    link: Link
    counties: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A link to a section of the page, and how many entries are in it."""

    link: Link
    count: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The corpus: its documents by kind and by place, with a table of contents.

    `all` leads to the list of all of them, which can be filtered and sorted.
    """

    documents: int
    passages: int
    all: Link
    contents: tuple[Section, ...]
    groups: tuple[Group, ...]
    parts: tuple[Part, ...]
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
    municipalities, parts = _municipalities(context), _parts(context)
    texts = context.texts
    listing = Address(texts.language, lists=True)
    return Overview(
        documents=len(documents),
        passages=len(context.generation.passages),
        all=Link(f"./{context.write(listing)}", texts("overview.list")),
        contents=(
            *(_section(context, group.kind, group.title, len(group.entries)) for group in groups),
            _section(context, "parts", texts("overview.regions"), len(parts)),
            _section(
                context, "municipalities", texts("overview.municipalities"), len(municipalities)
            ),
        ),
        groups=groups,
        parts=parts,
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
        facts=join_facts((document.area, document.publisher, authors, document.year)),
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


def _parts(context: PageContext) -> tuple[Part, ...]:
    """Return the parts of the country and their counties that some source is from, with counts."""
    facets = {
        facet.field: facet.values
        for facet in count_facets(everything(context.generation.documents), NO_FILTERS)
    }
    found = []
    for part in facets["region"]:
        region = region_of_name(part.value)
        counties = region.counties if region else frozenset()
        inside = tuple(
            _listing(context, Filters(county=county.value), county)
            for county in facets["county"]
            if county.value in counties
        )
        found.append(Part(_listing(context, Filters(region=part.value), part), inside))
    return tuple(found)


def _listing(context: PageContext, filters: Filters, value: FacetValue) -> Link:
    address = context.write(Address(context.texts.language, filters=filters))
    return Link(f"./{address}", f"{value.value} ({value.count})")


def _municipalities(context: PageContext) -> tuple[Municipality, ...]:
    by_name: dict[str, list[Document]] = {}
    for document in context.generation.documents:
        if document.municipality:
            by_name.setdefault(document.municipality, []).append(document)
    return tuple(
        Municipality(
            name,
            next((each.county for each in by_name[name] if each.county not in (None, name)), "")
            or "",
            tuple(_local_entry(context, document) for document in by_name[name]),
        )
        for name in sorted(by_name, key=collation_key)
    )


def _local_entry(context: PageContext, document: Document) -> LocalEntry:
    return LocalEntry(
        _address(context, document),
        document.title,
        document.language,
        context.texts(f"kind.{document.kind}"),
    )


def _address(context: PageContext, document: Document) -> str:
    only = Address(context.texts.language, document=document.id)
    return f"./{context.write(only)}"
