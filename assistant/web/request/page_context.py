"""The context of one request, from which every part of its page is written."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from assistant.show.texts import Texts
from assistant.web.request.address import Address, write_address, write_parameters
from index.protocol import Generation
from ingest.records import Document, Language


@dataclass(frozen=True, slots=True, eq=False)
class PageContext:
    """An address, the texts of its language, the generation that answers it, and today's date.

    `default_language` is the language of an address that names none, `contact` the e-mail address
    that errors are reported to, or ""; `has_sign_in` is whether users sign in to the site.
    `counts` is whether searches are counted, `days_kept` for how many days a question that found
    nothing is kept.
    """

    address: Address
    texts: Texts
    default_language: Language
    generation: Generation
    today: date = field(default_factory=date.today)
    contact: str = ""
    has_sign_in: bool = False
    counts: bool = False
    days_kept: int = 0

    def link(self, **changes: Any) -> str:
        """Return the query string of this address with some of its fields changed."""
        return self.write(replace(self.address, **changes))

    def pairs(self, **changes: Any) -> dict[str, str]:
        """Return the parameters of this address with some of its fields changed, by their names."""
        return write_parameters(replace(self.address, **changes), self.default_language)

    def to_document(self, document: Document) -> str:
        """Return the query string that shows this document alone, for the same question."""
        return self.link(document=document.id, like=None)

    def to_page(self, name: str = "./") -> str:
        """Return the address of another page of the site in the same language."""
        bare = self.write(Address(self.texts.language))
        return name if bare == "?" else f"{name}{bare}"

    def write(self, address: Address) -> str:
        """Return the query string of an address."""
        return write_address(address, self.default_language)
