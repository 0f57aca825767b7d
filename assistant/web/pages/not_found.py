"""The page for an address that is not there: it says so, and how to go on."""

from dataclasses import dataclass

from assistant.web.pages.links import Link
from assistant.web.request.page_context import PageContext
from ingest.records import Language


@dataclass(frozen=True, slots=True)
class NotFound:
    """The ways on: a search in `language`, unless that is the default one, and the overview."""

    language: Language | None
    overview: Link


def not_found(context: PageContext) -> NotFound:
    """Return the page for an unknown address."""
    language = context.texts.language
    return NotFound(
        None if language == context.default_language else language,
        Link(context.to_page("oversikt"), context.texts("page.to_overview")),
    )
