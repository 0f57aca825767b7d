"""The page that turns a search away: small, as it is written when time is short."""

from dataclasses import dataclass

from assistant.web.pages.assets import asset_address


@dataclass(frozen=True, slots=True)
class Busy:
    """Where the page is, and the address that asks the same again."""

    base: str
    again: str
    stylesheets: tuple[str, ...]


def busy(query: str, root: str) -> Busy:
    """Return the page for a search with this query string."""
    stylesheets = tuple(map(asset_address, ("tokens.css", "page.css")))
    return Busy(f"{root}/", f"./?{query}", stylesheets)
