"""What is on disk is what was written, or it is told."""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.encoder.protocol import encode_one
from index.errors import IndexDamaged, IndexForeign, IndexMissing, IndexOutdated
from index.generation import (
    CHUNKER,
    FORMAT,
    Generation,
    Manifest,
    check_encoder,
    live_id,
    open_live,
    read_manifest,
)
from index.lexical import grams, stems
from index.publication import write_manifest
from index.sealed import SEAL, seal
from ingest.errors import DataUnreadable
from ingest.passages import cut_passages
from ingest.records import Document
from tests.fake_encoder import FakeEncoder


def folder_of(data: Path) -> Path:
    """Return the folder of the live generation."""
    return data / "generations" / str(live_id(data))


def segment_of(data: Path) -> Path:
    """Return the folder of the only segment of the live generation."""
    (segment,) = (path for path in folder_of(data).iterdir() if path.is_dir())
    return segment


def names_in(folder: Path) -> list[str]:
    """Return the paths of all files of a segment, without its seal."""
    files = (path for path in folder.rglob("*") if path.is_file() and path != folder / SEAL)
    return sorted(path.relative_to(folder).as_posix() for path in files)


def test_documents_and_passages_come_back_as_they_were(
    fake_generation: Generation, documents: tuple[Document, ...], fake_encoder: FakeEncoder
) -> None:
    """Every field of every record survives the disk."""
    assert fake_generation.documents == documents
    passages = [p for d in documents for p in cut_passages(d, fake_encoder.count_tokens)]
    assert list(fake_generation.passages) == passages


def test_row_i_of_everything_is_passage_i(
    fake_generation: Generation, fake_encoder: FakeEncoder
) -> None:
    """Vectors, tokens, stems and n-grams are in the order of the passages."""
    count = len(fake_generation.passages)
    assert [
        len(fake_generation.vectors),
        len(fake_generation.tokens),
        len(fake_generation.stems),
        len(fake_generation.grams),
    ] == [count] * 4
    for row in (0, 5, 20, count - 1):
        encoded = encode_one(fake_encoder, fake_generation.passages[row].encoded_text, "passage")
        np.testing.assert_allclose(fake_generation.vectors.vector(row), encoded.pooled, atol=1e-5)
        tokens = fake_generation.tokens.passage(row)
        np.testing.assert_array_equal(tokens.ids, encoded.token_ids)
        np.testing.assert_array_equal(tokens.spans, encoded.spans)
        np.testing.assert_allclose(tokens.vectors, encoded.tokens, atol=0.005)


def test_the_manifest_says_what_was_built(
    fake_generation: Generation, fake_built: Path, fake_encoder: FakeEncoder
) -> None:
    """Format, chunker, encoder, counts, the segment and the places of documents are there."""
    manifest = fake_generation.manifest
    assert (manifest.format, manifest.chunker) == (FORMAT, CHUNKER)
    assert manifest.encoder == fake_encoder.identity
    assert (manifest.documents, manifest.passages) == (31, 46)
    rows = range(len(fake_generation.passages))
    assert manifest.tokens == sum(map(fake_generation.tokens.length, rows))
    seal = (fake_generation.folder / fake_generation.id / SEAL).read_bytes()
    assert manifest.segments == {fake_generation.id: sha256(seal).hexdigest()}
    assert manifest.places == [(0, place) for place in range(31)]
    assert read_manifest(fake_built, fake_generation.id) == manifest
    assert fake_generation.id.endswith(manifest.corpus_sha256[:8])
    assert fake_generation.folder == folder_of(fake_built)


def test_a_manifest_comes_back_as_it_was(fake_generation: Generation, tmp_path: Path) -> None:
    """What is written is what is read."""
    manifest = replace(fake_generation.manifest, segments={"å": "0"}, created="i går")
    folder = tmp_path / "generations" / "x"
    folder.mkdir(parents=True)
    write_manifest(folder, manifest)
    assert read_manifest(tmp_path, "x") == manifest


def test_nothing_built_is_missing(tmp_path: Path) -> None:
    """Neither a folder without an index nor no folder at all is an error of the disk."""
    for data in (tmp_path, tmp_path / "nowhere"):
        assert live_id(data) is None
        with pytest.raises(IndexMissing) as caught:
            open_live(data)
        assert caught.value.folder == str(data)


@pytest.mark.parametrize("text", ["", "\n", "  "])
def test_an_empty_pointer_is_as_none(text: str, data: Path) -> None:
    """A pointer without a name points to nothing that was built."""
    (data / "current").write_text(text)
    with pytest.raises(IndexMissing):
        open_live(data)


@pytest.mark.parametrize("name", ["20200101T000000-0", "..", "../..", "x" * 300, "a\x00b", "å"])
def test_a_pointer_to_nothing_is_damaged(name: str, data: Path) -> None:
    """What is not a generation is told with the file that was looked for."""
    (data / "current").write_text(name, "utf-8")
    with pytest.raises(IndexDamaged) as caught:
        open_live(data)
    assert caught.value.file == str(data / "generations" / name / "manifest.json")


def test_a_pointer_that_cannot_be_read_is_told(data: Path) -> None:
    """Bytes that are no text name no generation; a folder is a trouble of the data folder."""
    (data / "current").write_bytes(b"\xff\xfe")
    with pytest.raises(IndexDamaged):
        open_live(data)
    (data / "current").unlink()
    (data / "current").mkdir()
    with pytest.raises(DataUnreadable) as caught:
        open_live(data)
    assert caught.value.folder == str(data)


def remove(path: Path) -> None:
    """Take the file away."""
    path.unlink()


def empty(path: Path) -> None:
    """Leave a file without content."""
    path.write_bytes(b"")


def shorten(path: Path) -> None:
    """Take the last byte away."""
    path.write_bytes(path.read_bytes()[:-1])


def lengthen(path: Path) -> None:
    """Add a byte at the end."""
    path.write_bytes(path.read_bytes() + b"\n")


def turn_a_bit(path: Path) -> None:
    """Change one bit in the middle, as a failing disk does."""
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)


def make_a_folder(path: Path) -> None:
    """Put a folder in the file's place."""
    path.unlink()
    path.mkdir()


FILES = [
    "documents.jsonl",
    "passages.jsonl",
    "passages.npy",
    "vectors.npy",
    *(
        f"{kind}/{name}"
        for kind in ("grams", "stems")
        for name in (
            "counts.npy",
            "ends.npy",
            "lengths.npy",
            "rows.npy",
            "starts.npy",
            "tokens.txt",
        )
    ),
    *(f"tokens/{name}.npy" for name in ("bounds", "mean", "rows", "spans")),
    *(f"units/{name}.npy" for name in ("bounds", "means", "rows")),
]


def test_these_are_all_files(few_built: Path) -> None:
    """The list that the next test goes through is complete."""
    assert names_in(segment_of(few_built)) == sorted(FILES)


def read_all(data: Path) -> None:
    """Open an index and read all that a question may read of it."""
    generation = open_live(data)
    rows = np.arange(len(generation.passages))
    tokens = stems(generation.passages[0].encoded_text)
    generation.stems.share(tokens)
    generation.stems.vocabulary_of(rows)
    generation.grams.share(grams(generation.passages[0].encoded_text))
    generation.grams.vocabulary_of(rows)
    generation.vectors.nearest(generation.vectors.vector(0), 3)
    for row in rows.tolist():
        assert generation.passages[row].id
        generation.vectors.vector(row)
        generation.tokens.passage(row)
        generation.units.passage(row)
    assert len(generation.tokens.mean) == generation.manifest.encoder.dimensions
    for position in range(len(generation.documents)):
        generation.units.document_mean(position)


@pytest.mark.parametrize("read", [lambda data: open_live(data).check(), read_all])
@pytest.mark.parametrize(
    "damage",
    [remove, empty, shorten, lengthen, turn_a_bit, make_a_folder],
    ids=lambda damage: damage.__name__,
)
@pytest.mark.parametrize("name", [*FILES, SEAL])
def test_a_damaged_file_is_told(
    name: str,
    damage: Callable[[Path], None],
    read: Callable[[Path], None],
    few_built: Path,
    tmp_path: Path,
) -> None:
    """Whatever happened to whichever file, it is named, when all is checked or when it is read."""
    before = folder_of(few_built)
    segment = tmp_path / "generations" / before.name / before.name
    shutil.copytree(before, segment.parent, copy_function=os.link)
    # Only the file that is damaged is a copy; the others are shared.
    (segment / name).unlink()
    shutil.copy(segment_of(few_built) / name, segment / name)
    (tmp_path / "current").write_text(before.name)
    read(tmp_path)
    damage(segment / name)
    with pytest.raises(IndexDamaged) as caught:
        read(tmp_path)
    assert caught.value.file == str(segment / name)


def rewritten(data: Path, **changes: Any) -> Path:
    """Change values of the live manifest; return its path."""
    path = folder_of(data) / "manifest.json"
    values = {**json.loads(path.read_text()), **changes}
    values.pop("sha256", None)
    path.write_text(json.dumps(values))
    return path


def test_an_index_of_too_few_passages_is_damaged(data: Path) -> None:
    """Whole by its checksums, and written wrong."""
    folder = segment_of(data)
    passages = np.load(folder / "passages.npy")
    np.save(folder / "passages.npy", passages[:-1])
    rewritten(data, segments={folder.name: seal(folder)})
    with pytest.raises(IndexDamaged):
        open_live(data)


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"[]", b"3", b"null", b"{}", b"\xff\xfe", b'{"format": 8}', b'{"format": null'],
)
def test_a_manifest_that_is_none_is_damaged(raw: bytes, data: Path) -> None:
    """Garbage in the manifest's place is told, and the file named."""
    path = folder_of(data) / "manifest.json"
    path.write_bytes(raw)
    with pytest.raises(IndexDamaged) as caught:
        open_live(data)
    assert caught.value.file == str(path)


@pytest.mark.parametrize(
    "changes",
    [
        {"passages": 6},
        {"passages": "5"},
        {"documents": 3},
        {"encoder": None},
        {"encoder": {"name": "e5"}},
        {"unknown": 1},
        {"segments": None},
        {"segments": {}},
        {"segments": {"no-such-segment": "0"}},
        {"places": None},
        {"places": [[0, 0], [0, 1], [0, 2], [0, 9]]},
        {"places": [[0, 0], [0, 1], [0, 2], [1, 0]]},
        {"places": [[0, 0], [0, 1], [0, 2]]},
    ],
    ids=str,
)
def test_a_manifest_that_does_not_fit_is_damaged(changes: dict[str, Any], data: Path) -> None:
    """Counts, encoder and files must be those of the generation."""
    rewritten(data, **changes)
    with pytest.raises(IndexDamaged):
        open_live(data)


def test_a_manifest_without_a_key_is_damaged(data: Path) -> None:
    """Every field of a manifest must be there."""
    path = folder_of(data) / "manifest.json"
    whole = json.loads(path.read_text())
    # An older manifest has no checksum; with one every change is seen.
    assert len(whole.pop("sha256")) == 64
    assert set(whole) == set(Manifest.__dataclass_fields__)
    for name in whole:
        path.write_text(json.dumps({key: whole[key] for key in whole if key != name}))
        with pytest.raises(IndexDamaged):
            open_live(data)


@pytest.mark.parametrize("number", [0, FORMAT - 1])
def test_an_older_format_is_outdated(number: int, data: Path) -> None:
    """It is told apart from a foreign one, because a command may build it anew."""
    rewritten(data, format=number)
    with pytest.raises(IndexOutdated) as caught:
        open_live(data)
    assert (caught.value.built, caught.value.wanted) == (number, FORMAT)


@pytest.mark.parametrize("number", [FORMAT + 1, str(FORMAT), None])
def test_another_format_is_foreign(number: object, data: Path) -> None:
    """The error names the format that was found and the one that is wanted."""
    rewritten(data, format=number)
    with pytest.raises(IndexForeign) as caught:
        open_live(data)
    error = caught.value
    assert (error.what, error.built, error.wanted) == ("format", str(number), str(FORMAT))


def test_a_file_too_many_is_damaged(data: Path) -> None:
    """What was put beside the files of a build is told, even in a folder of its own."""
    for folder in (segment_of(data), folder_of(data)):
        extra = folder / "old" / "codes.npy"
        extra.parent.mkdir()
        extra.write_bytes(b"")
        with pytest.raises(IndexDamaged) as caught:
            open_live(data)
        assert caught.value.file in (str(extra), str(extra.parent))
        shutil.rmtree(extra.parent)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", "intfloat/multilingual-e5-base"),
        ("revision", "8-bit"),
        ("sha256", "0" * 64),
        ("question_prefix", ""),
        ("passage_prefix", "text: "),
        ("dimensions", 768),
        ("longest", 256),
    ],
)
def test_another_encoder_is_foreign(name: str, value: Any, fake_generation: Generation) -> None:
    """The first field that differs is named, with both values."""
    built = fake_generation.manifest.encoder
    check_encoder(fake_generation.manifest, built)
    wanted = replace(built, **{name: value})
    with pytest.raises(IndexForeign) as caught:
        check_encoder(fake_generation.manifest, wanted)
    error = caught.value
    assert (error.what, error.wanted) == (name, str(value))
    assert error.built == str(asdict(built)[name])


def test_a_generation_knows_its_documents_and_passages(fake_generation: Generation) -> None:
    """Each is found by its id, and what is not there is None."""
    for position, document in enumerate(fake_generation.documents):
        assert fake_generation.document(document.id) is document
        assert fake_generation.position_of(document.id) == position
    for passage in fake_generation.passages:
        assert fake_generation.passage(passage.id) is passage
    assert fake_generation.document("finnes-ikke") is None
    assert fake_generation.position_of("finnes-ikke") is None
    assert fake_generation.passage("finnes-ikke") is None
    assert fake_generation.passages_of("finnes-ikke") == ()


def test_the_passages_of_a_document_come_in_the_order_of_its_text(
    fake_generation: Generation,
) -> None:
    """All of them, and no others, whatever their rows."""
    found = [p for d in fake_generation.documents for p in fake_generation.passages_of(d.id)]
    assert sorted(found, key=str) == sorted(fake_generation.passages, key=str)
    for document in fake_generation.documents:
        own = fake_generation.passages_of(document.id)
        assert [p.locator.document_id for p in own] == [document.id] * len(own)
        starts = [passage.locator.start for passage in own]
        assert starts == sorted(starts)


def test_a_generation_knows_its_data_folder(fake_built: Path, fake_generation: Generation) -> None:
    """It stands two folders below."""
    assert fake_generation.data == fake_built
