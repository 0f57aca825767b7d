"""Map the tables of an index into memory: reading a part of one does not read the rest."""

from pathlib import Path
from typing import Any

import numpy as np


def mapped_table(folder: Path, name: str) -> Any:
    """Return the table `name` in `folder`, mapped and not to be written to.

    Raises:
        OSError: it is missing.
        ValueError: it is not a table.
    """
    # As a plain array: a slice of numpy's own memory map is a Python object that takes its time.
    return np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False))
