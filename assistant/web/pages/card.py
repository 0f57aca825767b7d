"""A card: one document that was found, with what of it answers, its citation and its source."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from assistant.search.addresses import web_address
from assistant.search.answer import Result
from assistant.show.captions import commissioned, from_kudos, join_facts
from assistant.show.citation import cite_quotes, reference
from assistant.show.description import Description, description
from assistant.show.excerpt import excerpts
from assistant.show.origin import origin, site_name
from assistant.show.texts import Texts
from assistant.web.pages.links import Link, pdf_link, to_text
from assistant.web.pages.quotes import Quote, first_quotes, quotes
from assistant.web.request.page_context import PageContext
from ingest.records import Document, Kind, TextLanguage

LEVEL, LEVEL_BELOW = 3, 4
"""Levels of the headings: what is less sure stands under a heading of its own."""


@dataclass(frozen=True, slots=True)
class Passages:
    """The passages of a card, in the order of the text, and what unfolds them.

    `whole` leads to the whole text, to the passage that answers best.
    """

    summary: str
    quotes: tuple[Quote, ...]
    whole: Link


@dataclass(frozen=True, slots=True)
class Card:
    """One document as the page shows it; every text but the document's is in the page's language.

    Attributes:
        id: of the document, and in the names of the card's parts.
        level: of its heading.
        language: of the document's own texts.
        address: of the page that shows this document alone.
        origin: where its text comes from, and of which year.
        facts: authors, series and who ordered it, as far as they are known.
        note: that the document is known only by its title, or "".
        quotes: the sentences that answer.
        passages: what these stand in, unfolded by the reader; None if there is no more.
        about: what it is about, in our words; its topics are shown if the card stands `alone`, at
            the head of the document's own page.
        citation: the quotes with their reference, for the clipboard; "" if nothing can be quoted.
        reference: of the document, for the clipboard and for paper.
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
    origin: str = ""
    facts: str = ""
    note: str = ""
    quotes: tuple[Quote, ...] = ()
    passages: Passages | None = None
    about: Description | None = None
    alone: bool = False
    source: Link | None = None
    more: tuple[Link, ...] = ()
    missing: str = ""
    pdf: Link | None = None


def card(context: PageContext, result: Result, level: int = LEVEL) -> Card:
    """Return the card of a result, with a heading of this level."""
    document, texts = result.document, context.texts
    quoted = excerpts(result)
    alone = context.address.document is not None
    source, pdf = source_link(context, document), pdf_link(context, document)
    # The page of a document has its whole text, in which they are marked.
    shown = () if alone else first_quotes(context, result)
    return Card(
        id=document.id,
        kind=document.kind,
        kind_label=texts(f"kind.{document.kind}"),
        level=level,
        area=document.area,
        title=document.title,
        language=document.language,
        address=context.to_document(document),
        citation=cite_quotes(document, quoted, texts, context.today) if quoted else "",
        reference=reference(document, texts, context.today),
        similar=context.link(like=document.id, document=None, inside=""),
        subtitle=document.subtitle,
        origin=origin(document, texts),
        facts=join_facts(
            (
                ", ".join(document.authors),
                document.series,
                commissioned(document, texts),
                texts("result.kudos") if from_kudos(document) else "",
            )
        ),
        note=_title_only(document, texts),
        quotes=shown,
        passages=None if alone else _passages(context, result, shown),
        about=description(document, texts),
        alone=alone,
        source=source,
        more=_more(document) if alone else (),
        missing="" if source or pdf else texts("result.no_address"),
        pdf=pdf,
    )


def _title_only(document: Document, texts: Texts) -> str:
    if document.full_text:
        return ""
    if document.publisher:
        return texts("page.title_only", publisher=document.publisher)
    return texts("page.title_only_unknown")


def source_link(context: PageContext, document: Document) -> Link | None:
    """Return the link to where a document was published, or None if that is not known."""
    address = web_address(document.url)
    if address is None:
        return None
    return Link(address, context.texts("page.source", site=site_name(document.source, address)))


def _passages(context: PageContext, result: Result, shown: tuple[Quote, ...]) -> Passages | None:
    """Return the passages of a result; None if its first quotes have all of their text."""
    texts = context.texts
    found = tuple(quotes(context, result))
    plain = [quote.blocks for quote in found]
    if not found or (plain == [quote.blocks for quote in shown] and not _has_pages(found)):
        return None
    more = len(found) - len(shown)
    return Passages(
        texts("page.whole_passage")
        if more <= 0
        else texts("page.more_passages" if more > 1 else "page.more_passages_one", count=more),
        found,
        to_text(context, result.document, result.hits[0].passage),
    )


def _has_pages(found: tuple[Quote, ...]) -> bool:
    return any(quote.pages or quote.file or quote.also_in for quote in found)


def _more(document: Document) -> tuple[Link, ...]:
    addresses = filter(None, map(web_address, document.more_urls))
    return tuple(Link(address, urlsplit(address).hostname or address) for address in addresses)
