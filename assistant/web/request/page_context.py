"""What every page of one request is written from."""

from dataclasses import dataclass, replace
from typing import Any

from assistant.show.texts import Texts
from assistant.web.request.address import Address, write_address
from index.generation import Generation
from ingest.records import Language


@dataclass(frozen=True, slots=True, eq=False)
class PageContext:
    """Hold an address, the words of its language and the generation that answers it.

    `otherwise` is the language of an address that names none.
    """

    address: Address
    texts: Texts
    otherwise: Language
    generation: Generation

    def link(self, **changes: Any) -> str:
        """Return the query string of this address with some of its fields changed."""
        return self.write(replace(self.address, **changes))

    def write(self, address: Address) -> str:
        """Return the query string of an address."""
        return write_address(address, self.otherwise)

    def to_page(self, name: str = "./") -> str:
        """Return the address of another page of the site in the same language."""
        bare = write_address(Address(self.texts.language), self.otherwise)
        return name if bare == "?" else f"{name}{bare}"
