"""Examine what the program needs, and say of each thing whether it is in order."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass

from assistant.settings import Settings, settings_file
from assistant.wording import Wording
from assistant.workspace import corpus_folder
from index.adapter import Adapter
from index.bundled import bundled_file, check_bundled_file
from index.generation import live_id, open_live
from ingest.corpus import read_corpus
from ingest.errors import DataUnreadable, EksempelfinnerError


@dataclass(frozen=True, slots=True)
class Finding:
    """Say of one thing whether it is in order, and what was found."""

    check: str
    ok: bool
    detail: str


def examine(settings: Settings, words: Wording) -> list[Finding]:
    """Check the settings, the encoder, the corpus, the data folder and the index, in this order."""
    checks: dict[str, Callable[[Settings, Wording], str]] = {
        "settings": _settings,
        "encoder": _encoder,
        "corpus": _corpus,
        "data": _data,
        "index": _index,
    }
    findings = []
    for name, check in checks.items():
        try:
            findings.append(Finding(name, True, check(settings, words)))
        except EksempelfinnerError as error:
            findings.append(Finding(name, False, words.error(error)))
    return findings


def _settings(_: Settings, words: Wording) -> str:
    file = settings_file()
    return words("doctor.settings_found" if file.is_file() else "doctor.settings_none", file=file)


def _encoder(settings: Settings, _: Wording) -> str:
    if settings.model is not None:
        return settings.model
    path = bundled_file()
    check_bundled_file(path)
    Adapter()  # raises where it is missing or damaged
    return str(path)


def _corpus(settings: Settings, words: Wording) -> str:
    folder = corpus_folder(settings)
    return words("doctor.corpus_found", documents=len(read_corpus(folder)), folder=folder)


def _data(settings: Settings, words: Wording) -> str:
    """Find the nearest folder that exists: the data folder is made when it is first needed."""
    folder = settings.data
    there = next(parent for parent in (folder, *folder.absolute().parents) if parent.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        raise DataUnreadable(folder=str(folder), reason=os.strerror(13))
    free = shutil.disk_usage(there).free / 1e9
    return words("doctor.data_found", folder=folder, free=f"{free:.1f}")


def _index(settings: Settings, words: Wording) -> str:
    if live_id(settings.data) is None:
        return words("doctor.index_missing")
    manifest = open_live(settings.data).manifest
    return words(
        "doctor.index_found",
        documents=manifest.documents,
        passages=manifest.passages,
        created=manifest.created,
    )
