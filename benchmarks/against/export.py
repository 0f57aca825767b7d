"""Write the bundled encoder, adapter and all, in the two forms that the tools read.

Every tool so searches with the same vectors: a folder that sentence-transformers and transformers
load, as they would a model of a hub, and the file that `eksempelfinner encoder export` writes.

    python -m benchmarks.against.export ROOT

It is a process of its own, so that torch takes no memory while the tools are measured.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.against.collection import PAGE, Collection
from benchmarks.against.model import PREFIXES
from index.encoder.onnx_runtime import export_bundled
from index.encoder.sentence_transformer import load_bundled

SPECIAL = {
    "bos_token": "<s>",
    "eos_token": "</s>",
    "unk_token": "<unk>",
    "pad_token": "<pad>",
}


def write_encoder(collection: Collection) -> None:
    """Write the encoder as a folder and as a file."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import PreTrainedTokenizerFast

    encoder = load_bundled(threads=1)
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=encoder.tokenizer,
        model_max_length=encoder.identity.longest,
        **SPECIAL,
    )
    with TemporaryDirectory() as folder:
        tokenizer.save_pretrained(folder)
        encoder.model[0].bert.save_pretrained(folder)
        modules = [Transformer(folder), Pooling(encoder.identity.dimensions, "mean"), Normalize()]
        SentenceTransformer(modules=modules, prompts=PREFIXES, device="cpu").save(
            str(collection.model)
        )
    export_bundled(collection.root / "no-data", collection.encoder)


if __name__ == "__main__":
    write_encoder(Collection(Path(sys.argv[1]), PAGE))
