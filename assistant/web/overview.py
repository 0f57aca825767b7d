"""Write the page that lists the whole corpus."""

from dataclasses import replace
from functools import partial

from markupsafe import Markup

from assistant.facets import collation_key
from assistant.pages import page_list
from assistant.pdf_page import library_of
from assistant.reading_report import empty_pages, how_read
from assistant.report_facts import report_facts
from assistant.web.address import Address
from assistant.web.links import web_address
from assistant.web.page_views import pdf_address
from assistant.web.templates import fill
from assistant.web.visit import Visit
from ingest.records import KINDS


def render_overview(visit: Visit) -> Markup:
    """Return every document by kind, the municipalities, and which reports are read in full."""
    documents = visit.generation.documents
    bare = Address(visit.words.language)
    groups = [
        (kind, own)
        for kind in reversed(KINDS)
        if (own := [document for document in documents if document.kind == kind])
    ]
    reports = [document for document in documents if document.kind == "report"]
    places = {document.municipality for document in documents if document.municipality}
    library = library_of(visit.generation)
    facts = {
        document.id: found
        for document in documents
        if (found := report_facts(library, document.source.sha256))
    }
    return fill(
        "overview.html",
        words=visit.words,
        all_facts=facts,
        how_read=how_read,
        empty_pages=empty_pages,
        page_list=page_list,
        pdf=partial(pdf_address, visit),
        query=visit.to_page(""),
        groups=groups,
        documents=len(documents),
        passages=len(visit.generation.passages),
        municipalities=[
            (place, [document for document in documents if document.municipality == place])
            for place in sorted(places, key=collation_key)
        ],
        read_in_full=sum(document.full_text for document in reports),
        reports=len(reports),
        one=lambda document: f"./{visit.write(replace(bare, document=document.id))}",
        web_address=web_address,
    )
