"""Mend what is known of a report that was added; see also `ingest.library.entry`."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from assistant.errors import (
    FactInvalid,
    FactNeeded,
    ReportNotAdded,
    ReportUnknown,
    unknown_municipality,
)
from assistant.reporter import Reporter
from assistant.reports.library_change import LibraryChange, changing_library
from assistant.reports.library_index import LoadEncoder
from assistant.settings import Settings
from assistant.workspace import load_encoder
from ingest.norwegian.municipalities import known_municipality
from ingest.records import KINDS, LANGUAGES, is_language_code

EDITABLE_FIELDS = (
    "title",
    "kind",
    "municipality",
    "year",
    "publisher",
    "authors",
    "series",
    "url",
    "language",
)
_NEVER_EMPTY = {"title", "kind", "language"}
_FIRST_YEAR, _LAST_YEAR = 1000, 9999


@dataclass(frozen=True, slots=True)
class Edited:
    """What an edit changed: each field with its value before and after, None for none."""

    report_id: str
    changed: dict[str, tuple[Any, Any]]


def edit_report(
    settings: Settings,
    report_id: str,
    values: Mapping[str, str],
    reporter: Reporter,
    load_encoder: LoadEncoder = load_encoder,
) -> Edited:
    """Give fields of an added report new values; an empty one takes the field out.

    The passages of this report are encoded again if their context changes, and no others.

    Raises:
        ReportUnknown, ReportNotAdded: there is no such report, or none that was added.
        FactInvalid, FactNeeded, MunicipalityUnknown, MunicipalityMisspelt: a value cannot be used.
        EksempelfinnerError: the library cannot be changed.
    """
    with changing_library(settings, reporter, load_encoder) as change:
        entry = change.listing.by_id(report_id)
        if entry is None:
            raise _not_added(change, report_id)
        after = {field: read_value(field, text) for field, text in values.items()}
        changed = {
            field: (getattr(entry, field), value)
            for field, value in after.items()
            if getattr(entry, field) != value
        }
        if changed:
            change.publish(change.listing.including(replace(entry, **after)))
        return Edited(report_id, changed)


def read_value(field: str, text: str) -> Any:
    """Return the value of a field from what a user wrote; None if that is empty.

    Raises:
        FactInvalid, FactNeeded, MunicipalityUnknown, MunicipalityMisspelt: it cannot be used.
    """
    text = " ".join(text.split())
    if not text:
        if field in _NEVER_EMPTY:
            raise FactNeeded(field=field)
        return None
    if field == "municipality":
        if (known := known_municipality(text)) is None:
            raise unknown_municipality(text)
        return known
    if field == "year":
        if not (text.isdecimal() and _FIRST_YEAR <= int(text) <= _LAST_YEAR):
            raise FactInvalid(field=field, value=text, expected=f"{_FIRST_YEAR}–{_LAST_YEAR}")
        return int(text)
    if field == "authors":
        return _names(text)
    if field == "url" and not text.startswith(("https://", "http://")):
        raise FactInvalid(field=field, value=text, expected="https://…")
    if field == "kind" and text not in KINDS:
        raise FactInvalid(field=field, value=text, expected=", ".join(KINDS))
    if field == "language" and not is_language_code(text):
        raise FactInvalid(field=field, value=text, expected=f"{', '.join(LANGUAGES)}, …")
    return text


def _names(text: str) -> tuple[str, ...]:
    """Return the names in a list; commas part them if each has a space, as "Nordmann, Kari"."""
    names = [name.strip() for name in text.split(";")]
    if len(names) == 1:
        parts = [part.strip() for part in text.split(",")]
        names = parts if all(" " in part for part in parts) else names
    return tuple(name for name in names if name)


def _not_added(change: LibraryChange, report_id: str) -> ReportUnknown | ReportNotAdded:
    if report_id in change.taken_ids:
        return ReportNotAdded(report_id=report_id)
    return ReportUnknown(report_id=report_id)
