"""Seal a folder that a test wrote, and open it."""

from pathlib import Path

from index.sealed import SealedFolder, seal


def sealed(folder: Path) -> SealedFolder:
    """Return `folder` as an index opens it."""
    return SealedFolder(folder, seal(folder))
