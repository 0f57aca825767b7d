"""A source on one line: one that probably does not answer, or is known by its title alone."""

from dataclasses import dataclass

from assistant.search.answer import Result
from assistant.show.captions import join_facts
from assistant.show.origin import origin
from assistant.web.pages.card import source_link
from assistant.web.pages.links import Link
from assistant.web.request.page_context import PageContext
from ingest.records import Kind, TextLanguage


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One document on one line: its kind, title and origin, and where it was published.

    `language` is that of the title; `address` leads to the page of the document alone.
    """

    id: str
    kind: Kind
    kind_label: str
    title: str
    language: TextLanguage
    address: str
    facts: str
    source: Link | None


@dataclass(frozen=True, slots=True)
class SourceList:
    """Sources on one line each, under a heading; `folded` is whether the reader unfolds them."""

    title: str
    note: str
    lines: tuple[SourceLine, ...]
    folded: bool = False


def source_line(context: PageContext, result: Result, told: bool = False) -> SourceLine:
    """Return the line of a result; `told` tells if nothing but its title is known."""
    document, texts = result.document, context.texts
    title_only = texts("listing.title_only") if told and not document.full_text else ""
    return SourceLine(
        id=document.id,
        kind=document.kind,
        kind_label=texts(f"kind.{document.kind}"),
        title=document.title,
        language=document.language,
        address=context.to_document(document),
        facts=join_facts((document.area, origin(document, texts), title_only)),
        source=source_link(context, document),
    )
