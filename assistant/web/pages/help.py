"""The page that helps: how to ask, what the answers mean, filters, copying and keys."""

from dataclasses import dataclass

from assistant.web.request.page_context import PageContext


@dataclass(frozen=True, slots=True)
class Help:
    """What of the help depends on the site: whether errors can be reported, and where it lists."""

    can_report: bool
    overview: str


def help_page(context: PageContext) -> Help:
    """Return what the page of help needs besides its texts."""
    return Help(bool(context.contact), context.to_page("oversikt"))
