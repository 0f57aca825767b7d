"""One entry of the list of added files."""

from dataclasses import dataclass, fields
from typing import Any

from ingest.records import Kind, TextLanguage

_NOT_OF_DOCUMENT = {"id", "name", "sha256", "origin", "folder"}


@dataclass(frozen=True, slots=True)
class AddedFile:
    """One entry of the list: a file that was added, and the facts about it that beat all others.

    `id` is the id of the report that was read from the file, `name` the file's own name, `sha256`
    the checksum that it is stored under, `origin` the absolute path that it was added from, and
    `folder` the folder whose sync added it, if one did. The rest are fields of the document; None
    leaves a field to the catalogue or to the file itself.
    """

    id: str
    name: str
    sha256: str
    origin: str | None = None
    folder: str | None = None
    kind: Kind | None = None
    title: str | None = None
    subtitle: str | None = None
    authors: tuple[str, ...] | None = None
    publisher: str | None = None
    year: int | None = None
    series: str | None = None
    isbn: str | None = None
    url: str | None = None
    file_url: str | None = None
    municipality: str | None = None
    language: TextLanguage | None = None

    @property
    def document_fields(self) -> dict[str, Any]:
        """Return the fields of the document that the entry states, by their names."""
        stated = {name: getattr(self, name) for name in DOCUMENT_FIELDS}
        return {name: value for name, value in stated.items() if value is not None}


DOCUMENT_FIELDS = tuple(
    field.name for field in fields(AddedFile) if field.name not in _NOT_OF_DOCUMENT
)
"""The fields of an entry that are fields of the document too."""
