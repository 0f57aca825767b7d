"""An encoder that is loaded only when a text has to be encoded: most builds reuse all vectors."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from index.encoder.protocol import Encoded, Encoder, EncoderIdentity, Role, check_identity

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class DeferredEncoder:
    """Load the encoder only when a text has to be encoded."""

    def __init__(self, identity: EncoderIdentity, load: Callable[[], Encoder]) -> None:
        """Take the identity of the encoder that built the index, and the function that loads it."""
        self.identity = identity
        self._load = load
        self._encoder: Encoder | None = None

    def token_weights(self, ids: "NDArray[np.int32]") -> "NDArray[np.float32] | None":
        """Return what each token counts for; see `Encoder`."""
        return self._loaded().token_weights(ids)

    def count_tokens(self, text: str) -> int:
        """Return how many tokens `text` has."""
        return self._loaded().count_tokens(text)

    def encode(self, texts: Sequence[str], role: Role) -> Iterator[tuple[int, Encoded]]:
        """Yield the vectors of each text; see `Encoder`."""
        return self._loaded().encode(texts, role) if texts else iter(())

    def _loaded(self) -> Encoder:
        """Load the encoder once.

        Raises:
            IndexForeign: it is not the one that built the index.
        """
        if self._encoder is None:
            encoder = self._load()
            check_identity(self.identity, encoder.identity)
            self._encoder = encoder
        return self._encoder
