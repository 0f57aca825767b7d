"""Write the page that lists the whole corpus."""

from dataclasses import replace

from markupsafe import Markup

from assistant.facets import collation_key
from assistant.web.address import Address
from assistant.web.links import web_address
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
    return fill(
        "overview.html",
        words=visit.words,
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
