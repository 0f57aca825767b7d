"""Write the page that lists the whole corpus."""

from dataclasses import replace
from functools import partial

from markupsafe import Markup

from assistant.reports.how_read import empty_pages, how_read
from assistant.reports.pdf_page import library_of
from assistant.reports.reading_facts import report_facts
from assistant.search.facets import collation_key
from assistant.show.page_numbers import page_list
from assistant.web.pages.links import web_address
from assistant.web.pages.page_views import pdf_address
from assistant.web.pages.templates import fill
from assistant.web.request.address import Address
from assistant.web.request.page_context import PageContext
from ingest.records import KINDS


def render_overview(context: PageContext) -> Markup:
    """Return every document by kind, the municipalities, and which reports are read in full."""
    documents = context.generation.documents
    bare = Address(context.texts.language)
    groups = [
        (kind, own)
        for kind in reversed(KINDS)
        if (own := [document for document in documents if document.kind == kind])
    ]
    reports = [document for document in documents if document.kind == "report"]
    places = {document.municipality for document in documents if document.municipality}
    library = library_of(context.generation)
    facts = {
        document.id: found
        for document in documents
        if (found := report_facts(library, document.source.sha256))
    }
    return fill(
        "overview.html",
        texts=context.texts,
        all_facts=facts,
        how_read=how_read,
        empty_pages=empty_pages,
        page_list=page_list,
        pdf=partial(pdf_address, context),
        query=context.to_page(""),
        groups=groups,
        documents=len(documents),
        passages=len(context.generation.passages),
        municipalities=[
            (place, [document for document in documents if document.municipality == place])
            for place in sorted(places, key=collation_key)
        ],
        read_in_full=sum(document.full_text for document in reports),
        reports=len(reports),
        one=lambda document: f"./{context.write(replace(bare, document=document.id))}",
        web_address=web_address,
    )
