"""Change the bundled encoder's weights a little, by what was learnt from Norwegian questions.

The encoder was trained on the web at large. A low-rank adapter (Hu et al. 2021, LoRA, arXiv
2106.09685) adds up @ down to the matrices of its upper half; `benchmarks/adapter/train.py`
made it, and docs/benchmarks.md says what it is worth. It is added to the weights once, when they
are loaded, so a search costs nothing more, and whatever runs the weights need not know of it.
"""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.errors import EncoderDamaged, EncoderMissing

if TYPE_CHECKING:
    from numpy.typing import NDArray

ADAPTER_FILE = Path(__file__).with_name("adapter.safetensors")


class Adapter:
    """Pairs of thin matrices, by the name of the weights that they change."""

    def __init__(self, path: Path = ADAPTER_FILE) -> None:
        """Read the file, in which `NAME.up` and `NAME.down` are float16.

        Raises:
            EncoderMissing: there is no such file.
            EncoderDamaged: it cannot be read.
        """
        from safetensors import SafetensorError
        from safetensors.numpy import load

        try:
            content = path.read_bytes()
        except OSError as error:
            raise EncoderMissing(file=str(path)) from error
        self.sha256 = hashlib.sha256(content).hexdigest()
        try:
            self._tensors: dict[str, NDArray[np.float16]] = load(content)
        except SafetensorError as error:
            raise EncoderDamaged(
                file=str(path), expected="safetensors", found=str(error)
            ) from error

    def changes(self, name: str) -> bool:
        """Return whether the weights called `name` are changed."""
        return f"{name}.up" in self._tensors

    def adapted(self, name: str, weights: "NDArray[np.float32]") -> "NDArray[np.float32]":
        """Return flat `weights` of the matrix `name` with its change added, if it has one."""
        change = self.change(name)
        if change is None:
            return weights
        up, down = change
        changed: NDArray[np.float32] = weights + (up @ down).reshape(-1)
        return changed

    def change(self, name: str) -> "tuple[NDArray[np.float32], NDArray[np.float32]] | None":
        """Return the thin matrices whose product, up @ down, is added to `name`, if it is changed.

        float32 of shapes (outputs, rank) and (rank, inputs).
        """
        if not self.changes(name):
            return None
        up, down = (self._tensors[f"{name}.{half}"].astype(np.float32) for half in ("up", "down"))
        return up, down
