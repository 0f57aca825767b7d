"""Write a generation of the index, and make it the live one: whole, or not at all.

A generation is written under a name of its own and becomes live by one rename, so a crash at any
moment leaves the old one live.
"""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from index.generation import live_id, manifest_text
from index.protocol import Manifest
from index.sealed import SealedFolder
from ingest.disk import locked, write_whole
from ingest.errors import DiskFull

IMPORTING = "import.unfinished"
"""The folder in the data folder in which an archive is unpacked and verified."""


@contextmanager
def new_generation(data: Path, generation_id: str, previous: str | None = None) -> Iterator[Path]:
    """Yield an empty folder to write a generation into, and make it live when the block ends.

    `manifest.json` must be there by then. If the block fails, the folder is removed and the
    generation that was live stays so. If not, `previous` is kept beside the new one: by default
    that which was live, and another if that is damaged.

    Raises:
        DataUnreadable: the data folder cannot be written.
        DiskFull: there is no room.
        DataBusy: another process is building in the same data folder.
    """
    folder = data / "generations" / f"{generation_id}.unfinished"
    with locked(data, data):
        folder.parent.mkdir(exist_ok=True)
        # No other process builds while the lock is held: what is unfinished was interrupted.
        for leftover in folder.parent.glob("*.unfinished"):
            shutil.rmtree(leftover, ignore_errors=True)
        shutil.rmtree(data / IMPORTING, ignore_errors=True)
        folder.mkdir()
        try:
            yield folder
            _check_written(data, folder)
            _publish(data, folder, generation_id, previous)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def new_id(corpus_sha256: str) -> str:
    """Return the id of a generation of documents with this checksum; no two are the same."""
    # A clock that is set back may show the same moment twice.
    chance = secrets.token_hex(2)
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{chance}-{corpus_sha256[:8]}"


def adopt_generation(data: Path, folder: Path, corpus_sha256: str) -> None:
    """Make a whole generation in `folder`, on the same disk as `data`, its live one.

    It gets an id of its own, for it may be live here already, and damaged. The caller has the data
    folder locked.

    Raises:
        OSError: it cannot be moved.
    """
    (data / "generations").mkdir(exist_ok=True)
    _publish(data, folder, new_id(corpus_sha256))


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest of the generation in `folder`."""
    (folder / "manifest.json").write_text(manifest_text(asdict(manifest)), encoding="utf-8")


def link_segment(segment: SealedFolder, folder: Path) -> None:
    """Give the generation in `folder` a segment of another one, without writing it again."""
    shutil.copytree(segment.path, folder / segment.path.name, copy_function=_link)


def _link(source: str, target: str) -> None:
    try:
        Path(target).hardlink_to(source)
    except OSError:
        # A disk without links, such as some network drives.
        shutil.copyfile(source, target)


def _check_written(data: Path, folder: Path) -> None:
    """Find tables that were cut short: NumPy does not always raise if the disk is full."""
    for path in folder.rglob("*.npy"):
        try:
            np.load(path, mmap_mode="r", allow_pickle=False)
        except (ValueError, EOFError) as error:
            raise DiskFull(folder=str(data)) from error


def _publish(data: Path, folder: Path, generation_id: str, previous: str | None = None) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
    previous = previous or live_id(data)
    generations = data / "generations"
    folder.rename(generations / generation_id)
    write_whole(data / "current", generation_id.encode())
    # It answers if the new one turns out to be damaged.
    for old in generations.iterdir():
        if old.name not in (generation_id, previous):
            shutil.rmtree(old, ignore_errors=True)
