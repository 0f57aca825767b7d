"""Write the page that says what this is, what it keeps and how it can be reached by everyone."""

from datetime import datetime

from markupsafe import Markup

from assistant.citation import written_date
from assistant.web.templates import fill
from assistant.web.visit import Visit


def render_about(visit: Visit) -> Markup:
    """Return what the tool is, its sources and their date, its encoder, privacy, accessibility."""
    manifest = visit.generation.manifest
    return fill(
        "about.html",
        words=visit.words,
        documents=manifest.documents,
        passages=manifest.passages,
        built=datetime.fromisoformat(manifest.created).date(),
        encoder=manifest.encoder.name,
        revision=manifest.encoder.revision,
        overview=visit.to_page("oversikt"),
        date=lambda day: written_date(day, visit.words),
    )
