"""The bundled encoder as the other tools load it: a folder, like a model of a hub."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PREFIXES = {"query": "query: ", "document": "passage: "}
"""That E5 was trained with."""

SPECIAL_TOKENS = {"query": 4, "document": 4}
"""At the start of a text, with those of its prefix: <s> ▁que ry : and <s> ▁passa ge :."""


def load_model(folder: Path) -> Any:
    """Load the folder as a user of sentence-transformers does."""
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(folder), device="cpu")


def pooled_and_tokens(
    model: Any, texts: list[str], role: str
) -> list[tuple["NDArray[np.float32]", "NDArray[np.float32]"]]:
    """Return the pooled vector of each text, and the vectors of its tokens, of unit length.

    `role` is one of PREFIXES. Tokens of the prefix and special ones are left out, as the program
    does. float32 of shapes (384,) and (tokens, 384).
    """
    from torch.nn.functional import normalize

    return [
        (
            encoded["sentence_embedding"].numpy(),
            normalize(encoded["token_embeddings"][SPECIAL_TOKENS[role] : -1], dim=1).numpy(),
        )
        for encoded in model.encode(texts, prompt_name=role, output_value=None)
    ]
