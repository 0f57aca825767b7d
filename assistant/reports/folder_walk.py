"""Walk through a folder that a user means, each folder in it once, however it is reached."""

import os
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

_SYSTEM_FOLDERS = {
    "#recycle", "@recycle", "@recently-snapshot", "$recycle.bin", "recycler", "recycled",
    "system volume information", "@eadir", "#snapshot", "~snapshot", "lost+found", "__macosx",
    "@tmp", "network trash folder", "temporary items", "@sharebin", "@snapshot", "@__thumb",
    "@appstore", "@database", "trashbox", "recycle bin", "thevolumesettingsfolder",
    "@sharesnap", "@synologydrive", "files_trashbin", "files_versions", "$winreagent", "$extend",
    "$sysreset",
}  # fmt: skip
"""Folders in small letters in which Synology, QNAP, NetApp, Nextcloud, Windows and macOS keep what
was deleted or what is their own. A folder whose name begins with a dot is theirs as well."""

_SYSTEM_PATTERN = re.compile(r"found\.\d{3}|\$windows\.~\w+|@gmt-[\d.-]+")
"""What Windows checks and installs, and the former versions that Samba shows."""

_UNFINISHED_SUFFIXES = {
    ".part", ".partial", ".crdownload", ".download", ".opdownload", ".filepart", ".tmp", ".temp",
    ".unfinished", ".!ut", ".!qb", ".!sync", ".bc!", ".aria2", ".fdmdownload", ".dtapart", ".xltd",
}  # fmt: skip

_CONTROL_SUFFIXES = {".aria2"}
"""Suffixes of what stands beside a file of the full name, which grows."""

Identity = tuple[int, int]
"""The device and number of a folder: what it is, whichever links or mounts lead to it."""


@dataclass(frozen=True, slots=True)
class WalkedFolder:
    """One folder and the names of what is in it, sorted.

    `files` may be read. `unfinished` are files and folders that are being downloaded, `not_meant`
    recycle bins, folders of file systems and the program's data, and `known` folders that are
    walked through by another name, or have the folder in them that the walk began with. Hidden
    folders are in none of these.
    """

    path: Path
    files: list[str]
    unfinished: list[str]
    not_meant: list[str]
    known: list[str]


def walk_folder(
    folder: Path, data: Path | None, cannot_list: Callable[[OSError], None]
) -> Iterator[WalkedFolder]:
    """Yield `folder` and each folder in it, also by links; `data` is the program's own folder.

    `cannot_list` is told of each that cannot be listed.
    """
    real = Path(os.path.realpath(folder))
    seen = {identity_of(each) for each in (real, *real.parents)}
    own = _own_folders(data) if data is not None else set()
    for root, folders, names in os.walk(folder, onerror=cannot_list, followlinks=True):
        at = Path(root)
        visible = sorted(name for name in folders if not name.startswith("."))
        not_meant = [name for name in visible if _is_not_meant(at / name, own)]
        unfinished = [name for name in visible if is_unfinished(name)]
        left = [name for name in visible if name not in {*not_meant, *unfinished}]
        known = []
        # A folder itself before a link to it, so that its files have the name that they have there.
        for name in sorted(left, key=lambda name: (at / name).is_symlink()):
            identity = identity_of(at / name)
            if identity in seen:
                known.append(name)
            elif identity is not None:
                seen.add(identity)
        folders[:] = [name for name in left if name not in known]
        unfinished += sorted(name for name in names if is_unfinished(name))
        growing = {name.rpartition(".")[0] for name in unfinished if _is_control(name)}
        unfinished += sorted(growing.intersection(names))
        files = sorted(set(names).difference(unfinished))
        yield WalkedFolder(at, files, unfinished, not_meant, sorted(known))


def is_unfinished(name: str) -> bool:
    """Return whether a file, or a folder of Safari's, has the name of an unfinished download."""
    return Path(name).suffix.casefold() in _UNFINISHED_SUFFIXES


def is_hidden(name: str) -> bool:
    """Return whether a file is hidden, or tells that Office has another one open."""
    return name.startswith((".", "~$"))


def is_folder(path: Path) -> bool:
    """Return whether there is a folder at `path` that can be reached."""
    # The method of Path raises an error for one that cannot be, or whose name is too long.
    return os.path.isdir(path)  # noqa: PTH112


def is_file(path: Path) -> bool:
    """Return whether there is a file at `path` that can be reached."""
    return os.path.isfile(path)  # noqa: PTH113


def is_inside(path: Path, folder: Path) -> bool:
    """Return whether `path` is a folder, or lies in it, by whichever links or mounts."""
    wanted = identity_of(Path(os.path.realpath(folder)))
    own = Path(os.path.realpath(path))
    return wanted is not None and any(identity_of(each) == wanted for each in (own, *own.parents))


def identity_of(path: Path) -> Identity | None:
    """Return what tells a file or folder from all others; None if it is not there."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


def _own_folders(data: Path) -> set[Identity | None]:
    """Return what tells the program's data folder, and what may be mounted of it elsewhere."""
    data = Path(os.path.realpath(data))
    below = (data / name for name in ("library", "library/files", "library/texts", "generations"))
    return {identity_of(each) for each in (data, *below)} - {None}


def _is_not_meant(folder: Path, own: Collection[Identity | None]) -> bool:
    """Return whether a folder is a recycle bin, a file system's own, or one of `own`."""
    path = Path(os.path.realpath(folder)) if folder.is_symlink() else folder
    # A link may lead to a folder far inside one of these.
    around = (path, *path.parents) if folder.is_symlink() else (path,)
    if any(_is_system(each.name) for each in (folder, *around)):
        return True
    return any(identity_of(each) in own for each in around)


def _is_system(name: str) -> bool:
    name = name.casefold()
    return name in _SYSTEM_FOLDERS or _SYSTEM_PATTERN.fullmatch(name) is not None


def _is_control(name: str) -> bool:
    return Path(name).suffix.casefold() in _CONTROL_SUFFIXES
