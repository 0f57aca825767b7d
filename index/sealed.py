"""Seal the files of a folder with a checksum a block, and check each block whenever it is read.

Nothing is mapped: a block is read, checked and then served from what was read, so that no content
of a damaged block is ever used, also if a disk goes bad while a server runs. Of a small file a
block that was right is not read again.
"""

import io
import json
import math
import os
import threading
import weakref
import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.errors import IndexDamaged

if TYPE_CHECKING:
    from numpy.typing import NDArray

SEAL = "seal"
"""The file with the names, sizes and checksums of the others."""

HELD_BYTES = 4 * 2**20
"""A file of at most this size is kept in memory by the blocks that were read: the page's own token
vectors are 2.5 MB, and a question reads 400 rows, each a call of the system otherwise."""

BLOCK_BYTES = 16 * 1024
"""The token vectors of a passage, some 67 kB, are five blocks. CRC-32 checks 2.8 GB/s of them, with
4 kB 2.2 and with 64 kB 3.7; SHA-256 1.6."""

_HEADER_BYTES = 4096
"""No table's header is longer."""


def seal(folder: Path) -> str:
    """Write the seal of all files below `folder`; return its own SHA-256."""
    sizes: dict[str, int] = {}
    checksums: list[int] = []
    for path in _files(folder):
        own = list(_checksums(path))
        checksums += own
        sizes[path.relative_to(folder).as_posix()] = path.stat().st_size
    raw = json.dumps(sizes).encode() + b"\n" + np.array(checksums, "<u4").tobytes()
    (folder / SEAL).write_bytes(raw)
    return sha256(raw).hexdigest()


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file() and p != folder / SEAL)


def _checksums(path: Path) -> Iterator[int]:
    with path.open("rb") as file:
        while block := file.read(BLOCK_BYTES):
            yield zlib.crc32(block)


class SealedFolder:
    """The files of a folder as they were sealed, all of them open.

    They stay readable if a later build removes the folder.
    """

    def __init__(self, folder: Path, wanted: str) -> None:
        """Open the folder whose seal has the SHA-256 `wanted`.

        Raises:
            IndexDamaged: a file is missing, is there without being sealed, or is of another size.
        """
        self.path = folder
        try:
            raw = (folder / SEAL).read_bytes()
            if sha256(raw).hexdigest() != wanted:
                raise IndexDamaged(file=str(folder / SEAL))
        except OSError as error:
            raise IndexDamaged(file=str(folder / SEAL)) from error
        names, checksums = raw.split(b"\n", 1)
        sizes: dict[str, int] = json.loads(names)
        sums = np.frombuffer(checksums, "<u4")
        self._files: dict[str, SealedFile] = {}
        there = {path.relative_to(folder).as_posix() for path in _files(folder)}
        for name in sorted(there - sizes.keys()):
            raise IndexDamaged(file=str(folder / name))
        at = 0
        for name, size in sizes.items():
            count = math.ceil(size / BLOCK_BYTES)
            self._files[name] = SealedFile(folder / name, size, sums[at : at + count])
            at += count

    def __contains__(self, name: str) -> bool:
        """Return whether there is a file of this name."""
        return name in self._files

    def file(self, name: str) -> "SealedFile":
        """Return the file at the path `name` inside the folder."""
        return self._files[name]

    def table(self, name: str) -> "SealedTable":
        """Return the table `name`."""
        return SealedTable(self._files[f"{name}.npy"])

    def check(self) -> None:
        """Read every block of every file again.

        Raises:
            IndexDamaged: one is not what was written.
        """
        for file in self._files.values():
            file.check()

    def is_whole(self) -> bool:
        """Read every block of every file again; return whether all are what was written."""
        try:
            self.check()
        except IndexDamaged:
            return False
        return True


class SealedFile:
    """A file that is read by blocks, each of which is checked."""

    def __init__(self, path: Path, size: int, checksums: "NDArray[np.uint32]") -> None:
        """Open the file at `path`, which has `size` bytes and these checksums of its blocks.

        Raises:
            IndexDamaged: it cannot be read or is of another size.
        """
        self.path, self.size = path, size
        self._checksums = checksums
        self._held = bytearray(size) if size <= HELD_BYTES else None
        # A byte for each block that is in `_held`.
        self._has = bytearray(len(checksums) if self._held is not None else 0)
        self._lock = threading.Lock()
        try:
            # Windows would change line ends otherwise.
            self._descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
            weakref.finalize(self, os.close, self._descriptor)
            found = os.fstat(self._descriptor).st_size
        except OSError as error:
            raise IndexDamaged(file=str(path)) from error
        if found != size:
            raise IndexDamaged(file=str(path))

    def read(self, start: int, stop: int) -> memoryview:
        """Return the bytes from `start` to `stop`.

        Raises:
            IndexDamaged: they are not those that were written.
        """
        first, last = start // BLOCK_BYTES, math.ceil(stop / BLOCK_BYTES)
        if self._held is not None and self._has.find(0, first, last) < 0:
            return memoryview(self._held).toreadonly()[start:stop]
        offset = first * BLOCK_BYTES
        whole = memoryview(self._bytes(offset, min(last * BLOCK_BYTES, self.size)))
        for block in range(first, last):
            at = (block - first) * BLOCK_BYTES
            if zlib.crc32(whole[at : at + BLOCK_BYTES]) != self._checksums[block]:
                raise IndexDamaged(file=str(self.path))
        if self._held is not None:
            self._held[offset : offset + len(whole)] = whole
            self._has[first:last] = b"\1" * (last - first)
        return whole[start - offset : stop - offset]

    def check(self) -> None:
        """Read every block again.

        Raises:
            IndexDamaged: one is not what was written.
        """
        self._has[:] = bytes(len(self._has))
        for start in range(0, self.size, 64 * BLOCK_BYTES):
            self.read(start, min(start + 64 * BLOCK_BYTES, self.size))

    def _bytes(self, start: int, stop: int) -> bytes:
        try:
            if hasattr(os, "pread"):
                raw = os.pread(self._descriptor, stop - start, start)
            else:
                with self._lock:
                    os.lseek(self._descriptor, start, os.SEEK_SET)
                    raw = os.read(self._descriptor, stop - start)
        except OSError as error:
            raise IndexDamaged(file=str(self.path)) from error
        if len(raw) != stop - start:
            raise IndexDamaged(file=str(self.path))
        return raw


class SealedTable:
    """A table of NumPy, read by rows."""

    def __init__(self, file: SealedFile) -> None:
        """Read the header of the table in `file`.

        Raises:
            IndexDamaged: it is not the one that was written.
            ValueError: it is no table.
        """
        self._file = file
        header = io.BytesIO(file.read(0, min(_HEADER_BYTES, file.size)))
        np.lib.format.read_magic(header)
        shape, _, self.dtype = np.lib.format.read_array_header_1_0(header)
        self._start = header.tell()
        self._count, *row = shape
        self._row_shape = tuple(row)
        self._row_bytes = self.dtype.itemsize * math.prod(row)

    def __len__(self) -> int:
        """Return how many rows there are."""
        return int(self._count)

    def rows(self, start: int, stop: int) -> "NDArray[Any]":
        """Return the rows from `start` to `stop`, not to be written to.

        Raises:
            IndexDamaged: they are not those that were written.
        """
        raw = self._file.read(
            self._start + start * self._row_bytes, self._start + stop * self._row_bytes
        )
        return np.frombuffer(raw, self.dtype).reshape(-1, *self._row_shape)

    def whole(self) -> "NDArray[Any]":
        """Return all rows; see `rows`."""
        return self.rows(0, len(self))


def write_table(path: Path, blocks: "list[NDArray[Any]]") -> None:
    """Write `blocks` of rows as one table, without holding it: a large one takes gigabytes."""
    shape = (sum(map(len, blocks)), *blocks[0].shape[1:])
    descr = np.lib.format.dtype_to_descr(blocks[0].dtype)
    header = {"descr": descr, "fortran_order": False, "shape": shape}
    with path.open("wb") as file:
        np.lib.format.write_array_header_1_0(file, header)
        for block in blocks:
            file.write(np.ascontiguousarray(block, blocks[0].dtype).data)
