"""Add files to the library and keep the index in step.

Each file is added completely or not at all.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.errors import FolderEmptied, FolderPartEmptied, ReportUnknown
from assistant.reporter import Reporter
from assistant.reports.file_adder import FileAdder
from assistant.reports.find_files import Found, check_folder, find_files, origin_of, path_of
from assistant.reports.folder_walk import is_folder
from assistant.reports.library_change import LibraryChange, changing_library
from assistant.reports.library_index import LoadEncoder
from assistant.reports.outcome import Options, Outcome, State
from assistant.settings import Settings
from assistant.workspace import load_encoder
from ingest.errors import FileMissing
from ingest.file_name import clean_name
from ingest.library.added_file import AddedFile

__all__ = ["Options", "Outcome", "State", "add_files", "remove_reports", "sync_folder"]


def add_files(
    settings: Settings,
    paths: Sequence[Path],
    options: Options,
    reporter: Reporter,
    load_encoder: LoadEncoder = load_encoder,
) -> Iterator[Outcome]:
    """Add files, and every file of folders; yield what became of each as it is done.

    Raises:
        OcrMissing: `ocr` is asked for and not installed.
        ReportUnknown: `as_id` is not a report.
        EksempelfinnerError: nothing more can be added; what was yielded before stays.
    """
    with changing_library(settings, reporter, load_encoder) as change:
        yield from FileAdder(change, options, reporter).add(list(find_files(paths, settings.data)))


def sync_folder(
    settings: Settings,
    folder: Path,
    options: Options,
    reporter: Reporter,
    load_encoder: LoadEncoder = load_encoder,
) -> Iterator[Outcome]:
    """Make the library follow a folder: add, update, and remove the reports whose file is gone.

    Only reports that a sync of the folder added are removed.

    Raises:
        FileMissing: there is no such folder.
        FolderEmptied: it lost more than one report and has no file left; a disk may be gone.
        EksempelfinnerError: see `add_files`.
    """
    check_folder(folder)
    found = list(find_files([folder], settings.data))
    origin = origin_of(folder)
    with changing_library(settings, reporter, load_encoder) as change:
        adder = FileAdder(change, options, reporter)
        change.follow_at(origin)
        count = len(change.listing.of_folder(origin))
        is_empty = all(file.passed_over for file in found)
        if is_empty and count > 1 and not options.force:
            raise FolderEmptied(folder=str(folder), count=count)
        yield from adder.add(found, origin)
        gone = _gone(change.listing.of_folder(origin), found)
        emptied = {} if options.force else _emptied(gone)
        for path, kept in emptied.items():
            name = clean_name(path)
            yield Outcome("refused", name, error=FolderPartEmptied(file=name, count=len(kept)))
            gone = [entry for entry in gone if entry not in kept]
        change.keep_away(gone)
        yield from _remove(change, gone)


def remove_reports(
    settings: Settings,
    ids: Sequence[str],
    reporter: Reporter,
    load_encoder: LoadEncoder = load_encoder,
) -> list[Outcome]:
    """Remove the files of reports; one of the catalogue is then known by its title again.

    Raises:
        ReportUnknown: a report was not added.
    """
    with changing_library(settings, reporter, load_encoder) as change:
        removed = []
        for report_id in dict.fromkeys(ids):
            entry = change.listing.by_id(report_id)
            if entry is None:
                raise ReportUnknown(report_id=report_id)
            removed.append(entry)
        return list(_remove(change, removed))


def _gone(entries: Sequence[AddedFile], found: Sequence[Found]) -> list[AddedFile]:
    """Return the entries whose file was not found; it may be in a folder that cannot be listed.

    Such a folder may be gone by now, or be what a link led to.
    """
    origins = {origin_of(file.path) for file in found}
    missing = [file.path for file in found if isinstance(file.error, FileMissing)]
    unlisted = tuple(f"{origin_of(path)}{os.sep}" for path in missing)
    return [
        entry
        for entry in entries
        if entry.origin not in origins and not (entry.origin or "").startswith(unlisted)
    ]


def _emptied(gone: Sequence[AddedFile]) -> dict[Path, list[AddedFile]]:
    """Return the folders that are there with nothing in them, and more than one entry of `gone`.

    A drive that is gone leaves such a folder; a user who deletes files most often does not.
    """
    of_folder: dict[Path, list[AddedFile]] = {}
    for entry in gone:
        around = path_of(entry.origin or "").parents
        there = next((folder for folder in around if is_folder(folder)), None)
        if there is not None and _is_bare(there):
            of_folder.setdefault(there, []).append(entry)
    return {folder: entries for folder, entries in of_folder.items() if len(entries) > 1}


def _is_bare(folder: Path) -> bool:
    """Return whether nothing at all is in a folder, or it cannot be listed."""
    try:
        return next(folder.iterdir(), None) is None
    except OSError:
        return True


def _remove(change: LibraryChange, entries: Sequence[AddedFile]) -> Iterator[Outcome]:
    if not entries:
        return
    change.publish(change.listing.without(entries))
    for entry in entries:
        yield Outcome("removed", entry.name, entry.id)
