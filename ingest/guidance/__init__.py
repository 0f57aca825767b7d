"""Read the source page of Husbanken: 31 documents, and where each line of the page went.

`catalogue` reads what the page must have and what is known beyond it; `page` reads the page itself,
checks it against the catalogue, and is what `ingest.corpus` calls.
"""

from ingest.guidance.catalogue import Archive, Catalogue, CatalogueEntry, read_catalogue
from ingest.guidance.page import Placement, read_guidance

__all__ = [
    "Archive",
    "Catalogue",
    "CatalogueEntry",
    "Placement",
    "read_catalogue",
    "read_guidance",
]
