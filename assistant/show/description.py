"""Show what a report is about in our words, so that nobody takes them for the report's."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from assistant.show.texts import Texts
from ingest.description import own_form
from ingest.records import Document


@dataclass(frozen=True, slots=True)
class Description:
    """What a report is about: whose words these are, the words, and lines of topics and places.

    `topics` and `places` are "" if they are not known.
    """

    label: str
    text: str
    topics: str = ""
    places: str = ""

    @property
    def line(self) -> str:
        """Return the words behind their label, and the places, on one line."""
        return " ".join(filter(None, (f"{self.label}: {self.text}", self.places)))


def description(document: Document, texts: Texts) -> Description | None:
    """Return what a document is about, or None if the catalogue does not say it."""
    if not document.about:
        return None
    topics = ", ".join(map(own_form, document.topics))
    places = ", ".join(document.places)
    return Description(
        _label(document.about_source, texts),
        document.about,
        texts("result.topics", topics=topics) if topics else "",
        texts("result.places", places=places) if places else "",
    )


def _label(address: str | None, texts: Texts) -> str:
    host = urlsplit(address or "").hostname
    if host is None:
        return texts("result.about_ours")
    return texts("result.about", source=host.removeprefix("www."))
