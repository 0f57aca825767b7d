"""Products of stored bytes and of vectors that are rounded to twice seven bits."""

import numpy as np
import onnx
from hypothesis import given
from hypothesis import strategies as st
from onnx import helper

from index.integer_product import FINER, GRAPH, LARGEST, product


def test_whole_numbers_of_seven_bits_are_multiplied_exactly() -> None:
    """The sign of the stored side, which the instruction does not know, comes out right."""
    stored = np.array([[-127, 127, 0], [1, -2, 3], [-128, -128, -128]], np.int8)
    asked = np.array([[63, -63, 5], [0, 1, -63]], np.float32)
    expected = asked @ stored.astype(np.float32).T
    np.testing.assert_array_equal(product(asked, stored), expected)


def test_a_row_of_zeros_gives_zeros() -> None:
    found = product(np.zeros((1, 3), np.float32), np.full((2, 3), 100, np.int8))
    np.testing.assert_array_equal(found, [[0, 0]])


@given(st.integers(0, 2**32 - 1), st.integers(1, 400), st.integers(1, 40), st.integers(1, 40))
def test_each_number_is_off_by_half_a_step_at_most(
    seed: int, dimensions: int, rows: int, columns: int
) -> None:
    """The largest number of a row is 63 steps, each of 126 finer ones."""
    chance = np.random.default_rng(seed)
    stored = chance.integers(-127, 128, (rows, dimensions)).astype(np.int8)
    asked = chance.normal(size=(columns, dimensions)).astype(np.float32)
    exact = asked.astype(np.float64) @ stored.T.astype(np.float64)
    steps = np.abs(asked).max(axis=1, keepdims=True) / LARGEST / FINER
    most = steps / 2 * np.abs(stored.astype(np.float64)).sum(axis=1)
    assert np.all(np.abs(product(asked, stored) - exact) <= most * 1.01 + 1e-2)


def test_no_sum_of_two_products_is_too_large_for_16_bits() -> None:
    """Processors without an instruction for the whole sum cut it off there."""
    stored, asked = np.full((1, 384), 127, np.int8), np.ones((1, 384), np.float32)
    assert 2 * 255 * LARGEST < 2**15
    np.testing.assert_allclose(product(asked, stored), [[384 * 127]], rtol=1e-6)


def test_the_graph_is_one_product_of_whole_numbers() -> None:
    """The file is what these lines write."""
    kinds = onnx.TensorProto
    node = helper.make_node("MatMulInteger", ["stored", "asked"], ["products"])
    stored = helper.make_tensor_value_info("stored", kinds.UINT8, ["rows", "dimensions"])
    asked = helper.make_tensor_value_info("asked", kinds.INT8, ["dimensions", "columns"])
    products = helper.make_tensor_value_info("products", kinds.INT32, ["rows", "columns"])
    graph = helper.make_graph([node], "integer_product", [stored, asked], [products])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    assert onnx.load(GRAPH) == model
