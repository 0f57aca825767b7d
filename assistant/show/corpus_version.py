"""Tell in words which collection of sources an answer was found in."""

from dataclasses import dataclass
from datetime import datetime

from assistant.show.citation import written_date
from assistant.show.texts import Texts
from index.protocol import Manifest

SHOWN_DIGITS = 10
"""Of the checksum: enough to tell collections apart, and short enough to read out."""


@dataclass(frozen=True, slots=True)
class CorpusVersion:
    """How many sources there were, when they were read, and the checksum of them all."""

    documents: int
    created: str
    sha256: str


def corpus_version(manifest: Manifest) -> CorpusVersion:
    """Return the version of the sources that an index was built from."""
    return CorpusVersion(manifest.documents, manifest.created, manifest.corpus_sha256)


def version_in_words(version: CorpusVersion, texts: Texts) -> str:
    """Return the number of sources, the day they were read and the start of their checksum."""
    return texts(
        "export.version",
        documents=version.documents,
        date=written_date(datetime.fromisoformat(version.created).date(), texts),
        version=version.sha256[:SHOWN_DIGITS],
    )
