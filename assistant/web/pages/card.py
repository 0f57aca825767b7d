"""A card: one document that was found, with its quotes, its citation and its source."""

from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from assistant.search.addresses import web_address
from assistant.search.answer import Result
from assistant.show.captions import commissioned, from_kudos, join_facts, makers, matched
from assistant.show.citation import cite
from assistant.show.description import Description, description
from assistant.web.pages.links import Link, pdf_address, text_address
from assistant.web.pages.quotes import Quote, quotes
from assistant.web.pages.text_view import TextView, text_view
from assistant.web.request.page_context import PageContext
from ingest.records import Document, Kind, TextLanguage

MAX_QUOTES = 3
MAX_QUOTES_NEAR = 1
"""Quotes of a document that probably does not answer the question."""

LEVEL, LEVEL_NEAR = 3, 4
"""Levels of the headings: what is only near stands under a heading of its own."""

TEXT_LEVEL = 5
"""Level of the highest headings in a whole text: it stands under one of the card's own."""


@dataclass(frozen=True, slots=True)
class SourceLink:
    """The link to where a document was published, and when it was last opened, or ""."""

    link: Link
    archived: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One document as the page shows it; every text but the document's is in the page's language.

    Attributes:
        id: of the document, and in the names of the card's parts.
        level: of its heading.
        language: of the document's own texts.
        address: of the page that shows this document alone.
        facts: authors, publisher, year, series and who ordered it, as far as they are known.
        note: that the document is known only by its title, or "".
        matched: which of its fields the question names, or "".
        about: what it is about, in our words; its topics are shown if the card stands `alone`.
        text_address: of the whole text, to be fetched when the reader unfolds it; None if there is
            no text, or if the page shows it at once, as `text`.
        citation: of the best quote, for the clipboard; `reference` of the document, for paper.
        more: other pages about it on the web, if the card stands alone.
        source: on the web; `missing` says that no address is known, if there is no PDF either.
        similar: the address of documents like this one.
    """

    id: str
    kind: Kind
    kind_label: str
    level: int
    area: str
    title: str
    language: TextLanguage
    address: str
    citation: str
    reference: str
    similar: str
    subtitle: str | None = None
    facts: str = ""
    note: str = ""
    matched: str = ""
    quotes: tuple[Quote, ...] = ()
    about: Description | None = None
    alone: bool = False
    text_address: str | None = None
    text: TextView | None = None
    source: SourceLink | None = None
    more: tuple[Link, ...] = ()
    missing: str = ""
    pdf: Link | None = None


def card(context: PageContext, result: Result, near: bool = False) -> Card:
    """Return the card of a result; if it is only `near`, a smaller one with its best quote."""
    document, texts = result.document, context.texts
    best = result.hits[0] if result.hits else None
    alone = context.address.document is not None
    passage = best.passage if best else None
    source, pdf = _source(context, document), _pdf(context, document)
    return Card(
        id=document.id,
        kind=document.kind,
        kind_label=texts(f"kind.{document.kind}"),
        level=LEVEL_NEAR if near else LEVEL,
        area=document.area,
        title=document.title,
        language=document.language,
        address=context.to_document(document),
        citation=cite(document, best, texts, context.today),
        reference=cite(document, None, texts, context.today),
        similar=context.link(like=document.id, document=None),
        subtitle=document.subtitle,
        facts=join_facts(
            (
                makers(document),
                commissioned(document, texts),
                texts("result.kudos") if from_kudos(document) else "",
            )
        ),
        note="" if document.full_text else texts("page.title_only"),
        matched=matched(result, texts) or "",
        quotes=tuple(islice(quotes(context, result), MAX_QUOTES_NEAR if near else MAX_QUOTES)),
        about=description(document, texts),
        alone=alone,
        text_address=text_address(context, document, passage)
        if document.full_text and not alone
        else None,
        text=text_view(context, document, passage, TEXT_LEVEL)
        if document.full_text and alone
        else None,
        source=source,
        more=_more(document) if alone else (),
        missing="" if source or pdf else texts("result.no_address"),
        pdf=pdf,
    )


def _source(context: PageContext, document: Document) -> SourceLink | None:
    address, texts = web_address(document.url), context.texts
    if address is None:
        return None
    return SourceLink(
        Link(address, texts("page.source", title=document.title)),
        texts("page.archived_since", date=document.accessed) if document.accessed else "",
    )


def _more(document: Document) -> tuple[Link, ...]:
    addresses = filter(None, map(web_address, document.more_urls))
    return tuple(Link(address, urlsplit(address).hostname or address) for address in addresses)


def _pdf(context: PageContext, document: Document) -> Link | None:
    address = pdf_address(context, document)
    if address is None:
        return None
    return Link(address, context.texts("page.open_pdf", title=document.title))
