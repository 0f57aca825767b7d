"""The list of the files that were added: reports.toml in the library, which a user may edit.

A line that a user writes there, a comment or another order stays: the file is changed entry by
entry. A field that stands there beats what the catalogue or the file itself says.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ingest.disk import write_whole
from ingest.errors import DataUnreadable, LibraryUnreadable
from ingest.records import KINDS, LANGUAGES, Kind, Language

if TYPE_CHECKING:
    from tomlkit.items import AoT, Table

FILE = "reports.toml"

_SHA256 = re.compile(r"[0-9a-f]{64}")
_ID = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class AddedFile:
    """Hold one entry of the list: a file that was added, and what is to be said of it.

    `name` is the file's own name, `origin` the absolute path that it was added from, `folder` the
    synced folder that it follows, if any. The rest are fields of the document; None where the
    catalogue's, or the file's own, hold.
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
    municipality: str | None = None
    language: Language | None = None

    @property
    def known(self) -> dict[str, Any]:
        """Return the fields of the document that stand in the entry."""
        own = ("id", "name", "sha256", "origin", "folder")
        return {n: v for n, v in asdict(self).items() if v is not None and n not in own}


def read_listing(library: Path) -> tuple[AddedFile, ...]:
    """Return the entries of the list in the folder `library`; none where there is no list.

    Raises:
        DataUnreadable: the list is there and cannot be opened.
        LibraryUnreadable: the list is not TOML, or an entry lacks a field or has a wrong one; the
            line is named.
    """
    path = library / FILE
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise DataUnreadable(folder=str(library.parent), reason=error.strerror or "") from error
    except UnicodeDecodeError as error:
        raise LibraryUnreadable(file=str(path), reason=str(error)) from error
    try:
        rows = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LibraryUnreadable(file=str(path), reason=str(error)) from error
    volumes: list[AddedFile] = []
    entries = rows.get("report", [])
    if not isinstance(entries, list) or set(rows) - {"report"}:
        other = next(iter(set(rows) - {"report"}), "report")
        raise LibraryUnreadable(file=str(path), reason=f"{other}: [[report]]")
    for place, row in enumerate(entries):
        wrong = _wrong_field(row, {volume.id for volume in volumes})
        if wrong is not None:
            shown = f" = {row[wrong]!r}" if isinstance(row, dict) and wrong in row else "?"
            line = _line(text, place, wrong)
            raise LibraryUnreadable(file=str(path), reason=f"line {line}: {wrong}{shown}")
        authors = tuple(row["authors"]) if "authors" in row else None
        volumes.append(AddedFile(**{**row, "authors": authors}))
    return tuple(volumes)


def write_listing(library: Path, volumes: Sequence[AddedFile], heading: str) -> None:
    """Make the list hold exactly `volumes`; what stays keeps its place and its comments.

    `heading` becomes the comment at the top of a new list. The list is there whole at any moment.
    """
    import tomlkit

    path = library / FILE
    try:
        document = tomlkit.parse(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        document = tomlkit.document()
        for line in heading.splitlines():
            document.add(tomlkit.comment(line))
    wanted = {volume.id: volume for volume in volumes}
    tables = cast("AoT", document.get("report", tomlkit.aot()))
    for place in reversed(range(len(tables))):
        if str(tables[place]["id"]) not in wanted:
            del tables[place]
    for table in tables:
        _fill(table, wanted.pop(str(table["id"])))
    for volume in wanted.values():
        table = tomlkit.table()
        _fill(table, volume)
        tables.append(table)
    if not tables:
        document.pop("report", None)
    elif "report" not in document:
        document.append("report", tables)
    write_whole(path, tomlkit.dumps(document).encode())


def _fill(table: "Table", volume: AddedFile) -> None:
    """Give the entry the volume's fields; those that are as they were are left alone."""
    for name, value in asdict(volume).items():
        plain = list(value) if isinstance(value, tuple) else value
        if plain is None:
            table.pop(name, None)
        elif table.get(name) != plain:
            table[name] = plain


def _wrong_field(row: Any, taken: set[str]) -> str | None:
    """Return the first field of an entry that is missing, unknown or of a wrong value."""
    if not isinstance(row, dict):
        return "report"
    for name in ("id", "name", "sha256"):
        if name not in row:
            return name
    texts = set(AddedFile.__dataclass_fields__) - {"authors", "year"}
    for name, value in row.items():
        if name in texts:
            right = isinstance(value, str) and (value.strip() != "")
        elif name == "year":
            right = type(value) is int and 1000 <= value <= 9999
        else:
            right = name == "authors" and isinstance(value, list)
            right = right and all(isinstance(author, str) for author in value)
        if not right:
            return str(name)
    rules = {
        "id": _ID.fullmatch(row["id"]) is not None and row["id"] not in taken,
        "sha256": _SHA256.fullmatch(row["sha256"]) is not None,
        "kind": row.get("kind", KINDS[0]) in KINDS,
        "language": row.get("language", LANGUAGES[0]) in LANGUAGES,
    }
    return next((name for name, right in rules.items() if not right), None)


def _line(text: str, place: int, name: str) -> int:
    """Return the line of a field in the entry at `place`, or of the entry if it has no such."""
    lines = text.splitlines()
    starts = [n for n, line in enumerate(lines, 1) if line.strip().startswith("[[report]]")]
    if place >= len(starts):
        return 1
    end = starts[place + 1] if place + 1 < len(starts) else len(lines) + 1
    for number in range(starts[place] + 1, end):
        if re.match(rf"\s*{re.escape(name)}\s*=", lines[number - 1]):
            return number
    return starts[place]
