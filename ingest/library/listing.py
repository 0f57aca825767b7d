"""The list of the added files: reports.toml in the library, which a user may edit.

The file is changed entry by entry, so that a comment or an order that a user gave it stays.
"""

import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ingest.disk import write_whole
from ingest.errors import DataUnreadable, LibraryUnreadable, reason_of
from ingest.formats.charset import decode
from ingest.library.added_file import AddedFile
from ingest.records import KINDS, LANGUAGES, is_language_code

if TYPE_CHECKING:
    from tomlkit.items import AoT, Table

_SHA256 = re.compile(r"[0-9a-f]{64}")
_ID = re.compile(r"[\w-]+")


@dataclass(frozen=True)
class Listing:
    """The entries of the list in its order; each has an id of its own."""

    entries: tuple[AddedFile, ...] = ()

    def __iter__(self) -> Iterator[AddedFile]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def by_id(self, report_id: str) -> AddedFile | None:
        """Return the entry of a report, or None if no file was added as this report."""
        return self._by_id.get(report_id)

    def by_sha256(self, sha256: str) -> AddedFile | None:
        """Return the first entry of the file with this checksum, or None."""
        return self._by_sha256.get(sha256)

    def by_origin(self, origin: str) -> AddedFile | None:
        """Return the first entry that was added from this path, or None."""
        return self._by_origin.get(origin)

    def of_folder(self, folder: str) -> tuple[AddedFile, ...]:
        """Return the entries that a sync of this folder added."""
        return tuple(entry for entry in self.entries if entry.folder == folder)

    def including(self, entry: AddedFile) -> "Listing":
        """Return the list with `entry` in place of the one of the same id, or else at its end."""
        if entry.id not in self._by_id:
            return Listing((*self.entries, entry))
        return Listing(tuple(entry if old.id == entry.id else old for old in self.entries))

    def without(self, removed: Collection[AddedFile]) -> "Listing":
        """Return the list without these entries."""
        return Listing(tuple(entry for entry in self.entries if entry not in removed))

    @cached_property
    def _by_id(self) -> dict[str, AddedFile]:
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def _by_sha256(self) -> dict[str, AddedFile]:
        return {entry.sha256: entry for entry in reversed(self.entries)}

    @cached_property
    def _by_origin(self) -> dict[str | None, AddedFile]:
        return {entry.origin: entry for entry in reversed(self.entries)}


def read_listing(path: Path) -> Listing:
    """Return the list in the file at `path`; it is empty if there is no such file.

    Raises:
        DataUnreadable: the file is there and cannot be opened.
        LibraryUnreadable: it is not TOML, or an entry lacks a field or has a wrong one; the line is
            named.
    """
    try:
        text = _text_of(path)
        rows = tomllib.loads(text)
    except FileNotFoundError:
        return Listing()
    except OSError as error:
        data = path.parents[1]
        raise DataUnreadable(folder=str(data), reason=reason_of(error)) from error
    except tomllib.TOMLDecodeError as error:
        raise LibraryUnreadable(file=str(path), reason=str(error)) from error
    reports = rows.pop("report", [])
    if rows or not isinstance(reports, list):
        other = next(iter(rows), "report")
        raise LibraryUnreadable(file=str(path), reason=f"{other}: [[report]]")
    entries: list[AddedFile] = []
    for position, row in enumerate(reports):
        wrong = _wrong_field(row, {entry.id for entry in entries})
        if wrong is not None:
            shown = f" = {row[wrong]!r}" if isinstance(row, dict) and wrong in row else "?"
            line = _line_number(text, position, wrong)
            raise LibraryUnreadable(file=f"{path}:{line}", reason=f"{wrong}{shown}")
        authors = tuple(row["authors"]) if "authors" in row else None
        entries.append(AddedFile(**{**row, "authors": authors}))
    return Listing(tuple(entries))


def _text_of(path: Path) -> str:
    """Return the text of the file, in whatever encoding the user's editor saved it."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return decode(path.read_bytes()).replace("\r\n", "\n")


def write_listing(path: Path, listing: Listing, heading: str, other: Path | None = None) -> None:
    """Make the file at `path` hold exactly `listing`; an entry that stays keeps its comments.

    So does one that comes from the list at `other`. A new file begins with `heading` as a comment.
    The file is complete at any moment.

    Raises:
        OSError: it cannot be written.
    """
    import tomlkit

    try:
        document = tomlkit.parse(_text_of(path))
    except FileNotFoundError:
        document = tomlkit.document()
        for line in heading.splitlines():
            document.add(tomlkit.comment(line))
    tables = cast("AoT", document.get("report", tomlkit.aot()))
    for position in reversed(range(len(tables))):
        if listing.by_id(str(tables[position]["id"])) is None:
            del tables[position]
    table_of = {str(table["id"]): table for table in tables}
    known = _tables(other) if other is not None and listing.entries else {}
    for entry in listing:
        table = table_of.get(entry.id)
        if table is None:
            table = known.get(entry.id, tomlkit.table())
            _fill(table, entry)
            tables.append(table)
        else:
            _fill(table, entry)
    if not tables:
        document.pop("report", None)
    elif "report" not in document:
        document.append("report", tables)
    write_whole(path, tomlkit.dumps(document).encode())


def _tables(path: Path) -> "dict[str, Table]":
    """Return the entries of the list at `path` as they are written there, by their ids."""
    import tomlkit

    try:
        document = tomlkit.parse(_text_of(path))
    except (FileNotFoundError, ValueError):
        # Whoever reads its entries says what is wrong with it.
        return {}
    tables = cast("AoT", document.get("report", tomlkit.aot()))
    return {str(table.get("id")): table for table in tables}


def _fill(table: "Table", entry: AddedFile) -> None:
    """Give `table` the fields of `entry`; a field that is the same is not touched."""
    for name, value in asdict(entry).items():
        plain = list(value) if isinstance(value, tuple) else value
        if plain is None:
            table.pop(name, None)
        elif table.get(name) != plain:
            table[name] = plain


def _wrong_field(row: Any, taken_ids: set[str]) -> str | None:
    """Return the first field of an entry that is missing, unknown or has a wrong value, or None."""
    if not isinstance(row, dict):
        return "report"
    for name in ("id", "name", "sha256"):
        if name not in row:
            return name
    for name, value in row.items():
        if not _has_right_type(name, value):
            return str(name)
    is_right = {
        "id": _ID.fullmatch(row["id"]) is not None and row["id"] not in taken_ids,
        "sha256": _SHA256.fullmatch(row["sha256"]) is not None,
        "kind": row.get("kind", KINDS[0]) in KINDS,
        "language": is_language_code(row.get("language", LANGUAGES[0])),
    }
    return next((name for name, right in is_right.items() if not right), None)


def _has_right_type(name: str, value: Any) -> bool:
    """Return whether there is a field of this name, and it may have a value of this type."""
    if name == "year":
        return type(value) is int and 1000 <= value <= 9999
    if name == "authors":
        return isinstance(value, list) and all(isinstance(author, str) for author in value)
    if name not in AddedFile.__dataclass_fields__:
        return False
    return isinstance(value, str) and value.strip() != ""


def _line_number(text: str, position: int, name: str) -> int:
    """Return the line of a field of the entry at `position`, or of the entry if it lacks it."""
    lines = text.splitlines()
    starts = [n for n, line in enumerate(lines, 1) if line.strip().startswith("[[report]]")]
    if position >= len(starts):
        return 1
    end = starts[position + 1] if position + 1 < len(starts) else len(lines) + 1
    for number in range(starts[position] + 1, end):
        if re.match(rf"\s*{re.escape(name)}\s*=", lines[number - 1]):
            return number
    return starts[position]
