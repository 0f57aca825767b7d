"""Say which documents may answer."""

from dataclasses import dataclass

from ingest.records import Document, Kind


@dataclass(frozen=True, slots=True)
class Filters:
    """Hold what a document must be; None asks for nothing.

    A document without a year passes no `since`: what is not known to be recent is not shown as so.
    """

    kind: Kind | None = None
    municipality: str | None = None
    since: int | None = None


NO_FILTERS = Filters()


def passes(document: Document, filters: Filters) -> bool:
    """Say whether `document` passes every filter."""
    if filters.kind is not None and document.kind != filters.kind:
        return False
    if filters.municipality is not None:
        wanted = filters.municipality.casefold().removesuffix(" kommune").strip()
        if (document.municipality or "").casefold() != wanted:
            return False
    return filters.since is None or (document.year is not None and document.year >= filters.since)
