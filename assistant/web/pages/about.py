"""Write the page that says what this is, what it keeps and how it can be reached by everyone."""

from datetime import datetime

from markupsafe import Markup

from assistant.show.citation import written_date
from assistant.web.pages.templates import fill
from assistant.web.request.page_context import PageContext


def render_about(context: PageContext) -> Markup:
    """Return what the tool is, its sources and their date, its encoder, privacy, accessibility."""
    manifest = context.generation.manifest
    return fill(
        "about.html",
        texts=context.texts,
        documents=manifest.documents,
        passages=manifest.passages,
        built=datetime.fromisoformat(manifest.created).date(),
        encoder=manifest.encoder.name,
        revision=manifest.encoder.revision,
        overview=context.to_page("oversikt"),
        date=lambda day: written_date(day, context.texts),
    )
